"""Spans to cut out of a text, and what is left of a source after several rounds of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.contract.reading import CleanText


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A span of a text (code points, half-open) that is to go, and the named reason."""

    start: int
    end: int
    reason: str


def disjoint(cuts: Iterable[Cut]) -> list[Cut]:
    """The cuts in order, none reaching into the one before it, none empty.

    >>> cuts = [Cut(start=2, end=5, reason="b"), Cut(start=0, end=3, reason="a")]
    >>> [(cut.start, cut.end) for cut in disjoint(cuts)]
    [(0, 3), (3, 5)]
    """
    ordered: list[Cut] = []
    reached = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if reached <= cut.start < cut.end:
            ordered.append(cut)
        elif cut.start < reached < cut.end:
            ordered.append(Cut(start=reached, end=cut.end, reason=cut.reason))
        reached = max(reached, cut.end)
    return ordered


def without(draft: CleanText, cuts: Iterable[Cut]) -> tuple[CleanText, list[tuple[int, Cut, str]]]:
    """The draft after the cuts (spans of draft.text); each cut with its place in the source and its text.

    >>> draft = CleanText(source="一a二b", kept=((0, 1), (2, 4)))
    >>> after, gone = without(draft, [Cut(start=1, end=2, reason="x")])
    >>> after.text, gone[0][0], gone[0][2]
    ('一b', 2, '二')
    """
    ordered = disjoint(cuts)
    if not ordered:
        return draft, []
    text = draft.text
    kept: list[tuple[int, int]] = []
    gone: list[tuple[int, Cut, str]] = []
    pending = iter(ordered)
    cut = next(pending, None)
    at = 0  # where the span begins in draft.text
    for start, end in draft.kept:
        shift, stop, here = start - at, at + end - start, at
        while cut is not None and cut.start < stop:
            if cut.start >= at:
                gone.append((cut.start + shift, cut, text[cut.start : cut.end]))
            if here < cut.start:
                kept.append((here + shift, cut.start + shift))
            here = min(cut.end, stop)
            if cut.end > stop:
                break
            cut = next(pending, None)
        if here < stop:
            kept.append((here + shift, stop + shift))
        at = stop
    return replace(draft, kept=tuple(kept)), gone
