"""Lists: what paragraphs have several of, counted and filtered without looking at each one's own list."""

import numpy as np
import pytest

from indexer.engines.whoosh.lists import Lists, ListsWriter

ABOVE = {"宁波": ("浙江", "宁波"), "温州": ("浙江", "温州"), "济南": ("山东", "济南")}
MEMBERS = ("宁波", "济南", "温州")
ROWS = (("温州", "宁波"), (), ("济南",), ("温州", "宁波"), ("宁波",))


def opened() -> Lists:
    writer = ListsWriter[str]()
    writer.add(ROWS)
    of_row, start, member, entry_list, entry_value = writer.arrays(MEMBERS, ABOVE.__getitem__)
    return Lists(
        of_row=of_row,
        start=start,
        member=member,
        entry_list=entry_list,
        entry_value=entry_value,
        values=tuple(sorted({value for values in ABOVE.values() for value in values})),
    )


def test_a_list_comes_back_in_its_order() -> None:
    found = [tuple(MEMBERS[number] for number in opened().members(row)) for row in range(len(ROWS))]
    assert found == list(ROWS)


def test_equal_lists_are_kept_once() -> None:
    lists = opened()
    assert lists.of_row[0] == lists.of_row[3]
    assert len(lists.start) - 1 == len(set(ROWS))


@pytest.mark.parametrize("times", [1, 100])
def test_a_row_counts_once_for_a_value_above_two_of_its_members(times: int) -> None:
    lists = opened()
    found = lists.counts(np.tile(np.arange(len(ROWS)), times))
    named = {lists.values[at]: count for at, count in zip(found.numbers, found.counts.tolist(), strict=True)}
    expected = {"浙江": 3, "宁波": 3, "温州": 2, "济南": 1, "山东": 1}
    assert (found.missing, named) == (times, {value: count * times for value, count in expected.items()})


def test_few_of_very_many_lists_are_counted_as_all_are() -> None:
    writer = ListsWriter[str]()
    writer.add((f"{number:03d}", f"{number // 7:03d}") for number in range(500))
    members = [f"{number:03d}" for number in range(500)]
    of_row, start, member, entry_list, entry_value = writer.arrays(members, lambda value: (value,))
    lists = Lists(
        of_row=of_row,
        start=start,
        member=member,
        entry_list=entry_list,
        entry_value=entry_value,
        values=tuple(members),
    )
    few = lists.counts(np.array([3, 4, 80]))
    named = {lists.values[at]: count for at, count in zip(few.numbers, few.counts.tolist(), strict=True)}
    assert named == {"000": 2, "003": 1, "004": 1, "011": 1, "080": 1}


def test_a_mask_takes_in_what_lies_below_and_an_unknown_value_is_nothing() -> None:
    lists = opened()
    assert lists.mask(lists.numbers(["浙江", "四川"])).tolist() == [True, False, False, True, True]
    assert lists.mask(lists.numbers(["四川"])).tolist() == [False] * len(ROWS)
