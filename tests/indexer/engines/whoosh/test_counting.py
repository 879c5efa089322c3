"""Many paragraphs are counted by combination, few one by one: with the same counts."""

from dataclasses import replace

import numpy as np
import pytest

from indexer.contract.documents import Paragraph, Report
from indexer.contract.query import Words
from indexer.contract.ranking import DEFAULT_WEIGHTS
from indexer.engines.whoosh.counting import REGION, THEME, YEAR, Counted, Counting
from indexer.engines.whoosh.evaluate import Found
from indexer.engines.whoosh.generation import Generation, open_generation
from indexer.engines.whoosh.lists import Counts
from indexer.engines.whoosh.ranking import scored_leaf
from indexer.engines.whoosh.tallying import LONG
from indexer.generations import folder_of
from tests.conformance.built import publish
from tests.conformance.generated import REGIONS, THEMES

DOCUMENTS, PARAGRAPHS = 60, 50


def reports() -> list[Report]:
    return [
        Report(
            id=f"{number:02d}",
            title="题",
            subtitle=None,
            date=None,
            source=None,
            author=None,
            url=None,
            region=(None, *REGIONS)[number % (len(REGIONS) + 1)],
            paragraphs=tuple(
                Paragraph(ordinal=at, section=(), theme=(None, *THEMES)[at % 4], text="文")
                for at in range(1, PARAGRAPHS + 1)
            ),
            year_only=(None, 2023, 2024, 959)[number % 4],
        )
        for number in range(DOCUMENTS)
    ]


def told(counts: Counts) -> tuple[int, list[int], list[int]]:
    return counts.missing, counts.numbers.tolist(), counts.counts.tolist()


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    folder = tmp_path_factory.mktemp("index")
    manifest = publish("whoosh", folder, reports())
    return open_generation(folder_of(folder, manifest), manifest)


@pytest.mark.parametrize("name", [REGION, THEME, YEAR])
def test_a_long_list_is_counted_as_a_short_one_is(name: str, held: Generation) -> None:
    counting = Counting(held.columns, held.postings.cache)
    found = Found(np.arange(DOCUMENTS * PARAGRAPHS), np.zeros(0))
    counted = counting.counted(found)
    assert counted.tally is not None
    assert told(counting.counts(name, counted)) == told(counting.counts(name, Counted(found, None)))
    assert counting.documents(counted) == counting.documents(Counted(found, None)) == DOCUMENTS


@pytest.mark.parametrize("name", [REGION, THEME, YEAR])
def test_few_rows_are_counted_as_more_are(name: str, held: Generation) -> None:
    counting = Counting(held.columns, held.postings.cache)
    for rows in (np.arange(0), np.arange(7, 8), np.arange(40, 200, 11)):
        counts = counting.counts(name, Counted(Found(rows, np.zeros(0)), None))
        missing, of_value = counting.few_counts(name, rows)
        values = counting.facets[name].values
        named = {values[at]: count for at, count in zip(counts.numbers, counts.counts.tolist(), strict=True)}
        assert (missing, of_value) == (counts.missing, named)


def test_what_is_kept_of_a_leaf_is_counted_with_what_others_add(held: Generation) -> None:
    counting = Counting(held.columns, held.postings.cache)
    known = scored_leaf(Words(text="文"), held, DEFAULT_WEIGHTS)
    everything = known.rows.astype(np.intp)
    begun = replace(known, leaf=Words(text="另"), rows=known.rows[:LONG])
    union = Found(np.concatenate([everything[:LONG], everything[:-300:-1]]), np.zeros(0), begins=begun)
    alone = union._replace(begins=None)
    for _ in range(2):  # the second time from the cache
        for name in (REGION, THEME, YEAR):
            expected = counting.counts(name, counting.counted(alone))
            assert told(counting.counts(name, counting.counted(union))) == told(expected)
        assert counting.documents(counting.counted(union)) == counting.documents(counting.counted(alone))
