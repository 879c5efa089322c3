"""A text between two steps: what is left of its source, where each character came from, and its lines."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from indexer.cleaning.cuts import Cut, Mark, disjoint
from indexer.cleaning.lines import Line, lines_of
from indexer.contract.reading import CleanText, Removal, Repair

_NEAR_PIECES = 8


@dataclass(frozen=True, kw_only=True)  # without slots: the lines are kept once they are asked for
class Draft:
    """The text as it stands, in pieces of the source: piece i begins at `at[i]` in `text` and at `places[i]`
    in `source`. `repaired` holds the pieces that are not the source's own, by their place in it."""

    source: str
    text: str
    at: Sequence[int]
    places: Sequence[int]
    repaired: dict[int, Repair] = field(default_factory=dict)
    marked: tuple[tuple[int, int], ...] = ()

    @cached_property
    def lines(self) -> list[Line]:
        """The lines with a character in them; the steps share them as long as nothing is cut."""
        return list(lines_of(self.text))

    @cached_property
    def starts(self) -> list[int]:
        """Where each of the lines starts."""
        return [line.start for line in self.lines]

    def lines_with(self, *words: str) -> list[int]:
        """Which lines hold one of the words, in order, by their place in `lines`.

        >>> draft_of("首页\\n正文\\n\\n位置").lines_with("位置", "首页")
        [0, 2]
        """
        found: set[int] = set()
        for word in words:
            start = self.text.find(word)
            while start >= 0:
                line = bisect_right(self.starts, start) - 1
                found.add(line)
                start = self.text.find(word, self.lines[line].end)
        return sorted(found)

    def place(self, offset: int) -> int:
        """Where in the source the character stands; the length of the source for the end of the text."""
        if offset >= len(self.text):
            return len(self.source)
        piece = bisect_right(self.at, offset) - 1
        place = self.places[piece]
        return place if place in self.repaired else place + offset - self.at[piece]

    def cut(self, cuts: Iterable[Cut]) -> tuple["Draft", list[Removal]]:
        """The draft after the cuts, and what they took out.

        >>> draft, _ = draft_of("一a二b").cut([Cut(start=1, end=2, reason="x")])
        >>> after, gone = draft.cut([Cut(start=1, end=2, reason="y")])
        >>> after.text, gone
        ('一b', [Removal(text='二', reason='y', start=2)])
        """
        ordered = disjoint(cuts)
        if self.repaired or any(cut.instead for cut in ordered):
            ordered = [whole for cut in ordered for whole in self._around_repairs(cut)]
        return _Cutting(self).run(ordered) if ordered else (self, [])

    def mark(self, marks: Iterable[Mark]) -> "Draft":
        """The draft with these spans marked, but for those of repairs."""
        spans = [(self.place(mark.start), self.place(mark.end - 1) + 1) for mark in marks]
        return replace(self, marked=tuple(sorted({*self.marked, *spans}))) if spans else self

    def finished(self, removed: Iterable[Removal]) -> CleanText:
        """The record of all that was done; removals in the order of the source."""
        ends = [*self.at[1:], len(self.text)] if self.at else []
        kept: list[tuple[int, int]] = []
        for begin, end, place in zip(self.at, ends, self.places, strict=True):
            if place in self.repaired:
                continue
            if kept and kept[-1][1] == place:
                kept[-1] = (kept[-1][0], place + end - begin)
            else:
                kept.append((place, place + end - begin))
        return CleanText(
            source=self.source,
            kept=tuple(kept),
            removed=tuple(sorted(removed, key=lambda removal: removal.start or 0)),
            repaired=tuple(self.repaired[place] for place in sorted(self.repaired)),
            marked=self.marked,
        )

    def _around_repairs(self, cut: Cut) -> Iterator[Cut]:
        """The cut without the repaired pieces that it covers only in part; a replacement needs one piece of
        the source's own, and is none where that is not so."""
        if not self.repaired and not cut.instead:
            yield cut
            return
        first, last = bisect_right(self.at, cut.start) - 1, bisect_left(self.at, cut.end) - 1
        ends = (*self.at[last + 1 : last + 2], len(self.text))
        start, end = cut.start, cut.end
        if cut.instead:
            if first == last and self.places[first] not in self.repaired:
                yield cut
            return
        if self.places[first] in self.repaired and start > self.at[first]:
            start = self.at[first + 1] if first + 1 < len(self.at) else end
        if self.places[last] in self.repaired and end < ends[0]:
            end = self.at[last]
        if start < end:
            yield replace(cut, start=start, end=end)


