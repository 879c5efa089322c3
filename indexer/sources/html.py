"""HTML to text whose headings are "#" lines; the only module that knows bleach.

Scripts and styles are cut out before bleach sees the page, since bleach keeps the text inside tags it
strips; entities are resolved after it, since it writes every bare "&" as one.
"""

import html
import re
from html.parser import HTMLParser

import bleach

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import Metadata, RawReport
from indexer.sources.catalog import SourceFile
from indexer.sources.dates import parse_date
from indexer.sources.encodings import Decoded, even_lines

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "li", "tr", "br", "section", "article", "table", "blockquote", "dd", "dt")
_CELLS = ("td", "th")
_DROPPED = (
    *("script", "style", "noscript", "template", "svg", "iframe", "head"),
    *("nav", "footer", "aside", "form", "button", "select", "textarea"),
)
_BROKEN_LINE = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\n\s*(?=[^\x00-\x7f])")
_OPENING = re.compile(rf"<({'|'.join(_DROPPED)})(?=[\s>/])|<!--", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.IGNORECASE)
_META = re.compile(r"<meta\s([^>]{0,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,20})\s{0,5}=\s{0,5}(?:\"([^\"]{0,500})\"|'([^']{0,500})')", re.IGNORECASE)
_META_NAMES = {
    "date": ("date", "pubdate", "publishdate", "article:published_time"),
    "source": ("source", "contentsource"),
    "author": ("author",),
}


def read_html(file: SourceFile, decoded: Decoded) -> RawReport:
    """The page as one report. Its first h1 stays in the text and then outranks <title>, which sites adorn."""
    text = to_text(even_lines(decoded.text))
    if not text.strip():
        raise UnreadableFileError("the page holds no text")
    return RawReport(
        id=file.id,
        path=str(file.path),
        encoding=decoded.encoding,
        text=text,
        metadata=_metadata(decoded.text, has_heading=re.search(r"^# ", text, re.MULTILINE) is not None),
        notes=decoded.notes,
    )


def to_text(page: str) -> str:
    """The words of the page, a line a block.

    >>> to_text("<h2>回顾</h2><p>产值&lt;10亿<script>x()</script></p>")
    '## 回顾\\n产值<10亿'
    """
    cleaned = bleach.clean(
        drop_unread(page),
        tags={*_HEADINGS, *_BLOCKS, *_CELLS},
        attributes={},
        strip=True,
        strip_comments=True,
    )
    writer = _Writer()
    writer.feed(cleaned)
    writer.close()
    lines = ("".join(part).strip() for part in writer.lines)
    return "\n".join(line for line in lines if line.strip("# "))


def drop_unread(page: str) -> str:
    """The page without comments and the elements whose text nobody reads; an unclosed one runs to the end.

    >>> drop_unread("a<STYLE>p{}</style >b<!-- c -->d<script>e")
    'abd'
    """
    kept: list[str] = []
    at = 0
    while (found := _OPENING.search(page, at)) is not None:
        kept.append(page[at : found.start()])
        closing = rf"</{found[1]}\s{{0,20}}>" if found[1] else "-->"
        end = re.compile(closing, re.IGNORECASE).search(page, found.end())
        at = end.end() if end else len(page)
    return "".join((*kept, page[at:]))


class _Writer(HTMLParser):
    """Collects the lines of a page that bleach has made well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CELLS:
            self.lines[-1].append(" ")
        else:
            self.lines.append([f"{'#' * int(tag[1])} "] if tag in _HEADINGS else [])

    def handle_endtag(self, tag: str) -> None:
        if tag not in _CELLS:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        """A line break in the source is a space, but none within Chinese, which has no spaces to break at."""
        self.lines[-1].append(" ".join(_BROKEN_LINE.sub("", data).split("\n")))


def _metadata(page: str, *, has_heading: bool) -> Metadata:
    title = _TITLE.search(page)
    values = _meta_values(page)
    written = {
        field: next((values[name] for name in names if name in values), None)
        for field, names in _META_NAMES.items()
    }
    return Metadata(
        title=None if has_heading or title is None else _plain(title[1]),
        date=parse_date(written["date"] or ""),
        source=written["source"],
        author=written["author"],
    )


def _meta_values(page: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for tag in _META.findall(page):
        attributes = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(tag)}
        name = attributes.get("name", attributes.get("property", "")).lower()
        content = _plain(attributes.get("content", ""))
        if name and content:
            values.setdefault(name, content)
    return values


def _plain(text: str) -> str | None:
    return " ".join(html.unescape(text).split()) or None
