"""HTML to text whose headings are "#" lines; the only module that knows bleach.

Scripts and styles are cut out before bleach sees the page, since bleach keeps the text inside tags it
strips; entities are resolved after it, since it writes every bare "&" as one.
"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import bleach

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import Metadata, RawReport, Removal
from indexer.sources.catalog import SourceFile
from indexer.sources.dates import parse_date
from indexer.sources.encodings import Decoded, even_lines

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (
    *("div", "section", "article", "main", "header", "blockquote", "pre", "figcaption"),
    *("ul", "ol", "li", "dl", "dd", "dt", "table", "tr", "br", "hr"),
)
_CELL = r"<t[dh](?=[\s>])[^<>]{0,500}>"
_CELL_GAP = re.compile(rf"(?<!\s)\s*(?:</t[dh]\s{{0,9}}>\s*)?{_CELL}", re.IGNORECASE)
_INLINE = r"</?(?:span|b|strong|font|o:p)(?=[\s>])[^<>]{0,500}>"
# A cell of one short paragraph, which would put each cell of its row on a line of its own.
_CELL_PARAGRAPH = re.compile(
    rf"({_CELL})\s{{0,99}}<p(?=[\s>])[^<>]{{0,500}}>([^<>]{{0,200}}(?:{_INLINE}[^<>]{{0,200}}){{0,9}})"
    r"</p\s{0,9}>\s{0,99}(?=</t[dh])",
    re.IGNORECASE,
)
_BOLD_LINE = re.compile(r"(</(?:b|strong)\s{0,9}>)\s{0,99}<br\s{0,9}/?>", re.IGNORECASE)
_MOST_FRAGMENTS = 3
_OWN_LINE = re.compile(
    r".*[。！？；：，!?;:,…”]|.*[:：].*|[一二三四五六七八九十]{1,3}、.*|[（(\d①-⑳].*"
    r"|第[一二三四五六七八九十\d]{1,3}[编編章节節].*"
)
_UNPRINTED = ("script", "style", "noscript", "template", "svg", "iframe", "head")
_AROUND = ("nav", "footer", "aside", "button", "select", "textarea")
_BROKEN_LINE = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\n\s*(?=[^\x00-\x7f])")
_OPENING = re.compile(rf"<({'|'.join((*_UNPRINTED, *_AROUND))})(?=[\s>/])|<!--", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*|[!?])[^<>]*>")  # declarations count as tags
_BREAKS = re.compile(r"<br>(?:\s*<br>)+")
_STRAY = re.compile(r"<(?!/?(?:h[1-6]|p|br)>)", re.IGNORECASE)
_FLAT_TAG = re.compile(r"(</?(?:h[1-6]|p|br)>)", re.IGNORECASE)
_PIECE_CHARS = 100_000
_TEXT_PIECE = re.compile(rf"(?s:.{{{_PIECE_CHARS}}}[^;\s\u3400-\u9fff]*.?|.+)")  # never within an entity
_TITLE = re.compile(r"<title[^<>]*>([^<]{0,500})", re.IGNORECASE)
_META = re.compile(r"<meta\s([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,20})\s{0,5}=\s{0,5}(?:\"([^\"]{0,500})\"|'([^']{0,500})')", re.IGNORECASE)
_META_NAMES = {
    "date": ("date", "pubdate", "publishdate", "article:published_time"),
    "source": ("source", "contentsource"),
    "author": ("author",),
}


def read_html(file: SourceFile, decoded: Decoded) -> RawReport:
    """The page as one report. Its first h1 stays in the text and then outranks <title>, which sites adorn."""
    page, around = drop_unread(even_lines(decoded.text))
    text = to_text(page)
    if not text.strip():
        raise UnreadableFileError("the page holds no text")
    return RawReport(
        id=file.id,
        path=str(file.path),
        encoding=decoded.encoding,
        text=text,
        metadata=_metadata(decoded.text, has_heading=re.search(r"^# ", text, re.MULTILINE) is not None),
        removed=around,
        notes=decoded.notes,
    )


def to_text(page: str) -> str:
    """The words of a page that drop_unread has been over, a line a block.

    >>> to_text("<h2>回顾</h2><p>产值&lt;10亿</p>")
    '## 回顾\\n产值<10亿'
    """
    rows = _CELL_GAP.sub("\t", _CELL_PARAGRAPH.sub(r"\1\2", page))
    marked = _BOLD_LINE.sub(r"\1</p><p>", rows)
    flat = _STRAY.sub("&lt;", _BREAKS.sub("<br><br>", _TAG.sub(_flattened, marked)))
    cleaned = "".join(
        bleach.clean(piece, tags={*_HEADINGS, "p", "br"}, attributes={}, strip=True, strip_comments=True)
        for piece in _pieces(flat)
    )
    writer = _Writer()
    writer.feed(cleaned)
    writer.close()
    lines = ("".join(part).strip() for part in writer.lines)
    return "\n".join(line for line in lines if line.strip("# "))


def drop_unread(page: str) -> tuple[str, tuple[Removal, ...]]:
    """The page without comments and what a browser does not print; and without what stands around the
    text, the words of which are returned beside it.

    A script without an end runs to the end of the page; a navigation bar without one is its tag alone.

    >>> page, removed = drop_unread("a<STYLE>p{}</style >b<!-- c --><nav>首页</nav>d<script>e")
    >>> page, [(removal.text, removal.reason) for removal in removed]
    ('abd', [('首页', 'around the text (nav)')])
    """
    kept: list[str] = []
    around: list[Removal] = []
    at = 0
    endless: set[str] = set()
    while (found := _OPENING.search(page, at)) is not None:
        kept.append(page[at : found.start()])
        name = (found[1] or "").lower()
        closing = rf"</{name}\s{{0,20}}>" if name else "-->"
        end = None if name in endless else re.compile(closing, re.IGNORECASE).search(page, found.end())
        if end is None:
            endless.add(name)
        elif name in _AROUND:
            around += _read_apart(page[page.find(">", found.end()) + 1 : end.start()], name)
        unclosed = found.end() if name in _AROUND else len(page)
        kept.append("<" + name if end is None and name in _AROUND else "")
        at = end.end() if end else unclosed
    return "".join((*kept, page[at:])), tuple(around)


def _read_apart(inside: str, name: str) -> list[Removal]:
    """The words of an element that stands around the text, and of such elements within it."""
    page, around = drop_unread(inside)
    words = _plain(_TAG.sub(" ", page))
    return [*around, *([Removal(text=words, reason=f"around the text ({name})")] if words else [])]


def _flattened(tag: re.Match[str]) -> str:
    """The tag without attributes if it may stand; a line break for a block, else nothing.

    No element is left that can nest, and every other "<" is text: the parser below bleach takes minutes
    for a page of open <div>s or of broken tags.
    """
    name = tag[2].lower()
    if name in _HEADINGS or name == "p":
        return f"<{tag[1]}{name}>"
    return "<br>" if name in _BLOCKS else ""


def _pieces(flat: str) -> Iterator[str]:
    """The page in pieces of some length, cut between blocks: bleach slows down with length."""
    piece: list[str] = []
    size = 0
    for token in _FLAT_TAG.split(flat):
        long_text = len(token) > _PIECE_CHARS
        if long_text or (size > _PIECE_CHARS and token.startswith("<")):
            yield "".join(piece)
            piece, size = [], 0
        if long_text:
            yield from _TEXT_PIECE.findall(token)
        else:
            piece.append(token)
            size += len(token)
    yield "".join(piece)


class _Writer(HTMLParser):
    """Collects the lines of a page that bleach has made well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self._paragraph = 0  # the line on which the last <p> opened

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.lines.append([f"{'#' * int(tag[1])} "] if tag in _HEADINGS else [])
        if tag == "p":
            self._paragraph = len(self.lines) - 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            whole = _rejoined(["".join(part) for part in self.lines[self._paragraph :]])
            self.lines[self._paragraph :] = [[line] for line in whole]
        self.lines.append([])
        self._paragraph = len(self.lines) - 1

    def handle_data(self, data: str) -> None:
        """A line break in the source is a space, but none within Chinese, which has no spaces to break at."""
        self.lines[-1].append(" ".join(_BROKEN_LINE.sub("", data).split("\n")))


def _rejoined(fragments: list[str]) -> list[str]:
    """The lines of a paragraph, those made whole that a single <br> cuts in mid-sentence.

    >>> _rejoined(["茶园的道路", "已经修好。", "　　仓库也是。"])
    ['茶园的道路已经修好。', '　　仓库也是。']
    """
    if sum(map(bool, fragments)) > _MOST_FRAGMENTS:
        return fragments
    whole: list[str] = []
    for fragment in fragments:
        if whole and _goes_on(whole[-1], fragment):
            whole[-1] += fragment
        else:
            whole.append(fragment)
    return whole


def _goes_on(fragment: str, following: str) -> bool:
    return (
        bool(fragment.strip())
        and not _OWN_LINE.fullmatch(fragment.strip())
        and following[:1].strip() != ""
        and following.rstrip().endswith(("。", "！", "？", "；"))
    )


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
