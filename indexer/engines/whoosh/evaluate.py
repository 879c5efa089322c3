"""A query tree to the paragraphs that match it, each with what the leaves of the query make it worth.

Whatever scores is looked up once and then kept (ranking.py), so that a query costs a few passes over the rows
of its leaves and none over all paragraphs.
"""

from dataclasses import dataclass

import numpy as np

from indexer.analysis.fold import fold
from indexer.analysis.grams import GRAM_CHARS_MAX
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    Verbatim,
    Whole,
    Words,
)
from indexer.contract.ranking import Weights
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.leaves import leaf_rows
from indexer.engines.whoosh.masks import field_mask
from indexer.engines.whoosh.ranking import scored_leaf, scoring, strays
from indexer.engines.whoosh.rowsets import Mask, Rows, Scores, merged, places, union, valued, within
from indexer.engines.whoosh.schema import GRAMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Paragraphs, each once, with the sum of their scores by each leaf under the query that found them; the
    arrays may be kept by others. Where nobody asked for scores there is none."""

    rows: Rows
    worth: Scores
    ascending: bool = True

    def where(self, kept: Mask) -> "Found":
        """Those of the paragraphs."""
        worth = self.worth[kept] if len(self.worth) else self.worth
        return Found(rows=self.rows[kept], worth=worth, ascending=self.ascending)


_UNSCORED = np.zeros(0)
# What finds nothing by itself that is worth more than anything else.
Narrowing = Everything | FieldIs | DateWithin | Not


def found_by(query: Query, held: Generation, weights: Weights | None) -> Found:
    """The paragraphs that match; with weights they are scored."""
    match query:
        case And(parts=parts):
            return _all_of(parts, held, weights)
        case Or(parts=parts):
            return _any_of(parts, held, weights)
        case Everything() | FieldIs() | DateWithin() | Not():
            return _narrowed(_everything(held, weights), query, held)
        case Words() | Prefix() | Exact() | Pattern() | Verbatim() | Near():
            return _of_leaf(query, held, weights)


def counted(query: Query, held: Generation) -> int:
    """How many paragraphs match; of a pair of characters without a look at any."""
    if isinstance(query, Exact) and len(needle := fold(query.text)) <= GRAM_CHARS_MAX:
        return held.postings.count(GRAMS, needle)
    return len(found_by(query, held, None).rows)


def worth_of(rows: Rows, leaves: list[Words | Whole], held: Generation, weights: Weights) -> Scores:
    """The sum of the scores of each row by each leaf, whether it matches that or not."""
    total, paragraphs = np.zeros(len(rows)), held.columns.paragraphs
    for leaf in leaves:
        for known in (scored_leaf(leaf, held, weights), strays(leaf, held, weights)):
            total += valued(rows, known.rows, known.scores, paragraphs)
    return total


def _of_leaf(leaf: Words | Whole, held: Generation, weights: Weights | None) -> Found:
    if weights is None:
        return Found(rows=leaf_rows(leaf, held).astype(np.intp), worth=_UNSCORED)
    known = scored_leaf(leaf, held, weights)
    return Found(rows=known.rows.astype(np.intp), worth=known.scores)


def _everything(held: Generation, weights: Weights | None) -> Found:
    paragraphs = held.columns.paragraphs
    return Found(rows=np.arange(paragraphs), worth=np.zeros(paragraphs) if weights else _UNSCORED)


def _all_of(parts: tuple[Query, ...], held: Generation, weights: Weights | None) -> Found:
    """What all of the parts find: what narrows is asked only of what the others have in common."""
    finding = [found_by(part, held, weights) for part in parts if not isinstance(part, Narrowing)]
    first, *others = sorted(finding, key=lambda each: len(each.rows)) or [_everything(held, weights)]
    found = first
    for other in others:
        found = _both(found, other, held)
    for part in parts:
        if isinstance(part, Narrowing):
            found = _narrowed(found, part, held)
    return found


def _both(few: Found, many: Found, held: Generation) -> Found:
    """What stands in both, with the sum of the scores."""
    if not len(few.rows):
        return few
    at, there = places(few.rows, many.rows, held.columns.paragraphs, many.ascending)
    found = few.where(there)
    if not len(found.worth):
        return found
    return Found(rows=found.rows, worth=found.worth + many.worth.take(at[there]), ascending=found.ascending)


def _narrowed(found: Found, part: Narrowing, held: Generation) -> Found:
    return found if isinstance(part, Everything) else found.where(_passing(found.rows, part, held))


def _passing(rows: Rows, part: Narrowing, held: Generation) -> Mask:
    """Which of the rows match what only narrows."""
    match part:
        case Everything():
            return np.ones(len(rows), dtype=bool)
        case FieldIs() | DateWithin():
            return field_mask(part, held).take(rows)
        case Not(part=Everything() | FieldIs() | DateWithin() | Not() as narrowing):
            return ~_passing(rows, narrowing, held)
        case Not(part=excluded):
            other = found_by(excluded, held, None)
            return ~within(rows, other.rows, held.columns.paragraphs, other.ascending)


def _any_of(parts: tuple[Query, ...], held: Generation, weights: Weights | None) -> Found:
    """What any of the parts finds. What a leaf does not match may be worth something to it nevertheless."""
    found = sorted((found_by(part, held, weights) for part in parts), key=lambda each: -len(each.rows))
    paragraphs = held.columns.paragraphs
    if weights is None:
        rows = union([each.rows for each in found], paragraphs)
        return Found(rows=rows, worth=_UNSCORED)
    leaves = scoring(Or(parts=parts))
    alone = len(leaves) == sum(isinstance(part, Words | Whole) for part in parts)
    extras = [strays(leaf, held, weights) for leaf in leaves if alone and isinstance(leaf, Words)]
    rows, worth = merged(
        [(each.rows, each.worth) for each in found],
        [(extra.rows.astype(np.intp), extra.scores) for extra in extras],
        paragraphs,
    )
    return Found(rows=rows, worth=worth if alone else worth_of(rows, leaves, held, weights), ascending=False)
