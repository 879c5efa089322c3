"""Tables of a page: rows of data, and pages that are laid out in cells."""

import pytest

from indexer.sources.html import flat_text

LONG = "城西夜校今年新开七个班，学员比去年多了三成，教室天天坐满。"


def lines(page: str) -> list[str]:
    return flat_text(page).split("\n")


def test_a_row_of_data_says_its_columns() -> None:
    page = "<table><tr><th>班级<th>人数</tr><tr><td><b>剪纸</b><td>30</tr><tr><td>木工<td>20</table>"
    assert lines(page) == ["班级：剪纸\t人数：30", "班级：木工\t人数：20"]


def test_a_cell_over_several_rows_is_said_in_each() -> None:
    page = (
        "<table><tr><td>校区<td>班级<td>人数<tr><td rowspan=2>城西<td>剪纸<td>30<tr><td>木工<td>20"
        "<tr><td>城东<td>书法<td>10</table>"
    )
    assert lines(page) == [
        "校区：城西\t班级：剪纸\t人数：30",
        "校区：城西\t班级：木工\t人数：20",
        "校区：城东\t班级：书法\t人数：10",
    ]


def test_a_caption_and_a_row_of_one_cell_stand_alone() -> None:
    page = (
        "<table><caption>表1 夜校</caption><tr><td>班级<td>人数<tr><td colspan=2>城西校区"
        "<tr><td>剪纸<td>30<tr><td>木工<td>20</table>"
    )
    assert lines(page) == ["表1 夜校", "城西校区", "班级：剪纸\t人数：30", "班级：木工\t人数：20"]


def test_several_paragraphs_in_a_cell_of_data_are_one_cell() -> None:
    page = (
        f"<table><tr><td>问题<td>措施<tr><td>人少<td><p>{LONG}</p><p>{LONG}</p><tr><td>路远<td>通车</table>"
    )
    assert lines(page) == [f"问题：人少\t措施：{LONG} {LONG}", "问题：路远\t措施：通车"]


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td>菜单<td><p>{LONG}</p><p>第二段。</p></table>",
        f"<table><tr><td>菜单</tr><tr><td><table><tr><td><p>{LONG}</p><p>第二段。</p></table></table>",
        f"<table><tr><td>菜单<tr><td>{LONG}<br>第二段。</table>",
        f"<table><tr><td>菜单<td></td><tr><td><div>{LONG}</div><div>第二段。</div></table>",
        f"<table><tr><td>菜单<table><tr><td>{LONG}<tr><td>第二段。</table></table>",
    ],
)
def test_a_page_laid_out_in_cells_is_its_paragraphs(page: str) -> None:
    assert lines(page) == ["菜单", LONG, "第二段。"]


def test_a_heading_in_a_cell_is_a_heading() -> None:
    assert lines("<table><tr><td><h2>回顾</h2>甲<td>乙<tr><td>丙<td>丁</table>") == [
        "## 回顾",
        "甲",
        "乙",
        "丙\t丁",
    ]


@pytest.mark.parametrize("span", ["99999999999", "0", "-3", "x", "²", "１"])
def test_a_span_that_is_no_span_does_no_harm(span: str) -> None:
    page = f"<table><tr><td>甲<td>乙<tr><td rowspan='{span}' colspan='{span}'>1<td>2<tr><td>3<td>4</table>"
    assert {"1", "2", "3", "4"} <= set(flat_text(page))
