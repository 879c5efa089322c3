"""Bold openings of lines, told by the emphasis marks that cleaning took out."""

from bisect import bisect_left
from collections.abc import Sequence

from indexer.contract.reading import CleanText

EMPHASIS = "emphasis mark"
_SHORTEST_MARK = 2  # "*" alone is italics


def bold_openings(text: CleanText, starts: Sequence[int]) -> dict[int, int]:
    """How many characters of a line, from its first on, are bold, by the line's place in `starts` (offsets
    into text.text, ascending); lines that do not open in bold are left out.

    >>> from indexer.contract.reading import Removal
    >>> marks = tuple(Removal(text="**", reason="emphasis mark", start=at) for at in (0, 5))
    >>> cleaned = CleanText(source="**强基。**固本", kept=((2, 5), (7, 9)), removed=marks)
    >>> bold_openings(cleaned, [0])
    {0: 3}
    """
    marks = [
        removal.start
        for removal in text.removed
        if removal.reason == EMPHASIS and removal.start is not None and len(removal.text) >= _SHORTEST_MARK
    ]
    if not marks:
        return {}
    places = text.offsets()
    line_at = {start: at for at, start in enumerate(starts)}
    bold: dict[int, int] = {}
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        begin, end = bisect_left(places, opening), bisect_left(places, closing)
        if begin in line_at:
            bold[line_at[begin]] = end - begin
    return bold
