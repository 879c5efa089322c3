"""Lifting: of the first hits those rise in which much of the query stands in one sentence."""

from indexer.analysis.fold import fold
from indexer.analysis.prose import sentences
from indexer.contract.query import Exact, Verbatim
from indexer.contract.ranking import LIFTED_MAX, Weights
from indexer.engines.whoosh.evaluate import found_as_one
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.postings import Rows
from indexer.engines.whoosh.ranking import Scores, Sought, idf, page, prose_of


def lifted(asked: Sought, hits: Rows, scored: Scores, held: Generation, weights: Weights) -> Scores:
    """The scores, with what stands together added to the first LIFTED_MAX of them; the others stay below."""
    terms = terms_of(asked, held, weights)
    if len(terms) < 2 or not weights.near:  # noqa: PLR2004 -- one term is always together with itself
        return scored
    first = page(scored, held.columns["place"][hits], 0, LIFTED_MAX)
    prose = prose_of(hits[first], held, weights)
    raised = scored.copy()
    for at, factor in zip(first.tolist(), prose.tolist(), strict=True):
        raised[at] += weights.near * together(int(hits[at]), terms, held)[0] * factor
    return raised


def terms_of(asked: Sought, held: Generation, weights: Weights) -> dict[str, float]:
    """What is looked for in sentences, and what each is worth."""
    exact = [leaf for leaf in asked.wholes if isinstance(leaf, Exact | Verbatim)]
    terms = {fold(leaf.text): idf(len(found_as_one(leaf, held)), held) for leaf in exact}
    for pair, rarity in asked.pairs.items():
        terms[pair] = terms.get(pair, 0) + weights.pairs * rarity
    for word, rarity in asked.words.items():
        terms[word] = terms.get(word, 0) + rarity
    return terms


def together(row: int, terms: dict[str, float], held: Generation) -> tuple[float, str]:
    """The most that stands in one sentence of the paragraph, and the sentence."""
    found = [
        (sum(worth for term, worth in terms.items() if term in sentence), sentence)
        for sentence in sentences(held.folded[row])
    ]
    return max(found, key=lambda pair: pair[0], default=(0.0, ""))
