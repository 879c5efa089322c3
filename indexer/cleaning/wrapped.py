"""Hard wraps: paragraphs that a fixed width cut into lines, made whole."""

import itertools
import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.layout import TOLERANCE_CELLS, Layout, Row, is_hardly_wrapped, layouts
from indexer.cleaning.lines import ends_in_note, holds_sentence, is_marked, is_numbered
from indexer.contract.sentences import ends_sentence

_REASON = "hard wrap"
_LISTED = re.compile(r"[-*+•·●◆■]\s?\S|\|")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%/+-]*")
# What cannot be parted: a character with the marks that may not open a line and the one that opens a quote.
_CHARACTER = re.compile(r"[“‘（《「『【]?.[，。、；：！？）》”’」』】]{0,2}")
_LETTER = re.compile(r"[A-Za-z0-9]")


def hard_wraps(draft: Draft) -> Iterator[Cut]:
    """The line breaks within the paragraphs of a text whose lines are cut at about one width.

    A line clearly shorter than the width ends its paragraph; where paragraphs are indented, or parted by
    blank lines, that tells them apart. Headings, items and rows of a table stay by themselves. Between two
    words of Latin letters a space takes the place of the line break.

    >>> from indexer.cleaning.draft import draft_of
    >>> text = "今年全县修路三百公里，种树一万亩，建成茶园二十座，新办夜校四十" * 6
    >>> page = "\\n".join(text[at:at + 20] for at in range(0, len(text), 20))
    >>> len(list(hard_wraps(draft_of(page)))) == page.count("\\n")
    True
    """
    if is_hardly_wrapped(draft.lines):
        return
    for rows, layout in layouts(draft):
        for row, following in itertools.pairwise(rows):
            if _goes_on(row, following, layout):
                yield from _join(row, following, layout)


def _goes_on(row: Row, following: Row, layout: Layout) -> bool:
    """Whether the paragraph of a line goes on in the next."""
    text, after = row.line.text, following.line.text
    if is_marked(text) or is_marked(after) or "\t" in text or "\t" in after or _LISTED.match(after):
        return False
    ends = ends_sentence(text) or ends_in_note(text)
    if not _is_full(row, after, layout, may_end=ends or (is_numbered(text) and not holds_sentence(text))):
        return False
    opens = layout.opens(following)
    if opens is not None:
        return not opens
    if text[-1] in "，、,":
        return True
    return not is_numbered(after) and (layout.wordy or not ends or text[-1] in "；：")


def _is_full(row: Row, after: str, layout: Layout, *, may_end: bool) -> bool:
    """Whether the line above `after` had no room for more; one that may end its paragraph must have had none
    for what the next line begins with, any other may have left a little."""
    room = layout.width - row.width
    if room < -TOLERANCE_CELLS:
        return False
    slack = 0 if may_end else 1 if layout.exact else TOLERANCE_CELLS
    whole = _WORD if not (layout.exact and may_end) else _CHARACTER
    first = whole.match(after) or _CHARACTER.match(after)
    return room <= slack or (first is not None and room < layout.measure(first[0]))


def _join(row: Row, following: Row, layout: Layout) -> Iterator[Cut]:
    start, end = row.line.end, following.line.start
    if _keeps_space(row, following, layout):
        yield Cut(start=start, end=start + 1, reason=_REASON, instead=" ")
        start += 1
    yield Cut(start=start, end=end, reason=_REASON)


def _keeps_space(row: Row, following: Row, layout: Layout) -> bool:
    """Whether the line break stands for a space between words; a line that is cut anywhere at its very width
    cuts words as well, and two digits are of one number."""
    last, first = row.line.text[-1], following.line.text[0]
    if not (_LETTER.match(last) and _LETTER.match(first)):
        return False
    parted = not layout.exact or row.width < layout.width - 1
    return row.trailing or (parted and not (last.isdigit() and first.isdigit()))