class _Cutting:
    """One round of cuts over a draft: the new pieces, in the order in which they are come by."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.at: list[int] = []
        self.places: list[int] = []
        self.parts: list[str] = []
        self.length = 0
        self.piece = 0  # the piece of the draft that was come by last
        self.repaired = dict(draft.repaired)

    def run(self, cuts: list[Cut]) -> tuple[Draft, list[Removal]]:
        gone: list[Removal] = []
        reached = 0
        for cut in cuts:
            self._copy(reached, cut.start)
            reached = cut.end
            if cut.instead:
                self._repair(cut)
            else:
                place = self._place(cut.start)
                gone.append(Removal(text=self._taken(cut), reason=cut.reason, start=place))
        self._copy(reached, len(self.draft.text))
        text = "".join(self.parts)
        after = replace(self.draft, text=text, at=self.at, places=self.places, repaired=self.repaired)
        return after, gone

    def _copy(self, start: int, end: int) -> None:
        if start >= end:
            return
        at, places = self.draft.at, self.draft.places
        self.at.append(self.length)
        self.places.append(self._place(start))
        first = self.piece
        if first + 1 < len(at) and at[first + 1] < end:
            last, shift = bisect_left(at, end, first + 1), self.length - start
            self.at.extend([begin + shift for begin in at[first + 1 : last]])
            self.places.extend(places[first + 1 : last])
        self.parts.append(self.draft.text[start:end])
        self.length += end - start

    def _place(self, offset: int) -> int:
        """The place in the source of an offset that is no smaller than the one asked for before: seldom more
        than a few pieces on."""
        draft, near = self.draft, self.piece + _NEAR_PIECES
        if near < len(draft.at) and draft.at[near] <= offset:
            self.piece = bisect_right(draft.at, offset, near) - 1
        else:
            self.piece = bisect_right(draft.at, offset, self.piece, min(near, len(draft.at))) - 1
        place = draft.places[self.piece]
        return place if place in draft.repaired else place + offset - draft.at[self.piece]

    def _repair(self, cut: Cut) -> None:
        start = self._place(cut.start)
        end = start + cut.end - cut.start
        was = self.draft.source[start:end]
        self.repaired[start] = Repair(start=start, end=end, text=cut.instead, was=was, reason=cut.reason)
        self.at.append(self.length)
        self.places.append(start)
        self.parts.append(cut.instead)
        self.length += len(cut.instead)

    def _taken(self, cut: Cut) -> str:
        """The text of the cut as the source has it; a repair within it is undone."""
        if not self.repaired:
            return self.draft.text[cut.start : cut.end]
        at = self.draft.at
        first, last = bisect_right(at, cut.start) - 1, bisect_left(at, cut.end)
        bounds = [cut.start, *at[first + 1 : last], cut.end]
        taken = ""
        for (start, end), place in zip(
            itertools.pairwise(bounds), self.draft.places[first:last], strict=True
        ):
            undone = self.repaired.pop(place, None)
            taken += undone.was if undone else self.draft.text[start:end]
        return taken


def draft_of(source: str) -> Draft:
    """The draft that nothing has been cut from yet."""
    return Draft(source=source, text=source, at=[0] if source else [], places=[0] if source else [])
