"""The queries of the speed benchmark, drawn from the corpus itself: the same for every engine."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from benchmarks.engines.rows import cut_words
from benchmarks.engines.seam import QUERIES, WARMING, Asked, Kind
from indexer.analysis.fold import fold
from indexer.analysis.words import words
from indexer.contract.documents import Report
from indexer.contract.vocabulary import NATIONAL

SEED = 7
INSIDE = "+region"
PHRASE_CHARS = (2, 4, 8)
# In how many paragraphs a rare word stands, and in what share of all of them a mid one and a common one.
_RARE = (2, 20)
_MID_SHARE = (0.003, 0.01)
_COMMON_SHARE = 0.04
_SAMPLE = 5_000
_TRIES = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What queries are drawn from: words by how many paragraphs hold them, some folded texts, provinces.
    `raw_bytes` are those of all texts in UTF-8."""

    paragraphs: int
    raw_bytes: int
    held: Counter[str]
    texts: Sequence[str]
    regions: Sequence[str]

    def share(self, low: float, high: float) -> list[str]:
        """The words that stand in this share of all paragraphs."""
        return self.between(round(low * self.paragraphs), round(high * self.paragraphs))

    def between(self, low: int, high: int) -> list[str]:
        """The words of two characters or more that stand in this many paragraphs, and are one as a query."""
        found = sorted(word for word, count in self.held.items() if low <= count <= high and len(word) > 1)
        return [word for word in found if words(word) == [word]]


def draw(reports: Iterable[Report], rng: random.Random) -> Drawn:
    """Count the words of all texts, and keep a sample of the texts."""
    held: Counter[str] = Counter()
    texts: list[str] = []
    regions: set[str] = set()
    at = raw_bytes = 0
    every = ((report, paragraph) for report in reports for paragraph in report.paragraphs)
    for at, (report, paragraph) in enumerate(every, start=1):
        if report.region and report.region != NATIONAL:
            regions.add(report.region.code)
        raw_bytes += len(paragraph.text.encode())
        folded = fold(paragraph.text)
        held.update(set(cut_words(folded).split()))
        _keep(texts, folded, at, rng)
    return Drawn(paragraphs=at, raw_bytes=raw_bytes, held=held, texts=texts, regions=sorted(regions))


def _keep(texts: list[str], text: str, seen: int, rng: random.Random) -> None:
    """Reservoir sampling: each of the texts seen is kept with the same chance."""
    if len(texts) < _SAMPLE:
        texts.append(text)
    elif (at := rng.randrange(seen)) < _SAMPLE:
        texts[at] = text


def classes(drawn: Drawn, rng: random.Random) -> dict[str, list[Asked]]:
    """The queries of each class, without and with a region."""
    usual = drawn.share(_MID_SHARE[0], 1.0)
    plain = {
        "rare": _single(drawn.between(*_RARE), rng),
        "mid": _single(drawn.share(*_MID_SHARE), rng),
        "common": _single(drawn.share(_COMMON_SHARE, 1.0), rng),
        "and2": _together(drawn, frozenset(usual), 2, Kind.ALL, rng),
        "or3": _together(drawn, frozenset(usual), 3, Kind.ANY, rng),
        **{f"phrase{chars}": _phrases(drawn, chars, rng) for chars in PHRASE_CHARS},
    }
    inside = {
        name + INSIDE: [replace(asked, region=rng.choice(drawn.regions)) for asked in queries]
        for name, queries in plain.items()
    }
    return {
        name: queries for pair in zip(plain.items(), inside.items(), strict=True) for name, queries in pair
    }


def _single(found: list[str], rng: random.Random) -> list[Asked]:
    return [Asked(kind=Kind.ALL, terms=(word,)) for word in _distinct(lambda: rng.choice(found))]


def _together(
    drawn: Drawn, usual: frozenset[str], number: int, kind: Kind, rng: random.Random
) -> list[Asked]:
    """Words that stand in one paragraph, so that there is something to find."""

    def some() -> tuple[str, ...]:
        standing: list[str] = []
        while len(standing) < number:
            standing = sorted(usual.intersection(cut_words(rng.choice(drawn.texts)).split()))
        return tuple(rng.sample(standing, number))

    return [Asked(kind=kind, terms=terms) for terms in _distinct(some)]


def _phrases(drawn: Drawn, chars: int, rng: random.Random) -> list[Asked]:
    """Cut from the texts at random, between spaces."""

    def some() -> str:
        while True:
            text = rng.choice(drawn.texts)
            start = rng.randrange(len(text))
            cut = text[start : start + chars]
            if len(cut) == chars and not any(char.isspace() for char in cut):
                return cut

    return [Asked(kind=Kind.PHRASE, terms=(cut,)) for cut in _distinct(some)]


def _distinct(some: Callable[[], T]) -> list[T]:
    """Different ones: those that are timed, then those that warm; a small corpus may have fewer."""
    found: dict[T, None] = {}
    for _ in range(_TRIES * QUERIES):
        found[some()] = None
        if len(found) == QUERIES + WARMING:
            break
    return list(found)
