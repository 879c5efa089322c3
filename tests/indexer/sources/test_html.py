"""Pages to reports: nothing of the text is lost, nothing of the site stays, nothing broken gets through."""

import contextlib
import random
import re
import time

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.sources.html import flat_text
from tests.indexer.sources.pages import PARAGRAPHS, read_page, site_page

LONGEST_S = 20.0  # of processor time, on a machine that does much else; 5 s where it does not


def test_headings_breaks_and_bold_leads_are_lines_and_marks() -> None:
    page = (
        "<h1>夜校<br>报告</h1><div>甲<br/>乙</div><h3><span>一、回顾</span></h3>"
        "<p><strong>一是开班。</strong>新开七个班，<b>多了三成</b>。</p><pre>丙\n丁</pre>"
    )
    assert flat_text(page).split("\n") == [
        *("# 夜校报告", "甲", "乙", "### 一、回顾"),
        *("**一是开班。**新开七个班，多了三成。", "丙", "丁"),
    ]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        (
            '<p><span style="font-weight: bold">一是开班。</span>新开七个班。</p>',
            "**一是开班。**新开七个班。",
        ),
        ("<p>　　<b>一是</b><b>开班。</b> 新开七个班。</p>", "**一是开班。** 新开七个班。"),
        ("<div><b>　　（一）开班</b></div>", "**（一）开班**"),
        ('<b><p style="font-weight:normal">新开七个班</p></b>', "新开七个班"),
        ("<p>新开<b>七个</b>班</p>", "新开七个班"),
        ("<p><b>新开七个班。</b></p>", "新开七个班。"),
        (f"<p><b>{'新开七个班，' * 20}</b></p>", "新开七个班，" * 20),
        ("<h2><b>开班</b></h2>", "## 开班"),
        ("<p><b>甲&lt;b&gt;</b>乙&amp;lt;</p>", "**甲<b>**乙&lt;"),
        ("<p><b>甲\n乙\n</b>\n丙</p>", "**甲乙**丙"),
    ],
)
def test_bold_words_are_marked_where_a_block_begins_with_them(block: str, line: str) -> None:
    assert flat_text(block) == line


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "甲 & 乙 < 丙 > 丁", "&nbsp;&lt;", "a\x01b & c", "]]> <!-- 注 -->", "<b>"],
)
def test_what_looks_like_markup_but_is_text_stays_as_written(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert flat_text(f"<p>{escaped}</p>") == text


@pytest.mark.parametrize("hidden", ["<script>甲</script>", "<style>甲", "<!-- 甲 -->", "<title>甲</title>"])
def test_what_a_browser_does_not_print_is_no_text(hidden: str) -> None:
    assert flat_text(f"<p>乙</p>{hidden}") == "乙"


def test_the_text_of_a_site_is_read_without_the_site() -> None:
    report = read_page(site_page())
    assert report.text.split("\n") == [
        "# 城西夜校开班情况报告",
        *(paragraph.strip() for paragraph in PARAGRAPHS),
        "城西区文化馆",
    ]
    removed = [removal.text for removal in report.removed]
    assert {removal.reason for removal in report.removed} == {"around the text"}
    assert removed.count("栏目3") == 2
    assert "当前位置：首页 > 动态" in removed
    assert removed[-1].startswith("关于我们 版权所有")


def test_elements_around_the_text_are_removed_by_name_and_open_ones_are_not() -> None:
    report = read_page(site_page(above="<nav><a>甲</a><a>乙</a></nav><h1>城西夜校开班情况报告</h1>"))
    assert ("甲乙", "around the text (nav)") in [(gone.text, gone.reason) for gone in report.removed]
    assert "# 城西" in read_page(site_page(above="<nav><h1>城西夜校开班情况报告</h1>")).text


def test_the_margin_of_the_encoding_and_its_notes_are_kept() -> None:
    report = read_page(site_page().encode("gb18030"))
    assert (report.encoding, report.notes) == ("gb18030", ("declared as utf-8, reads as gb18030",))
    assert 0.9 < report.margin < 1.0


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="no text"):
        read_page("<title>题</title><script>甲</script><p>&nbsp;</p>")


@pytest.mark.parametrize("seed", range(60))
def test_every_word_of_a_page_is_in_its_text_or_among_what_was_removed(seed: int) -> None:
    print(f"seed {seed}")
    page, words = generated_page(random.Random(seed))
    report = read_page(page)
    found = " ".join((report.text, *(removal.text for removal in report.removed)))
    assert [word for word in words if word not in found] == []
    in_text = [word for word in words if word in report.text]
    table = [word for word in words if word.startswith("表")]
    in_order = [word for word in re.findall(r"[词表]\d+号", report.text) if word not in table]
    assert in_order == [word for word in in_text if word not in table]


