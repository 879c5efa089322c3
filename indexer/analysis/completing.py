"""Completing: what a corpus offers to complete a query to, from its phrases, themes, regions and titles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.analysis.completion import Entry, read_line, suffix
from indexer.analysis.fold import fold
from indexer.analysis.phrases import Phrase
from indexer.analysis.words import Tokenize, tokens
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.vocabulary import Region, short_name

TITLES_MAX = 10_000
# The lines of titles that are known from an earlier build: reading takes its time.
Known = Mapping[str, tuple[str, ...]]
NOT_KNOWN: Known = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What documents are about: their titles, and themes and regions with how many documents are of each."""

    titles: Sequence[str]
    themes: Sequence[tuple[str, int]]
    regions: Sequence[tuple[Region, int]]


def phrase_entries(phrases: Iterable[Phrase], lines: Iterable[str]) -> Iterator[Entry]:
    """An entry for each phrase, whose lines are those of read_line()."""
    for phrase, line in zip(phrases, lines, strict=True):
        completion = _completion(CompletionKind.PHRASE, phrase.text, phrase.documents, phrase.text)
        yield Entry(completion=completion, lines=(line,))


def other_entries(
    listing: Listing, tokenize: Tokenize | None = None, known: Known = NOT_KNOWN
) -> Iterator[Entry]:
    """The entries of themes, regions and titles, by kind."""
    for theme, documents in listing.themes:
        completion = _completion(CompletionKind.THEME, theme, documents, theme)
        yield Entry(completion=completion, lines=(read_line(theme),))
    yield from _places(listing.regions)
    titles = Counter(" ".join(title.split()) for title in listing.titles)
    for title, documents in titles.most_common(TITLES_MAX):
        lines = known.get(title) or tuple(_title_lines(title, tokenize))
        yield Entry(completion=_completion(CompletionKind.TITLE, title, documents, title), lines=lines)


def _title_lines(title: str, tokenize: Tokenize | None) -> Iterator[str]:
    """A line from each word of the title on; characters that nobody types stand in no line."""
    line = read_line(title)
    for start in sorted({token.start for token in tokens(fold(title), tokenize)}):
        yield suffix(line, sum(char.isalnum() for char in title[:start]))


def _places(regions: Iterable[tuple[Region, int]]) -> Iterator[Entry]:
    """Regions, and those above them, by full or short name; one that shares its name stands behind the region
    above."""
    counted: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for region, documents in regions:
        for depth, code in enumerate(region.codes, start=1):
            counted[code, region.path[:depth]] += documents
    named = Counter(path[-1] for _, path in counted)
    for (code, path), documents in counted.items():
        name = path[-1]
        text = "".join(path[-2:]) if named[name] > 1 else name
        said = short_name(name) + name[-1] if "自治" in name else name
        yield Entry(
            completion=_completion(CompletionKind.REGION, text, documents, code),
            lines=tuple(dict.fromkeys((read_line(name), read_line(said), read_line(text)))),
        )


def _completion(kind: CompletionKind, text: str, documents: int, value: str) -> Completion:
    return Completion(text=text, kind=kind, documents=documents, value=value)
