"""Nearness: where two texts stand close to each other in a third. What NEAR finds is also what it marks."""

from bisect import bisect_left, bisect_right

Span = tuple[int, int]


def near_spans(text: str, first: str, second: str, within_chars: int) -> list[Span]:
    """The occurrences of both, each of which has one of the other before or after it, not overlapping, with
    at most `within_chars` code points between them. Overlapping occurrences of one text all count.

    >>> near_spans("水库的大坝", "大坝", "水库", 1), near_spans("水库的大坝", "大坝", "水库", 0)
    ([(3, 5), (0, 2)], [])
    """
    ones, others = _occurrences(text, first), _occurrences(text, second)
    return _with_partner(ones, others, within_chars) + _with_partner(others, ones, within_chars)


def _with_partner(ones: list[Span], others: list[Span], within_chars: int) -> list[Span]:
    """Those of `ones` that have one of `others` near enough."""
    starts, ends = [start for start, _ in others], [end for _, end in others]
    kept = []
    for start, end in ones:
        following = bisect_left(starts, end)
        before = bisect_right(ends, start) - 1
        follows = following < len(starts) and starts[following] - end <= within_chars
        if follows or (before >= 0 and start - ends[before] <= within_chars):
            kept.append((start, end))
    return kept


def _occurrences(text: str, sought: str) -> list[Span]:
    found = []
    at = text.find(sought) if sought else -1
    while at >= 0:
        found.append((at, at + len(sought)))
        at = text.find(sought, at + 1)
    return found
