"""Front matter: the block of "key: value" lines between two "---" that a Markdown file may open with."""

import re
from dataclasses import dataclass

from indexer.contract.reading import Metadata
from indexer.sources.dates import date_notes
from indexer.sources.records import field_of, metadata_of, year_notes

_BLOCK = re.compile(
    r"\ufeff?---[ \t]*\n((?:(?!(?:---|\.\.\.)[ \t]*(?:\n|\Z))[^\n]*\n){1,60})(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_PAIR = re.compile(r"([A-Za-z_\u3400-\u9fff][\w.-]{0,30})[ \t]*(?::(?=\s|$)|：)[ \t]*(.*)")
_ASIDE = re.compile(
    r"\s*|\s*#.*|[ \t]*-[ \t].*|[ \t]+\S.*"
)  # blanks, comments, and what belongs to a key above
_FIELDS = frozenset({"title", "date", "year", "region", "source", "author", "url", "theme"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the block says, the block as written ("" where there is none), and the text below it."""

    metadata: Metadata
    block: str
    body: str
    notes: tuple[str, ...] = ()


def split_front_matter(text: str) -> FrontMatter:
    """The block apart from the text; a rule, or a "---" above words that are no pairs, opens no block.

    This is the plain part of YAML: a value is one line, in quotes or not. Lists and nested keys are not used.

    >>> found = split_front_matter("---\\ntitle: 茶园年报\\ntags: [茶]\\n---\\n正文。")
    >>> found.metadata.title, found.body, found.notes
    ('茶园年报', '正文。', ('front matter not used: tags',))
    """
    found = _BLOCK.match(text)
    pairs = _pairs(found[1]) if found else {}
    if found is None or not pairs:
        return FrontMatter(metadata=Metadata(), block="", body=text)
    fields = {field_of(key) or key: value for key, value in pairs.items() if value}
    unknown = ", ".join(key for key in pairs if field_of(key) not in _FIELDS)
    notes = (f"front matter not used: {unknown[:200]}",) if unknown else ()
    return FrontMatter(
        metadata=metadata_of(fields),
        block=found[0].strip("\ufeff\n"),
        body=text[found.end() :],
        notes=(*notes, *date_notes(fields.get("date")), *year_notes(fields.get("year"))),
    )


def _pairs(block: str) -> dict[str, str]:
    """The keys with their values, quotes taken off; none at all where a line is neither pair nor aside."""
    pairs: dict[str, str] = {}
    for line in block.splitlines():
        pair = _PAIR.fullmatch(line)
        if pair:
            pairs.setdefault(pair[1], _unquoted(" ".join(pair[2].split())))
        elif not _ASIDE.fullmatch(line):
            return {}
    return pairs


def _unquoted(value: str) -> str:
    for quote in ('"', "'"):
        if len(value) > 1 and value.startswith(quote) and value.endswith(quote):
            return value[1:-1]
    return value
