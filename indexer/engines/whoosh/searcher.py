"""The searcher: answers from the generation that CURRENT names, and moves to the next one by itself."""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer import generations
from indexer.contract.completion import Completion
from indexer.contract.documents import Report
from indexer.contract.errors import IndexDamagedError
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.ranking import DEFAULT_WEIGHTS, Weights
from indexer.contract.results import Hit, SearchRequest, SearchResult
from indexer.engines.whoosh.counting import Counting
from indexer.engines.whoosh.evaluate import Found, counted, found_by
from indexer.engines.whoosh.explaining import explained
from indexer.engines.whoosh.facets import Faceting, Under
from indexer.engines.whoosh.generation import Generation, open_generation
from indexer.engines.whoosh.hits import Hits
from indexer.engines.whoosh.masks import filter_masks
from indexer.engines.whoosh.paging import Pager
from indexer.engines.whoosh.postings import UNREADABLE
from indexer.engines.whoosh.schema import maker


@dataclass(frozen=True, slots=True, kw_only=True)
class _Serving:
    """A generation with what makes answers of it, and the stamp of the CURRENT file that named it."""

    held: Generation
    counting: Counting
    faceting: Faceting
    pager: Pager
    hits: Hits
    stamp: tuple[int, int, int]


class WhooshSearcher:
    """A Searcher (see contract/engine.py), shared by any number of threads.

    A request keeps the generation it began with; the files of one that is no longer kept stay readable
    as long as it is open.
    """

    def __init__(self, index: Path, weights: Weights = DEFAULT_WEIGHTS) -> None:
        self._index = index
        self._current = str(index / "CURRENT")
        self._weights = weights
        self._serving: _Serving | None = None
        self._opening = threading.Lock()

    def search(self, request: SearchRequest) -> SearchResult:
        """See Searcher."""
        serving = self._newest()
        held = serving.held
        matched = found_by(request.query, held, self._weights if request.limit else None)
        masks = filter_masks(request.filters, held)
        found = matched
        for mask in masks.values():
            found = found.where(mask.take(found.rows))
        passed = serving.counting.counted(found)
        return SearchResult(
            hits=self._page(request, found, serving) if request.limit else (),
            paragraphs=len(found.rows),
            distinct=serving.counting.distinct(passed),
            documents=serving.counting.documents(passed),
            facets=serving.faceting.facets(request.facets, request.filters, Under(matched, passed, masks)),
            index=held.manifest,
        )

    def _page(self, request: SearchRequest, found: Found, serving: _Serving) -> tuple[Hit, ...]:
        shown = serving.pager.page(request, found)
        hits = serving.hits.of(shown.rows, shown.scores)
        if not request.explain:
            return hits
        explanations = explained(shown, serving.held, self._weights)
        return tuple(
            replace(hit, explanation=explanation) for hit, explanation in zip(hits, explanations, strict=True)
        )

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """See Searcher."""
        held = self._newest().held
        return tuple(counted(query, held) for query in queries)

    def read(self, document_id: str) -> Report | None:
        """See Searcher."""
        held = self._newest().held
        number = held.numbered(document_id)
        if number is None:
            return None
        first, end = held.columns["first"][number : number + 2].tolist()
        paragraphs = tuple(held.paragraph(row) for row in range(first, end))
        return replace(held.report(number), paragraphs=paragraphs)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """See Searcher."""
        return self._newest().held.completions.complete(typed, limit)

    def describe(self) -> Manifest:
        """See Searcher."""
        return self._newest().held.manifest

    def _newest(self) -> _Serving:
        serving = self._serving
        if serving is not None and serving.stamp == _stamp(self._current):
            return serving
        with self._opening:
            while True:
                stamp = _stamp(self._current)
                named = generations.current_id(self._index)
                if self._serving is not None and self._serving.held.manifest.generation == named:
                    self._serving = replace(self._serving, stamp=stamp)
                    return self._serving
                try:
                    self._serving = self._opened(stamp)
                except IndexDamagedError:
                    # A build may have replaced and removed what we were opening: then there is a newer one.
                    if generations.current_id(self._index) == named:
                        raise

    def _opened(self, stamp: tuple[int, int, int]) -> _Serving:
        manifest = generations.current(self._index, maker)
        folder = generations.folder_of(self._index, manifest)
        try:
            held = open_generation(folder, manifest)
        except UNREADABLE as exc:
            raise IndexDamagedError(f"{folder} cannot be opened ({exc}); run: fangzhi build REPORTS") from exc
        counting = Counting(held.columns, held.postings.cache)
        return _Serving(
            held=held,
            counting=counting,
            faceting=Faceting(held.columns, counting),
            pager=Pager(held, self._weights),
            hits=Hits(held),
            stamp=stamp,
        )


def _stamp(path: str) -> tuple[int, int, int]:
    """What is different when the file was replaced; nothing is read for it."""
    try:
        found = os.stat(path)  # noqa: PTH116 -- a Path costs as much again, at every request
    except OSError:
        return 0, 0, 0  # who reads the file will say what is wrong
    return found.st_ino, found.st_mtime_ns, found.st_size
