"""Indexes for the tests: reports in, a searcher of a real engine out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.lexicon import NO_LEXICON, Lexicon
from indexer.contract.manifest import Manifest
from indexer.contract.results import SearchResult
from indexer.engines import open_searcher, open_writer

Clusters = Iterable[Sequence[tuple[str, int]]]


def publish(
    engine: str,
    folder: Path,
    reports: Iterable[Report],
    clusters: Clusters = (),
    lexicon: Lexicon = NO_LEXICON,
) -> Manifest:
    """Build the reports into the folder's next generation."""
    writer = open_writer(engine, folder, ["tests"], lexicon)
    for report in reports:
        writer.add(report)
    for cluster in clusters:
        writer.group(cluster)
    return writer.publish()


def built(
    engine: str,
    folder: Path,
    reports: Iterable[Report],
    clusters: Clusters = (),
    lexicon: Lexicon = NO_LEXICON,
) -> Searcher:
    """A searcher over the reports."""
    publish(engine, folder, reports, clusters, lexicon)
    return open_searcher(engine, folder)


def ids(result: SearchResult) -> list[str]:
    """The hits as "document#ordinal", in order."""
    return [f"{hit.document}#{hit.paragraph.ordinal}" for hit in result.hits]
