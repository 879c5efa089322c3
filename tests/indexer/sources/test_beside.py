"""metadata.csv: what it says of the files under its folder, and what is said of its own faults."""

import datetime
from pathlib import Path

import pytest

from indexer.contract.reading import Metadata, RawReport, SkippedFile
from indexer.sources.catalog import SourceFile, find_files
from indexer.sources.read import read_file
from tests.indexer.sources.office import zip_bytes


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def said(source: Path) -> dict[str, Metadata]:
    """The metadata of every report, by id."""
    reports = [
        outcome
        for file in find_files([source])
        if isinstance(file, SourceFile)
        for outcome in read_file(file)
    ]
    return {report.id: report.metadata for report in reports if isinstance(report, RawReport)}


def faults(source: Path) -> dict[str, str]:
    skipped = [item for item in find_files([source]) if isinstance(item, SkippedFile)]
    return {Path(item.path).name: item.reason for item in skipped}


def test_it_speaks_for_files_beside_it_and_below_and_is_no_report(tmp_path: Path) -> None:
    table = (
        "path,title,region,date,source,url,theme,author\n"
        "a.txt,年报,安溪,2021-05-06,县志办,http://x,产业,王明\n./sub\\b.txt,,南靖,2021,,,,\n"
    )
    write(tmp_path, {"metadata.csv": table, "a.txt": "正文。", "sub/b.txt": "正文。"})
    assert said(tmp_path) == {
        "a.txt": Metadata(
            title="年报",
            region="安溪",
            date=datetime.date(2021, 5, 6),
            source="县志办",
            url="http://x",
            theme="产业",
            author="王明",
        ),
        "sub/b.txt": Metadata(region="南靖", year=2021),
    }
    assert faults(tmp_path) == {}


def test_it_goes_before_front_matter_field_by_field(tmp_path: Path) -> None:
    front = "---\ntitle: 旧题\nregion: 南靖\ndate: 2020-01-02\n---\n正文。"
    write(tmp_path, {"metadata.csv": "文件,标题,年份\na.md,新题,2021\n", "a.md": front})
    assert said(tmp_path)["a.md"] == Metadata(title="新题", region="南靖", year=2021)


def test_the_nearest_table_goes_before_the_one_above(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "metadata.csv": "path,region,source\nsub/a.txt,安溪,县志办\n",
            "sub/metadata.csv": "path,region\na.txt,南靖\n",
            "sub/a.txt": "正文。",
        },
    )
    assert said(tmp_path)["sub/a.txt"] == Metadata(region="南靖", source="县志办")


def test_it_may_be_in_any_encoding_and_parted_by_semicolons(tmp_path: Path) -> None:
    table = "路径;标题\n年报.txt;安溪县的工作报告和全年发展情况\n"
    write(tmp_path, {"metadata.csv": table.encode("gb18030"), "年报.txt": "正文。"})
    assert said(tmp_path)["年报.txt"].title == "安溪县的工作报告和全年发展情况"


def test_it_is_found_within_an_archive_and_speaks_into_one(tmp_path: Path) -> None:
    inner = zip_bytes({"x/a.txt": "正文。", "x/metadata.csv": "path,title\na.txt,年报\nb.txt,无\n"})
    write(tmp_path, {"r.zip": inner, "metadata.csv": "path,region\nr.zip/x/a.txt,安溪\nr.zip,南靖\n"})
    assert said(tmp_path) == {"r.zip/x/a.txt": Metadata(title="年报", region="安溪")}
    assert faults(tmp_path) == {"metadata.csv:2": "no such file in the folder: b.txt"}


def test_rows_with_faults_are_told_by_number_and_the_others_count(tmp_path: Path) -> None:
    rows = (
        "a.txt,2021-13-45",
        "gone.txt,2021-05-06",
        "a.txt,2021-05-06",
        ",2021",
        "b.txt",
        "b.txt,2022-01-02",
    )
    table = "\n".join(("path,date", *rows, '"x'))
    write(tmp_path, {"metadata.csv": table, "a.txt": "正文。", "b.txt": "正文。"})
    told = faults(tmp_path)
    assert {path: reason.split(":")[0].split(",")[0] for path, reason in told.items()} == {
        "metadata.csv:1": "not a date",
        "metadata.csv:2": "no such file in the folder",
        "metadata.csv:3": "a.txt has a row already",
        "metadata.csv:4": "the row names no file",
        "metadata.csv:5": "the row has 1 columns where the header has 2",
        "metadata.csv:7": "not a table row",
    }
    assert said(tmp_path)["b.txt"].date == datetime.date(2022, 1, 2)


@pytest.mark.parametrize("content", [b"", b"\xff\x00\x81", b"title,region\na,b\n", b'"never closed'])
def test_a_table_that_cannot_be_used_is_skipped_and_the_files_are_read(
    tmp_path: Path, content: bytes
) -> None:
    write(tmp_path, {"metadata.csv": content, "a.txt": "正文。"})
    assert list(faults(tmp_path)) == ["metadata.csv"]
    assert list(said(tmp_path)) == ["a.txt"]


def test_one_with_a_column_of_texts_is_a_table_of_reports(tmp_path: Path) -> None:
    write(tmp_path, {"metadata.csv": "path,text\na.txt,正文。\n", "a.txt": "正文。"})
    assert list(said(tmp_path)) == ["a.txt", "metadata.csv:1"]


def test_a_file_named_alone_is_under_the_table_beside_it(tmp_path: Path) -> None:
    write(tmp_path, {"metadata.csv": "path,title\na.txt,年报\nb.txt,x\n", "a.txt": "正文。"})
    assert said(tmp_path / "a.txt") == {"a.txt": Metadata(title="年报")}
    assert faults(tmp_path / "a.txt") == {}
    assert "name the folder" in faults(tmp_path / "metadata.csv")["metadata.csv"]
