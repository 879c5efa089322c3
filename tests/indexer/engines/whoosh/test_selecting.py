"""What is selected is the beginning of the whole order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.selecting import leading, reached

SEED = 7


@given(
    keys=st.lists(st.sampled_from([0.0, 1.0, 1.5, 2.0]), max_size=12),
    chance=st.randoms(use_true_random=False),
    count=st.integers(0, 14),
)
def test_what_leads_is_the_beginning_of_the_whole_order(
    keys: list[float], chance: object, count: int
) -> None:
    place = list(range(len(keys)))
    assert hasattr(chance, "shuffle")
    chance.shuffle(place)
    whole = sorted(range(len(keys)), key=lambda at: (-keys[at], place[at]))
    rows = np.arange(len(keys))
    first, own = leading(np.array(keys), rows, np.array(place, dtype=np.int32), count)
    assert first.tolist() == whole[:count]
    assert own.tolist() == [keys[at] for at in whole[:count]]


@pytest.mark.parametrize("different", [1, 3, 1000, 10**9])
@pytest.mark.parametrize("count", [1, 10, 100, 3000])
def test_of_very_many_the_same_lead(different: int, count: int) -> None:
    chance = np.random.default_rng(SEED)
    keys = chance.integers(0, different, 30_000).astype(np.float64)
    rows = chance.permutation(40_000)[: len(keys)]
    place = chance.permutation(40_000).astype(np.int32)
    first, _ = leading(keys, rows, place, count)
    assert first.tolist() == np.lexsort((place[rows], -keys))[:count].tolist()


@pytest.mark.parametrize("count", [1, 99, 5000])
def test_so_many_reach_the_bound(count: int) -> None:
    values = np.random.default_rng(SEED).random(70_001)
    assert count <= np.count_nonzero(values >= reached(values, count)) <= 2 * count + 10


def test_keys_that_rounding_may_have_put_in_order_are_asked_for_exactly() -> None:
    keys = np.array([1.0, 3.0, 2.0, 2.0 + 4e-16])
    asked: list[list[int]] = []

    def exactly(rows: np.ndarray) -> np.ndarray:
        asked.append(rows.tolist())
        exact: np.ndarray = np.array([1.0, 3.0, 2.0, 2.0]).take(rows)
        return exact

    first, _ = leading(keys, np.arange(4), np.arange(4), 3, exactly)
    assert first.tolist() == [1, 2, 3]
    assert len(asked) == 1
    leading(keys, np.arange(4), np.arange(4), 1, exactly)
    assert len(asked) == 1
