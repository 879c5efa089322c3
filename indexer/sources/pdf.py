"""PDF: the text layer, a line a line, with a blank line between pages; the only module that knows PDFium."""

import unicodedata

import pypdfium2

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport
from indexer.sources.encodings import even_lines
from indexer.sources.files import SourceFile
from indexer.sources.page_ends import without_page_ends
from indexer.sources.properties import borne_out
from indexer.sources.records import mend

_LEAST_PAGE_CHARS = 10
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
# Signs of the radicals, which some fonts give for the characters that look the same (⼯作 for 工作).
_RADICALS = {
    sign: unicodedata.normalize("NFKC", chr(sign)) for sign in range(0x2F00, 0x2FD6)
} | str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": None})  # PDFium's marks for one at a line's end


def read_pdf(file: SourceFile, data: bytes) -> RawReport:
    """The file as one report. Lines end where they do on the page; joining them is left to the cleaning.

    Raises UnreadableFileError where it is broken or encrypted, or its pages are pictures.
    """
    try:
        pages, title, author = _pages(data)
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as exc:
        if getattr(exc, "err_code", None) == _PASSWORD_NEEDED:
            raise UnreadableFileError("the PDF is encrypted; save it without its password") from exc
        raise UnreadableFileError(f"the PDF is broken: {str(exc)[:100]}") from exc
    bare = [
        number for number, page in enumerate(pages, start=1) if len("".join(page.split())) < _LEAST_PAGE_CHARS
    ]
    inner, ends = without_page_ends(pages)
    text = "\n\n".join(page.strip("\n") for page in inner if page.strip())
    if len("".join(text.split())) < _LEAST_PAGE_CHARS * max(len(pages), 1):
        raise UnreadableFileError("the PDF holds pictures of pages, not text; run OCR on it first")
    as_meant = text.translate(_RADICALS)
    mended = sum(before != after for before, after in zip(text, as_meant, strict=True))
    shown = ", ".join(map(str, bare[:20])) + (" …" if len(bare) > 20 else "")  # noqa: PLR2004 - 20 tell enough
    return RawReport(
        id=file.id,
        path=file.shown,
        encoding="pdf",
        text=as_meant,
        metadata=borne_out(as_meant, title, author),
        removed=ends,
        notes=(
            *((f"pages with next to no text (pictures?): {shown}",) if bare else ()),
            *((f"signs of radicals read as the characters they stand for: {mended}",) if mended else ()),
        ),
    )


def _pages(data: bytes) -> tuple[list[str], str, str]:
    """The text of each page, and the title and author among the file's properties."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [_page_text(document[number]) for number in range(len(document))]
        named = document.get_metadata_dict()
    return pages, mend(str(named.get("Title", ""))), mend(str(named.get("Author", "")))


def _page_text(page: pypdfium2.PdfPage) -> str:
    layer = page.get_textpage()
    text = str(layer.get_text_range(errors="replace")) if layer.count_chars() else ""
    layer.close()
    page.close()
    return mend(even_lines(text.translate(_HYPHENS))).strip("\n")
