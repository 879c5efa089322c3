"""Items of lists, told by the list marks that cleaning took out."""

from bisect import bisect_right
from collections.abc import Sequence

from indexer.contract.reading import CleanText

LIST_MARK = "list mark"
_MARKDOWN = "-*+"  # a dot may stand before a heading as well


def listed_lines(text: CleanText, starts: Sequence[int]) -> frozenset[int]:
    """The lines that a list mark stood before, by their place in `starts` (offsets into text.text, in order).

    >>> from indexer.contract.reading import Removal
    >>> mark = Removal(text="- ", reason="list mark", start=0)
    >>> sorted(listed_lines(CleanText(source="- 修路\\n种树", kept=((2, 7),), removed=(mark,)), [0, 3]))
    [0]
    """
    ends = [
        removal.start + len(removal.text)
        for removal in text.removed
        if removal.reason == LIST_MARK and removal.start is not None and removal.text[0] in _MARKDOWN
    ]
    if not ends:
        return frozenset()
    places = text.offsets()
    return frozenset(at for at, start in enumerate(starts) if _is_behind(text.source, ends, places[start]))


def _is_behind(source: str, ends: Sequence[int], place: int) -> bool:
    """Whether one of the marks, which end at these places, stands before the character on its line."""
    last = bisect_right(ends, place) - 1
    return last >= 0 and "\n" not in source[ends[last] : place]
