"""Lists: what paragraphs have several of, counted and filtered without looking at each one's own list."""

import numpy as np

from indexer.engines.whoosh.lists import Lists, ListsWriter

ABOVE = {"宁波": ("浙江", "宁波"), "温州": ("浙江", "温州"), "济南": ("山东", "济南")}
MEMBERS = ("宁波", "济南", "温州")
ROWS = (("温州", "宁波"), (), ("济南",), ("温州", "宁波"), ("宁波",))


def opened() -> Lists:
    writer = ListsWriter[str]()
    for members in ROWS:
        writer.add(members)
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


def test_a_row_counts_once_for_a_value_above_two_of_its_members() -> None:
    lists = opened()
    missing, counts = lists.counts(np.arange(len(ROWS)))
    named = {value: int(count) for value, count in zip(lists.values, counts, strict=True)}
    assert (missing, named) == (1, {"浙江": 3, "宁波": 3, "温州": 2, "济南": 1, "山东": 1})


def test_a_mask_takes_in_what_lies_below_and_an_unknown_value_is_nothing() -> None:
    lists = opened()
    assert lists.mask(lists.numbers(["浙江", "四川"])).tolist() == [True, False, False, True, True]
    assert lists.mask(lists.numbers(["四川"])).tolist() == [False] * len(ROWS)
