"""The query tree: what a search asks of a paragraph, apart from how a reader writes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Mode(StrEnum):
    """How the query box is read: by the grammar, or as one run of characters."""

    WORDS = "words"
    EXACT = "exact"
    VERBATIM = "verbatim"


class QueryField(StrEnum):
    """The fields a query can name with `field:value`."""

    TITLE = "title"
    SECTION = "section"
    SOURCE = "source"
    REGION = "region"
    THEME = "theme"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """Every paragraph: the empty query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All words of `text` (as the analyzer cuts them) stand in the paragraph, its title or its headings.

    With `any_word` one of them is enough: the relaxed reading. A text without words matches nothing.
    """

    text: str
    any_word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """A word of the paragraph, its title or its headings starts with the folded text; never empty."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """The folded text is a substring of the paragraph's folded text; never empty. Nothing in it is a
    wildcard; what parse makes holds no "?", only "？", which folds to the same."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """As Exact, but each "?" stands for any one code point; neither the first nor the last is a "?"."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """The text is a substring of the paragraph's text, with no folding at all; never empty."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Both folded texts occur, in either order, not overlapping, at most `within_chars` code points apart;
    None: with no end of a sentence between them."""

    first: str
    second: str
    within_chars: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldIs:
    """The report's title (with subtitle), one of the headings or the source contains the folded value; or the
    region is, or lies in, what vocabulary.codes_named takes the value for, as written or else folded; or
    the theme equals it, both folded; or the year does, in four digits."""

    field: QueryField
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWithin:
    """The report is dated within these days, both included; None is open. An undated report is not."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """All parts match; two or more."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """At least one part matches; two or more."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part does not match."""

    part: "Query"


Leaf = Everything | Words | Prefix | Exact | Pattern | Verbatim | Near | FieldIs | DateWithin
Query = Leaf | And | Or | Not
# The leaves that are matched, and ranked, as a whole.
Whole = Prefix | Exact | Pattern | Verbatim | Near


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """What a reader typed, as far as it was read (see syntax.QUERY_CHARS_MAX), and how: `read_as` is a query
    that means the same, `hints` are in Chinese."""

    raw: str
    mode: Mode
    query: Query
    read_as: str
    hints: tuple[str, ...]


def wanted(query: Query) -> Iterator[Leaf]:
    """The leaves that a match may be shown by: all but those under a Not, left to right."""
    match query:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from wanted(part)
        case Not():
            return
        case Everything() | Words() | Prefix() | Exact() | Pattern() | Verbatim() | Near():
            yield query
        case FieldIs() | DateWithin():
            yield query


def relaxed(query: Query) -> Query | None:
    """The query with any one bare word enough instead of all; None where that asks nothing less.

    Only words that stand alone or joined by a top-level AND are relaxed; whatever else is required
    (quoted text, fields, exclusions) stays required.

    >>> relaxed(And(parts=(Words(text="甲"), Exact(text="乙"))))
    And(parts=(Words(text='甲', any_word=True), Exact(text='乙')))
    """
    parts = query.parts if isinstance(query, And) else (query,)
    words = tuple(Words(text=part.text, any_word=True) for part in parts if isinstance(part, Words))
    if not words:
        return None
    loose: Query = words[0] if len(words) == 1 else Or(parts=words)
    rest = tuple(part for part in parts if not isinstance(part, Words))
    return And(parts=(loose, *rest)) if rest else loose
