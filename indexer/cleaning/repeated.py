"""Repeated lines: a line that stands twice in a row, and a page that was saved twice."""

import itertools
import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line

_REASON = "repeated line"
_SHORTEST_CHARS = 6
_SHORTEST_BLOCK_CHARS = 100
_MOST_LINES_BELOW = 3
_HAN = re.compile(r"[\u3400-\u9fff]")


def repeated_lines(draft: Draft) -> Iterator[Cut]:
    """The copies: of the line just above, and of the block of lines just above at the text's end.

    Rows of a table and bare values may be equal and stay; so does a line that comes again further down.

    >>> from indexer.cleaning.draft import draft_of
    >>> page = "今年修好了三条路。\\n\\n今年修好了三条路。\\n下一段。"
    >>> [(cut.start, cut.end) for cut in repeated_lines(draft_of(page))]
    [(11, 20)]
    """
    above = ""
    for line in draft.lines:
        if line.text == above and len(above) >= _SHORTEST_CHARS and _is_prose(above):
            yield Cut(start=line.start, end=line.end, reason=_REASON)
        above = line.text
    yield from _saved_twice(draft.lines)


def _is_prose(text: str) -> bool:
    return "\t" not in text and "|" not in text and _HAN.search(text) is not None


def _saved_twice(lines: list[Line]) -> Iterator[Cut]:
    """The second half of a text that says everything twice, whatever few lines stand below it."""
    if 2 * len({line.text for line in lines}) > len(lines) + 2 * _MOST_LINES_BELOW:
        first = _first_of_copy(lines, 0) if _may_repeat(lines) else None
        below = 0
    else:
        found = ((_first_of_copy(lines, below), below) for below in range(_MOST_LINES_BELOW + 1))
        first, below = next((pair for pair in found if pair[0] is not None), (None, 0))
    if first is not None:
        for line in lines[first : len(lines) - below]:
            yield Cut(start=line.start, end=line.end, reason=_REASON)


def _may_repeat(lines: list[Line]) -> bool:
    """Whether the last line stands further up as well: without that no copy ends the text."""
    return any(line.text == lines[-1].text for line in lines[:-1])


def _first_of_copy(lines: list[Line], below: int) -> int | None:
    """Where the longest block begins that repeats the block right above it and ends `below` lines before the
    end; None where there is none. Linear: a Z function over the lines from the last one up."""
    backwards = [line.text for line in reversed(lines[: len(lines) - below])]
    same = _same_as_start(backwards)
    chars = list(itertools.accumulate(map(len, backwards)))
    for length in range(len(backwards) // 2, 1, -1):
        if chars[length - 1] < _SHORTEST_BLOCK_CHARS:
            break
        if same[length] >= length:
            return len(backwards) - length if not any("\t" in text for text in backwards[:length]) else None
    return None


def _same_as_start(items: list[str]) -> list[int]:
    """For each place, how many items from there on equal the first items (the Z function)."""
    same = [0] * len(items)
    left = right = 0
    for at in range(1, len(items)):
        length = min(right - at, same[at - left]) if at < right else 0
        while at + length < len(items) and items[length] == items[at + length]:
            length += 1
        same[at] = length
        if at + length > right:
            left, right = at, at + length
    return same
