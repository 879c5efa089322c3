"""The law: on any corpus and any request an engine finds, counts and orders what the oracle does."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.contract.documents import Report
from indexer.contract.results import SearchRequest, SearchResult
from indexer.engines import ENGINES
from tests.conformance.built import built, ids
from tests.conformance.generated import corpora, requests
from tests.oracle import Oracle

WHOLE = 1000


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports=corpora(), asked=st.lists(requests, min_size=10, max_size=10))
def test_an_engine_answers_as_the_oracle_does(
    engine: str, reports: list[Report], asked: Sequence[SearchRequest]
) -> None:
    oracle = Oracle(reports)
    with tempfile.TemporaryDirectory() as folder:
        searcher = built(engine, Path(folder), reports)
        for request in asked:
            whole = replace(request, offset=0, limit=WHOLE)
            found, expected = searcher.search(whole), oracle.search(whole)
            assert sorted(ids(found)) == sorted(ids(expected))
            assert (found.paragraphs, found.documents) == (expected.paragraphs, expected.documents)
            assert found.facets == expected.facets
            assert {hit.document: replace(hit, score=0) for hit in found.hits} == {
                hit.document: replace(hit, score=0) for hit in expected.hits
            }
            assert_a_page_is_a_cut(searcher.search(request), found, request)
        for report in reports:
            assert searcher.read(report.id) == report
        assert searcher.read("no such report") is None


def assert_a_page_is_a_cut(page: SearchResult, whole: SearchResult, request: SearchRequest) -> None:
    assert page.hits == whole.hits[request.offset :][: request.limit]
    assert replace(page, hits=()) == replace(whole, hits=())
