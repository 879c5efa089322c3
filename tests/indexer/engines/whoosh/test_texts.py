"""Texts on disk are found as the strings they are."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.arrays import Arrays, ArraysWriter
from indexer.engines.whoosh.texts import Part, StringArray, Texts, add_texts

strings = st.text(alphabet="ab水库😀é\n", max_size=6)


def written(folder: Path, texts: list[str]) -> StringArray:
    with ArraysWriter(folder / "file") as file:
        file.add("before", np.arange(3))
        add_texts(file, "some", texts)
    return StringArray(Arrays(folder / "file"), "some")


@settings(deadline=None)
@given(texts=st.lists(strings, max_size=8), needle=strings)
def test_rows_found_are_those_that_contain_the_needle(texts: list[str], needle: str) -> None:
    with TemporaryDirectory() as folder:
        held = written(Path(folder), texts)
        expected = [row for row, text in enumerate(texts) if needle in text]
        assert [held[row] for row in range(len(held))] == texts
        assert held.all_containing(needle).tolist() == expected
        parts = [Part(strings=held, first=0, numbers=None)]
        assert Texts(parts, len(texts)).containing(needle, np.arange(len(texts))).tolist() == expected


def test_a_needle_across_two_strings_is_in_neither(tmp_path: Path) -> None:
    held = written(tmp_path, ["aab", "aba", "abb"])
    assert held.all_containing("ba").tolist() == [1]
    assert held.all_containing("baab").tolist() == []


def test_only_the_rows_asked_for_are_looked_at_in_their_order(tmp_path: Path) -> None:
    held = Texts([Part(strings=written(tmp_path, ["a", "b", "a", "a"]), first=0, numbers=None)], 4)
    assert held.containing("a", np.array([3, 1, 0])).tolist() == [3, 0]


def test_rows_of_several_parts_are_found_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    first, second = written(tmp_path, ["ab", "b", "ba"]), written(tmp_path / "x", ["a", "b"])
    parts = [
        Part(strings=first, first=0, numbers=np.array([0, 2])),
        Part(strings=second, first=2, numbers=None),
    ]
    held = Texts(parts, 4)
    assert [held[row] for row in range(len(held))] == ["ab", "ba", "a", "b"]
    assert held.containing("a", np.array([2, 3, 1, 0])).tolist() == [2, 1, 0]


def test_a_text_of_many_blocks_is_read_whole(tmp_path: Path) -> None:
    held = written(tmp_path, ["水" * 50_000 + "库", "x"])
    assert held.holding(np.array([0, 1]), "水库".encode()).tolist() == [True, False]
