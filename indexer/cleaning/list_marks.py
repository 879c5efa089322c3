"""List marks: the dash or asterisk that Markdown puts before an item of a list."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft

# A dash with a space; without one it may be a minus, or a dash of the text's own.
_MARK = re.compile(r"[-*+•][ \xa0\u3000]+(?=[^\s*+|•-]|\*\*[^\s*])")
_TABLE_CELL = "\t"


def list_marks(draft: Draft) -> Iterator[Cut]:
    """The marks of items, with the space behind them.

    >>> from indexer.cleaning.draft import draft_of
    >>> [(cut.start, cut.end) for cut in list_marks(draft_of("- 加快建设\\n-5度\\n—— 说明"))]
    [(0, 2)]
    """
    if not any(mark in draft.text for mark in ("- ", "* ", "+ ", "• ")):
        return
    for line in draft.lines:
        found = _MARK.match(line.text) if line.text[0] in "-*+•" else None
        if found and _TABLE_CELL not in line.text:
            yield Cut(start=line.start, end=line.start + found.end(), reason="list mark")
