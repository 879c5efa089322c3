"""The writing flow with a writer handed in: what is added, counted, skipped, and when it is discarded."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.contract.documents import Report
from indexer.contract.errors import IndexDamagedError, NothingToIndexError
from indexer.contract.manifest import Manifest
from indexer.contract.reading import ReadReport
from indexer.pipeline import build, read_reports
from indexer.sources.catalog import find_files

MANIFEST = Manifest(
    generation="g",
    built_at=datetime(2024, 5, 1, tzinfo=UTC),
    engine="list",
    schema="",
    analyzer="",
    documents=1,
    paragraphs=1,
    sources=(),
    files=(),
)
TEXT = "全县图书馆今年新增阅览座位三百个，开放时间延长到晚上九点。"


class ListWriter:
    """An IndexWriter that keeps what it is given in a list."""

    def __init__(self, fails: bool = False) -> None:
        self.reports: list[Report] = []
        self.ended: list[str] = []
        self._fails = fails

    def add(self, report: Report) -> None:
        if self._fails:
            raise IndexDamagedError("the disk is full")
        self.reports.append(report)

    def publish(self) -> Manifest:
        self.ended.append("published")
        return MANIFEST

    def discard(self) -> None:
        self.ended.append("discarded")


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_files_are_added_in_sorted_order_under_their_path(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.md"):
        write(tmp_path / name)
    writer = ListWriter()
    report = build([tmp_path], writer)
    assert [added.id for added in writer.reports] == ["a/c.md", "a/z.txt", "b.txt"]
    assert (report.files, report.reports, report.paragraphs, report.skipped) == (3, 3, 3, ())
    assert writer.ended == ["published", "discarded"]


def test_two_folders_with_a_file_of_one_name_lose_neither(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(tmp_path / folder / "a.txt")
    read = list(read_reports(list(find_files([tmp_path / "one", tmp_path / "two"]))))
    reports = [outcome for outcome in read if isinstance(outcome, ReadReport)]
    assert [outcome.report.id for outcome in reports] == ["a.txt", "a.txt~2"]
    assert "taken" in reports[1].notes[-1]


def test_a_row_that_cannot_be_read_is_skipped_alone(tmp_path: Path) -> None:
    rows = [json.dumps({"title": "甲县报告", "text": TEXT}, ensure_ascii=False), "{", "[1]"]
    write(tmp_path / "reports.jsonl", "\n".join(rows))
    report = build([tmp_path], None)
    assert report.reports == 1
    assert [Path(skipped.path).name for skipped in report.skipped] == ["reports.jsonl:2", "reports.jsonl:3"]


def test_a_row_without_a_paragraph_is_named_by_its_number(tmp_path: Path) -> None:
    rows = [{"title": "甲县报告", "text": TEXT}, {"title": "乙县报告", "text": "下载\n打印"}]
    write(tmp_path / "reports.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    report = build([tmp_path], None)
    assert [Path(skipped.path).name for skipped in report.skipped] == ["reports.jsonl:2"]


def test_a_text_of_one_line_is_a_paragraph(tmp_path: Path) -> None:
    write(tmp_path / "line.txt", "今年全市防汛演练三次")
    (read,) = read_reports(list(find_files([tmp_path])))
    assert isinstance(read, ReadReport)
    assert [paragraph.text for paragraph in read.report.paragraphs] == ["今年全市防汛演练三次"]
    assert read.report.title == "line"


def test_strict_refuses_where_a_file_is_skipped_and_discards(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", "")
    writer = ListWriter()
    with pytest.raises(NothingToIndexError, match=r"b\.txt"):
        build([tmp_path], writer, strict=True)
    assert writer.ended == ["discarded"]


def test_an_error_of_the_writer_discards_and_passes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    writer = ListWriter(fails=True)
    with pytest.raises(IndexDamagedError, match="disk is full"):
        build([tmp_path], writer)
    assert writer.ended == ["discarded"]


def test_a_dry_run_counts_without_a_writer(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    report = build([tmp_path], None)
    assert (report.reports, report.manifest) == (1, None)


def test_progress_hears_of_each_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.xyz"):
        write(tmp_path / name)
    heard: list[tuple[int, int]] = []
    build([tmp_path], None, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("present", [True, False])
def test_nothing_to_index_names_the_place(tmp_path: Path, present: bool) -> None:
    folder = tmp_path / "reports"
    if present:
        folder.mkdir()
    with pytest.raises(NothingToIndexError, match="reports"):
        build([folder], None)
