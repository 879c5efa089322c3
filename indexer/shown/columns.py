"""Two columns of styled text in a terminal, wrapped at character cells: a Han character takes two."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest
from unicodedata import category

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style

Piece = tuple[str, Style]
PLAIN = Style()
_PICTURES, _DELETE_PICTURE = 0x2400, "\u2421"
_SPACE_END, _DELETE = 0x20, 0x7F
_CLOSING = "，。、；：？！）》」』”’"


class _Shown(dict[int, str]):
    """For str.translate: controls, and characters that would steer the terminal, as something to be seen."""

    def __missing__(self, code: int) -> str:
        shown = chr(code)
        if code < _SPACE_END:
            shown = " " if shown == "\t" else chr(_PICTURES + code)
        elif code == _DELETE:
            shown = _DELETE_PICTURE
        elif category(shown) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            shown = "\N{REPLACEMENT CHARACTER}"
        self[code] = shown
        return shown


class _Cells(dict[str, int]):
    """The width of each character, and of what stays on one line, that was met."""

    def __missing__(self, text: str) -> int:
        self[text] = sum(map(get_character_cell_size, text))
        return self[text]


_SHOWN, _CELLS = _Shown(), _Cells()


def cells(text: str) -> int:
    """How many columns of the terminal a text takes.

    >>> cells("一a")
    3
    """
    return sum(map(_CELLS.__getitem__, text))


def wrapped(pieces: Iterable[Piece], width: int) -> list[list[Piece]]:
    """The pieces as lines of at most `width` cells (4 or more); no line for no pieces.

    A line ends behind any Han character, but not within a Latin word that fits a line, and a closing mark
    stays with what it closes.

    >>> [[text for text, _ in line] for line in wrapped([("一二三", PLAIN), ("ab，c", PLAIN)], 4)]
    [['一二'], ['三'], ['ab，'], ['c']]
    """
    unbroken = _unbroken(width)
    lines: list[list[Piece]] = []
    room = 0
    for text, style in pieces:
        shown = text.translate(_SHOWN)
        begin = 0
        for found in unbroken.finditer(shown):
            size = _CELLS[found[0]]
            if size > room or not lines:
                if found.start() > begin:
                    lines[-1].append((shown[begin : found.start()], style))
                lines.append([])
                begin, room = found.start(), width
            room -= size
        if begin < len(shown):
            lines[-1].append((shown[begin:], style))
    return lines


@cache
def _unbroken(width: int) -> re.Pattern[str]:
    """What stands on one line of so many cells."""
    return re.compile(rf"[!-~]{{2,{width - 2}}}[{_CLOSING}]?|[^\s{_CLOSING}][{_CLOSING}]?|.", re.DOTALL)


def beside(left: Iterable[list[Piece]], right: Iterable[list[Piece]], width: int) -> Iterator[Segment]:
    """The lines of two columns side by side; `width` is the left one's, in cells."""
    rule = Segment(" │ ", Style(dim=True))
    nothing: list[Piece] = []
    for first, second in zip_longest(left, right, fillvalue=nothing):
        yield from (Segment(text, style) for text, style in first)
        yield Segment(" " * (width - sum(cells(text) for text, _ in first)))
        yield rule
        yield from (Segment(text, style) for text, style in second)
        yield Segment.line()


def indented(lines: Iterable[list[Piece]], first: str, style: Style = PLAIN) -> Iterator[list[Piece]]:
    """The lines with `first` before the first and as many spaces before the others."""
    for number, line in enumerate(lines):
        yield [(first if number == 0 else " " * cells(first), style), *line]
