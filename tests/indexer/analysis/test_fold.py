"""Folding: one character for one, twice is once, and the forms that must meet do meet."""

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.fold import TABLE, fold, fold_table, folded_codes
from indexer.analysis.fold_writing import made_from, made_table, written
from indexer.analysis.variants import VARIANTS


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
        ("二○二一", "二〇二一"),
        ("二◯二一", "二〇二一"),
        ("羣衆牀祕峯週佈彙迴", "群众床秘峰周布汇回"),
        ("畧徧菓砲粧", "略遍果炮妆"),
        ("着裏爲麪鷄", "着里为面鸡"),
        ("裡為眾啟台灣", "里为众启台湾"),
        ("敍糭衞枱", "叙粽卫台"),
        ("団体経済対策", "团体经济对策"),
        ("靑年眞淸値", "青年真清值"),
        ("⻓江⻢⻋", "长江马车"),
        ("金\uf90a", "金金"),
        ("ｶﾀｶﾅ", "カタカナ"),
    ],
)
def test_forms_of_one_character_meet(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("零", "〇"),
        ("著", "着"),
        ("么", "幺"),
        ("芸", "艺"),
        ("予", "豫"),
        ("余", "馀"),
        ("弁", "辨"),
        ("喆", "哲"),
    ],
)
def test_characters_of_their_own_stay_apart(left: str, right: str) -> None:
    assert fold(left) == left != fold(right)


@pytest.mark.parametrize("text", ["“引”‘号’", "—–-", "…·、", "《》〈〉"])
def test_quotes_and_dashes_stay_as_they_are_written(text: str) -> None:
    assert fold(text) == text


def test_what_the_variants_fold_to_is_folded() -> None:
    assert all(fold(variant) == fold(form) for variant, form in VARIANTS.items())
    assert [form for form in VARIANTS.values() if fold(form) != form] == []


def test_variants_merge_no_two_characters_of_simplified_chinese() -> None:
    assert [variant for variant in VARIANTS if variant.encode("gb2312", "ignore") and variant != "○"] == []


def test_the_table_is_what_its_unicode_and_opencc_make_of_our_variants() -> None:
    """Only where those it was made from are installed: every installation folds by the same file."""
    text = (files("indexer.analysis") / TABLE).read_text("utf-8")
    if text.split("\n")[0] != made_from():
        pytest.skip(f"the table was made from {text.split(chr(10))[0]}, here is {made_from()}")
    made = made_table()
    assert fold_table() == made
    assert text == written(made)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_code_points_in_an_array_fold_as_in_a_text(text: str) -> None:
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    assert folded_codes(codes).astype("<u4").tobytes().decode("utf-32-le") == fold(text)


def test_every_character_folds_to_one_that_stays() -> None:
    table = fold_table()
    assert [chr(code) for code, folded in table.items() if folded in table] == []


def test_simplified_text_and_curly_quotes_stay_as_they_are() -> None:
    assert fold("“四个坚持”，走深走实。"[:6]) == "“四个坚持”"
