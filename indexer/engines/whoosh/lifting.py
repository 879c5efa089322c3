"""Lifting: of the first hits those rise in which much of the query stands in one sentence.

A hit cannot rise by more than everything that is looked for is worth, so the sentences are read of those
hits alone that may still come to stand on the page (Fagin, Lotem and Naor, Optimal aggregation algorithms
for middleware, 2003).
"""

from heapq import heappush, heappushpop

import numpy as np

from indexer.analysis.fold import fold
from indexer.analysis.nearness import SENTENCE_ENDS
from indexer.contract.query import Exact, Verbatim
from indexer.contract.ranking import Weights
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.leaves import found_as_one
from indexer.engines.whoosh.ranking import Sought, idf, prose_of
from indexer.engines.whoosh.rowsets import Rows, Scores

Terms = dict[str, float]
_END, *_OTHER_ENDS = sorted(SENTENCE_ENDS)
# So much more a hit is thought to rise than it can, so that rounding leaves none out.
_SLACK = 1 + 1e-9


def terms_of(asked: Sought, held: Generation, weights: Weights) -> Terms:
    """What is looked for in sentences, and what each is worth."""
    exact = [leaf for leaf in asked.wholes if isinstance(leaf, Exact | Verbatim)]
    terms = {fold(leaf.text): idf(len(found_as_one(leaf, held)), held) for leaf in exact}
    for pair, rarity in asked.pairs.items():
        terms[pair] = terms.get(pair, 0) + weights.pairs * rarity
    for word, rarity in asked.words.items():
        terms[word] = terms.get(word, 0) + rarity
    return terms


def lifts(rows: Rows, scored: Scores, terms: Terms, count: int, held: Generation, weights: Weights) -> Scores:
    """What is added to each score for what stands together in the row; 0 without a look where that cannot
    bring the row among the first `count`."""
    prose = prose_of(rows, held, weights)
    most = scored + weights.near * sum(terms.values()) * _SLACK * prose
    added = np.zeros(len(rows))
    best: list[float] = []  # a heap of the `count` largest sums so far
    for at in np.argsort(-most, kind="stable").tolist():
        if len(best) == count and most[at] < best[0]:
            break
        added[at] = weights.near * together(held.folded[int(rows[at])], terms)[0] * prose[at]
        if len(best) < count:
            heappush(best, scored[at] + added[at])
        else:
            heappushpop(best, scored[at] + added[at])
    return added


def together(text: str, terms: Terms) -> tuple[float, str]:
    """The most that stands in one sentence of a folded text, and the first such sentence."""
    present = [(term, worth) for term, worth in terms.items() if term in text]
    most, best, where = sum(worth for _, worth in present), 0.0, ""
    for sentence in _sentences(text):
        found = 0.0
        for term, worth in present:
            if term in sentence:
                found += worth
        if found > best:
            best, where = found, sentence
            if best == most:
                break
    return best, where


def _sentences(text: str) -> list[str]:
    """As prose.sentences cuts them, empty ones too; a regular expression takes three times as long."""
    for mark in _OTHER_ENDS:
        text = text.replace(mark, _END)
    return text.split(_END)
