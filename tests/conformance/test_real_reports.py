"""Exactness on the real reports: quoted text finds precisely the paragraphs that contain it once folded."""

import random
from collections.abc import Iterator

import pytest

from indexer.analysis.fold import fold
from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.query import Exact, Mode, Query, Verbatim
from indexer.contract.reading import ReadReport
from indexer.contract.results import SearchRequest
from indexer.contract.syntax import parse
from indexer.engines import ENGINES
from indexer.pipeline import read_reports
from indexer.sources.catalog import find_files
from tests.conformance.built import built
from tests.real import REAL_DATA, needs_real_data

SEED = 20260301
SUBSTRINGS = 2000
CHARS_MAX = 12

pytestmark = [pytest.mark.real, needs_real_data]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    sources = find_files([REAL_DATA / "reports", REAL_DATA / "provincial-2026"])
    return [read.report for read in read_reports(list(sources)) if isinstance(read, ReadReport)]


@pytest.fixture(scope="module", params=ENGINES)
def searcher(
    request: pytest.FixtureRequest, reports: list[Report], tmp_path_factory: pytest.TempPathFactory
) -> Searcher:
    engine: str = request.param
    return built(engine, tmp_path_factory.mktemp("real"), reports)


def substrings(texts: list[str]) -> Iterator[str]:
    """Seeded; each place of each paragraph is as likely as any other."""
    chance = random.Random(SEED)
    weights = [len(text) for text in texts]
    for text in chance.choices(texts, weights, k=SUBSTRINGS):
        length = chance.randint(1, CHARS_MAX)
        start = chance.randrange(max(1, len(text) - length + 1))
        yield text[start : start + length]


def found(searcher: Searcher, query: Query) -> tuple[set[tuple[str, int]], int]:
    """All hits, page by page, and the total."""
    hits: set[tuple[str, int]] = set()
    while True:
        result = searcher.search(SearchRequest(query=query, offset=len(hits), limit=1000))
        hits |= {(hit.document, hit.paragraph.ordinal) for hit in result.hits}
        if len(hits) >= result.paragraphs or not result.hits:
            return hits, result.paragraphs


def test_quoted_text_finds_precisely_the_paragraphs_that_contain_it(
    searcher: Searcher, reports: list[Report]
) -> None:
    folded = {
        (report.id, paragraph.ordinal): fold(paragraph.text)
        for report in reports
        for paragraph in report.paragraphs
    }
    for needle in substrings([paragraph.text for report in reports for paragraph in report.paragraphs]):
        wanted = fold(needle)
        expected = {place for place, text in folded.items() if wanted in text}
        assert found(searcher, Exact(text=needle)) == (expected, len(expected)), (SEED, needle)


def test_the_same_text_in_quotation_marks_is_read_as_that_query(reports: list[Report]) -> None:
    for needle in substrings([paragraph.text for report in reports for paragraph in report.paragraphs]):
        if needle.strip():
            quoted = '"' + needle.replace('"', '""').replace("＂", "＂＂") + '"'
            query = parse(quoted, Mode.WORDS).query
            assert isinstance(query, Exact)
            assert fold(query.text) == fold(needle), (SEED, needle)


def test_verbatim_text_finds_precisely_the_paragraphs_that_contain_it_unfolded(
    searcher: Searcher, reports: list[Report]
) -> None:
    texts = {
        (report.id, paragraph.ordinal): paragraph.text
        for report in reports
        for paragraph in report.paragraphs
    }
    for needle in list(substrings(list(texts.values())))[:300]:
        expected = {place for place, text in texts.items() if needle in text}
        assert found(searcher, Verbatim(text=needle)) == (expected, len(expected)), (SEED, needle)


def test_every_report_is_read_back_as_it_was_added(searcher: Searcher, reports: list[Report]) -> None:
    assert len(reports) == 36
    for report in reports:
        assert searcher.read(report.id) == report
