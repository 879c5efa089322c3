"""Sounds: characters that are read alike, and those that many speakers do not tell apart.

The near sounds are the usual "fuzzy" ones of Chinese input methods: z/zh c/ch s/sh, n/l, f/h, r/l,
an/ang en/eng in/ing, and u/ü.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from indexer.analysis.pinyin import readings
from searchapp.spelling.characters import common_characters

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("h", "f"))


def same_sound(char: str) -> frozenset[str]:
    """The common characters that share a reading with this one, tones apart, without itself."""
    return _sharing(char, str)


def near_sound(char: str) -> frozenset[str]:
    """The common characters with a reading near to one of this one's, but none in common.

    >>> "民" in near_sound("名"), "明" in near_sound("名")
    (True, False)
    """
    return _sharing(char, blurred) - same_sound(char)


def blurred(syllable: str) -> str:
    """The syllable with every distinction dropped that is easily missed.

    >>> blurred("zhang"), blurred("lüe"), blurred("fu")
    ('zan', 'lue', 'fu')
    """
    for initial, near in _INITIALS:
        if syllable.startswith(initial):
            syllable = near + syllable[len(initial) :]
            break
    return syllable.replace("ü", "u").replace("v", "u").removesuffix("g")


def _sharing(char: str, form: Callable[[str], str]) -> frozenset[str]:
    table = _by_syllable(form)
    return frozenset().union(*(table[form(syllable)] for syllable in readings(char))) - {char}


@cache
def _by_syllable(form: Callable[[str], str]) -> defaultdict[str, frozenset[str]]:
    """The common characters by the form of each of their readings; built at the first call (0.2 s)."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    for char in common_characters():
        for syllable in readings(char):
            table[form(syllable)].add(char)
    return defaultdict(frozenset, {syllable: frozenset(chars) for syllable, chars in table.items()})
