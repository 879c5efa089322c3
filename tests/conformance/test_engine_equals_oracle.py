"""The law: on any corpus and any request an engine finds, counts and orders what the oracle does."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from indexer.contract.documents import Paragraph, Report
from indexer.contract.query import Exact
from indexer.contract.results import LISTED_MAX, Filters, Hit, SearchRequest, SearchResult, Sort
from indexer.engines import ENGINES
from tests.conformance.built import built, ids
from tests.conformance.generated import World, haystacks, worlds
from tests.oracle import Oracle

WHOLE = 1000


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds() | haystacks())
def test_an_engine_answers_as_the_oracle_does(engine: str, world: World) -> None:
    oracle = Oracle(world.reports, world.clusters)
    with tempfile.TemporaryDirectory() as folder:
        searcher = built(engine, Path(folder), world.reports, world.clusters)
        for request in world.requests:
            whole = replace(request, offset=0, limit=WHOLE, fold=False)
            found, expected = searcher.search(whole), oracle.search(whole)
            assert_same_hits(found, expected, request.sort)
            for name in ("paragraphs", "distinct", "documents"):
                assert getattr(found, name) == getattr(expected, name)
            assert found.facets == expected.facets
            if request.fold:
                found = replace(found, hits=tuple(first_of_each_cluster(found)))
                assert len(found.hits) == found.distinct == len(oracle.search(replace(whole, fold=True)).hits)
            assert_a_page_is_a_cut(searcher.search(request), found, request)
        for report in world.reports:
            assert searcher.read(report.id) == report
        assert searcher.read("no such report") is None


def assert_same_hits(found: SearchResult, expected: SearchResult, sort: Sort) -> None:
    """Equal but for the last digits of scores, and in an order that its own scores give."""
    if sort is Sort.DATE:
        assert ids(found) == ids(expected)
    rank = {hit: (-hit.score, hit.document, hit.paragraph.ordinal) for hit in found.hits}
    assert sort is Sort.DATE or sorted(found.hits, key=rank.__getitem__) == list(found.hits)
    pairs = zip(sorted(found.hits, key=_place), sorted(expected.hits, key=_place), strict=True)
    for hit, other in pairs:
        assert replace(hit, score=other.score) == other
        assert hit.score == pytest.approx(other.score)


def first_of_each_cluster(found: SearchResult) -> Iterator[Hit]:
    """In the engine's own order, because the last digits of scores may decide which reprint is the first."""
    seen = set[str]()
    for hit in found.hits:
        if hit.cluster is None or hit.cluster not in seen:
            yield hit
        seen |= {hit.cluster} if hit.cluster else set()


def _place(hit: Hit) -> tuple[str, int]:
    return hit.document, hit.paragraph.ordinal


def assert_a_page_is_a_cut(page: SearchResult, whole: SearchResult, request: SearchRequest) -> None:
    assert page.hits == whole.hits[request.offset :][: request.limit]
    assert replace(page, hits=()) == replace(whole, hits=())


@pytest.mark.parametrize("engine", ENGINES)
def test_of_very_many_headings_the_first_hundred_and_the_ticked_ones_are_listed(
    engine: str, tmp_path: Path
) -> None:
    headings = [f"第{number}节" for number in range(LISTED_MAX + 30)]
    report = Report(
        id="many",
        title="题",
        subtitle=None,
        date=None,
        source=None,
        author=None,
        url=None,
        region=None,
        paragraphs=tuple(
            Paragraph(ordinal=ordinal, section=(heading,), theme=None, text="文")
            for ordinal, heading in enumerate([*headings, *headings[:40]], start=1)
        ),
    )
    ticked = ("第99节", "第3节", "没有这一节")
    request = SearchRequest(query=Exact(text="文"), filters=Filters(sections=ticked))
    found, expected = built(engine, tmp_path, [report]).search(request), Oracle([report]).search(request)
    assert found.facets == expected.facets
    assert len(found.facets.section.values) == LISTED_MAX + 2
    assert found.paragraphs == expected.paragraphs == 3
