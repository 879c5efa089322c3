"""Completing: what a corpus offers to complete a query to, collected while its reports are indexed."""

from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.analysis.completion import Entry, read_line, suffix
from indexer.analysis.fold import fold
from indexer.analysis.phrases import PhraseMiner
from indexer.analysis.words import Token, Tokenize, tokens
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.documents import Report
from indexer.contract.vocabulary import short_name

TITLES_MAX = 10_000


class Collector:
    """Takes in reports and the words of their paragraphs, and gives the entries at the end."""

    def __init__(self, tokenize: Tokenize | None = None) -> None:
        self._tokenize = tokenize
        self._miner = PhraseMiner()
        self._titles: Counter[str] = Counter()
        self._themes: Counter[str] = Counter()
        self._regions: Counter[tuple[str, tuple[str, ...]]] = Counter()

    def begin(self, report: Report) -> None:
        """The report whose paragraphs are added from here on."""
        self._miner.begin()
        self._titles[" ".join(report.title.split())] += 1
        self._themes.update({paragraph.theme for paragraph in report.paragraphs if paragraph.theme})
        if report.region:
            for depth, code in enumerate(report.region.codes, start=1):
                self._regions[code, report.region.path[:depth]] += 1

    def add(self, text: str, found: Sequence[Token]) -> None:
        """A paragraph and words.tokens() of its folded text."""
        self._miner.add(text, found)

    def entries(self) -> Iterator[Entry]:
        """All entries, by kind."""
        for phrase in self._miner.phrases():
            yield _entry(CompletionKind.PHRASE, phrase.text, phrase.documents)
        for theme, documents in self._themes.items():
            yield _entry(CompletionKind.THEME, theme, documents)
        yield from self._places()
        for title, documents in self._titles.most_common(TITLES_MAX):
            completion = _completion(CompletionKind.TITLE, title, documents, title)
            yield Entry(completion=completion, lines=tuple(self._title_lines(title)))

    def _title_lines(self, title: str) -> Iterator[str]:
        """A line from each word of the title on; characters that nobody types stand in no line."""
        line = read_line(title)
        for start in sorted({token.start for token in tokens(fold(title), self._tokenize)}):
            yield suffix(line, sum(char.isalnum() for char in title[:start]))

    def _places(self) -> Iterator[Entry]:
        """Regions by full or short name; one that shares its name stands behind the region above."""
        named = Counter(path[-1] for _, path in self._regions)
        for (code, path), documents in self._regions.items():
            name = path[-1]
            text = "".join(path[-2:]) if named[name] > 1 else name
            said = short_name(name) + name[-1] if "自治" in name else name
            yield Entry(
                completion=_completion(CompletionKind.REGION, text, documents, code),
                lines=tuple(dict.fromkeys((read_line(name), read_line(said), read_line(text)))),
            )


def _entry(kind: CompletionKind, text: str, documents: int) -> Entry:
    return Entry(completion=_completion(kind, text, documents, text), lines=(read_line(text),))


def _completion(kind: CompletionKind, text: str, documents: int, value: str) -> Completion:
    return Completion(text=text, kind=kind, documents=documents, value=value)
