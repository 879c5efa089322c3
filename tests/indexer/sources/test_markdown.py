"""Markdown: headings, tables, code and front matter."""

from pathlib import Path

import pytest

from tests.indexer.sources.written import reports


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


def test_markdown_tables_say_their_columns(tmp_path: Path) -> None:
    [report] = reports(
        tmp_path, "a.md", "前文。\n\n| 地区 | 产值 |\n|:---|---:|\n| 安溪 | 10亿元 |\n\n后文。"
    )
    assert report.text == "前文。\n\n地区：安溪\t产值：10亿元\n\n后文。"


def test_markdown_code_and_comments_make_no_headings(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.md", "# 题\n<!-- 待\n核 -->\n```sh\n# 注释\nls\n```\n正文。\n```\n没完。")
    assert report.text == "# 题\n\n注释\nls\n正文。\n```\n没完。"
    assert [(removal.text, removal.reason) for removal in report.removed] == [
        ("<!-- 待\n核 -->", "comment"),
        ("```sh", "code mark"),
        ("```", "code mark"),
        ("# ", "code mark"),
    ]


def test_front_matter_may_give_theme_and_year(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.md", "---\ntheme: 民生\nyear: 2021\n---\n正文。")
    assert (report.metadata.theme, report.metadata.year, report.notes) == ("民生", 2021, ())


@pytest.mark.parametrize(
    "line", ["|" * 1_000_000, "|" + " " * 1_000_000 + "-", "-" * 1_000_000 + "|", "`" * 1_000_000]
)
def test_a_hostile_line_of_markdown_takes_no_longer_than_any_other(tmp_path: Path, line: str) -> None:
    assert len(reports(tmp_path, "a.md", f"|a|b|\n{line}\n{line}\n正文。")) == 1
