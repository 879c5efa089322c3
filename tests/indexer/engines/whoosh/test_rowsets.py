"""Sets of rows, against Python's own."""

import numpy as np
import pytest

from indexer.engines.whoosh.rowsets import merged, places, union, valued, within

SEED = 7
PARAGRAPHS = 5000
SIZES = [(0, 0), (0, 5), (5, 0), (1, 1), (3, 900), (900, 3), (800, 900), (5000, 5000)]


def drawn(sizes: tuple[int, ...]) -> list[np.ndarray]:
    chance = np.random.default_rng(SEED)
    return [np.sort(chance.choice(PARAGRAPHS, size, replace=False)) for size in sizes]


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("dtype", [np.int32, np.intp])
def test_where_rows_stand_in_a_list(sizes: tuple[int, int], dtype: type) -> None:
    rows, listed = drawn(sizes)
    value = {row: float(row + 1) for row in listed.tolist()}
    there = within(rows, listed.astype(dtype), PARAGRAPHS)
    assert there.tolist() == [row in value for row in rows.tolist()]
    found = valued(rows, listed.astype(dtype), (listed + 1).astype(np.float32), PARAGRAPHS)
    assert found.tolist() == [value.get(row, 0.0) for row in rows.tolist()]
    assert found.dtype == np.float64


@pytest.mark.parametrize("sizes", SIZES)
def test_a_list_in_no_order_is_looked_up_too(sizes: tuple[int, int]) -> None:
    rows, listed = drawn(sizes)
    listed = np.random.default_rng(SEED).permutation(listed)
    there = within(rows, listed, PARAGRAPHS, ascending=False)
    assert there.tolist() == np.isin(rows, listed).tolist()
    if len(listed):
        at, there = places(rows, listed, PARAGRAPHS, ascending=False)
        assert listed[at[there]].tolist() == rows[there].tolist()


@pytest.mark.parametrize("sizes", [(), (0,), (7,), (0, 7), (50, 700, 3000), (5000, 5000)])
def test_a_union_has_each_row_once_in_order(sizes: tuple[int, ...]) -> None:
    lists = drawn(sizes)
    assert union(lists, PARAGRAPHS).tolist() == sorted({row for rows in lists for row in rows.tolist()})


@pytest.mark.parametrize("sizes", [(0, 0, 0), (9, 0, 4), (3000, 700, 50), (5000, 5000, 5000)])
def test_merged_rows_have_the_sums_of_all_their_values(sizes: tuple[int, ...]) -> None:
    first, second, extra = [(rows, rows + 0.5) for rows in drawn(sizes)]
    sums = {row: 0.0 for rows, _ in (first, second) for row in rows.tolist()}
    for rows, values in (first, second, extra):
        for row, value in zip(rows.tolist(), values.tolist(), strict=True):
            if row in sums:
                sums[row] += value
    rows, values = merged([first, second], [extra], PARAGRAPHS)
    assert dict(zip(rows.tolist(), values.tolist(), strict=True)) == sums
    assert len(rows) == len(sums)
