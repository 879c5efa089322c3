"""Every case on every engine and on the oracle."""

from functools import cache
from pathlib import Path

import pytest

from indexer.contract.engine import Searcher
from indexer.contract.results import Facet
from indexer.engines import ENGINES
from tests.conformance.built import built, ids
from tests.conformance.cases import TOPICS, Case, read_cases, read_clusters, read_reports
from tests.oracle import Oracle

CASES = [
    pytest.param(topic, case, id=f"{topic}: {case.why}") for topic in TOPICS for case in read_cases(topic)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("indexes")


@cache
def searcher_of(engine: str, topic: str, folder: Path) -> Searcher:
    reports, clusters = read_reports(topic), read_clusters(topic)
    if engine == "oracle":
        return Oracle(reports, clusters)
    return built(engine, folder / engine / topic, reports, clusters)


@pytest.mark.parametrize("engine", [*ENGINES, "oracle"])
@pytest.mark.parametrize(("topic", "case"), CASES)
def test_the_engine_answers_as_the_case_says(engine: str, topic: str, case: Case, folder: Path) -> None:
    result = searcher_of(engine, topic, folder).search(case.request())
    found = ids(result)
    if case.ordered or case.sort == "date":
        assert found == case.finds
    else:
        assert sorted(found) == sorted(case.finds)
    documents = {name.rpartition("#")[0] for name in case.finds}
    assert result.paragraphs == (len(case.finds) if case.paragraphs is None else case.paragraphs)
    assert result.documents == (len(documents) if case.documents is None else case.documents)
    assert case.distinct in (None, result.distinct)
    for name, expected in case.facets.items():
        facet: Facet = getattr(result.facets, name)
        assert (facet.total, facet.missing) == (expected.total, expected.missing)
        assert [[value.value, value.label, value.count] for value in facet.values] == expected.values


def test_there_are_cases_enough_and_each_says_why() -> None:
    cases = [case for topic in TOPICS for case in read_cases(topic)]
    assert len(cases) >= 70
    assert len({case.why for case in cases}) == len(cases)
