"""Characters that print nothing: control and formatting characters, and white space at the edges of lines."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft

_UNPRINTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
)
_SPACE = " \t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def control_characters(draft: Draft) -> Iterator[Cut]:
    """Characters without a glyph; the joiners that emoji and other scripts need count among them.

    >>> from indexer.cleaning.draft import draft_of
    >>> [(cut.start, cut.end) for cut in control_characters(draft_of("\\ufeff报\\u200b告"))]
    [(0, 1), (2, 3)]
    """
    for found in _UNPRINTED.finditer(draft.text):
        yield Cut(start=found.start(), end=found.end(), reason="control character")


def line_edges(draft: Draft) -> Iterator[Cut]:
    """Indents, and spaces behind the last word of a line.

    >>> from indexer.cleaning.draft import draft_of
    >>> [(cut.start, cut.end) for cut in line_edges(draft_of("　　各位代表： \\n现在"))]
    [(0, 2), (7, 8)]
    """
    for line in draft.lines:
        if line.text[0] in _SPACE or line.text[-1] in _SPACE:
            indent = len(line.text) - len(line.text.lstrip(_SPACE))
            end = len(line.text.rstrip(_SPACE))
            for start, stop in ((0, indent), (max(indent, end), len(line.text))):
                if start < stop:
                    yield Cut(
                        start=line.start + start,
                        end=line.start + stop,
                        reason="space at the edge of a line",
                    )
