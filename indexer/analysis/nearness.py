"""Nearness: where two texts stand close to each other in a third. What NEAR finds is also what it marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

Span = tuple[int, int]
# What ends a sentence, as folded.
SENTENCE_ENDS = frozenset("。!?…")


def near_spans(text: str, first: str, second: str, within_chars: int | None) -> list[Span]:
    """The occurrences of both in folded text, each of which has one of the other before or after it, not
    overlapping, with at most `within_chars` code points between them, or no end of a sentence where that is
    None. Overlapping occurrences of one text all count.

    >>> near_spans("水库的大坝", "大坝", "水库", 1), near_spans("水库的大坝", "大坝", "水库", 0)
    ([(3, 5), (0, 2)], [])
    >>> near_spans("水库。大坝", "大坝", "水库", None)
    []
    """
    ones, others = _occurrences(text, first), _occurrences(text, second)
    stops = [at for at, char in enumerate(text) if char in SENTENCE_ENDS] if within_chars is None else []

    def close(end: int, start: int) -> bool:
        if within_chars is None:
            return bisect_left(stops, end) == bisect_left(stops, start)
        return start - end <= within_chars

    return _with_partner(ones, others, close) + _with_partner(others, ones, close)


def _with_partner(ones: list[Span], others: list[Span], close: Callable[[int, int], bool]) -> list[Span]:
    """Those of `ones` that have one of `others` near enough: the next one before or after it would be."""
    starts, ends = [start for start, _ in others], [end for _, end in others]
    kept = []
    for start, end in ones:
        following = bisect_left(starts, end)
        before = bisect_right(ends, start) - 1
        follows = following < len(starts) and close(end, starts[following])
        if follows or (before >= 0 and close(ends[before], start)):
            kept.append((start, end))
    return kept


def _occurrences(text: str, sought: str) -> list[Span]:
    """All places of a text in another, overlapping ones too; none of an empty one."""
    found = []
    at = text.find(sought) if sought else -1
    while at >= 0:
        found.append((at, at + len(sought)))
        at = text.find(sought, at + 1)
    return found
