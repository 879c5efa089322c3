"""Indexes for the tests: reports in, a searcher of a real engine out."""

from collections.abc import Iterable
from pathlib import Path

from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.manifest import Manifest
from indexer.contract.results import SearchResult
from indexer.engines import open_searcher, open_writer


def publish(engine: str, folder: Path, reports: Iterable[Report]) -> Manifest:
    """Build the reports into the folder's next generation."""
    writer = open_writer(engine, folder, ["tests"])
    for report in reports:
        writer.add(report)
    return writer.publish()


def built(engine: str, folder: Path, reports: Iterable[Report]) -> Searcher:
    """A searcher over the reports."""
    publish(engine, folder, reports)
    return open_searcher(engine, folder)


def ids(result: SearchResult) -> list[str]:
    """The hits as "document#ordinal", in order."""
    return [f"{hit.document}#{hit.paragraph.ordinal}" for hit in result.hits]
