"""One file to its reports: every format, and every way in which a file can be bad."""

import contextlib
import json
import os
import random
from pathlib import Path

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources import read_file
from indexer.sources.catalog import SUFFIXES, SourceFile


def read(folder: Path, name: str, content: str | bytes) -> list[RawReport | SkippedFile]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_file(SourceFile(path=path, id=name)))


def reports(folder: Path, name: str, content: str | bytes) -> list[RawReport]:
    found = read(folder, name, content)
    assert all(isinstance(item, RawReport) for item in found), found
    return [item for item in found if isinstance(item, RawReport)]


def test_plain_text_is_its_own_body(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.txt", "标题\r\n\r\n正文。")
    assert (report.id, report.text, report.encoding) == ("a.txt", "标题\n\n正文。", "utf-8")


def test_markdown_headings_of_both_kinds_are_marked_lines(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.md", "年度报告\n====\n\n##回顾\n\n正文。\n")
    assert report.text == "# 年度报告\n\n## 回顾\n\n正文。\n"


def test_front_matter_is_metadata_and_no_text(tmp_path: Path) -> None:
    block = '---\ntitle: "茶园年报"\ndate: 2024-03-02\nregion: 安溪\nauthor: 王明\ntags:\n  - 茶\n# 注\n---'
    [report] = reports(tmp_path, "a.md", f"{block}\n\n正文。\n")
    assert report.text == "\n正文。\n"
    assert (report.metadata.title, str(report.metadata.date)) == ("茶园年报", "2024-03-02")
    assert (report.metadata.region, report.metadata.author) == ("安溪", "王明")
    assert report.notes == ("front matter not used: tags",)
    assert [(removal.text, removal.reason) for removal in report.removed] == [(block, "front matter")]


@pytest.mark.parametrize(
    "text", ["---\n正文写在这里。\n---\n后文。", "---\n标题: 茶\n没有结束。", "前文。\n---\na: b\n---"]
)
def test_a_rule_opens_no_front_matter(tmp_path: Path, text: str) -> None:
    [report] = reports(tmp_path, "a.md", text)
    assert report.metadata.title is None
    assert report.removed == ()
    assert "后文" in report.text or "茶" in report.text or "a: b" in report.text


def test_html_is_its_words_with_headings_marked_and_scripts_gone(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><?xml version='1.0'?><html><head><title>报告_某网</title>"
        "<meta name='author' content='王明'>"
        '<meta name="PubDate" content="2024-03-05 10:00"><style>p{}</style></head><body><nav>首页</nav>'
        "<h1>报告</h1><script>alert('x')</script><p>产值&lt;10亿，<b>增长</b>5%。</p><p>第二\n段。</p></body>"
    )
    [report] = reports(tmp_path, "a.html", page)
    assert report.text == "# 报告\n产值<10亿，增长5%。\n第二段。"
    assert (report.metadata.author, str(report.metadata.date)) == ("王明", "2024-03-05")
    assert report.metadata.title is None
    assert [(removal.text, removal.reason) for removal in report.removed] == [
        ("首页", "around the text (nav)")
    ]


def test_a_page_without_headings_is_called_as_its_title_says(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.html", "<title>报告 &amp; 附表</title><p>正文。</p>")
    assert report.metadata.title == "报告 & 附表"


@pytest.mark.parametrize(
    "cells",
    [
        "<td>甲</td><td>乙</td>",
        "\n <th class='x'>甲</th>\n  <th>乙</th>\n",
        "<td><p><span>甲</span></p></td><td>\n<p>乙</p></td>",
    ],
)
def test_cells_of_a_table_stand_apart_on_one_line(tmp_path: Path, cells: str) -> None:
    [report] = reports(tmp_path, "a.htm", f"<table><tr>{cells}</tr><tr><td>丙</td></tr></table>")
    assert report.text == "甲\t乙\n丙"


def test_a_sentence_that_one_break_cuts_is_whole_again(tmp_path: Path) -> None:
    page = "<p>茶园的道路<br>已经修好。<br/>　　仓库也是。</p>"
    [report] = reports(tmp_path, "a.htm", page)
    assert report.text == "茶园的道路已经修好。\n仓库也是。"


@pytest.mark.parametrize(
    "first", ["<b>茶园道路</b>", "一、茶园道路", "来源：某报", "茶园道路。", "茶园道路<br>"]
)
def test_a_break_behind_a_line_of_its_own_stays(tmp_path: Path, first: str) -> None:
    [report] = reports(tmp_path, "a.htm", f"<p>{first}<br>已经修好。</p>")
    assert len(report.text.split("\n")) == 2


def test_a_page_of_open_tags_takes_no_longer_than_any_other(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.html", "<div>" * 100_000 + "<b><i>" * 5_000 + "正文。")
    assert report.text == "正文。"


def test_a_table_row_is_a_report_under_any_of_the_column_names(tmp_path: Path) -> None:
    header = "title,province,full_text,publish_date,source_url,year"
    table = f'{header}\n报告,浙江省,"一。\n二。",2026-01-02,http://x,2026\n'
    [report] = reports(tmp_path, "a.csv", "\ufeff" + table)
    assert (report.id, report.text) == ("a.csv:1", "一。\n二。")
    assert (report.metadata.region, report.metadata.url) == ("浙江省", "http://x")
    assert str(report.metadata.date) == "2026-01-02"
    assert report.notes == ("columns not used: year",)


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


def test_json_lines_hold_texts_or_paragraphs(tmp_path: Path) -> None:
    lines = [
        {"title": "甲", "text": "正文。\n第二段。", "region": 330200, "date": "2024年5月6日"},
        {"id": "own", "title": "乙", "paragraphs": [{"text": "一。", "section": ["回顾", "产业"]}, "二。"]},
    ]
    content = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    first, second = reports(tmp_path, "a.jsonl", content)
    assert (first.id, first.metadata.region, str(first.metadata.date)) == (
        "a.jsonl:1",
        "330200",
        "2024-05-06",
    )
    assert (second.id, second.text) == ("own", "")
    assert [(given.text, given.section) for given in second.given] == [
        ("一。", ("回顾", "产业")),
        ("二。", ()),
    ]


def test_a_line_separator_within_json_breaks_no_line(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.jsonl", '{"text": "一。\u2028二。"}')
    assert report.text == "一。\n二。"


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", '{"title": "x"}', '{"text": ["x"]}', '{"paragraphs": 3}', "[" * 100_000]
)
def test_a_bad_line_is_skipped_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, "a.jsonl", f'{line}\n{{"text": "好。"}}')
    assert isinstance(found[0], SkippedFile)
    assert found[0].path.endswith("a.jsonl:1")
    assert isinstance(found[1], RawReport)


def test_half_of_a_pair_and_a_date_that_is_none_are_noted(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.jsonl", '{"text": "坏\\ud800字", "date": "2021-13-45"}')
    assert report.text == "坏\ufffd字"
    assert report.metadata.date is None
    assert len(report.notes) == 2


@pytest.mark.parametrize("written", ["2021", "2021-05", "2021年5月"])
def test_a_year_or_month_alone_is_no_date_and_the_note_says_the_cure(tmp_path: Path, written: str) -> None:
    [report] = reports(tmp_path, "a.csv", f"text,date\n正文。,{written}\n")
    assert report.metadata.date is None
    assert "not a whole day" in report.notes[0]
    assert "2021-01-01" in report.notes[0]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", b"\x89PNG\0\0", "binary"),
        ("a.csv", b"a,b\n1,2\n", "no column of texts"),
        ("a.csv", b"text\n", "no row"),
        ("a.csv", b'text,title\n"never closed', "no row"),
        ("a.jsonl", b"{\n[\n", "no line"),
        ("a.html", b"<script>x</script>", "no text"),
    ],
)
def test_a_file_without_a_report_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        read(tmp_path, name, content)


def test_a_file_that_may_not_be_opened_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    if os.geteuid() == 0:  # root may open anything but a link to nothing
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_text("正文。", "utf-8")
        path.chmod(0)
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        list(read_file(SourceFile(path=path, id="closed.txt")))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_bytes_raise_anything_but_the_refusal(tmp_path: Path, suffix: str) -> None:
    pieces = (
        b"text,title\n",
        b'{"text":"',
        b'"}',
        b"<p>",
        b"<!--",
        b"<![",
        b"\xff",
        b"\xed\xa0\x80",
        b"\n",
        b'"',
    )
    for seed in range(300):
        random_bytes = random.Random(seed)
        content = b"".join(
            random_bytes.choice((*pieces, random_bytes.randbytes(5), "字。".encode("gb18030")))
            for _ in range(20)
        )
        with contextlib.suppress(UnreadableFileError):
            assert read(tmp_path, f"f{suffix}", content), seed
