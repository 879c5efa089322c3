"""PDF: the text layer with its line ends and pages, and the PDFs that have none."""

from pathlib import Path

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.sources.files import SourceFile
from indexer.sources.pdf import read_pdf
from tests.indexer.sources.office import pdf_bytes

FILE = SourceFile(path=Path("a.pdf"), id="a.pdf")
FIRST = ["安溪县茶园年报", "今年茶园新修道路十公里，比去年", "多了三成。"]
SECOND = ["第二页写在这里，一共只有两行，", "到此为止。"]


def test_lines_end_as_on_the_page_and_pages_stand_apart() -> None:
    report = read_pdf(FILE, pdf_bytes([FIRST, SECOND]))
    assert report.text == "\n".join([*FIRST, "", *SECOND])
    assert (report.encoding, report.notes) == ("pdf", ())


def test_the_title_counts_where_the_text_bears_it_out() -> None:
    assert read_pdf(FILE, pdf_bytes([FIRST], title=FIRST[0])).metadata.title == FIRST[0]
    assert read_pdf(FILE, pdf_bytes([FIRST], title="PowerPoint 演示文稿")).metadata.title is None


def test_a_page_that_is_a_picture_among_others_is_noted() -> None:
    assert read_pdf(FILE, pdf_bytes([FIRST, [], SECOND])).notes == (
        "pages with next to no text (pictures?): 2",
    )


def test_signs_of_radicals_are_read_as_the_characters_they_stand_for() -> None:
    report = read_pdf(FILE, pdf_bytes([["今年的⼯作和⺠⽣实事都已经办完。"]]))
    assert report.text == "今年的工作和民生实事都已经办完。"
    assert report.notes == ("signs of radicals read as the characters they stand for: 3",)


@pytest.mark.parametrize("pages", [[[]], [["1"], ["2"], ["3"]], [["安溪年报"], [], [], []]])
def test_pages_without_text_are_refused_with_the_cure(pages: list[list[str]]) -> None:
    with pytest.raises(UnreadableFileError, match="pictures of pages, not text; run OCR"):
        read_pdf(FILE, pdf_bytes(pages))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "broken"),
        (b"%PDF-1.4\nnothing", "broken"),
        (pdf_bytes([FIRST])[:200], "broken"),
        (pdf_bytes([FIRST], encrypted=True), "encrypted; save it without"),
    ],
)
def test_a_broken_or_encrypted_file_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        read_pdf(FILE, data)
