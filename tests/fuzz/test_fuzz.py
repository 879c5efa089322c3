"""The short form of `make fuzz`, and the queries of death: none raises, is slow, or is read as another."""

from pathlib import Path

import pytest

from indexer.contract.query import Mode
from indexer.contract.syntax import parse
from indexer.sample import sample_folder
from tests.exactness.corpora import Corpus, indexed
from tests.fuzz.deaths import Death, deaths
from tests.fuzz.run import SEED, fatal, fuzz, sources_of

TEXTS = 1_000


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.fixture(scope="module")
def corpus(index: Path) -> Corpus:
    return indexed(index, [sample_folder()])


def test_generated_queries_are_answered_in_time_and_as_they_say(corpus: Corpus, index: Path) -> None:
    print(f"seed {SEED}")
    result = fuzz(index, sources_of(corpus.reports), TEXTS, f"{SEED}/short")
    assert result.texts == TEXTS
    assert result.sound, "\n".join(result.lines())


def test_the_queries_of_death_are_answered_everywhere_and_in_time(corpus: Corpus, index: Path) -> None:
    result = fatal(index)
    assert corpus.reports
    assert result.texts > 50
    assert result.sound, "\n".join(result.lines())


@pytest.mark.parametrize("death", list(deaths()), ids=lambda death: death.why)
def test_of_each_query_of_death_is_said_what_was_not_read(death: Death) -> None:
    hints = parse(death.text, Mode.WORDS).hints
    assert any(death.hint in hint for hint in hints) or not death.hint, hints
