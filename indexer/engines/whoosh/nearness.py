"""Nearness: whether two texts stand close to each other in a third."""

from bisect import bisect_left


def near(text: str, first: str, second: str, within_chars: int) -> bool:
    """Both occur, in either order, not overlapping, with at most `within_chars` code points between them.

    >>> near("水库的大坝", "大坝", "水库", 1), near("水库的大坝", "大坝", "水库", 0)
    (True, False)
    """
    firsts, seconds = _starts(text, first), _starts(text, second)
    return _follows(firsts, len(first), seconds, within_chars) or _follows(
        seconds, len(second), firsts, within_chars
    )


def _follows(starts: list[int], length: int, later: list[int], within_chars: int) -> bool:
    """Whether one of `later` begins at most so far behind the end of one of `starts`."""
    for start in starts:
        at = bisect_left(later, start + length)
        if at < len(later) and later[at] <= start + length + within_chars:
            return True
    return False


def _starts(text: str, needle: str) -> list[int]:
    """Where the needle occurs, overlapping occurrences included."""
    found = []
    at = text.find(needle)
    while at >= 0:
        found.append(at)
        at = text.find(needle, at + 1)
    return found
