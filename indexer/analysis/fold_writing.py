"""The table of fold(), made from Unicode, OpenCC and our variants: python -m indexer.analysis.fold_writing.

To be written again, and the indexes built again, where variants.py changes or a newer Unicode or OpenCC is
wanted. The first line of the file names the two that it was made from.
"""

import unicodedata
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from opencc import OpenCC

from indexer.analysis.fold import TABLE
from indexer.analysis.variants import VARIANTS

_PLANES = (range(0x80, 0xD800), range(0xE000, 0x32400))
_HAN = range(0x4E00, 0xA000)
_PAIRS_A_LINE = 32
# OpenCC's table of a region's forms, and the character sets whose members are characters of their own there:
# simplified Chinese tells 著 from 着 and 么 from 幺, Japanese writes 芸 for 艺, which in Chinese is another.
_REGIONS = (("hk2t", ("gb2312",)), ("tw2t", ("gb2312",)), ("jp2t", ("gb2312", "big5")))


def made_from() -> str:
    """The first line of a table that is made here and now."""
    return f"Unicode {unicodedata.unidata_version}, OpenCC {version('opencc')}"


def written(table: Mapping[int, int]) -> str:
    """The file: what the table was made from, and its pairs in the order of their code points."""
    pairs = [chr(code) + chr(folded) for code, folded in sorted(table.items())]
    lines = ["".join(pairs[at : at + _PAIRS_A_LINE]) for at in range(0, len(pairs), _PAIRS_A_LINE)]
    return "\n".join([made_from(), *lines, ""])


def made_table() -> dict[int, int]:
    """Code point to folded code point, for those that change; takes half a second."""
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


if __name__ == "__main__":
    Path(__file__).with_name(TABLE).write_text(written(made_table()), "utf-8", newline="\n")
