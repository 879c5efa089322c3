"""Tables of separated values: a report a row, and what is wrong with a row."""

from pathlib import Path

import pytest

from indexer.contract.reading import RawReport, SkippedFile
from tests.indexer.sources.written import read, reports


def test_a_table_row_is_a_report_under_any_of_the_column_names(tmp_path: Path) -> None:
    header = "title,province,full_text,publish_date,source_url,theme"
    table = f'{header}\n报告,浙江省,"一。\n二。",2026-01-02,http://x,民生\n'
    [report] = reports(tmp_path, "a.csv", "\ufeff" + table)
    assert (report.id, report.text) == ("a.csv:1", "一。\n二。")
    assert (report.metadata.region, report.metadata.url) == ("浙江省", "http://x")
    assert (report.metadata.theme, report.metadata.year) == ("民生", None)
    assert str(report.metadata.date) == "2026-01-02"
    assert report.notes == ()


def test_a_bad_row_is_skipped_by_number_and_the_others_are_read(tmp_path: Path) -> None:
    table = 'id,text\nx,正文。\na,b,c\n\ny,\nz,"末段。"\nw,"never closed'
    found = read(tmp_path, "a.csv", table)
    assert [item.id for item in found if isinstance(item, RawReport)] == ["x", "z"]
    bad = [item for item in found if isinstance(item, SkippedFile)]
    assert [item.path.rsplit(":", 1)[1] for item in bad] == ["2", "3", "5"]
    assert "3 columns where the header has 2" in bad[0].reason


def test_a_column_may_hold_more_than_the_csv_module_allows_at_first(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.csv", "text\n" + "字" * 200_000 + "\n")
    assert len(report.text) == 200_000


@pytest.mark.parametrize("written", ["2021", "2021-05", "2021年5月", "二〇二一年", "二〇二一年五月"])
def test_a_year_or_month_alone_is_a_year_and_the_note_says_so(tmp_path: Path, written: str) -> None:
    [report] = reports(tmp_path, "a.csv", f"text,date\n正文。,{written}\n")
    assert (report.metadata.date, report.metadata.year) == (None, 2021)
    assert "only the year 2021 is used" in report.notes[0]


def test_a_column_of_years_counts_where_no_day_is_known(tmp_path: Path) -> None:
    table = "text,年份,日期\n甲。,2021年,\n乙。,2020,2021-05-06\n丙。,去年,\n"
    first, second, third = reports(tmp_path, "a.csv", table)
    assert (first.metadata.year, first.notes) == (2021, ())
    assert (second.metadata.year, str(second.metadata.date)) == (None, "2021-05-06")
    assert (third.metadata.year, third.notes) == (None, ("not a year: 去年",))


@pytest.mark.parametrize(
    ("name", "separator"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t"), ("a.csv", "；")]
)
def test_columns_may_be_parted_otherwise_than_by_commas(tmp_path: Path, name: str, separator: str) -> None:
    rows = [("标题", "正文"), ("年报", "今年，修路。")]
    [report] = reports(tmp_path, name, "\n".join(map(separator.join, rows)))
    assert (report.metadata.title, report.text) == ("年报", "今年，修路。")


def test_empty_cells_beyond_the_header_do_no_harm(tmp_path: Path) -> None:
    assert len(reports(tmp_path, "a.csv", "title,text\n甲,一。,,\n")) == 1
