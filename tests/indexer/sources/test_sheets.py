"""XLSX: rows of typed cells to reports, from one sheet or several."""

from pathlib import Path

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.files import SourceFile
from indexer.sources.sheets import read_workbook
from tests.indexer.sources.office import Day, remade, xlsx_bytes

FILE = SourceFile(path=Path("a.xlsx"), id="a.xlsx")
HEADER = ["标题", "地区", "日期", "正文"]


def read(data: bytes, columns: dict[str, str] | None = None) -> list[RawReport | SkippedFile]:
    return list(read_workbook(FILE, data, columns or {}))


def reports(data: bytes, columns: dict[str, str] | None = None) -> list[RawReport]:
    return [outcome for outcome in read(data, columns) if isinstance(outcome, RawReport)]


def test_a_row_is_a_report_and_a_date_cell_its_date() -> None:
    [report] = reports(xlsx_bytes([HEADER, ["年报", "安溪", Day(44540), "一。\n二。"]]))
    assert (report.id, report.text, report.encoding) == ("a.xlsx:1", "一。\n二。", "xlsx")
    assert (report.metadata.title, str(report.metadata.date)) == ("年报", "2021-12-10")


def test_the_header_may_stand_below_a_title_and_blank_rows_count() -> None:
    rows: list[list[object]] = [
        ["2021年汇总"],
        [*HEADER],
        ["甲", "", 20211210.0, "一。"],
        ["", "", "", ""],
        ["乙", "", 2021.0, "二。"],
    ]
    first, second = reports(xlsx_bytes(rows))
    assert str(first.metadata.date) == "2021-12-10"
    assert (second.id, second.metadata.year) == ("a.xlsx:3", 2021)


def test_rows_are_named_by_their_sheet_where_several_hold_reports() -> None:
    data = xlsx_bytes([HEADER, ["甲", "", "", "一。"]], 乡镇=[HEADER, ["乙", "", "", "二。"]], 说明=[["x"]])
    assert [report.id for report in reports(data)] == ["a.xlsx:Sheet1:1", "a.xlsx:乡镇:1"]


def test_columns_are_mapped_as_the_user_says() -> None:
    [report] = reports(xlsx_bytes([["名目", "材料"], ["年报", "正文。"]]), {"名目": "title", "材料": "text"})
    assert (report.metadata.title, report.text, report.notes) == ("年报", "正文。", ())


def test_a_row_without_text_is_skipped_by_number() -> None:
    skipped, report = read(xlsx_bytes([HEADER, ["甲", "", "", ""], ["乙", "", "", "二。"]]))
    assert isinstance(skipped, SkippedFile)
    assert (skipped.path, skipped.reason) == ("a.xlsx:1", "the row has no text")
    assert isinstance(report, RawReport)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "broken"),
        (b"PK\x03\x04", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted"),
        (xlsx_bytes([["a", "b"]]), "no sheet has a column of texts"),
        (xlsx_bytes([HEADER]), "no row"),
        (xlsx_bytes([HEADER])[:-40], "broken"),
    ],
)
def test_what_is_no_table_of_reports_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        read(data)


def test_a_cell_merged_over_several_rows_is_said_in_each() -> None:
    rows = [["各县汇总", ""], ["地区", "正文"], ["安溪", "一。"], ["", "二。"], ["", ""], ["南靖", "三。"]]
    merges = b'</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A3:A5"/></mergeCells>'
    found = reports(remade(xlsx_bytes(rows), b"</sheetData>", merges))
    assert [report.metadata.region for report in found] == ["安溪", "安溪", "南靖"]
