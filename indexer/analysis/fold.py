"""Fold: the character-by-character forms in which text is compared. The length never changes.

Each code point goes through Unicode NFKC (width, compatibility forms), lower case, the list of variants,
OpenCC's traditional-to-simplified table and, where that says nothing, OpenCC's tables of the forms of Hong
Kong, Taiwan and Japan. Only results of one code point count, so an offset into folded text is an offset into
the text itself. Folding twice is folding once.
"""

import sys
import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

from indexer.analysis.variants import VARIANTS

_PLANES = (range(0x80, 0xD800), range(0xE000, 0x32400))
_HAN = range(0x4E00, 0xA000)
# OpenCC's table of a region's forms, and the character sets whose members are characters of their own there:
# simplified Chinese tells 著 from 着 and 么 from 幺, Japanese writes 芸 for 艺, which in Chinese is another.
_REGIONS = (("hk2t", ("gb2312",)), ("tw2t", ("gb2312",)), ("jp2t", ("gb2312", "big5")))


def fold(text: str) -> str:
    """The text as it is compared.

    >>> fold("頑瘴痼疾 ＡＢＣ 峯會 二○二一")
    '顽瘴痼疾 abc 峰会 二〇二一'
    """
    return text.translate(fold_table())


def folded_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same of code points in an array, many times faster for long texts."""
    folded: NDArray[np.uint32] = _code_table()[codes]
    return folded


@cache
def _code_table() -> NDArray[np.uint32]:
    """For every code point, what it folds to; 4.5 MB."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    changed = fold_table()
    table[list(changed)] = list(changed.values())
    return table


@cache
def fold_table() -> dict[int, int]:
    """Code point to folded code point, for those that change; built at the first call (0.4 s)."""
    ascii_upper = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    points = [chr(code) for plane in _PLANES for code in plane if unicodedata.category(chr(code)) != "Cn"]
    once = {a: b for a, b in zip(points, _one_round(points, _regional()), strict=True) if a != b}
    return ascii_upper | {ord(point): ord(_followed(point, once)) for point in once}


def _followed(point: str, once: dict[str, str]) -> str:
    """Where a point ends: a few need more rounds than one."""
    while point in once:
        point = once[point]
    return point


def _one_round(points: list[str], regional: dict[str, str]) -> list[str]:
    narrow = [_narrow_lower(point) for point in points]
    usual = [VARIANTS.get(point, point) for point in narrow]
    simple = _converted("t2s", usual)
    return [
        regional.get(before, after) if before == after else after
        for before, after in zip(usual, simple, strict=True)
    ]


def _narrow_lower(char: str) -> str:
    narrow = unicodedata.normalize("NFKC", char)
    char = narrow if len(narrow) == 1 else char
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _regional() -> dict[str, str]:
    """The forms that are written in one region only, with the simplified character each stands for."""
    forms: dict[str, str] = {}
    for table, own in _REGIONS:
        chars = [chr(code) for code in _HAN if not any(_codes(chr(code), charset) for charset in own)]
        simple = _converted("t2s", _converted(table, chars))
        forms |= {a: b for a, b in zip(chars, simple, strict=True) if a != b}
    return forms


def _codes(char: str, charset: str) -> bool:
    return char.encode(charset, "ignore") != b""


def _converted(table: str, points: list[str]) -> list[str]:
    """OpenCC on all characters in one call; the line ends keep it from reading two as a word."""
    lines = OpenCC(table).convert("\n".join(points)).split("\n")
    return [line if len(line) == 1 else point for point, line in zip(points, lines, strict=True)]
