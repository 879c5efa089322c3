"""Ranking: BM25F over title, section and text, and the page of hits.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.5: the
frequencies of a word in the fields, each weighted and normalised by its field's length, are added up
before they saturate. Exact text, verbatim text and two texts near each other count as one word of the
text field, there once. What stands under a NOT and what only filters adds nothing.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

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
    Words,
    wanted,
)
from indexer.engines.whoosh.evaluate import found_as_one, marked, word_rows
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.postings import Rows
from indexer.engines.whoosh.schema import WORD_FIELDS

Scores = NDArray[np.float64]
K1 = 1.2
B = 0.75


def scores(query: Query, hits: Rows, held: Generation) -> Scores:
    """The score of each hit."""
    total = np.zeros(len(hits))
    for frequency, matches in _frequencies(query, hits, held):
        total += _idf(matches, held.columns.paragraphs) * frequency / (K1 + frequency)
    return total


def _frequencies(query: Query, hits: Rows, held: Generation) -> Iterator[tuple[Scores, int]]:
    """For each word, or leaf that counts as one: its normalised frequency in the hits, and how many
    paragraphs hold it."""
    asked: dict[str, None] = {}
    for leaf in dict.fromkeys(wanted(query)):
        match leaf:
            case Words(text=text):
                asked |= dict.fromkeys(words(fold(text), held.tokenize))
            case Prefix() | Exact() | Pattern() | Verbatim() | Near():
                rows = found_as_one(leaf, held)
                here = marked(rows, held)[hits]
                yield here / _relative_length("text", hits, held), len(rows)
            case Everything() | FieldIs() | DateWithin():
                pass
    for word in asked:
        yield _word_frequency(word, hits, held), len(word_rows(word, held))


def _word_frequency(word: str, hits: Rows, held: Generation) -> Scores:
    total = np.zeros(len(hits))
    for field in WORD_FIELDS:
        found = held.postings.of(field.name, word)
        if len(found.rows):
            everywhere = np.zeros(held.columns.paragraphs)
            everywhere[found.rows] = found.frequencies if len(found.frequencies) else 1
            total += field.weight * everywhere[hits] / _relative_length(field.name, hits, held)
    return total


def _relative_length(field: str, hits: Rows, held: Generation) -> Scores:
    """How long the field is, against the mean of all paragraphs, as far as B lets it count."""
    mean = held.columns.mean_lengths[field] or 1.0
    return 1 - B + B / mean * held.columns[f"{field}_length"][hits].astype(np.float64)


def _idf(matches: int, paragraphs: int) -> float:
    return math.log(1 + (paragraphs - matches + 0.5) / (matches + 0.5))


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
