"""The seam: what an engine must do. tests/conformance holds every engine, and the oracle, to these words."""

from collections.abc import Sequence
from typing import Protocol

from indexer.contract.completion import Completion
from indexer.contract.documents import Report
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.results import SearchRequest, SearchResult


class IndexWriter(Protocol):
    """Builds one new generation beside the one being served. Ends with publish or discard, once."""

    def add(self, report: Report, version: str = "") -> None:
        """Take in a report. Ids are unique within a build: the caller sees to it. `version` is another
        whenever the report is; one that is "" is never kept."""

    def keep(self, document_id: str, version: str) -> bool:
        """Take over the report from the generation that is served, if that has it in this version and was
        made by the same analyzer with the same lexicon; else False, and nothing is done."""

    def group(self, cluster: Sequence[tuple[str, int]]) -> None:
        """Near-identical paragraphs, as (document id, ordinal), at least two. Called after the last add; a
        paragraph is in one cluster at most."""

    def publish(self) -> Manifest:
        """Seal the generation, verify it, and make it the one that is served; all or nothing."""

    def discard(self) -> None:
        """Forget everything added; the served index stays as it was. Harmless after publish."""


class Searcher(Protocol):
    """Answers from the newest published generation; may be shared by threads.

    Raises IndexMissingError, IndexDamagedError or IndexMismatchError where there is none to answer from.
    """

    def search(self, request: SearchRequest) -> SearchResult:
        """The paragraphs that match query and filters.

        A page past the end has no hits and the same counts. The paragraphs found, the totals and the
        facet counts are the same on every engine; scores may differ.
        """

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """How many paragraphs match each of the queries, without filters. Hundreds may be asked at once."""

    def read(self, document_id: str) -> Report | None:
        """The whole report, as it was added; None where the index has no such id."""

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """What begins as typed, by characters of either script, pinyin, initials or a mixture of them: those
        in most documents first, then the shorter, then by text. Engines may differ in what they offer."""

    def describe(self) -> Manifest:
        """The generation that is being served."""
