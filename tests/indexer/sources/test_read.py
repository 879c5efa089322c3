"""One file to its reports: every format, and every way in which a file can be bad."""

import contextlib
import os
import random
from pathlib import Path

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport
from indexer.sources.files import MOST_BYTES, SourceFile
from indexer.sources.read import read_file
from tests.indexer.sources.written import read, reports


def test_plain_text_is_its_own_body(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.txt", "标题\r\n\r\n正文。")
    assert (report.id, report.text, report.encoding) == ("a.txt", "标题\n\n正文。", "utf-8")


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


def test_the_users_own_columns_and_keys_go_before_ours(tmp_path: Path) -> None:
    columns = {"Body": "text", "单位": "source"}
    for name, content in {
        "a.csv": "text,body,单位\n摘要。,正文。,县志办\n",
        "a.jsonl": '{"text": "摘要。", "body": "正文。", "单位": "县志办"}',
    }.items():
        (tmp_path / name).write_text(content, "utf-8")
        [report] = read_file(SourceFile(path=tmp_path / name, id=name), columns)
        assert isinstance(report, RawReport)
        assert (report.text, report.metadata.source, report.notes) == ("正文。", "县志办", ())


def test_a_file_longer_than_its_kind_may_be_is_refused_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as sparse:
        sparse.truncate(33 << 20)
    with pytest.raises(UnreadableFileError, match=r"33 MiB long, and \.txt is read up to 32 MiB; split it"):
        list(read_file(SourceFile(path=path, id="a.txt")))


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


@pytest.mark.parametrize("suffix", sorted(MOST_BYTES))
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
