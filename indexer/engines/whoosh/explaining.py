"""Explaining: where the scores of hits are from, by the functions that ranked and lifted them."""

from dataclasses import replace

from indexer.contract.notation import notation
from indexer.contract.query import Whole
from indexer.contract.ranking import Explanation, Part, PartKind, Weights
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.leaves import found_as_one, word_rows
from indexer.engines.whoosh.lifting import terms_of, together
from indexer.engines.whoosh.paging import Page
from indexer.engines.whoosh.ranking import Measured, Sought, contributions, of_pairs, prose_of

_ROUNDING = 1e-9


def explained(page: Page, held: Generation, weights: Weights) -> tuple[Explanation, ...]:
    """Where the scores of the hits are from; what no other part accounts for is what was lifted."""
    hits, scored, asked = page
    measured = Measured(hits, held, weights)
    columns = [(_part(what, held), gained) for what, gained in contributions(asked, measured)]
    pairs = weights.pairs * of_pairs(asked.pairs, measured)
    terms = terms_of(asked, held, weights)
    explanations = []
    for at, prose in enumerate(prose_of(hits, held, weights).tolist()):
        row = int(hits[at])
        parts = [replace(part, score=float(gained[at])) for part, gained in columns if gained[at]]
        parts += _found_pairs(asked, row, float(pairs[at]), held)
        rest = float(scored[at]) / prose - sum(part.score for part in parts) if prose else 0.0
        if rest > _ROUNDING:
            sentence = together(held.folded[row], terms)
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
