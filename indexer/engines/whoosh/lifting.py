"""Lifting: of the first hits those rise in which much of the query stands in one sentence.

A hit cannot rise by more than everything that is looked for in it is worth, so the sentences are read of
those hits alone that may still come to stand on the page (Fagin, Lotem and Naor, Optimal aggregation
algorithms for middleware, 2003).
"""

from collections.abc import Iterable
from heapq import heapify, heappushpop

import numpy as np

from indexer.analysis.fold import fold
from indexer.analysis.nearness import SENTENCE_ENDS
from indexer.analysis.prose import sentences
from indexer.contract.query import Exact, Verbatim
from indexer.contract.ranking import Weights
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.leaves import found_as_one, gram_rows, text_rows
from indexer.engines.whoosh.ranking import Sought, idf, prose_of
from indexer.engines.whoosh.rowsets import Mask, Rows, Scores, within

Terms = dict[str, float]
# So much more a hit is thought to rise than it can, so that rounding leaves none out.
_SLACK = 1 + 1e-9
# To read so many takes longer than to look up which of the terms they can hold.
_MANY = 24


def terms_of(asked: Sought, held: Generation, weights: Weights) -> Terms:
    """What is looked for in sentences, and what each is worth."""
    exact = [leaf for leaf in asked.wholes if isinstance(leaf, Exact | Verbatim)]
    terms = {fold(leaf.text): idf(len(found_as_one(leaf, held)), held) for leaf in exact}
    for pair, rarity in asked.pairs.items():
        terms[pair] = terms.get(pair, 0) + weights.pairs * rarity
    for word, rarity in asked.words.items():
        terms[word] = terms.get(word, 0) + rarity
    return terms


def lifts(
    ranked: tuple[Rows, Scores], asked: Sought, count: int, held: Generation, weights: Weights
) -> Scores:
    """What is added to the score of each row for what stands together in it; 0 without a look where that
    cannot bring the row among the first `count`, which is 1 or more."""
    rows, scored = ranked
    terms, prose = terms_of(asked, held, weights), prose_of(rows, held, weights)
    sought = _inside_sentences(terms)
    whole = max(terms, key=len)
    certain = _hold_all(rows, whole, asked, terms, held)
    everything = _together([whole], sought)
    if certain.all():
        return np.array(weights.near * everything * prose)
    added = np.zeros(len(rows))
    most = scored + weights.near * sum(terms.values()) * _SLACK * prose
    known = list(zip(rows.tolist(), scored.tolist(), prose.tolist(), certain.tolist(), strict=True))

    def lifted(at: int) -> float:
        row, score, factor, holds_all = known[at]
        together = everything if holds_all else _together(held.sentences(row), sought)
        added[at] = gained = weights.near * together * factor
        raised: float = score + gained
        return raised

    order = (-most).argsort(kind="stable")
    best = [lifted(at) for at in order[:count].tolist()]  # a heap of the `count` largest sums
    heapify(best)
    left = order[count:]
    left = left[most[left] >= best[0]]
    if len(left) > _MANY:
        possible = _possible(rows[left], asked, terms, held)
        most[left] = scored[left] + weights.near * possible * _SLACK * prose[left]
        left = left[(-most[left]).argsort(kind="stable")]
    for at in left.tolist():
        if most[at] < best[0]:
            break
        heappushpop(best, lifted(at))
    return added


def _hold_all(rows: Rows, whole: str, asked: Sought, terms: Terms, held: Generation) -> Mask:
    """Which of the rows have a word in their text that contains all that is looked for: wherever it stands,
    all of it stands together."""
    if whole not in asked.words or not all(term in whole for term in terms):
        return np.zeros(len(rows), dtype=bool)
    return within(rows, text_rows(whole, held), held.columns.paragraphs)


def _possible(rows: Rows, asked: Sought, terms: Terms, held: Generation) -> Scores:
    """What the terms are worth that can stand in each row, as far as the posting lists tell."""
    paragraphs = held.columns.paragraphs
    there = {pair: within(rows, gram_rows(pair, held), paragraphs) for pair in asked.pairs}
    there |= {
        fold(leaf.text): within(rows, found_as_one(leaf, held), paragraphs)
        for leaf in asked.wholes
        if isinstance(leaf, Exact)
    }
    total = np.zeros(len(rows))
    for term, worth in terms.items():
        possible = np.ones(len(rows), dtype=bool)
        for part, holds in there.items():
            if part in term:
                possible &= holds
        total += worth * possible
    return total


def together(text: str, terms: Terms) -> str:
    """The first of the sentences of a folded text in which most stands together."""
    sought = _inside_sentences(terms)
    return max(sentences(text), key=lambda sentence: _together([sentence], sought), default="")


def _inside_sentences(terms: Terms) -> list[tuple[str, float]]:
    """Without those that have the end of a sentence in them."""
    return [(term, worth) for term, worth in terms.items() if SENTENCE_ENDS.isdisjoint(term)]


def _together(parts: Iterable[str], terms: list[tuple[str, float]]) -> float:
    """The most that stands in one of the sentences."""
    best = 0.0
    for sentence in parts:
        found = 0.0
        for term, worth in terms:
            if term in sentence:
                found += worth
        best = max(best, found)
    return best
