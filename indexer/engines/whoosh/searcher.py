"""The searcher: answers from the generation that CURRENT names, and moves to the next one by itself."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer import generations
from indexer.contract.completion import Completion
from indexer.contract.documents import Report
from indexer.contract.errors import IndexDamagedError
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.ranking import DEFAULT_WEIGHTS, Weights
from indexer.contract.results import Hit, SearchRequest, SearchResult, Sort
from indexer.engines.whoosh.columns import NONE
from indexer.engines.whoosh.evaluate import counted, matching
from indexer.engines.whoosh.explaining import explained
from indexer.engines.whoosh.facets import Filtered
from indexer.engines.whoosh.generation import Generation, open_generation
from indexer.engines.whoosh.lifting import lifted
from indexer.engines.whoosh.postings import UNREADABLE, Rows
from indexer.engines.whoosh.ranking import page, scores, sought
from indexer.engines.whoosh.reprints import distinct, folded
from indexer.engines.whoosh.schema import maker


class WhooshSearcher:
    """A Searcher (see contract/engine.py), shared by any number of threads.

    A request keeps the generation it began with; the files of one that is no longer kept stay readable
    as long as it is open.
    """

    def __init__(self, index: Path, weights: Weights = DEFAULT_WEIGHTS) -> None:
        self._index = index
        self._weights = weights
        self._held: Generation | None = None
        self._opening = threading.Lock()

    def search(self, request: SearchRequest) -> SearchResult:
        """See Searcher."""
        held = self._newest()
        found = Filtered(matching(request.query, held), request.filters, held)
        document = held.columns["document"][found.rows]
        return SearchResult(
            hits=_page(request, found.rows, held, self._weights),
            paragraphs=len(found.rows),
            distinct=distinct(found.rows, held),
            documents=int(np.count_nonzero(np.diff(document))) + 1 if len(document) else 0,
            facets=found.facets(request.facets),
            index=held.manifest,
        )

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """See Searcher."""
        held = self._newest()
        return tuple(counted(query, held) for query in queries)

    def read(self, document_id: str) -> Report | None:
        """See Searcher."""
        held = self._newest()
        number = held.numbered(document_id)
        if number is None:
            return None
        first, end = held.columns["first"][number : number + 2].tolist()
        paragraphs = tuple(held.paragraph(row) for row in range(first, end))
        return replace(held.report(number), paragraphs=paragraphs)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """See Searcher."""
        return self._newest().completions.complete(typed, limit)

    def describe(self) -> Manifest:
        """See Searcher."""
        return self._newest().manifest

    def _newest(self) -> Generation:
        held = self._held
        if held is not None and held.manifest.generation == generations.current_id(self._index):
            return held
        with self._opening:
            while True:
                named = generations.current_id(self._index)
                if self._held is not None and self._held.manifest.generation == named:
                    return self._held
                try:
                    self._held = self._opened()
                except IndexDamagedError:
                    # A build may have replaced and removed what we were opening: then there is a newer one.
                    if generations.current_id(self._index) == named:
                        raise

    def _opened(self) -> Generation:
        manifest = generations.current(self._index, maker)
        folder = generations.folder_of(self._index, manifest)
        try:
            return open_generation(folder, manifest)
        except UNREADABLE as exc:
            raise IndexDamagedError(f"{folder} cannot be opened ({exc}); run: fangzhi build REPORTS") from exc


def _page(request: SearchRequest, rows: Rows, held: Generation, weights: Weights) -> tuple[Hit, ...]:
    """The hits of the page that was asked for; without any there is nothing to score."""
    if not request.limit:
        return ()
    asked = sought(request.query, held)
    scored = scores(asked, rows, held, weights)
    match request.sort:
        case Sort.RELEVANCE:
            keys = scored = lifted(asked, rows, scored, held, weights)
        case Sort.DATE:
            keys = held.columns["day"][rows].astype(np.float64)  # undated is 0, before every day
    if request.fold and held.columns.has_reprints:
        kept = folded(rows, keys, held)
        rows, keys, scored = rows[kept], keys[kept], scored[kept]
    chosen = page(keys, held.columns["place"][rows], request.offset, request.limit)
    hits = tuple(_hit(int(rows[at]), float(scored[at]), held) for at in chosen.tolist())
    if not request.explain:
        return hits
    explanations = explained(asked, rows[chosen], scored[chosen], held, weights)
    return tuple(
        replace(hit, explanation=explanation) for hit, explanation in zip(hits, explanations, strict=True)
    )


def _hit(row: int, score: float, held: Generation) -> Hit:
    report = held.report(int(held.columns["document"][row]))
    return Hit(
        document=report.id,
        title=report.title,
        subtitle=report.subtitle,
        date=report.date,
        year=report.year,
        source=report.source,
        url=report.url,
        region=report.region,
        paragraph=held.paragraph(row),
        score=score,
        cluster=_cluster(row, held),
        copies=int(held.columns["copies"][row]),
    )


def _cluster(row: int, held: Generation) -> str | None:
    """The name of the paragraph's cluster: its first member, as "<document id>:<ordinal>"."""
    first = int(held.columns["cluster"][row])
    if first == NONE:
        return None
    return f"{held.report(int(held.columns['document'][first])).id}:{int(held.columns['ordinal'][first])}"
