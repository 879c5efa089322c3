"""The writing flow with a writer handed in: what is added, counted, skipped, and when it is discarded."""

import gc
import json
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.contract.documents import Report
from indexer.contract.errors import IndexDamagedError, NothingToIndexError
from indexer.contract.manifest import Manifest
from indexer.contract.reading import ReadingRules, ReadReport, SkippedFile
from indexer.pipeline import READING, BuildPlan, build, read_reports
from indexer.readings.cache import FILE_NAME as READINGS
from indexer.readings.cache import Readings
from indexer.readings.entries import Outcome, Reading
from indexer.reprints import Reprints
from indexer.reprints.collecting import FILE_NAME as REPRINTS
from indexer.sources.catalog import find_files
from indexer.sources.files import SourceFile
from indexer.tally import BuildReport

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
    """An IndexWriter that keeps what it is given in a list, and takes over what `served` holds."""

    def __init__(self, fails: bool = False, served: "ListWriter | None" = None) -> None:
        self.reports: list[Report] = []
        self.versions: dict[str, str] = {}
        self.kept: list[str] = []
        self._served = served
        self.clusters: list[tuple[tuple[str, int], ...]] = []
        self.ended: list[str] = []
        self._fails = fails

    def add(self, report: Report, version: str = "") -> None:
        if self._fails:
            raise IndexDamagedError("the disk is full")
        self.reports.append(report)
        self.versions[report.id] = version

    def keep(self, document_id: str, version: str) -> bool:
        if self._served is None or not version or self._served.versions.get(document_id) != version:
            return False
        self.add(next(report for report in self._served.reports if report.id == document_id), version)
        self.kept.append(document_id)
        return True

    def group(self, cluster: Sequence[tuple[str, int]]) -> None:
        self.clusters.append(tuple(cluster))

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
        build([tmp_path], writer, BuildPlan(strict=True))
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
    heard: list[tuple[str, int, int]] = []
    build([tmp_path], None, BuildPlan(progress=lambda *news: heard.append(news)))
    assert heard == [*(("reading", done, 3) for done in (1, 2, 3)), ("comparing", 0, 0), ("writing", 0, 0)]


@pytest.mark.parametrize("present", [True, False])
def test_nothing_to_index_names_the_place(tmp_path: Path, present: bool) -> None:
    folder = tmp_path / "reports"
    if present:
        folder.mkdir()
    with pytest.raises(NothingToIndexError, match="reports"):
        build([folder], None)


def kept_build(
    sources: list[Path], index: Path, *, full: bool = False, served: ListWriter | None = None
) -> tuple[ListWriter, BuildReport]:
    writer = ListWriter(served=served)
    with (
        Readings(index, ReadingRules(), pytest.fail, full=full) as readings,
        Reprints(index, pytest.fail, full=full) as reprints,
    ):
        return writer, build(sources, writer, BuildPlan(readings=readings, reprints=reprints))


