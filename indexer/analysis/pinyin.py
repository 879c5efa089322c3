"""Pinyin: how Han characters are read, without tones. pypinyin's dictionaries, which know words like 银行.

They are loaded when a reading is first asked for.
"""

from functools import cache, lru_cache


def syllables(text: str) -> list[str]:
    """The reading of each character, chosen by the words around it; any other character stands for itself.

    >>> syllables("银行A长大")
    ['yin', 'hang', 'A', 'zhang', 'da']
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415  takes 0.3 s, and most commands do without

    return lazy_pinyin(text, errors=list)  # type: ignore[arg-type]  # a list of readings is meant, too


@lru_cache(maxsize=32_768)
def readings(char: str) -> frozenset[str]:
    """Every reading of one character; empty where it has none.

    >>> sorted(readings("行")), sorted(readings("A"))
    (['hang', 'heng', 'xing'], [])
    """
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415  as above

    told = PINYIN_DICT.get(ord(char))
    return frozenset(map(_toneless, told.split(","))) if told else frozenset()


@cache
def _toneless(syllable: str) -> str:
    """There are some 1,500, and thousands of characters are asked about one after the other."""
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415  as above

    return to_normal(syllable)
