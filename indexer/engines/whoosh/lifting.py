"""Lifting: of the first hits those rise in which much of the query stands in one sentence. And explaining."""

from dataclasses import replace

from indexer.analysis.fold import fold
from indexer.analysis.prose import sentences
from indexer.contract.notation import notation
from indexer.contract.query import Exact, Verbatim, Whole
from indexer.contract.ranking import LIFTED_MAX, Explanation, Part, PartKind, Weights
from indexer.engines.whoosh.evaluate import found_as_one, word_rows
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.postings import Rows
from indexer.engines.whoosh.ranking import (
    Scores,
    Sought,
    contributions,
    idf,
    of_pairs,
    page,
    prose_of,
)

_ROUNDING = 1e-9


def lifted(asked: Sought, hits: Rows, scored: Scores, held: Generation, weights: Weights) -> Scores:
    """The scores, with what stands together added to the first LIFTED_MAX of them; the others stay below."""
    terms = _terms(asked, held, weights)
    if len(terms) < 2 or not weights.near:  # noqa: PLR2004 -- one term is always together with itself
        return scored
    first = page(scored, held.columns["place"][hits], 0, LIFTED_MAX)
    prose = prose_of(hits[first], held, weights)
    raised = scored.copy()
    for at, factor in zip(first.tolist(), prose.tolist(), strict=True):
        raised[at] += weights.near * _together(int(hits[at]), terms, held)[0] * factor
    return raised


def _terms(asked: Sought, held: Generation, weights: Weights) -> dict[str, float]:
    """What is looked for in sentences, and what each is worth."""
    exact = [leaf for leaf in asked.wholes if isinstance(leaf, Exact | Verbatim)]
    terms = {fold(leaf.text): idf(len(found_as_one(leaf, held)), held) for leaf in exact}
    for pair, rarity in asked.pairs.items():
        terms[pair] = terms.get(pair, 0) + weights.pairs * rarity
    for word, rarity in asked.words.items():
        terms[word] = terms.get(word, 0) + rarity
    return terms


def _together(row: int, terms: dict[str, float], held: Generation) -> tuple[float, str]:
    """The most that stands in one sentence of the paragraph, and the sentence."""
    found = [
        (sum(worth for term, worth in terms.items() if term in sentence), sentence)
        for sentence in sentences(held.folded[row])
    ]
    return max(found, key=lambda pair: pair[0], default=(0.0, ""))


def explained(
    asked: Sought, hits: Rows, scored: Scores, held: Generation, weights: Weights
) -> tuple[Explanation, ...]:
    """Where the scores of these hits are from; what no other part accounts for is what was lifted."""
    columns = [(_part(what, held), gained) for what, gained in contributions(asked, hits, held, weights)]
    pairs = weights.pairs * of_pairs(asked.pairs, hits, held, weights)
    terms = _terms(asked, held, weights)
    explanations = []
    for at, prose in enumerate(prose_of(hits, held, weights).tolist()):
        row = int(hits[at])
        parts = [replace(part, score=float(gained[at])) for part, gained in columns if gained[at]]
        parts += _found_pairs(asked, row, float(pairs[at]), held)
        rest = float(scored[at]) / prose - sum(part.score for part in parts) if prose else 0.0
        if rest > _ROUNDING:
            sentence = _together(row, terms, held)[1]
            parts.append(Part(kind=PartKind.TOGETHER, text=_as_written(row, sentence, held), score=rest))
        explanations.append(Explanation(parts=tuple(parts), prose=prose))
    return tuple(explanations)


def _part(what: str | Whole, held: Generation) -> Part:
    if isinstance(what, str):
        return Part(kind=PartKind.WORD, text=what, score=0.0, paragraphs=len(word_rows(what, held)))
    found = len(found_as_one(what, held))
    return Part(kind=PartKind.WHOLE, text=notation(what), score=0.0, paragraphs=found)


def _found_pairs(asked: Sought, row: int, score: float, held: Generation) -> list[Part]:
    found = [pair for pair in asked.pairs if pair in held.folded[row]]
    return [Part(kind=PartKind.PAIRS, text=" ".join(found), score=score)] if score else []


def _as_written(row: int, sentence: str, held: Generation) -> str:
    """A fold keeps every character's place."""
    start = held.folded[row].index(sentence)
    return held.original[row][start : start + len(sentence)]
