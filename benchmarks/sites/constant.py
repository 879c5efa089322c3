"""Constant: our site over a searcher that searches nothing, so that what is left is the page."""

import json
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from flask import Flask

from indexer.contract.completion import Completion
from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.results import SearchRequest, SearchResult
from indexer.engines import open_searcher
from searchapp.app import create_app
from searchapp.warming import warmed

T = TypeVar("T")


class Constant:
    """A Searcher that hands out results from a table: while it learns, what another answers."""

    def __init__(self, teacher: Searcher) -> None:
        self._teacher: Searcher | None = teacher
        self._known: dict[Hashable, Any] = {}

    def learnt(self) -> None:
        """From now on what is not in the table is an error."""
        self._teacher = None

    def search(self, request: SearchRequest) -> SearchResult:
        """See Searcher."""
        return self._kept(request, lambda teacher: teacher.search(request))

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """See Searcher."""
        return self._kept(tuple(queries), lambda teacher: teacher.count(queries))

    def read(self, document_id: str) -> Report | None:
        """See Searcher."""
        return self._kept(document_id, lambda teacher: teacher.read(document_id))

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """See Searcher."""
        return self._kept((typed, limit), lambda teacher: teacher.complete(typed, limit))

    def describe(self) -> Manifest:
        """See Searcher."""
        return self._kept(None, lambda teacher: teacher.describe())

    def _kept(self, asked: Hashable, ask: Callable[[Searcher], T]) -> T:
        if self._teacher is not None and asked not in self._known:
            self._known[asked] = ask(self._teacher)
        return cast(T, self._known[asked])


def constant_app(index: str, log: str) -> Flask:
    """The site over what the index answers to the addresses in a file, a JSON list; to be preloaded."""
    searcher = Constant(open_searcher("whoosh", Path(index)))
    app = create_app(searcher)
    client = app.test_client()
    for address in json.loads(Path(log).read_text(encoding="utf-8")):
        if client.get(address).status_code != 200:  # noqa: PLR2004 -- HTTP's word for "well"
            raise RuntimeError(f"{address} has no answer")
    searcher.learnt()
    return warmed(app)
