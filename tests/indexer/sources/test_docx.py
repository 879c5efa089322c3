"""DOCX: what Word holds beside the words (headings, bold, tables, numbers), and broken files."""

import io
import zipfile
from pathlib import Path

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport
from indexer.sources.docx import read_docx
from indexer.sources.files import SourceFile
from tests.indexer.sources.office import Block, Content, Numbered, docx_bytes, remade, zip_bytes

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FILE = SourceFile(path=Path("a.docx"), id="a.docx")
CHINESE = Numbered(levels=[("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.%3")])


def read(data: bytes) -> RawReport:
    return read_docx(FILE, data)


def test_headings_are_marked_and_bold_words_at_the_front_kept_apart() -> None:
    report = read(
        docx_bytes([Block(text="年度报告", heading=1), Block(bold="修路。", text="十公里。"), "正文。"])
    )
    assert report.text.split("\n") == ["# 年度报告", "**修路。**十公里。", "正文。"]


def test_the_rows_of_a_table_say_their_columns() -> None:
    report = read(docx_bytes(["正文。", [["地区", "产值"], ["安溪", "10亿元"]], "后文。"]))
    assert report.text == "正文。\n地区：安溪\t产值：10亿元\n后文。"


def test_automatic_numbers_are_written_out_by_level() -> None:
    blocks = [
        Block(text="回顾", list_id=1),
        Block(text="修路", list_id=1, level=1),
        Block(text="茶园", list_id=1, level=1),
        Block(text="计划", list_id=1),
        Block(text="修桥", list_id=1, level=1),
        Block(text="桥墩", list_id=1, level=2),
    ]
    report = read(docx_bytes(blocks, lists=[CHINESE]))
    assert report.text.split("\n") == [
        "一、回顾",
        "（一）修路",
        "（二）茶园",
        "二、计划",
        "（一）修桥",
        "二.1 桥墩",
    ]
    assert report.notes == ("automatic numbers written out: 6",)


def test_a_style_and_one_based_on_it_number_too() -> None:
    blocks: list[Content] = [
        Block(text="回顾", style="Numbered"),
        Block(text="计划", style="Derived"),
        "正文。",
    ]
    assert read(docx_bytes(blocks, lists=[CHINESE])).text == "一、回顾\n二、计划\n正文。"


def test_a_bullet_is_no_number() -> None:
    report = read(docx_bytes([Block(text="修路", list_id=1)], lists=[Numbered(levels=[("bullet", "•")])]))
    assert report.text == "修路"
    assert report.notes == ()


def test_the_title_among_the_properties_counts_where_the_text_bears_it_out() -> None:
    blocks = ["安溪县茶园年报", "王明", "正文。"]
    own = read(docx_bytes(blocks, title="安溪县茶园年报", creator="王明")).metadata
    assert (own.title, own.author) == ("安溪县茶园年报", "王明")
    stale = read(docx_bytes(blocks, title="Microsoft Word - 模板", creator="Administrator")).metadata
    assert (stale.title, stale.author) == (None, None)


def test_a_document_that_unpacks_beyond_reason_is_refused_unread() -> None:
    bomb = zip_bytes({"word/document.xml": b"\0" * (65 << 20)})
    assert len(bomb) < 1 << 20
    with pytest.raises(UnreadableFileError, match="64 MiB"):
        read(bomb)


def test_entities_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="entities"):
        read(zip_bytes({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted"),
        (zip_bytes({"a.xml": "<a/>"}), "no text part"),
        (zip_bytes({"word/document.xml": "<a>"}), "broken"),
        (docx_bytes([]), "no text"),
        (docx_bytes(["正文。"])[:-30], "not a .docx"),
    ],
)
def test_what_is_no_document_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        read(data)


def test_pictures_are_left_out_unread() -> None:
    packed = io.BytesIO(docx_bytes(["正文。"]))
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr("word/media/image1.png", b"no picture")
    assert read(packed.getvalue()).text == "正文。"


def test_a_table_of_contents_is_no_text() -> None:
    report = read(
        docx_bytes([Block(text="一、回顾\t1", style="TOC1"), Block(text="一、回顾", heading=1), "正文。"])
    )
    assert report.text == "# 一、回顾\n正文。"
    assert [(" ".join(entry.text.split()), entry.reason) for entry in report.removed] == [
        ("一、回顾 1", "table of contents")
    ]


def test_a_footnote_follows_the_text_without_its_mark() -> None:
    parts = unpacked(docx_bytes(["产值十亿元，增长三成。"]))
    mark = b'<w:r><w:footnoteReference w:id="2"/></w:r>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:p>", mark + b"</w:p>")
    parts["word/footnotes.xml"] = (
        f'<w:footnotes {NAMESPACE}><w:footnote w:id="2"><w:p><w:r><w:t>按可比价格计算。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    ).encode()
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(b"styles", b"footnotes")
    report = read(zip_bytes(parts))
    assert report.text == "产值十亿元，增长三成。\n按可比价格计算。"
    assert report.notes == ("footnotes stand at the end, without their marks: 1",)


def test_a_list_that_leaves_its_levels_to_a_list_style_counts_by_them() -> None:
    parts = unpacked(docx_bytes([Block(text="回顾", list_id=2)], lists=[CHINESE, CHINESE]))
    first, _, second = parts["word/numbering.xml"].partition(b'w:abstractNumId="2">')
    _, _, rest = second.partition(b"</w:abstractNum>")
    linked = b'w:abstractNumId="2"><w:numStyleLink w:val="Numbered"/></w:abstractNum>'
    parts["word/numbering.xml"] = first + linked + rest
    assert read(zip_bytes(parts)).text == "一、回顾"


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>五月六日</w:t></w:r></w:fldSimple>', "前五月六日后。"),
        ('<w:bdo w:val="ltr"><w:r><w:t>中</w:t></w:r></w:bdo>', "前中后。"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>qiáng</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>强</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "前强(qiáng)后。",
        ),
        (
            '<m:oMathPara xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:oMath>'
            "<m:r><m:t>a=b</m:t></m:r></m:oMath></m:oMathPara>",
            "前a=b后。",
        ),
        ("<w:r><w:t>：</w:t><w:cr/></w:r>", "前：\n后。"),
    ],
)
def test_no_word_within_markup_that_the_library_drops_is_lost(markup: str, text: str) -> None:
    word = docx_bytes([Block(text="前"), "后。"])
    joined = remade(word, b"</w:p><w:p>", markup.encode())
    assert read(joined).text.replace("# ", "") == text
