"""The short form of `make exact` on answers: they are the oracle's, and whatever differs is told."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from indexer.contract.documents import Report
from indexer.contract.reading import ReadReport
from indexer.contract.results import Facets, Sort
from indexer.pipeline import read_reports
from indexer.sample import sample_folder
from indexer.sources.catalog import find_files
from tests.conformance.built import built
from tests.exactness.answers import FACETS, Answer, differing, in_order, line, read, settled
from tests.exactness.law_corpus import Laws, law_corpus
from tests.exactness.remembering import RememberingOracle
from tests.exactness.requests import drawn
from tests.exactness.same import SEED, unlike_oracle
from tests.oracle import Oracle
from tests.real import needs_real_data

ANSWER = Answer(
    hits=(("b", 1), ("a", 2), ("a", 1)),
    scores=(2.0, 1.0 + 1e-12, 1.0),
    reprints=((None, 0), ("a:2", 1), ("a:2", 1)),
    totals=(3, 2, 2),
    facets=((3, 0, ("2024", "2024", 3, False, None)),) * len(FACETS),
)


@pytest.fixture(scope="module")
def samples() -> Laws:
    read_ones = read_reports(list(find_files([sample_folder()])))
    reports: tuple[Report, ...] = tuple(each.report for each in read_ones if isinstance(each, ReadReport))
    return Laws(reports=reports, clusters=())


def test_requests_on_the_samples_are_answered_as_by_the_oracle(samples: Laws, tmp_path: Path) -> None:
    _assert_like_oracle(samples, tmp_path, 200)


@pytest.mark.real
@needs_real_data
def test_requests_on_laws_are_answered_as_by_the_oracle(tmp_path: Path) -> None:
    _assert_like_oracle(law_corpus(1_000, SEED), tmp_path, 200)


def test_the_oracle_with_a_memory_answers_as_the_oracle(samples: Laws) -> None:
    print(f"seed {SEED}")
    few = [replace(each, paragraphs=each.paragraphs[:5]) for each in samples.reports[:8]]
    places = [(report.id, each.ordinal) for report in few for each in report.paragraphs]
    clusters = [Random(SEED).sample(places, 6)]
    quick, slow = RememberingOracle(few, clusters), Oracle(few, clusters)
    for request in drawn(few, SEED, 50):
        assert quick.search(request) == slow.search(request), (SEED, request)


def test_all_facets_are_compared() -> None:
    assert set(Facets.__slots__) == set(FACETS)


def test_equal_scores_stand_by_document_and_ordinal() -> None:
    equal = replace(ANSWER, scores=(2.0, 1.0, 1.0))
    assert in_order(ANSWER)
    assert not in_order(equal)
    assert in_order(replace(equal, hits=(("b", 1), ("a", 1), ("a", 2))))


def test_an_answer_is_read_as_it_was_written() -> None:
    assert read(line(ANSWER)) == ANSWER


def test_hits_change_places_only_where_their_scores_are_as_good_as_equal() -> None:
    last_two = replace(ANSWER, hits=(("b", 1), ("a", 1), ("a", 2)))
    first_two = replace(ANSWER, hits=(("a", 2), ("b", 1), ("a", 1)))
    assert differing(last_two, ANSWER) is None
    assert settled(last_two, Sort.RELEVANCE) == settled(ANSWER, Sort.RELEVANCE)
    assert settled(last_two, Sort.DATE) != settled(ANSWER, Sort.DATE)
    assert differing(first_two, ANSWER)
    assert settled(first_two, Sort.RELEVANCE) != settled(ANSWER, Sort.RELEVANCE)


@pytest.mark.parametrize(
    "other",
    [
        replace(ANSWER, totals=(3, 3, 2)),
        replace(ANSWER, facets=(*ANSWER.facets[1:], (3, 0, ("2024", "2024", 2, False, None)))),
        replace(ANSWER, reprints=((None, 0), ("a:1", 1), ("a:2", 1))),
        replace(ANSWER, hits=ANSWER.hits[:2], scores=ANSWER.scores[:2], reprints=ANSWER.reprints[:2]),
    ],
)
def test_whatever_differs_is_told(other: Answer) -> None:
    assert differing(other, ANSWER)
    assert settled(other, Sort.RELEVANCE) != settled(ANSWER, Sort.RELEVANCE)


def _assert_like_oracle(laws: Laws, folder: Path, count: int) -> None:
    print(f"seed {SEED}")
    searcher = built("whoosh", folder, laws.reports, laws.clusters)
    requests = drawn(laws.reports, SEED, count)
    assert list(unlike_oracle(searcher, laws, requests)) == []
    assert sum(searcher.search(each).paragraphs > 0 for each in requests) > count / 2
