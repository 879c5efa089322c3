"""The years a paragraph certainly names, and dates in a dateline."""

from datetime import date

import pytest

from indexer.structure.dates import find_date, find_year, impossible_date
from indexer.structure.years import years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年增长", (2021,)),
        ("截至2021-12-10", (2021,)),
        ("2021.12.10与2022/1/3", (2021, 2022)),
        ("二〇二一年，二○二二年，二零二三年", (2021, 2022, 2023)),
        ("２０２１年", (2021,)),
        ("2021—2025年规划", (2021, 2025)),
        ("2021年至2025年", (2021, 2025)),
        ("2021-2025年", (2021, 2025)),
        ("《2021年规划》已经印发", (2021,)),
        ("2021年和2021年", (2021,)),
        ("1998年洪水", (1998,)),
        ("2021 年", (2021,)),
    ],
)
def test_a_year_is_named_in_figures_or_numerals(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "2021号文件",
        "新增2021人",
        "投资2021万元",
        "12021年",
        "1234年",
        "3000年历史",
        "“十四五”时期",
        "第2021年会",
        "0.2021年",
        "电话2021-5566",
        "版本2021.1",
        "去年和今年",
    ],
)
def test_a_number_that_is_no_certain_year_is_none(text: str) -> None:
    assert years_in(text) == ()


def test_relative_years_are_those_around_the_publication() -> None:
    assert years_in("去年增长，今年继续，明年达标，前年起步", 2023) == (2022, 2023, 2024, 2021)
    assert years_in("比上年增长，以前年份", 2023) == (2022,)


def test_each_year_of_a_list_is_named() -> None:
    assert years_in("2019、2020和2021年连续增长，投入2000、2100万元") == (2019, 2020, 2021)


def test_a_span_of_two_thousand_years_is_no_year() -> None:
    assert years_in("有2000年历史的古城，2000年的文明") == ()
    assert years_in("2000年历史性突破") == (2000,)


def test_the_same_time_of_the_year_before_is_that_year() -> None:
    assert years_in("较上年同期增长", 2023) == (2022,)


@pytest.mark.parametrize(
    "text",
    ["2021年12月10日", "2021-12-10", "2021.12.10", "二〇二一年十二月十日", "２０２１年１２月１０日"],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found[0] == date(2021, 12, 10)


def test_a_date_without_its_day_gives_its_year() -> None:
    assert [find_year(text) for text in ("2021年12月", "二〇二一年五月", "2021", "２０２１年", "今日")] == [
        2021,
        2021,
        2021,
        2021,
        None,
    ]


def test_a_date_that_does_not_exist_is_named() -> None:
    assert impossible_date("二〇二一年二月三十日") == "二〇二一年二月三十日"
