"""One script for matching names and words: traditional to simplified, for looking up, never for showing."""

import re
from functools import cache

import opencc

_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00))  # a class of these alone is searched quickly


def simplified(text: str) -> str:
    """The text in simplified script; its length may differ.

    >>> simplified("開闢鄉間圖書館")
    '开辟乡间图书馆'
    """
    return str(_converter().convert(text))


def folded(text: str) -> str:
    """The text in simplified script character by character, so that places in it are places in the text.

    >>> folded("乾安縣與瀋陽"), len(folded("乾安縣"))
    ('干安县与沈阳', 3)
    """
    return text.translate(_table()) if _traditional().search(text) else text


@cache
def _table() -> dict[int, int]:
    """Each character that changes; the line ends keep the converter from reading two as a word."""
    points = [chr(code) for block in _HAN for code in block]
    lines = simplified("\n".join(points)).split("\n")
    return {ord(a): ord(b) for a, b in zip(points, lines, strict=True) if a != b and len(b) == 1}


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _table()))}]")


@cache
def _converter() -> opencc.OpenCC:
    """The converter, loaded once: its dictionary takes longer than a report."""
    return opencc.OpenCC("t2s")
