"""Ranking: BM25F over title, section and text with what stands together lifted, and the page of hits.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.5: the
frequencies of a word in the fields, each weighted and normalised by its field's length, are added up
before they saturate. A leaf that is matched as a whole counts as one word of the text field, there once;
so does, for less, each pair of neighbouring characters of bare words. What stands under a NOT and what
only filters adds nothing. contract/ranking.py has the weights.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import prose
from indexer.analysis.fold import fold
from indexer.analysis.words import words
from indexer.contract.query import (
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Near,
    Pattern,
    Prefix,
    Query,
    Verbatim,
    Whole,
    Words,
    wanted,
)
from indexer.contract.ranking import LISTED_FROM, PAIRS_MAX, Weights
from indexer.engines.whoosh.columns import PERMILLE
from indexer.engines.whoosh.evaluate import found_as_one, marked, word_rows
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.postings import Rows
from indexer.engines.whoosh.schema import GRAMS, WORD_FIELDS

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a query scores by: leaves matched as a whole, and words and pairs of characters, each with its idf
    and without what no paragraph holds; of the pairs the rarest, first."""

    wholes: tuple[Whole, ...]
    words: dict[str, float]
    pairs: dict[str, float]


def sought(query: Query, held: Generation) -> Sought:
    """What scores in a query."""
    wholes: dict[Whole, None] = {}
    asked: dict[str, None] = {}
    pairs: dict[str, None] = {}
    for leaf in wanted(query):
        match leaf:
            case Words(text=text):
                folded = fold(text)
                asked |= dict.fromkeys(words(folded, held.tokenize))
                pairs |= dict.fromkeys(prose.pairs(folded))
            case Prefix() | Exact() | Pattern() | Verbatim() | Near():
                wholes[leaf] = None
            case Everything() | FieldIs() | DateWithin():
                pass
    return Sought(
        wholes=tuple(wholes),
        words={word: idf(found, held) for word in asked if (found := len(word_rows(word, held)))},
        pairs=_rarest(pairs, held),
    )


def _rarest(pairs: dict[str, None], held: Generation) -> dict[str, float]:
    by_count = sorted((held.postings.count(GRAMS, pair), pair) for pair in pairs)
    return {pair: idf(found, held) for found, pair in [one for one in by_count if one[0]][:PAIRS_MAX]}


def scores(asked: Sought, hits: Rows, held: Generation, weights: Weights) -> Scores:
    """The score of each hit, without what near lifts."""
    total = np.zeros(len(hits))
    for _, gained in contributions(asked, hits, held, weights):
        total += gained
    if asked.pairs and weights.pairs:
        total += weights.pairs * of_pairs(asked.pairs, hits, held, weights)
    return total * prose_of(hits, held, weights)


def contributions(
    asked: Sought, hits: Rows, held: Generation, weights: Weights
) -> Iterator[tuple[str | Whole, Scores]]:
    """For each leaf that counts as one, then for each word, what it adds to the hits."""
    for leaf in asked.wholes:
        rows = found_as_one(leaf, held)
        here = marked(rows, held)[hits] / _relative_length("text", hits, held, weights)
        yield leaf, idf(len(rows), held) * here / (weights.k1 + here)
    for word, rarity in asked.words.items():
        frequency = _word_frequency(word, hits, held, weights)
        yield word, rarity * frequency / (weights.k1 + frequency)


def _word_frequency(word: str, hits: Rows, held: Generation, weights: Weights) -> Scores:
    total = np.zeros(len(hits))
    for field in WORD_FIELDS:
        found = held.postings.of(field.name, word)
        if len(found.rows):
            everywhere = np.zeros(held.columns.paragraphs)
            everywhere[found.rows] = found.frequencies if len(found.frequencies) else 1
            weight: float = getattr(weights, field.name)
            total += weight * everywhere[hits] / _relative_length(field.name, hits, held, weights)
    return total


def of_pairs(pairs: dict[str, float], hits: Rows, held: Generation, weights: Weights) -> Scores:
    """Each pair is a word of the text that is there once: idf x f / (k1 + f) with f = 1 / length."""
    everywhere = np.zeros(held.columns.paragraphs)
    for pair, rarity in pairs.items():
        everywhere[held.postings.of(GRAMS, pair).rows] += rarity
    found: Scores = everywhere[hits] / (1 + weights.k1 * _relative_length("text", hits, held, weights))
    return found


def prose_of(hits: Rows, held: Generation, weights: Weights) -> Scores:
    """The factor of each hit: less than 1 where much of it is a list of names."""
    above = np.maximum(0, held.columns["listed"][hits] / PERMILLE - LISTED_FROM)
    return np.array(np.maximum(0, 1 - weights.lists * above))


def _relative_length(field: str, hits: Rows, held: Generation, weights: Weights) -> Scores:
    """How long the field is, against the mean of all paragraphs, as far as b lets it count."""
    mean = held.columns.mean_lengths[field] or 1.0
    return 1 - weights.b + weights.b / mean * held.columns[f"{field}_length"][hits].astype(np.float64)


def idf(matches: int, held: Generation) -> float:
    """How rare something is that so many paragraphs hold; more than 0."""
    return math.log(1 + (held.columns.paragraphs - matches + 0.5) / (matches + 0.5))


def page(keys: Scores, place: NDArray[np.integer], offset: int, limit: int) -> Rows:
    """Which hits stand from `offset` to `offset + limit` when the largest key comes first and, among
    equals, the smallest place (all different). Sorts no more than it must."""
    end = min(offset + limit, len(keys))
    if offset >= end:
        return np.zeros(0, dtype=np.intp)
    chosen = np.arange(len(keys))
    if end < len(keys):
        last = np.partition(keys, len(keys) - end)[len(keys) - end]
        above, equal = np.flatnonzero(keys > last), np.flatnonzero(keys == last)
        room = end - len(above)
        chosen = np.concatenate([above, equal[np.argpartition(place[equal], room - 1)[:room]]])
    return chosen[np.lexsort((place[chosen], -keys[chosen]))][offset:end]
