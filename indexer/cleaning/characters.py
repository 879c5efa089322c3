"""Characters that print nothing: control and formatting characters, and white space at the edges of lines."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut

_UNPRINTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
)
_SPACE = " \t\xa0\u2000-\u200a\u202f\u205f\u3000"
_EDGES = re.compile(rf"^[{_SPACE}]+|(?<![{_SPACE}])[{_SPACE}]+$", re.MULTILINE)


def control_characters(text: str) -> Iterator[Cut]:
    """Characters without a glyph; the joiners that emoji and other scripts need count among them.

    >>> [(cut.start, cut.end) for cut in control_characters("\\ufeff报\\u200b告")]
    [(0, 1), (2, 3)]
    """
    for found in _UNPRINTED.finditer(text):
        yield Cut(start=found.start(), end=found.end(), reason="control character")


def line_edges(text: str) -> Iterator[Cut]:
    """Indents, and spaces behind the last word of a line.

    >>> [(cut.start, cut.end) for cut in line_edges("　　各位代表： \\n现在")]
    [(0, 2), (7, 8)]
    """
    for found in _EDGES.finditer(text):
        yield Cut(start=found.start(), end=found.end(), reason="space at the edge of a line")
