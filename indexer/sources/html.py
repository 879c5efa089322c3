"""HTML to text whose headings are "#" lines; the only module that knows bleach.

What stands in a block goes through bleach as HTML of its own: words and the bold mark they begin with.
Whatever markup else is left in it is gone after that, and what merely looks like markup is text.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

import bleach

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport
from indexer.sources.catalog import SourceFile
from indexer.sources.encodings import Decoded, even_lines
from indexer.sources.page.flatten import flatten
from indexer.sources.page.judge import Judgement, judge
from indexer.sources.page.lines import Line
from indexer.sources.page.main import main_of
from indexer.sources.page.metadata import page_metadata

_FRAMES = re.compile(r"<i?frame(?:set)?[\s>]", re.IGNORECASE)
_MARKUP = re.compile("[<>&]")
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # bleach writes "?" for most of them
_LONGEST_LEAD_CHARS = 60
_MOST_MARKS = 20_000  # beyond them a page is not marked up but filled; bleach would take minutes
_PIECE_CHARS = 20_000


def read_html(file: SourceFile, decoded: Decoded) -> RawReport:
    """The page as one report. Its first h1 stays in the text and then outranks <title>, which sites adorn."""
    page = even_lines(decoded.text)
    flat = flatten(page)
    judgement = judge(page, depth=flat.depth, elements=flat.elements)
    main = main_of(flat.lines, judgement)
    text = _written(main.lines)
    if not text:
        framed = _FRAMES.search(page) is not None
        raise UnreadableFileError(
            "the page holds only frames; save the page within them" if framed else "the page holds no text"
        )
    return RawReport(
        id=file.id,
        path=str(file.path),
        encoding=decoded.encoding,
        margin=decoded.margin,
        text=text,
        metadata=page_metadata(page, main.lines, judgement or Judgement()),
        removed=main.removed,
        notes=(*decoded.notes, *main.notes),
    )


def flat_text(page: str) -> str:
    """The words of a page or of a piece of one, a line a block, whole: nothing is judged to be around them.

    >>> flat_text("<h2>回顾</h2><p><b>一是修路。</b>产值&lt;10亿</p><nav>首页</nav>")
    '## 回顾\\n**一是修路。**产值<10亿\\n首页'
    """
    return _written(flatten(page).lines)


def _written(lines: Sequence[Line]) -> str:
    """The lines with their marks: "#" before a heading, asterisks around the bold words it begins with."""
    texts = [line.text for line in lines]
    fit = [at for at, text in enumerate(texts) if not _UNFIT.search(text)]
    if sum(bool(lines[at].bold) + len(_MARKUP.findall(texts[at])) for at in fit) <= _MOST_MARKS:
        cleaned = _cleaned([_markup(lines[at]) for at in fit])
        for at, text in zip(fit, cleaned, strict=True):
            texts[at] = _marked(text)
    return "\n".join(
        f"{'#' * line.level} {text}" if line.level else text for line, text in zip(lines, texts, strict=True)
    )


def _markup(line: Line) -> str:
    """The line as HTML. A bold sentence that is the whole line is no heading, nor are many bold words."""
    lead, rest = line.text[: line.bold], line.text[line.bold :]
    if not lead or len(lead) > _LONGEST_LEAD_CHARS or (not rest and lead.endswith("。")):
        return _escaped(line.text)
    return f"<b>{_escaped(lead)}</b>{_escaped(rest)}"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False) if _MARKUP.search(text) else text


def _marked(cleaned: str) -> str:
    """The words of a line that bleach has been over; what "<" is left in it is a mark of ours."""
    if "<" in cleaned:
        cleaned = cleaned.replace("<b>", "**").replace("</b>", "**")
    return html.unescape(cleaned) if "&" in cleaned else cleaned


def _cleaned(lines: Sequence[str]) -> Iterator[str]:
    """The lines without any markup but the bold mark, some thousands of characters at a time."""
    cleaner = bleach.Cleaner(tags={"b"}, attributes={}, strip=True, strip_comments=True)
    for piece in _pieces(lines):
        yield from cleaner.clean("\n".join(piece)).split("\n")


def _pieces(lines: Iterable[str]) -> Iterator[list[str]]:
    piece: list[str] = []
    size = 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size > _PIECE_CHARS:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
