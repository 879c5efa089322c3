"""A corpus in memory for spelling: every place of its texts, sorted by the characters that follow."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

from indexer.analysis.fold import fold
from searchapp.spelling.evidence import Corpus

_SORTED_CHARS = 12
_AFTER_ALL = chr(0x10FFFF)


def corpus_in_memory(paragraphs: Sequence[str]) -> Corpus:
    """The paragraphs as a corpus; counts any folded text of up to 12 characters."""
    texts = [fold(paragraph) for paragraph in paragraphs]
    joined = "".join(f"{text}\n" for text in texts)
    number = [at for at, text in enumerate(texts) for _ in range(len(text) + 1)]

    def following(at: int) -> str:
        return joined[at : at + _SORTED_CHARS]

    places = sorted(range(len(joined)), key=following)

    def at_which(text: str) -> list[int]:
        low = bisect_left(places, text, key=following)
        return places[low : bisect_right(places, text + _AFTER_ALL, lo=low, key=following)]

    @cache
    def counted(text: str) -> int:
        return len({number[at] for at in at_which(text)})

    def between(before: str, after: str) -> Sequence[str]:
        held = {number[at] for at in at_which(before or after)}
        gap = re.compile(f"(?<={re.escape(before)}).(?={re.escape(after)})")
        found = Counter(char for at in sorted(held) for char in gap.findall(texts[at]))
        return [char for char, _ in found.most_common()]

    return Corpus(
        paragraphs=len(texts), count=lambda texts: [counted(text) for text in texts], between=between
    )
