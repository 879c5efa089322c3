"""Where in its source each heading and paragraph came from, and what became of the other characters."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from indexer.contract.documents import Paragraph
from indexer.contract.reading import CleanText, ReadReport, Removal

JOINED = "↵"
UNEXPLAINED = "not in the text"
_SEARCHED_CHARS = 50_000  # a paragraph stands so far behind the one before, or is not looked for
_FATES_MAX = 250
_KEPT, _UNCLAIMED = 0, 1
_BLOT = "\0"
_SAME_FATE = re.compile(rb"(.)\1*", re.DOTALL)


class Fate(StrEnum):
    """What became of characters of the source."""

    KEPT = "kept"
    REMOVED = "removed"
    REPAIRED = "repaired"
    MARKED = "marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring characters of a source line with one fate, and its reason; "" for those that are kept."""

    text: str
    fate: Fate
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading where it opens its section; `depth` counts from 0."""

    text: str
    depth: int


Item = Heading | Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Lines `start` to `end` of the source (from 0, half-open) and what came of them; either may be empty."""

    start: int
    end: int
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A report beside its source: the lines of the source as runs, the rows that set them beside the result,
    and the removals that stand nowhere in the source. Behind a line that the next was joined to is JOINED."""

    lines: tuple[tuple[Run, ...], ...]
    rows: tuple[Row, ...]
    outside: tuple[Removal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """An item with its span of the clean text; None for one that does not stand there word for word."""

    item: Item
    span: tuple[int, int] | None


def place(read: ReadReport) -> Placement:
    """Where everything in the report came from; a report without a source has rows only."""
    text, places = read.clean.text, read.clean.offsets()
    items = list(_placed(text, read.report.paragraphs))
    fates = _Fates(read.clean, read.removed)
    taken = _taken_by_structure(_masked(text, items), (r for r in read.removed if r.start is None))
    for removal, start in taken:
        if start is not None:
            fates.take([places[at] for at in range(start, start + len(removal.text))], removal.reason)
    return Placement(
        lines=tuple(fates.lines()) if read.clean.source else (),
        rows=tuple(_rows(read.clean.source, items, places)),
        outside=tuple(removal for removal, start in taken if start is None),
    )


class _Fates:
    """For each character of the source a number, and what the numbers mean."""

    def __init__(self, clean: CleanText, removed: Iterable[Removal]) -> None:
        self._source = clean.source
        self._meanings = {(Fate.KEPT, ""): _KEPT, (Fate.REMOVED, UNEXPLAINED): _UNCLAIMED}
        self._numbers = bytearray([_UNCLAIMED]) * len(clean.source)
        for start, end in clean.kept:
            self._numbers[start:end] = bytes([_KEPT]) * (end - start)
        for start, end in clean.marked:
            self._fill(start, end, self._number(Fate.MARKED, "looks damaged"))
        for repair in clean.repaired:
            self._fill(repair.start, repair.end, self._number(Fate.REPAIRED, repair.reason))
        placed = [(removal.start, removal) for removal in removed if removal.start is not None]
        # From the end: what was cut from within a removal begins behind it, and is claimed before it.
        for start, removal in sorted(placed, key=lambda pair: -pair[0]):
            self._claim(removal, start)

    def take(self, places: Iterable[int], reason: str) -> None:
        """Note that these characters were taken out."""
        number = self._number(Fate.REMOVED, reason)
        for at in places:
            self._numbers[at] = number

    def lines(self) -> Iterator[tuple[Run, ...]]:
        """The source line by line."""
        meanings = list(self._meanings)
        at = 0
        for line in self._source.split("\n"):
            found = _SAME_FATE.finditer(self._numbers, at, at + len(line))
            runs = [(self._source[run.start() : run.end()], run[0][0]) for run in found]
            at += len(line) + 1
            if line.strip() and at <= len(self._source) and self._numbers[at - 1] != _KEPT:
                runs.append((JOINED, self._numbers[at - 1]))
            yield tuple(Run(text=text, fate=meanings[n][0], reason=meanings[n][1]) for text, n in runs)

    def _number(self, fate: Fate, reason: str) -> int:
        """A number for the fate; that of any removal where there are more reasons than numbers."""
        if len(self._meanings) > _FATES_MAX:
            return self._meanings.get((fate, reason), _UNCLAIMED)
        return self._meanings.setdefault((fate, reason), len(self._meanings))

    def _fill(self, start: int, end: int, number: int) -> None:
        self._numbers[start:end] = bytes([number]) * (end - start)

    def _claim(self, removal: Removal, at: int) -> None:
        """The characters of a removal follow one another but for those that others claimed."""
        number = self._number(Fate.REMOVED, removal.reason)
        if self._source.startswith(removal.text, at):
            self._fill(at, at + len(removal.text), number)
            return
        for char in removal.text:
            at = self._source.find(char, at, at + _SEARCHED_CHARS)
            while at >= 0 and self._numbers[at] not in (_KEPT, _UNCLAIMED):
                at = self._source.find(char, at + 1, at + _SEARCHED_CHARS)
            if at < 0:
                return
            self._numbers[at] = number
            at += 1


def _masked(text: str, items: Iterable[_Placed]) -> str:
    """The clean text with what became headings and paragraphs blotted out."""
    pieces: list[str] = []
    at = 0
    for start, end in (placed.span for placed in items if placed.span is not None):
        pieces += [text[at:start], _BLOT * (end - max(start, at))]
        at = max(end, at)
    return "".join(pieces) + text[at:]


def _taken_by_structure(masked: str, removed: Iterable[Removal]) -> list[tuple[Removal, int | None]]:
    """Each removal with its place in the clean text: datelines, credits, the marks of headings. They come in
    the order of the text, but for a few; None for what stands outside it."""
    taken: list[tuple[Removal, int | None]] = []
    at = 0
    for removal in removed:
        start = masked.find(removal.text, at) if removal.text else -1
        if start < 0 < at:
            start = masked.find(removal.text, 0, at)
        taken.append((removal, start if start >= 0 else None))
        at = start + len(removal.text) if start >= 0 else at
    return taken


def _rows(source: str, items: Iterable[_Placed], places: Sequence[int]) -> list[Row]:
    """The whole source in order, beside each stretch of it the headings and paragraphs that begin there."""
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    done: list[Row] = []
    line = 0
    for placed in items:
        first, last = line - 1, line
        if placed.span is not None and source:
            first = bisect_right(starts, places[placed.span[0]]) - 1
            last = bisect_right(starts, places[placed.span[1] - 1])
        if done and done[-1].items and first < line:
            done[-1] = Row(start=done[-1].start, end=max(line, last), items=(*done[-1].items, placed.item))
        else:
            done += [Row(start=at, end=at + 1) for at in range(line, first)]
            done.append(Row(start=max(line, first), end=max(line, last), items=(placed.item,)))
        line = done[-1].end
    return done + [Row(start=at, end=at + 1) for at in range(line, len(starts) if source else 0)]


def _placed(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[_Placed]:
    """Each heading as it opens and each paragraph, in order, with its place."""
    at = 0
    section: tuple[str, ...] = ()
    for paragraph in paragraphs:
        start = text.find(paragraph.text, at, at + len(paragraph.text) + _SEARCHED_CHARS)
        span = None if start < 0 else (start, start + len(paragraph.text))
        if paragraph.section != section:
            yield from _opened(text, section, paragraph.section, (at, max(at, start)))
            section = paragraph.section
        yield _Placed(item=paragraph, span=span)
        at = span[1] if span else at


def _opened(
    text: str, before: Sequence[str], section: Sequence[str], within: tuple[int, int]
) -> list[_Placed]:
    """The headings that are not those of the section before, each looked for backwards from what follows it;
    one that is not found stands with what follows."""
    pairs = zip(before, section, strict=False)
    shared = sum(accumulate((old == new for old, new in pairs), lambda a, b: a and b, initial=True)) - 1
    start, end = within
    placed: list[_Placed] = []
    for depth in range(len(section) - 1, max(min(shared, len(section) - 1), 0) - 1, -1):
        found = text.rfind(section[depth], start, end)
        end = found if found >= 0 else end
        span = (end, end + 1) if end < len(text) else None
        placed.append(_Placed(item=Heading(text=section[depth], depth=depth), span=span))
    return placed[::-1]
