"""One script for matching names and words: traditional to simplified, for looking up, never for showing."""

from functools import cache

import opencc


def simplified(text: str) -> str:
    """The text in simplified script; its length may differ.

    >>> simplified("開闢鄉間圖書館")
    '开辟乡间图书馆'
    """
    return str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    """The converter, loaded once: its dictionary takes longer than a report."""
    return opencc.OpenCC("t2s")
