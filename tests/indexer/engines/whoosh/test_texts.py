"""Texts on disk are found as the strings they are."""

from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.texts import Texts, TextsWriter

strings = st.text(alphabet="ab水库😀é\n", max_size=6)


def written(folder: Path, texts: list[str]) -> Texts:
    writer = TextsWriter(folder, "some")
    for text in texts:
        writer.add(text)
    writer.close()
    return Texts(folder, "some")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(strings, max_size=8), needle=strings)
def test_rows_found_are_those_that_contain_the_needle(tmp_path: Path, texts: list[str], needle: str) -> None:
    held = written(tmp_path, texts)
    expected = [row for row, text in enumerate(texts) if needle in text]
    assert [held[row] for row in range(len(held))] == texts
    assert held.all_containing(needle).tolist() == expected
    assert held.containing(needle, np.arange(len(texts))).tolist() == expected


def test_a_needle_across_two_strings_is_in_neither(tmp_path: Path) -> None:
    held = written(tmp_path, ["aab", "aba", "abb"])
    assert held.all_containing("ba").tolist() == [1]
    assert held.all_containing("baab").tolist() == []


def test_only_the_rows_asked_for_are_looked_at_in_their_order(tmp_path: Path) -> None:
    held = written(tmp_path, ["a", "b", "a", "a"])
    assert held.containing("a", np.array([3, 1, 0])).tolist() == [3, 0]
