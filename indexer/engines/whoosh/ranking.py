"""Ranking: BM25F over title, section and text, exactly and for any rows; of a leaf once, then kept.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.5: the
frequencies of a word in the fields, each weighted and normalised by its field's length, are added up
before they saturate. A leaf that is matched as a whole counts as one word of the text field, there once;
so does, for less, each pair of neighbouring characters of bare words. What stands under a NOT and what
only filters adds nothing. contract/ranking.py has the weights.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import prose
from indexer.analysis.fold import fold
from indexer.contract.query import Whole, Words
from indexer.contract.ranking import LISTED_FROM, PAIRS_MAX, Weights
from indexer.engines.whoosh.caching import ENTRY_BYTES
from indexer.engines.whoosh.columns import PERMILLE
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.leaves import (
    asked_words,
    forget_lists,
    found_as_one,
    gram_rows,
    leaf_rows,
    word_lists,
    word_rows,
)
from indexer.engines.whoosh.rowsets import Rows, Scores, union, valued, within
from indexer.engines.whoosh.schema import GRAMS, WORD_FIELDS

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a query scores by: leaves matched as a whole, and words and pairs of characters, each with its idf
    and without what no paragraph holds; of the pairs the rarest, first."""

    wholes: tuple[Whole, ...]
    words: dict[str, float]
    pairs: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Rows, ascending, and the score of each by one leaf alone; and what the leaf scores by."""

    leaf: Words | Whole
    rows: NDArray[np.int32]
    scores: Scores
    asked: Sought

    @property
    def size_bytes(self) -> int:
        """What it costs to keep; the rows are kept by themselves."""
        return self.scores.nbytes + 2 * ENTRY_BYTES


def scored_leaf(leaf: Words | Whole, held: Generation, weights: Weights) -> Scored:
    """The rows of a leaf, scored as if it were the whole query."""

    def found() -> Scored:
        rows, asked = leaf_rows(leaf, held), _sought(leaf, held)
        scored = scores(asked, rows.astype(np.intp), held, weights)
        for word in asked.words:
            forget_lists(word, held)
        return Scored(leaf=leaf, rows=rows, scores=scored, asked=asked)

    # A key of strings is found sooner than one with a leaf in it.
    key = ("scored", leaf.text, leaf.any_word) if isinstance(leaf, Words) else ("scored", leaf)
    return held.postings.cache.remembered(key, found)


def strays(known: Scored, held: Generation, weights: Weights) -> Scored:
    """The rows that do not match a leaf and hold some of its words or pairs nevertheless, scored by it."""
    asked = known.asked

    def found() -> Scored:
        lists = [word_rows(word, held) for word in asked.words]
        lists += [gram_rows(pair, held) for pair in asked.pairs]
        rows = union([rows.astype(np.intp) for rows in lists], held.columns.paragraphs)
        rows = rows[~within(rows, known.rows, held.columns.paragraphs)]
        scored = scores(asked, rows, held, weights)
        return Scored(leaf=known.leaf, rows=rows.astype(np.int32), scores=scored, asked=asked)

    return held.postings.cache.remembered(("strays", known.leaf), found)


def sought(known: Sequence[Scored]) -> Sought:
    """What scores in a query with these leaves."""
    if len(known) == 1:
        return known[0].asked
    pairs = {pair: rarity for leaf in known for pair, rarity in leaf.asked.pairs.items()}
    rarest = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:PAIRS_MAX]
    return Sought(
        wholes=tuple(dict.fromkeys(whole for leaf in known for whole in leaf.asked.wholes)),
        words={word: rarity for leaf in known for word, rarity in leaf.asked.words.items()},
        pairs=dict(rarest),
    )


def surplus(asked: Sought, known: Sequence[Scored], held: Generation, weights: Weights) -> list[Scored]:
    """What the scores by each leaf count once too often for the query: whatever two leaves have in common,
    and pairs that are not among the rarest of all."""
    wholes = _beyond(asked.wholes, [leaf.asked.wholes for leaf in known])
    words = _beyond(asked.words, [leaf.asked.words for leaf in known])
    pairs = _beyond(asked.pairs, [leaf.asked.pairs for leaf in known])
    return [
        *(scored_leaf(whole, held, weights) for whole in wholes),
        *(_scored_alone(word, False, held, weights) for word in words),
        *(_scored_alone(pair, True, held, weights) for pair in pairs),
    ]


def _beyond(once: Collection[T], each: list[Collection[T]]) -> list[T]:
    """What stands in one of `each` and not `once`, as often as that."""
    if sum(map(len, each)) == len(once):
        return []
    return list((Counter(term for terms in each for term in terms) - Counter(iter(once))).elements())


def _scored_alone(term: str, pair: bool, held: Generation, weights: Weights) -> Scored:
    """The rows with a word, or a pair of characters, and what each is scored for that."""

    def found() -> Scored:
        rows = gram_rows(term, held) if pair else word_rows(term, held)
        rarity = {term: idf(len(rows), held)}
        asked = Sought(wholes=(), words={} if pair else rarity, pairs=rarity if pair else {})
        scored = scores(asked, rows.astype(np.intp), held, weights)
        return Scored(leaf=Words(text=term), rows=rows, scores=scored, asked=asked)

    return held.postings.cache.remembered(("alone", term, pair), found)


def _sought(leaf: Words | Whole, held: Generation) -> Sought:
    if not isinstance(leaf, Words):
        return Sought(wholes=(leaf,), words={}, pairs={})
    return Sought(
        wholes=(),
        words={
            word: idf(found, held)
            for word in asked_words(leaf, held)
            if (found := len(word_rows(word, held)))
        },
        pairs=_rarest(prose.pairs(fold(leaf.text)), held),
    )


def _rarest(pairs: list[str], held: Generation) -> dict[str, float]:
    by_count = sorted((held.postings.count(GRAMS, pair), pair) for pair in pairs)
    return {pair: idf(found, held) for found, pair in [one for one in by_count if one[0]][:PAIRS_MAX]}


class Measured:
    """Some rows with the relative lengths of their fields, each worked out once."""

    def __init__(self, rows: Rows, held: Generation, weights: Weights) -> None:
        self.rows, self.held, self.weights = rows, held, weights
        self._lengths: dict[str, Scores] = {}

    def length(self, field: str) -> Scores:
        """How long the field is, against the mean of all paragraphs, as far as b lets it count."""
        if field not in self._lengths:
            columns, b = self.held.columns, self.weights.b
            lengths = columns[f"{field}_length"].take(self.rows).astype(np.float64)
            self._lengths[field] = 1 - b + b / (columns.mean_lengths[field] or 1.0) * lengths
        return self._lengths[field]


def scores(asked: Sought, hits: Rows, held: Generation, weights: Weights) -> Scores:
    """The score of each hit, without what near lifts."""
    measured = Measured(hits, held, weights)
    total = np.zeros(len(hits))
    for _, gained in contributions(asked, measured):
        total += gained
    if asked.pairs and weights.pairs:
        total += weights.pairs * of_pairs(asked.pairs, measured)
    return total * prose_of(hits, held, weights)


def contributions(asked: Sought, hits: Measured) -> Iterator[tuple[str | Whole, Scores]]:
    """For each leaf that counts as one, then for each word, what it adds to the hits."""
    held, k1 = hits.held, hits.weights.k1
    for leaf in asked.wholes:
        rows = found_as_one(leaf, held)
        here = within(hits.rows, rows, held.columns.paragraphs) / hits.length("text")
        yield leaf, idf(len(rows), held) * here / (k1 + here)
    for word, rarity in asked.words.items():
        frequency = _word_frequency(word, hits)
        yield word, rarity * frequency / (k1 + frequency)


def _word_frequency(word: str, hits: Measured) -> Scores:
    total = np.zeros(len(hits.rows))
    for field, found in zip(WORD_FIELDS, word_lists(word, hits.held), strict=True):
        if len(found.rows):
            times = found.frequencies if len(found.frequencies) else np.ones(len(found.rows))
            weight: float = getattr(hits.weights, field.name)
            here = valued(hits.rows, found.rows, times, hits.held.columns.paragraphs)
            total += weight * here / hits.length(field.name)
    return total


def of_pairs(pairs: dict[str, float], hits: Measured) -> Scores:
    """Each pair is a word of the text that is there once: idf x f / (k1 + f) with f = 1 / length."""
    total = np.zeros(len(hits.rows))
    for pair, rarity in pairs.items():
        total += rarity * within(hits.rows, gram_rows(pair, hits.held), hits.held.columns.paragraphs)
    found: Scores = total / (1 + hits.weights.k1 * hits.length("text"))
    return found


def prose_of(hits: Rows, held: Generation, weights: Weights) -> Scores:
    """The factor of each hit: less than 1 where much of it is a list of names."""

    def of_permille() -> Scores:
        above = np.maximum(0, np.arange(PERMILLE + 1) / PERMILLE - LISTED_FROM)
        return np.array(np.maximum(0, 1 - weights.lists * above))

    factors: Scores = held.postings.cache.array(("prose",), of_permille)
    return factors.take(held.columns["listed"].take(hits))


def idf(matches: int, held: Generation) -> float:
    """How rare something is that so many paragraphs hold; more than 0."""
    return math.log(1 + (held.columns.paragraphs - matches + 0.5) / (matches + 0.5))