def generated_page(rng: random.Random) -> tuple[str, list[str]]:
    """A page of nested blocks, and its words in their order; no two are the same."""
    words: list[str] = []

    def word(kind: str = "词") -> str:
        words.append(f"{kind}{len(words)}号")
        tag = rng.choice(("", "", "b", "a href='/x'", "span", "em"))
        return f"<{tag}>{words[-1]}</{tag.split()[0]}>" if tag else words[-1]

    def sentence() -> str:
        return "，".join(word() for _ in range(rng.randint(1, 8))) + rng.choice(("。", "", "<br>"))

    def block(depth: int) -> str:
        kind = rng.choice(("p", "p", "p", "div", "h2", "h1", "ul", "table", "nav", "blockquote", "footer"))
        match kind:
            case "p" | "h1" | "h2":
                return f"<{kind}>{sentence()}</{kind}>"
            case "ul":
                return "<ul>" + "".join(f"<li>{sentence()}</li>" for _ in range(rng.randint(1, 5))) + "</ul>"
            case "table":
                cells = [[word("表") for _ in range(3)] for _ in range(rng.randint(1, 4))]
                rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in cells)
                return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
            case _:
                inner = (block(depth + 1) for _ in range(rng.randint(1, 3) if depth < 3 else 0))
                return f"<{kind}>{sentence()}{''.join(inner)}</{kind}>"

    page = "".join(block(0) for _ in range(rng.randint(2, 12)))
    return f"<html><body>{page}<p>{sentence()}</p></body></html>", words


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_with_broken_bytes_is_read_or_refused(encoding: str) -> None:
    whole = site_page(above="<h1>报告</h1><table><tr><td>甲<td>乙<tr><td>1<td rowspan=9>2</table>").encode(
        encoding
    )
    for seed in range(120):
        rng = random.Random(seed)
        page = bytearray(whole)
        for _ in range(rng.choice((1, 10, 100))):
            page[rng.randrange(len(page))] = rng.choice((rng.randrange(256), *b"<>&/\"'\0"))
        with contextlib.suppress(UnreadableFileError):
            assert read_page(bytes(page[: rng.randint(1, len(page))])), seed


@pytest.mark.parametrize("ruby", ["強<rp>(</rp><rt>qiáng</rt><rp>)</rp>", "強<rt>qiáng</rt>", "強<rt>qiáng"])
def test_the_reading_above_a_word_stands_in_brackets_behind_it(ruby: str) -> None:
    assert read_page(f"<p>以<ruby>{ruby}</ruby>基。</p>").text == "以強(qiáng)基。"


def test_a_page_of_frames_is_refused_with_its_cure() -> None:
    page = "<frameset><frame src=a.html></frameset><noframes><body>不支持框架。</body></noframes>"
    with pytest.raises(UnreadableFileError, match="only frames; save the page within"):
        read_page(page)


LARGE = {
    "many blocks": "<div>山洪防御演练，全县开展。</div>" * 110_000,
    "one table": "<table>" + "<tr><td>地区山洪</td><td>10</td></tr>" * 130_000,
    "open tags": "<div><p><b>山洪演练<td>" * 150_000,
    "nested blocks": "<div>" * 100_000 + "正文。" + "</div>" * 100_000,
    "nested tables": "<table><tr><td>甲" * 100_000,
    "one line": "<p>" + "山洪防御演练，" * 240_000,
    "broken tags": "<" * 2_000_000 + "&" * 2_000_000,
    "just judged": "<p>山洪防御，演练<b>开展</b>。</p>" * 9_000,
    "scripts": '<script type="application/ld+json">' + '[{"@type":' * 30_000 + "</script><p>正文。",
}


@pytest.mark.parametrize("name", list(LARGE))
def test_a_page_of_some_megabytes_is_read_in_time(name: str) -> None:
    began = time.process_time()
    assert read_page(LARGE[name]).text
    taken = time.process_time() - began
    print(f"{name}: {taken:.1f} s")
    assert taken < LONGEST_S


def test_a_page_too_large_to_be_judged_is_kept_whole_with_a_note() -> None:
    report = read_page(LARGE["many blocks"])
    assert report.removed == ()
    assert "too large" in report.notes[0]
