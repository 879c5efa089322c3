"""The sample corpus is what its README says: enough reports, kinds and places, openly illustrative."""

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from indexer import sample
from indexer.contract.documents import Report
from indexer.contract.reading import ReadReport
from indexer.pipeline import read_reports
from indexer.sources.catalog import find_files

PROVINCES = ("浙江省", "湖北省", "海南省", "黑龙江省")
CITIES = (
    *("宁波市", "温州市", "咸宁市", "武汉市", "成都市", "苏州市", "榆林市"),
    *("哈尔滨市", "赤峰市", "潮州市"),
)
COUNTIES = (
    *("慈溪市", "余姚市", "象山县", "鄞州区", "永嘉县", "乐清市", "崇阳县", "赤壁市", "昆山市"),
    *("安溪縣", "武夷山市", "章丘区", "平遥县", "安定区", "大理市", "肥西县", "湄潭县"),
    *("渝中区", "阳朔县", "浏阳市", "伊宁市"),
)
REGIONS = (*PROVINCES, *CITIES, *COUNTIES)
RECURRING = ("防汛演练", "志愿服务", "最后一公里", "便民服务", "一老一小", "群众满意度")
HEAD_LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReport:
    """One report of the corpus: where it starts (title and metadata) and all of its characters."""

    name: str
    head: str
    text: str


def _rows(path: Path) -> list[tuple[str, str]]:
    """The (head, text) of each report in a file that holds several."""
    if path.suffix == ".jsonl":
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [
            (f"{r['title']} {r['region']} {r['date']}", "\n".join(p["text"] for p in r["paragraphs"]))
            for r in records
        ]
    with path.open(encoding="utf-8", newline="") as lines:
        return [(f"{r['title']} {r['region']} {r['date']}", r["text"]) for r in csv.DictReader(lines)]


def _single(path: Path) -> tuple[str, str]:
    """The (head, text) of a file that is one report; of a page, its title is the head."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return text.partition("<body>")[0], text
    return "\n".join([line for line in text.splitlines() if line.strip()][:HEAD_LINES]), text


def _files() -> list[Path]:
    return sorted(path for path in sample.sample_folder().rglob("*") if path.is_file())


def _reports() -> list[SampleReport]:
    pairs = [
        (path, pair)
        for path in _files()
        for pair in (_rows(path) if path.suffix in {".jsonl", ".csv"} else [_single(path)])
    ]
    return [SampleReport(name=path.name, head=head, text=text) for path, (head, text) in pairs]


def _readme() -> str:
    return (sample.sample_folder().parent / "README.md").read_text(encoding="utf-8")


def test_the_folder_lies_inside_the_package_so_that_a_wheel_carries_it() -> None:
    folder = sample.sample_folder()
    assert folder.is_dir()
    assert folder.parent == Path(sample.__file__).parent


def test_every_format_of_the_first_readers_is_present() -> None:
    count = {suffix: sum(p.suffix == suffix for p in _files()) for suffix in (".txt", ".md", ".html")}
    assert min(count.values()) >= 3, count
    assert {path.suffix for path in _files()} == {".txt", ".md", ".html", ".jsonl", ".csv"}


def test_the_readme_is_not_among_the_reports() -> None:
    assert not [path.name for path in _files() if path.stem.lower() == "readme"]


def test_the_readme_says_illustrative_in_both_languages_and_counts_right() -> None:
    readme = _readme()
    assert "illustrative" in readme
    assert "均为示例" in readme
    assert f"{len(_reports())} reports" in readme
    assert f"from {len(set(REGIONS))} provinces, cities and counties" in readme
    assert f"共 {len(_reports())} 篇" in readme
    assert f"涉及 {len(set(REGIONS))} 个省、市、县" in readme


def test_each_of_the_regions_is_named_by_the_head_of_a_report() -> None:
    heads = "\n".join(report.head for report in _reports()).replace("330200", "宁波市")
    assert [region for region in REGIONS if region not in heads] == []


def test_every_report_names_its_region_where_it_begins() -> None:
    codes = ("330200",)
    assert [r.name for r in _reports() if not any(name in r.head for name in (*REGIONS, *codes))] == []


def test_the_three_years_are_full_dates_and_agree_with_their_folders() -> None:
    date = re.compile(r"20(?:23|24|25)(?:年\d{1,2}月\d{1,2}日|-\d{2}-\d{2})")
    for report in _reports():
        assert date.search(report.head), report.name
    for path in _files():
        if path.suffix not in {".jsonl", ".csv"}:
            assert date.findall(_single(path)[0])[0].startswith(path.parent.name), path.name


def test_two_reports_are_in_traditional_script() -> None:
    traditional = [report.name for report in _reports() if {"後", "裏"} & set(report.text)]
    assert traditional == ["autumn-tea.txt", "craft-night-school.txt"]


def test_the_untidy_page_has_furniture_pinyin_and_a_paragraph_cut_in_two() -> None:
    text = (sample.sample_folder() / "2024" / "heritage-repair.txt").read_text(encoding="utf-8")
    expected = ("您所在的位置", "【字号：大 中 小】", "上一篇：", "责任编辑", "图为", "网(wǎng)")
    for furniture in expected:
        assert furniture in text, furniture
    assert "却\n\n省不得。" in text


def test_every_section_style_is_met() -> None:
    text = "\n".join(report.text for report in _reports())
    styles = (r"^一、", r"^（一）", r"^第一章 ", r"^第一节 ", r"^## ", r"^### ", r"^1\n\n", r"<h2>")
    assert [style for style in styles if not re.search(style, text, re.MULTILINE)] == []


def test_recurring_phrases_come_back_in_many_reports() -> None:
    for phrase in RECURRING:
        assert sum(phrase in report.text for report in _reports()) >= 8, phrase


def test_reports_are_short_and_differ_from_one_another() -> None:
    paragraphs = [
        line.strip()
        for report in _reports()
        for line in re.sub(r"<[^>]+>", "", report.text).splitlines()
        if len(line.strip()) > 40 and "。" in line
    ]
    assert len(paragraphs) >= 250
    assert len(set(paragraphs)) == len(paragraphs)
    assert max(map(len, paragraphs)) <= 220


def _read() -> list[Report]:
    outcomes = read_reports(list(find_files([sample.sample_folder()])))
    return [outcome.report for outcome in outcomes if isinstance(outcome, ReadReport)]


def test_each_report_is_read_with_its_title_region_and_date() -> None:
    reports = _read()
    assert len(reports) == len(_reports())
    assert [r.id for r in reports if not r.title or r.region is None or r.date is None] == []
    assert {r.region.name for r in reports if r.region} == {name.replace("縣", "县") for name in REGIONS}


def test_the_headings_differ_and_yet_most_paragraphs_have_a_theme() -> None:
    paragraphs = [paragraph for report in _read() for paragraph in report.paragraphs]
    counts = Counter(paragraph.theme for paragraph in paragraphs if paragraph.theme is not None)
    headings = {paragraph.section[-1] for paragraph in paragraphs if paragraph.section}
    assert counts.total() * 2 >= len(paragraphs), counts
    assert len(counts) >= 8, counts
    assert max(counts.values()) <= 0.35 * len(paragraphs), counts
    assert len(headings) >= 5 * len(counts), sorted(headings)
