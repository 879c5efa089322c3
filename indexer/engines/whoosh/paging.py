"""Paging: which of the paragraphs found stand on the page that was asked for, in what order."""

from typing import NamedTuple

import numpy as np

from indexer.contract.ranking import LIFTED_MAX, Weights
from indexer.contract.results import SearchRequest, Sort
from indexer.engines.whoosh.evaluate import Found
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.lifting import lifts, terms_of
from indexer.engines.whoosh.ranking import Sought, scores, sought, surplus
from indexer.engines.whoosh.reprints import first_of_each
from indexer.engines.whoosh.rowsets import Rows, Scores, valued
from indexer.engines.whoosh.selecting import close, leading


class Page(NamedTuple):
    """The rows of a page, in order, their scores, and what they were scored by."""

    rows: Rows
    scores: Scores
    asked: Sought


def page(request: SearchRequest, found: Found, held: Generation, weights: Weights) -> Page:
    """The page of what was found, which is scored."""
    ordering = _Ordering(request.sort, found, held, weights)
    end, wanted = request.offset + request.limit, request.offset + request.limit
    while True:
        rows, scored = ordering.first(wanted)
        folds = request.fold and held.columns.has_reprints
        kept = first_of_each(rows, held) if folds else np.arange(len(rows))
        if len(kept) >= end or wanted >= len(found.rows):
            break
        wanted *= 2  # reprints were among the first
    chosen = kept[request.offset : end]
    return Page(rows[chosen], scored[chosen], ordering.asked)


class _Ordering:
    """The order of what was found."""

    def __init__(self, sort: Sort, found: Found, held: Generation, weights: Weights) -> None:
        self.asked = sought(found.known)
        self._sort, self._held, self._weights = sort, held, weights
        self._rows, self._scores = found.rows, found.worth
        self._sums = len(found.known) > 1
        if self._sums and len(found.rows):
            paragraphs = held.columns.paragraphs
            for each in surplus(self.asked, found.known, held, weights):
                self._scores = self._scores - valued(self._rows, each.rows, each.scores, paragraphs)

    def first(self, count: int) -> tuple[Rows, Scores]:
        """The first so many rows, in order, and their scores."""
        match self._sort:
            case Sort.RELEVANCE:
                return self._by_relevance(count)
            case Sort.DATE:
                day = self._held.columns["day"].take(self._rows).astype(np.float64)  # undated: 0, the last
                first, _ = leading(day, self._rows, self._held.columns["place"], count)
                return self._rows.take(first), self._scores.take(first)

    def _by_relevance(self, count: int) -> tuple[Rows, Scores]:
        terms = terms_of(self.asked, self._held, self._weights)
        lifting = len(terms) > 1 and bool(self._weights.near)  # one term is always together with itself
        first, scored = leading(
            self._scores,
            self._rows,
            self._held.columns["place"],
            max(count, LIFTED_MAX) if lifting else count,
            self._exactly if self._sums else None,
        )
        rows = self._rows.take(first)
        if lifting and len(rows):
            order, raised = self._lifted(rows[:LIFTED_MAX], scored[:LIFTED_MAX], count)
            rows = np.concatenate([rows[order], rows[LIFTED_MAX:]])
            scored = np.concatenate([raised, scored[LIFTED_MAX:]])
        return rows[:count], scored[:count]

    def _lifted(self, rows: Rows, scored: Scores, count: int) -> tuple[Rows, Scores]:
        """The order of the first hits when what stands together is added, and the sums; right for so many."""
        added = lifts((rows, scored), self.asked, min(count, len(rows)), self._held, self._weights)
        raised, place = scored + added, self._held.columns["place"].take(rows)
        order = np.lexsort((place, -raised))
        if self._sums and close(raised.take(order[: count + 1])):
            raised = self._exactly(rows) + added
            order = np.lexsort((place, -raised))
        return order, raised.take(order)

    def _exactly(self, rows: Rows) -> Scores:
        return scores(self.asked, rows, self._held, self._weights)
