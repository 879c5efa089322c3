"""Corpora: reports built into an index by the pipeline, and read anew from their sources for comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.laws import law_reports
from indexer.contract.documents import Paragraph, Report
from indexer.contract.engine import Searcher
from indexer.contract.query import Query
from indexer.contract.reading import ReadReport
from indexer.contract.results import SearchRequest
from indexer.engines import open_searcher, open_writer
from indexer.pipeline import build, read_reports
from indexer.sources.catalog import find_files
from tests.real import REAL_DATA

REAL_REPORTS = (REAL_DATA / "reports", REAL_DATA / "provincial-2026")
_PAGE = 1_000

Place = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """An index, and the reports that it was made of as they are read from the sources; `laws`: of so many of
    the paragraphs, the first, are laws."""

    searcher: Searcher
    reports: tuple[Report, ...]
    laws: int = 0

    def paragraphs(self) -> dict[Place, Paragraph]:
        """All of them by document id and ordinal."""
        return {
            (report.id, paragraph.ordinal): paragraph
            for report in self.reports
            for paragraph in report.paragraphs
        }

    def found(self, query: Query) -> frozenset[Place]:
        """What the engine finds, page by page; raises AssertionError where its totals say otherwise."""
        hits: list[Place] = []
        while True:
            result = self.searcher.search(SearchRequest(query=query, offset=len(hits), limit=_PAGE))
            hits += [(hit.document, hit.paragraph.ordinal) for hit in result.hits]
            if not result.hits or len(hits) >= result.paragraphs:
                break
        places = frozenset(hits)
        assert len(hits) == len(places) == result.paragraphs, query
        assert result.documents == len({document for document, _ in places}), query
        return places


def indexed(folder: Path, sources: Sequence[Path], laws: int = 0) -> Corpus:
    """The reports of the sources, as `fangzhi build` indexes them, after so many paragraphs of the laws."""
    writer = open_writer("whoosh", folder, [str(source) for source in sources])
    of_laws = tuple(law_reports(laws)) if laws else ()
    for report in of_laws:
        writer.add(report)
    build(sources, writer)
    read = read_reports(list(find_files(sources)))
    return Corpus(
        searcher=open_searcher("whoosh", folder),
        laws=sum(len(report.paragraphs) for report in of_laws),
        reports=(*of_laws, *(each.report for each in read if isinstance(each, ReadReport))),
    )
