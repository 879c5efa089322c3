"""The short form of `make exact`: the engine finds what stands in the texts, and what the oracle finds."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.contract.query import Near, Pattern
from indexer.sample import sample_folder
from tests.exactness.comparing import compare_queries, compare_substrings
from tests.exactness.corpora import REAL_REPORTS, Corpus, indexed
from tests.exactness.run import SEED, pieces
from tests.exactness.trees import Trees
from tests.exactness.truth import fits, near
from tests.oracle import Oracle, Row
from tests.real import needs_real_data
from tests.searchapp.shelf import report

LAWS = 2_500
TEXTS = st.lists(st.sampled_from("水库庫。？?a"), max_size=12).map("".join)
SOUGHT = st.text("水库。？a", min_size=1, max_size=3)
PATTERNS = st.builds(lambda a, wild, b: a + wild + b, SOUGHT, st.sampled_from(["?", "??", "?水?"]), SOUGHT)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return indexed(tmp_path_factory.mktemp("samples"), [sample_folder()])


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return indexed(tmp_path_factory.mktemp("real"), REAL_REPORTS, LAWS)


def test_substrings_of_the_samples_are_found_exactly_where_they_stand(samples: Corpus) -> None:
    _assert_substrings_are_found(samples, 300, 100)


def test_queries_on_the_samples_find_what_the_oracle_finds(samples: Corpus) -> None:
    _assert_queries_find_the_truth(samples, 300)


@pytest.mark.real
@needs_real_data
def test_substrings_of_reports_and_laws_are_found_exactly_where_they_stand(real: Corpus) -> None:
    _assert_substrings_are_found(real, 600, 150)


@pytest.mark.real
@needs_real_data
def test_queries_on_the_reports_find_what_the_oracle_finds(real: Corpus) -> None:
    """Reports and laws: what is excluded from one is found in the other."""
    _assert_queries_find_the_truth(real, 150)


@given(TEXTS, SOUGHT, SOUGHT, st.none() | st.integers(0, 5))
def test_the_quick_look_at_nearness_is_that_of_the_oracle(
    text: str, first: str, second: str, within: int | None
) -> None:
    leaf = Near(first=first, second=second, within_chars=within)
    row = _row(text)
    assert near(row.folded, leaf) == Oracle([row.report]).matches(leaf, row)


@given(TEXTS, PATTERNS)
def test_the_quick_look_at_patterns_is_that_of_the_oracle(text: str, pattern: str) -> None:
    leaf = Pattern(text=pattern)
    row = _row(text)
    assert fits(row.folded, leaf) == Oracle([row.report]).matches(leaf, row)


def _row(text: str) -> Row:
    only = report("only", text)
    return Row(report=only, paragraph=only.paragraphs[0])


def _assert_substrings_are_found(corpus: Corpus, at_random: int, between_words: int) -> None:
    print(f"seed {SEED}")
    rng = Random(f"{SEED}/substrings")
    compared = compare_substrings(corpus, pieces(corpus, rng, at_random, between_words), rng)
    assert {name: each.differences for name, each in compared.items() if each.differences} == {}
    assert compared["quoted"].with_hits == compared["quoted"].searches == at_random + between_words


def _assert_queries_find_the_truth(corpus: Corpus, count: int) -> None:
    print(f"seed {SEED}")
    trees = Trees(Random(f"{SEED}/queries"), corpus.reports)
    compared = compare_queries(corpus, [trees.draw() for _ in range(count)])
    assert compared.differences == []
    assert compared.with_hits > count / 2
