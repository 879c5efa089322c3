"""Folding: one character for one, twice is once, and the forms that must meet do meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.fold import fold, fold_table


@given(st.text())
def test_the_length_never_changes(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_part_of_a_text_folds_to_a_part_of_its_fold(before: str, after: str) -> None:
    assert fold(before + after) == fold(before) + fold(after)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("頑瘴痼疾", "顽瘴痼疾"),
        ("強基固本樹正氣", "强基固本树正气"),
        ("乾安县", "干安县"),
        ("ＡＢＣ１２３", "abc123"),
        ("（一）", "(一)"),
        ("“引号”", "“引号”"),
        ("Ω", "ω"),
        ("\u3000", " "),
    ],
)
def test_forms_of_one_character_meet(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_every_character_folds_to_one_that_stays() -> None:
    table = fold_table()
    assert [chr(code) for code, folded in table.items() if folded in table] == []


def test_simplified_text_and_curly_quotes_stay_as_they_are() -> None:
    assert fold("“四个坚持”，走深走实。"[:6]) == "“四个坚持”"
