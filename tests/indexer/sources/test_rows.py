"""Tables within a report: which of them have a header, and what becomes of the odd row."""

import pytest

from indexer.sources.rows import table_lines


def test_a_row_under_a_header_says_its_columns() -> None:
    assert table_lines([["地区", "产值"], ["安溪", "10亿元"], ["南靖", "8亿元"]]) == [
        "地区：安溪\t产值：10亿元",
        "地区：南靖\t产值：8亿元",
    ]


def test_an_empty_corner_is_no_hindrance() -> None:
    assert table_lines([["", "2020年", "2021年"], ["产值", "1", "2"]]) == ["产值\t2020年：1\t2021年：2"]


def test_a_title_above_the_header_and_a_merged_row_are_lines_of_their_own() -> None:
    rows = [["表1 产值", "表1 产值"], ["地区", "产值"], ["一、山区", ""], ["安溪", "10"]]
    assert table_lines(rows) == ["表1 产值", "一、山区", "地区：安溪\t产值：10"]


def test_a_column_that_stays_empty_keeps_the_header_as_a_line() -> None:
    assert table_lines([["地区", "产值", "备注"], ["安溪", "10", ""]]) == [
        "地区\t产值\t备注",
        "地区：安溪\t产值：10",
    ]


def test_rows_that_are_short_or_long_lose_no_cell() -> None:
    rows = [["地区", "产值", "增速"], ["安溪", "10"], ["南靖", "8", "5%", "初步"]]
    assert table_lines(rows)[1:] == ["地区：南靖\t产值：8\t增速：5%\t初步"]
    assert table_lines(rows)[0] == "地区：安溪\t产值：10"


@pytest.mark.parametrize(
    "rows",
    [
        [["茶园的道路已经修好。", "仓库也是。"], ["甲", "乙"]],
        [["同名", "同名"], ["甲", "乙"]],
        [["姓名：", "性别："], ["甲", "乙"]],
        [["甲", "乙"]],
        [["1", "乙"], ["2", "丙"]],
    ],
)
def test_a_table_without_a_header_is_its_cells(rows: list[list[str]]) -> None:
    expected = ["\t".join(row) for row in rows]
    found = table_lines(rows)
    assert found == expected or found == [rows[0][0], *expected[1:]]


def test_cells_hold_no_breaks_and_nothing_gives_nothing() -> None:
    assert table_lines([["甲\n乙", "丙\t丁"]]) == ["甲 乙\t丙 丁"]
    assert table_lines([]) == table_lines([[]]) == table_lines([["", " "]]) == []


def test_a_caption_with_another_header_below_it_begins_a_table_anew() -> None:
    rows = [
        ["第一项", ""],
        ["信息内容", "件数"],
        ["规章", "0"],
        ["第五项", ""],
        ["信息内容", "决定数量"],
        ["许可", "9"],
    ]
    assert table_lines(rows) == [
        "第一项",
        "信息内容：规章\t件数：0",
        "第五项",
        "信息内容：许可\t决定数量：9",
    ]
