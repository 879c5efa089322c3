"""Pinyin: how Han characters are read, without tones. pypinyin's dictionaries, which know words like 银行."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin


def syllables(text: str) -> list[str]:
    """The reading of each character, chosen by the words around it; any other character stands for itself.

    >>> syllables("银行A长大")
    ['yin', 'hang', 'A', 'zhang', 'da']
    """
    return lazy_pinyin(text, errors=list)  # type: ignore[arg-type]  # a list of readings is meant, too


@lru_cache(maxsize=32_768)
def readings(char: str) -> frozenset[str]:
    """Every reading of one character; empty where it has none.

    >>> sorted(readings("行")), sorted(readings("A"))
    (['hang', 'heng', 'xing'], [])
    """
    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(found[0]) if found else frozenset()
