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


class _Ranked(NamedTuple):
    """Rows with their scores and what they were scored by. The scores are sums over so many `leaves`: where
    these are several, the last digits may differ from those of the exact score."""

    rows: Rows
    scores: Scores
    asked: Sought
    leaves: int


class Pager:
    """Cuts pages out of what was found in a generation; may be shared by threads."""

    def __init__(self, held: Generation, weights: Weights) -> None:
        self._held, self._weights = held, weights
        self._place = held.columns["place"]

    def page(self, request: SearchRequest, found: Found) -> Page:
        """The page that was asked for of what was found and scored."""
        ranked = self._ranked(found)
        end = wanted = request.offset + request.limit if request.offset < len(found.rows) else 0
        rows, scored = self._first(ranked, request.sort, wanted)
        if request.fold and self._held.columns.has_reprints:
            kept = first_of_each(rows, self._held)
            while len(kept) < end and wanted < len(found.rows):
                wanted *= 2  # reprints were among the first
                rows, scored = self._first(ranked, request.sort, wanted)
                kept = first_of_each(rows, self._held)
            rows, scored = rows[kept], scored[kept]
        shown = slice(request.offset, end)
        return Page(rows[shown], scored[shown], ranked.asked)

    def _ranked(self, found: Found) -> _Ranked:
        asked, scored, paragraphs = sought(found.known), found.worth, self._held.columns.paragraphs
        if len(found.known) > 1 and len(found.rows):
            for each in surplus(asked, found.known, self._held, self._weights):
                scored = scored - valued(found.rows, each.rows, each.scores, paragraphs)
        return _Ranked(found.rows, scored, asked, len(found.known))

    def _first(self, ranked: _Ranked, sort: Sort, count: int) -> tuple[Rows, Scores]:
        """The first so many rows, in order, and their scores."""
        match sort:
            case Sort.RELEVANCE:
                return self._by_relevance(ranked, count)
            case Sort.DATE:
                day = self._held.columns["day"].take(ranked.rows).astype(np.float64)  # undated: 0, the last
                first, _ = leading(day, ranked.rows, self._place, count)
                return ranked.rows.take(first), ranked.scores.take(first)

    def _by_place(self, ranked: _Ranked, count: int) -> tuple[Rows, Scores]:
        """The first rows where all have the same score."""
        first, _ = leading(-self._place.take(ranked.rows).astype(np.float64), ranked.rows, self._place, count)
        return ranked.rows.take(first), ranked.scores.take(first)

    def _by_relevance(self, ranked: _Ranked, count: int) -> tuple[Rows, Scores]:
        if not ranked.leaves:
            return self._by_place(ranked, count)
        terms = terms_of(ranked.asked, self._held, self._weights)
        lifting = len(terms) > 1 and bool(self._weights.near)  # one term is always together with itself
        first, scored = leading(
            ranked.scores,
            ranked.rows,
            self._place,
            max(count, LIFTED_MAX) if lifting and count else count,
            (lambda rows: self._exactly(rows, ranked)) if ranked.leaves > 1 else None,
        )
        rows = ranked.rows.take(first)
        if not lifting or not len(rows):
            return rows, scored
        head = ranked._replace(rows=rows[:LIFTED_MAX], scores=scored[:LIFTED_MAX])
        order, raised = self._lifted(head, min(count, len(head.rows)))
        rows = np.concatenate([head.rows.take(order), rows[LIFTED_MAX:]])
        return rows[:count], np.concatenate([raised, scored[LIFTED_MAX:]])[:count]

    def _lifted(self, head: _Ranked, count: int) -> tuple[Rows, Scores]:
        """The order of the first hits when what stands together is added, and the sums; right for so many."""
        added = lifts((head.rows, head.scores), head.asked, count, self._held, self._weights)
        raised, place = head.scores + added, self._place.take(head.rows)
        order = np.lexsort((place, -raised))
        if head.leaves > 1 and close(raised.take(order[: count + 1])):
            raised = self._exactly(head.rows, head) + added
            order = np.lexsort((place, -raised))
        return order, raised.take(order)

    def _exactly(self, rows: Rows, ranked: _Ranked) -> Scores:
        return scores(ranked.asked, rows, self._held, self._weights)
