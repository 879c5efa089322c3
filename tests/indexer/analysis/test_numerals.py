"""Numerals: a number in one writing is found in the others, and what is no number stays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.numerals import WRITINGS_MAX, writings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二〇二一年", "2021年"),
        ("二零二一年", "2021年"),
        ("二零二一年", "二〇二一年"),
        ("一八四〇年", "1840年"),
        ("二〇二一", "2021"),
        ("一百二十", "120"),
        ("壹佰贰拾", "120"),
        ("一百二十", "壹佰贰拾"),
        ("1,200", "1200"),
        ("1,200", "一千二百"),
        ("第十二", "第12"),
        ("第一", "第1"),
        ("百分之三十", "30%"),
        ("百分之三点五", "3.5%"),
        ("百分之百", "100%"),
        ("三点五", "3.5"),
        ("十二万", "12万"),
        ("一点二亿", "1.2亿"),
        ("一万二千", "12000"),
        ("二十万零三十元", "200030元"),
        ("两千", "二千"),
        ("两千", "2000"),
        ("两千二百", "2200"),
        ("两万元", "二万元"),
        ("二万元", "2万元"),
        ("三月", "3月"),
        ("十二月", "12月"),
        ("两个", "2个"),
        ("三年", "3年"),
        ("第一百二十条", "第120条"),
        ("十月一日", "10月1日"),
        ("二千万千瓦", "2000万千瓦"),
        ("2021年12月31日", "二〇二一年十二月三十一日"),
    ],
)
def test_two_writings_of_a_number_find_each_other(one: str, other: str) -> None:
    assert other in writings(one)
    assert one in writings(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "防汛",
        "十四五",
        "十三五规划",
        "一些",
        "一定",
        "一起",
        "三农",
        "万一",
        "千万",
        "百万雄师",
        "千方百计",
        "三心二意",
        "四面八方",
        "五花八门",
        "九一八",
        "五一劳动节",
        "一二三产业",
        "一带一路",
        "三分之一",
        "十分",
        "二三十",
        "一百一",
        "两会",
        "两级",
        "pm2.5",
        "g20",
        "007",
        "1/3",
        "12:30",
        "5千",
        "12万5千",
        "2021一",
        "十2",
        "二〇零一年",
        "7",
        "3农",
        "1,20",
        "百分之30%",
    ],
)
def test_what_is_no_number_stays_as_it_is(text: str) -> None:
    assert writings(text) == (text,)


def test_a_year_is_not_read_as_an_amount_nor_an_amount_as_a_year() -> None:
    assert not any("千" in writing for writing in writings("2021年"))
    assert not any("〇" in writing for writing in writings("1200人"))


def test_units_of_ten_thousand_stay() -> None:
    assert writings("12万") == ("12万", "十二万")
    assert "十二万" not in writings("120000")


def test_only_the_first_numbers_of_a_text_are_written_otherwise() -> None:
    assert all(
        writing.endswith("和第十四条") for writing in writings("第十一条、第十二条、第十三条和第十四条")
    )


_QUANTITIES = st.integers(1, 99_999_999) | st.integers(1, 3_000)
_AROUND = st.sampled_from(("", "第{}条", "{}人", "{}年", "{}月", "约{}万元", "增长{}%", "{}个百分点", "达{}"))
_NUMBERS = st.builds(lambda around, number: (around or "{}").format(number), _AROUND, _QUANTITIES)


@given(_NUMBERS)
def test_the_writings_of_a_writing_are_the_same(text: str) -> None:
    all_writings = writings(text)
    assert all_writings[0] == text
    assert all({*writings(writing)} == {*all_writings} for writing in all_writings)


_NUMERALS = st.text("0123456789〇零一二三四五六七八九十百千两万亿点,.%第年月个条百分之 人贰拾", max_size=16)


@given(_NUMERALS | st.text(max_size=30))
def test_no_text_has_too_many_writings_or_one_twice(text: str) -> None:
    all_writings = writings(text)
    assert all_writings[0] == text
    assert len({*all_writings}) == len(all_writings) <= WRITINGS_MAX


@given(_NUMERALS)
def test_writing_a_writing_otherwise_leads_to_nothing_new_but_the_text_as_it_was_typed(text: str) -> None:
    all_writings = writings(text)
    assert all({*writings(writing)} <= {*all_writings} for writing in all_writings)


_PLACES = {"十": 10, "百": 100, "千": 1_000, "拾": 10, "佰": 100, "仟": 1_000}
_DIGITS = {
    char: at for row in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖") for at, char in enumerate(row)
}


def _amount(numerals: str) -> int:
    """What a number in numerals comes to, read in the simplest way."""
    if "万" in numerals:
        high, _, low = numerals.partition("万")
        return _amount(high) * 10_000 + (_amount(low) if low else 0)
    if re.fullmatch("[〇零一二三四五六七八九]{4}", numerals):
        return int("".join(str(_DIGITS[char]) for char in numerals))
    amount = digit = 0
    for char in numerals.replace("两", "二"):
        if char in _PLACES:
            amount += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return amount + digit


@given(_QUANTITIES.filter(lambda number: number > 10))
def test_each_writing_comes_to_the_same_amount(number: int) -> None:
    others = writings(str(number))[1:]
    assert {int(each.replace(",", "")) if each[0].isascii() else _amount(each) for each in others} <= {number}
