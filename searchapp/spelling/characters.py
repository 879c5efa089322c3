"""Characters: the Han characters that a slip may stand for, and those that are never one."""

from functools import cache

from indexer.analysis.fold import fold

_ROWS, _CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)
# One number instead of another is no slip of spelling.
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")


@cache
def common_characters() -> frozenset[str]:
    """The 6,763 characters of GB 2312, folded: nearly all that modern simplified Chinese is written with."""
    cells = (bytes((row, cell)).decode("gb2312", "ignore") for row in _ROWS for cell in _CELLS)
    return frozenset(char for char in map(fold, cells) if char)


def is_han(char: str) -> bool:
    """Whether this is a Han character of the planes that are in common use.

    >>> is_han("治"), is_han("A"), is_han("，")
    (True, False, False)
    """
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def may_be_slip(typed: str, meant: str) -> bool:
    """Whether a reader may have typed the one character for the other."""
    return typed != meant and is_han(typed) and is_han(meant) and not {typed, meant} <= NUMERALS