def test_only_what_changed_is_read_again_and_the_index_is_whole(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    for name in ("a.txt", "b.txt", "c.txt"):
        write(reports / name)
    counts = []
    for change in (
        lambda: None,
        lambda: None,
        lambda: write(reports / "b.txt", TEXT * 2),
        (reports / "c.txt").unlink,
    ):
        change()
        writer, built = kept_build([reports], tmp_path)
        counts.append((built.read, built.unchanged, len(writer.reports)))
    assert counts == [(3, 0, 3), (0, 3, 3), (1, 2, 3), (0, 2, 2)]
    assert kept_build([reports], tmp_path, full=True)[1].read == 2


def test_what_the_served_index_holds_is_kept_unless_all_is_to_be_built_anew(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    for name in ("a.txt", "b.txt", "c.txt"):
        write(reports / name)
    first, counted = kept_build([reports], tmp_path)
    write(reports / "b.txt", TEXT * 2)
    second, _ = kept_build([reports], tmp_path, served=first)
    full, counted_anew = kept_build([reports], tmp_path, served=second, full=True)
    assert (first.kept, second.kept, full.kept) == ([], ["a.txt", "c.txt"], [])
    assert (second.reports, second.clusters, second.versions) == (full.reports, full.clusters, full.versions)
    assert (counted.clusters, counted_anew.clusters) == (1, 1)
    assert len(set(full.versions.values())) == 3


def test_a_report_whose_id_becomes_another_is_indexed_under_that(tmp_path: Path) -> None:
    """What is kept is what the index holds under the id that the report has in this build."""
    for folder, text in (("one", TEXT), ("two", TEXT * 2)):
        write(tmp_path / folder / "a.txt", text)
    first, _ = kept_build([tmp_path / "two"], tmp_path)
    both, _ = kept_build([tmp_path / "one", tmp_path / "two"], tmp_path, served=first)
    again, _ = kept_build([tmp_path / "one", tmp_path / "two"], tmp_path, served=both)
    turned, _ = kept_build([tmp_path / "two", tmp_path / "one"], tmp_path, served=both)
    assert (both.kept, again.kept, turned.kept) == ([], ["a.txt", "a.txt~2"], [])
    assert both.reports == again.reports
    assert [report.id for report in turned.reports] == ["a.txt", "a.txt~2"]
    assert turned.reports[0].paragraphs == both.reports[1].paragraphs


@pytest.mark.parametrize("lost", [READINGS, REPRINTS])
def test_what_is_kept_beside_the_index_may_be_deleted(tmp_path: Path, lost: str) -> None:
    reports = tmp_path / "reports"
    for name in ("a.txt", "b.txt"):
        write(reports / name)
    first, _ = kept_build([reports], tmp_path)
    (tmp_path / lost).unlink()
    second, _ = kept_build([reports], tmp_path, served=first)
    assert (second.reports, second.clusters, second.versions) == (
        first.reports,
        first.clusters,
        first.versions,
    )
    assert second.kept == ["a.txt", "b.txt"]


def test_ids_are_made_unique_after_the_cache(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(tmp_path / folder / "a.txt")
    for sources, ids in (
        (["one"], ["a.txt"]),
        (["one", "two"], ["a.txt", "a.txt~2"]),
        (["two", "one"], ["a.txt", "a.txt~2"]),
        (["two"], ["a.txt"]),
    ):
        writer, _ = kept_build([tmp_path / source for source in sources], tmp_path)
        assert [report.id for report in writer.reports] == ids


def test_near_identical_paragraphs_of_two_reports_are_grouped_and_counted(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name)
    write(tmp_path / "c.txt", "水库今年蓄水量比去年多出两成，下游三个乡镇的春灌用水有了着落。")
    writer = ListWriter()
    built = build([tmp_path], writer)
    assert writer.clusters == [(("a.txt", 1), ("b.txt", 1))]
    assert (built.clusters, built.reprints) == (1, 2)


def test_regions_dates_and_encodings_are_counted(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"慈溪市图书馆年报\n\n发布时间：2024年5月12日\n\n{TEXT}")
    write(tmp_path / "b.txt", f"浙江省图书馆年报\n\n{TEXT}")
    (tmp_path / "c.txt").write_bytes(f"读者来信\n\n{TEXT}".encode("gb18030"))
    built = build([tmp_path], None)
    assert dict(built.regions) == {"national": 0, "provinces": 1, "cities": 0, "counties": 1}
    assert (built.unknown_region, built.dated, built.year_only, built.undated) == (1, 1, 0, 2)
    assert dict(built.encodings) == {"utf-8": 2, "gb18030": 1}


def test_the_record_hears_of_each_outcome_with_its_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.xyz", "c.txt"):
        write(tmp_path / name)
    heard: list[tuple[str, str]] = []

    def record(file: SourceFile | SkippedFile, outcome: Outcome) -> None:
        heard.append((Path(outcome.path).name, type(file).__name__))
        assert isinstance(outcome, Reading) or isinstance(file, SkippedFile)

    build([tmp_path], None, BuildPlan(record=record))
    assert heard == [("a.txt", "SourceFile"), ("b.xyz", "SkippedFile"), ("c.txt", "SourceFile")]


def test_the_index_folder_under_a_source_is_no_part_of_it(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "index" / "generations" / "g" / "titles.utf8")
    write(tmp_path / "index" / "README.md")
    assert build([tmp_path], ListWriter(), BuildPlan(index=tmp_path / "index")).files == 1
    assert build([tmp_path], ListWriter()).files == 3


def test_a_file_that_its_bytes_make_unreadable_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "b.txt").write_bytes(bytes(range(256)) * 8)
    built = []
    for _ in range(2):
        with Readings(tmp_path, ReadingRules(), lambda _: None) as readings:
            built.append(build([tmp_path / "in"], ListWriter(), BuildPlan(readings=readings)))
    assert [(each.read, each.unchanged) for each in built] == [(2, 0), (0, 2)]
    assert built[0].skipped == built[1].skipped
    assert [skip.path for skip in built[0].skipped] == [str(tmp_path / "in" / "b.txt")]


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    """Between two points of one build, beside what near-copies are told by."""
    few, many = 500, 2_500
    for number in range(many):
        write(tmp_path / f"{number:05}.txt", f"第{number}号\n\n座位{number}个。")
    held: list[int] = []

    def progress(stage: str, done: int, total: int) -> None:
        if stage == READING and done in (few, many):
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])

    build([tmp_path], None)  # what is loaded once is no growth
    tracemalloc.start()
    try:
        build([tmp_path], None, BuildPlan(progress=progress))
    finally:
        tracemalloc.stop()
    assert (held[1] - held[0]) / (many - few) < 600
