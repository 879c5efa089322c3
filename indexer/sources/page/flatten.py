"""HTML to the lines a reader sees, one pass over the tags: no tree, so nothing can be nested too deep."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from indexer.contract.errors import UnreadableFileError
from indexer.sources.page.lines import Fragment, Line, Run, fragment_of, in_one, lines_of, rejoined
from indexer.sources.page.tables import Table, laid_out_lines, lines_of_table

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
        ),
        *("fieldset", "figcaption", "figure", "form", "header", "hr", "html", "legend", "li", "main"),
        *("menu", "ol", "p", "pre", "section", "summary", "ul"),
    )
)
_UNPRINTED = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "head", "title", "noframes", "rp")
)
_AROUND = frozenset(("nav", "footer", "aside", "button", "select", "textarea"))
_AROUND_TAG = re.compile(rf"<(/?)({'|'.join(sorted(_AROUND))})(?=[\s>/])", re.IGNORECASE)
_BOLD = frozenset(("b", "strong"))
_WEIGHT = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:(bold|[6-9]00)|(normal|lighter|[1-5]00))", re.IGNORECASE)
_TABLE = frozenset(("table", "tr", "td", "th"))
_SENTENCE_ENDS = ("。", "！", "？", "；")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flattened:
    """The lines of a page in their order; `depth` and `elements` say how hard its tree would be to walk."""

    lines: tuple[Line, ...]
    depth: int
    elements: int


def flatten(page: str) -> Flattened:
    """The lines of a page or of a piece of one, without what a browser does not print.

    An element around the text (nav, footer) that is left open is its tag alone, and so are all of them
    on a page that has its sentences nowhere else. Raises UnreadableFileError where no parser gets through.

    >>> [line.text for line in flatten("<h2>回顾</h2><p>产值&lt;10亿<script>x</script>").lines]
    ['回顾', '产值<10亿']
    """
    target = _Page(around=_closed_elements(page))
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, recover=True)
    try:
        parser.feed(page.encode("utf-8", errors="replace"))
        flattened: Flattened = parser.close()
    except etree.LxmlError as exc:
        raise UnreadableFileError(f"the page cannot be parsed: {str(exc)[:100]}") from exc
    if _sentences(flattened, around=True) > _sentences(flattened, around=False):
        return replace(flattened, lines=tuple(replace(line, apart="") for line in flattened.lines))
    return flattened


def _closed_elements(page: str) -> frozenset[str]:
    """The kinds of elements around the text that end as often as they begin."""
    balance: dict[str, int] = {}
    for end, name in _AROUND_TAG.findall(page):
        balance[name.lower()] = balance.get(name.lower(), 0) + (-1 if end else 1)
    return frozenset(name for name, unclosed in balance.items() if unclosed <= 0)


def _sentences(page: Flattened, *, around: bool) -> int:
    """How many characters stand in lines that end as a sentence does."""
    lines = (line for line in page.lines if bool(line.apart) is around)
    return sum(len(line.text) for line in lines if line.text.endswith(_SENTENCE_ENDS))


class _Page:
    """What the parser tells of a page, gathered into lines."""

    def __init__(self, around: frozenset[str]) -> None:
        self._around = around
        self._lines: list[Line] = []
        self._fragments: list[Fragment] = []
        self._runs: list[Run] = []
        self._words: list[str] = []  # of the run at hand
        self._kind = ""  # of the block at hand
        self._bold = [False]
        self._links = 0
        self._unprinted = 0
        self._apart: list[str] = []
        self._tables: list[Table] = []
        self._depth = 0
        self._elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._unprinted or tag in _UNPRINTED:
            self._unprinted += 1
            return
        bold = tag in _BOLD or self._bold[-1]
        if "style" in attributes:
            bold = _weight(attributes["style"], bold)
        if bold is not self._bold[-1]:
            self._end_run()
        self._bold.append(bold)
        self._depth = max(self._depth, len(self._bold))
        if tag == "br":
            self._end_fragment()
        elif tag == "a":
            self._end_run()
            self._links += 1
        elif tag in _HEADINGS or tag in _BLOCKS:
            self._start_block(tag)
        elif tag == "rt":
            self._words.append("(")
        elif tag in self._around:
            self._start_apart(tag)
        elif tag in _TABLE:
            self._start_table_part(tag, attributes)

    def end(self, tag: str) -> None:
        if self._unprinted:
            self._unprinted -= 1
            return
        if tag == "a":
            self._end_run()
            self._links = max(self._links - 1, 0)
        elif tag == "rt":
            self._words.append(")")
        elif tag in _HEADINGS or tag in _BLOCKS:
            self._end_block()
        elif tag in self._around and self._apart:
            self._end_block()
            self._apart.pop()
        elif tag in _TABLE:
            self._end_table_part(tag)
        if len(self._bold) > 1:
            if self._bold[-1] is not self._bold[-2]:
                self._end_run()
            self._bold.pop()

    def data(self, text: str) -> None:
        if self._unprinted:
            return
        if self._kind == "pre" and "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self._words.append(line)
                self._end_fragment()
        self._words.append(text)

    def close(self) -> Flattened:
        self._end_block()
        while self._tables:
            self._end_table_part("table")
        return Flattened(lines=tuple(self._lines), depth=self._depth, elements=self._elements)

    def _end_run(self) -> None:
        if self._words:
            self._runs.append(Run("".join(self._words), self._bold[-1], self._links > 0))
            self._words = []

    def _start_block(self, tag: str) -> None:
        """A block within a heading that holds no words yet is that heading."""
        self._end_run()
        blank = not self._fragments and all(run.text.isspace() for run in self._runs)
        kind = self._kind if blank and self._kind in _HEADINGS and tag not in _HEADINGS else tag
        self._end_block()
        self._kind = kind

    def _end_fragment(self) -> None:
        self._end_run()
        self._fragments.append(fragment_of(self._runs) if self._runs else Fragment(""))
        self._runs = []

    def _end_block(self) -> None:
        kind, self._kind = self._kind, ""
        if self._words or self._runs:
            self._end_fragment()
        elif not self._fragments:
            return
        fragments, self._fragments = self._fragments, []
        level = _HEADINGS.get(kind, 0)
        if level:
            fragments = in_one(fragments)
        elif kind == "p" and len(fragments) > 1:
            fragments = rejoined(fragments)
        apart = self._apart[-1] if self._apart else ""
        gathering = self._tables and not self._tables[-1].laid_out
        for line in lines_of(fragments, level, apart):
            if gathering:
                self._tables[-1].add(line)
            else:
                self._lines.append(line)

    def _lay_out(self) -> None:
        """The table at hand holds more than figures: what it has gathered are lines of the page."""
        self._end_block()
        if self._tables and not self._tables[-1].laid_out:
            self._tables[-1].laid_out = True
            self._lines += laid_out_lines(self._tables[-1])

    def _start_apart(self, tag: str) -> None:
        self._lay_out()
        self._apart.append(tag)

    def _start_table_part(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            self._lay_out()
            self._tables.append(Table(laid_out=bool(self._apart)))
            return
        self._end_block()
        if not self._tables or self._tables[-1].laid_out:
            return
        if tag == "tr":
            self._tables[-1].start_row()
        else:
            self._tables[-1].start_cell(attributes.get("colspan", ""), attributes.get("rowspan", ""))

    def _end_table_part(self, tag: str) -> None:
        self._end_block()
        if not self._tables:
            return
        if tag == "table":
            table = self._tables.pop()
            self._lines += () if table.laid_out else lines_of_table(table)
        else:
            self._tables[-1].in_cell = False


def _weight(style: str, inherited: bool) -> bool:
    """Whether words in an element of this style are bold."""
    weight = _WEIGHT.search(style)
    return inherited if weight is None else weight[1] is not None
