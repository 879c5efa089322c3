"""A query tree to the paragraphs that match it, each with what the leaves of the query make it worth.

Whatever scores is looked up once and then kept (ranking.py), so that a query costs a few passes over the rows
of its leaves and none over all paragraphs.
"""

from typing import NamedTuple

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
from indexer.engines.whoosh.ranking import Scored, scored_leaf, strays
from indexer.engines.whoosh.rowsets import Mask, Rows, Scores, merged, places, union, valued, within
from indexer.engines.whoosh.schema import GRAMS


class Found(NamedTuple):
    """Paragraphs, each once, with the sum of their scores by each of the leaves that are known under the
    query; where nobody asked for scores there is none. Where it `begins` with the rows of a leaf, all of
    these come first. The arrays may be kept by others."""

    rows: Rows
    worth: Scores
    known: tuple[Scored, ...] = ()
    begins: Scored | None = None
    ascending: bool = True

    def where(self, kept: Mask) -> "Found":
        """Those of the paragraphs."""
        at = kept.nonzero()[0]
        worth = self.worth.take(at) if len(self.worth) else self.worth
        return Found(self.rows.take(at), worth, self.known, None, self.ascending)


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


def _of_leaf(leaf: Words | Whole, held: Generation, weights: Weights | None) -> Found:
    if weights is None:
        return Found(leaf_rows(leaf, held).astype(np.intp), _UNSCORED)
    known = scored_leaf(leaf, held, weights)
    return Found(known.rows.astype(np.intp), known.scores, (known,), known)


def _everything(held: Generation, weights: Weights | None) -> Found:
    paragraphs = held.columns.paragraphs
    return Found(np.arange(paragraphs), np.zeros(paragraphs) if weights else _UNSCORED)


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
    known = few.known + many.known
    if not len(few.rows):
        return Found(few.rows, few.worth, known)
    at, there = places(few.rows, many.rows, held.columns.paragraphs, many.ascending)
    both = there.nonzero()[0]
    worth = few.worth.take(both) + many.worth.take(at.take(both)) if len(few.worth) else few.worth
    return Found(few.rows.take(both), worth, known, None, few.ascending)


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
    found = sorted([found_by(part, held, weights) for part in parts], key=lambda each: -len(each.rows))
    paragraphs = held.columns.paragraphs
    if weights is None:
        return Found(union([each.rows for each in found], paragraphs), _UNSCORED)
    alone = not any(isinstance(part, And | Or) for part in parts)
    known = tuple(leaf for each in found for leaf in each.known)
    extras = [strays(each, held, weights) for each in known if alone and not each.asked.wholes]
    rows, worth = merged(
        [(each.rows, each.worth) for each in found],
        [(extra.rows.astype(np.intp), extra.scores) for extra in extras if len(extra.rows)],
        paragraphs,
    )
    if not alone:
        worth = _worth(rows, known, held, weights)
    return Found(rows, worth, known, found[0].begins, ascending=False)


def _worth(rows: Rows, known: tuple[Scored, ...], held: Generation, weights: Weights) -> Scores:
    """The sum of the scores of each row by each leaf, whether it matches that or not."""
    total = np.zeros(len(rows))
    for leaf in known:
        for each in (leaf, strays(leaf, held, weights)):
            total += valued(rows, each.rows, each.scores, held.columns.paragraphs)
    return total
