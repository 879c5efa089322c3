"""What a step finds in a text: spans to cut out, to write anew, or to mark as damaged."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A span of a text (code points, half-open) that goes, the named reason, and what takes its place."""

    start: int
    end: int
    reason: str
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of a text that looks damaged and stays as it is."""

    start: int
    end: int


def disjoint(cuts: Iterable[Cut]) -> list[Cut]:
    """The cuts in order, none reaching into the one before it, none empty.

    >>> cuts = [Cut(start=2, end=5, reason="b"), Cut(start=0, end=3, reason="a")]
    >>> [(cut.start, cut.end) for cut in disjoint(cuts)]
    [(0, 3), (3, 5)]
    """
    found = list(cuts)
    if _are_in_order(found):
        return found
    ordered: list[Cut] = []
    reached = 0
    for cut in sorted(found, key=lambda cut: (cut.start, -cut.end)):
        if reached <= cut.start < cut.end:
            ordered.append(cut)
        elif cut.start < reached < cut.end:
            ordered.append(Cut(start=reached, end=cut.end, reason=cut.reason))
        reached = max(reached, cut.end)
    return ordered


def _are_in_order(cuts: list[Cut]) -> bool:
    """Whether the cuts are what `disjoint` makes of them, as those of most steps are."""
    reached = 0
    for cut in cuts:
        if not reached <= cut.start < cut.end:
            return False
        reached = cut.end
    return True
