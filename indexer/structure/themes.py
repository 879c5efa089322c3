"""Themes: what a section is about, told from the words of its heading."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from indexer.contract.vocabulary import Theme
from indexer.structure.script import simplified
from indexer.structure.taxonomy import SHIPPED, shipped

# A heading needs no more to tell its theme, and a user's pattern may be slow where a heading is long.
_HEADING_CHARS = 200
_TAXONOMIES, _HEADINGS = 4, 10_000
_NEVER = "(?!)"


def theme_of(section: Sequence[str], taxonomy: Sequence[Theme] = ()) -> str | None:
    """The theme of the nearest heading that tells one, from the innermost outwards; by the taxonomies that
    are shipped where () is given.

    Within a heading the longest match decides; of several as long the leftmost, then the theme listed first.

    >>> theme_of(("二、重点工作", "（一）擦亮底色")), theme_of(("動真格 整治頑瘴痼疾",))
    ('目标任务', '查纠整改')
    """
    judge = _judge(_Same(taxonomy))
    told = map(judge.theme, reversed(section))
    return next((theme for theme in told if theme is not None), None)


class _Judge:
    """A taxonomy made ready: its words by length, its patterns compiled; it remembers headings."""

    def __init__(self, taxonomy: Sequence[Theme]) -> None:
        self._names = [theme.name for theme in taxonomy]
        self._words: dict[str, int] = {}
        self._patterns: list[tuple[re.Pattern[str], int]] = []
        for rank, theme in enumerate(taxonomy):
            for word in map(simplified, theme.words):
                self._words.setdefault(word, rank)
            self._patterns += [(re.compile(pattern), rank) for pattern in theme.patterns]
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)
        self._any_pattern = _any_of([pattern for pattern, _ in self._patterns])
        self.theme = lru_cache(_HEADINGS)(self._theme)

    def _theme(self, heading: str) -> str | None:
        plain = simplified(heading[:_HEADING_CHARS])
        found = max((*self._by_word(plain), *self._by_pattern(plain)), default=None)
        return None if found is None else self._names[-found[2]]

    def _by_word(self, heading: str) -> Iterator[tuple[int, int, int]]:
        """What is found, as its length, its place and its theme's rank; the last two negative, so that the
        best is the greatest."""
        for length in self._lengths:
            for start in range(len(heading) - length + 1):
                rank = self._words.get(heading[start : start + length])
                if rank is not None:
                    yield length, -start, -rank
                    return  # nothing further right, and nothing shorter, is better

    def _by_pattern(self, heading: str) -> Iterator[tuple[int, int, int]]:
        if self._any_pattern.search(heading) is None:
            return
        for pattern, rank in self._patterns:
            for found in pattern.finditer(heading):
                if found[0]:
                    yield len(found[0]), -found.start(), -rank


def _any_of(patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str]:
    """A pattern that is found wherever one of these is: most headings hold none, and one look tells.

    Groups have numbers and flags hold for a whole pattern, so patterns with either are not put together.
    """
    if any(pattern.groups or pattern.flags != re.UNICODE for pattern in patterns):
        return re.compile("")
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns) or _NEVER)


class _Same:
    """A taxonomy as a key of a cache that asks whether it is the same object: its words are many."""

    def __init__(self, taxonomy: Sequence[Theme]) -> None:
        self.taxonomy = taxonomy

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.taxonomy is self.taxonomy

    def __hash__(self) -> int:
        return id(self.taxonomy)


@lru_cache(_TAXONOMIES)
def _judge(key: _Same) -> _Judge:
    """The judge of a taxonomy, made once."""
    return _Judge(key.taxonomy or [theme for name in SHIPPED for theme in shipped(name)])
