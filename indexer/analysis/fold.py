"""Fold: the character-by-character forms in which text is compared. The length never changes.

Each code point goes through Unicode NFKC (width, compatibility forms), lower case and OpenCC's
traditional-to-simplified table, and only results of one code point count, so an offset into folded
text is an offset into the text itself. Folding twice is folding once.
"""

import unicodedata
from functools import cache

from opencc import OpenCC

_PLANES = (range(0x80, 0xD800), range(0xE000, 0x32400))


def fold(text: str) -> str:
    """The text as it is compared.

    >>> fold("頑瘴痼疾 ＡＢＣ")
    '顽瘴痼疾 abc'
    """
    return text.translate(fold_table())


@cache
def fold_table() -> dict[int, int]:
    """Code point to folded code point, for those that change; built at the first call (0.3 s)."""
    ascii_upper = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    points = [chr(code) for plane in _PLANES for code in plane if unicodedata.category(chr(code)) != "Cn"]
    folded = _to_fixed_point(points)
    return ascii_upper | {ord(a): ord(b) for a, b in zip(points, folded, strict=True) if a != b}


def _to_fixed_point(points: list[str]) -> list[str]:
    """Apply the three steps until nothing changes (a few characters need two rounds)."""
    while (after := _simplified([_narrow_lower(point) for point in points])) != points:
        points = after
    return points


def _narrow_lower(char: str) -> str:
    narrow = unicodedata.normalize("NFKC", char)
    char = narrow if len(narrow) == 1 else char
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _simplified(points: list[str]) -> list[str]:
    """OpenCC on all characters in one call; the line ends keep it from reading two as a word."""
    lines = OpenCC("t2s").convert("\n".join(points)).split("\n")
    return [line if len(line) == 1 else point for point, line in zip(points, lines, strict=True)]
