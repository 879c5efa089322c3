"""Where the text of a page begins and ends: trafilatura points at it, and no sentence is left outside.

trafilatura leaves out lines within an article that it dislikes (a dateline, a short paragraph, a signature).
So it is asked only for the first and the last line; what lies between them is kept whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.contract.reading import Removal
from indexer.sources.page.judge import Judgement
from indexer.sources.page.lines import Line

_LEAST_COVERED = 0.6
_LONG_CHARS = 30
_TELLING_CHARS = 10
_HEAD_LINES = 15  # as far above the text may stand its title, with credits and buttons between them
_NEAR_LINES = 6  # of unlinked words that go with the text they stand next to
_LEAST_LINKS = 5
_LEADS = ("附件", "附件下载", "相关附件", "相关文件", "附")  # what stands above links
_UNTOLD = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[。！？；]")
_CREDIT = re.compile(
    r"(?:来源|來源|作者|发布|發布|时间|時間|日期|记者|記者|供稿|文号|文號|索引号|发文)[^\n]{0,10}[:：]"
    r"|^[（(]?(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})\s?[-/.年]\s?[\d一二三四五六七八九十]{1,3}"
)
_FURNITURE = re.compile(
    r"版权所有|版權所有|copyright|©|icp备|公网安备|网站标识码|技术支持|主办单位?[:：]|承办单位?[:：]|网站地图"
    r"|联系我们|扫一扫|分享到|关闭窗口|上一篇|下一篇|相关(?:阅读|链接|新闻|文章|推荐|报道|信息)|当前位置|无障碍"
    r"|浏览器|分辨率|阅读原文|预览时标签不可点",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Main:
    """The lines that are the text of a page, and what stood around them."""

    lines: tuple[Line, ...]
    removed: tuple[Removal, ...] = ()
    notes: tuple[str, ...] = ()


def main_of(lines: Sequence[Line], judgement: Judgement | None) -> Main:
    """The text of a page. All of it is kept where the judge is at a loss, but what its tags set apart."""
    inner = [line for line in lines if not line.apart]
    span = _span(inner, judgement)
    if span is None:
        return Main(lines=tuple(inner), removed=tuple(_removals(lines, inner)), notes=_note(inner, judgement))
    begin, end = span
    kept = [line for at, line in enumerate(inner) if begin <= at < end or _is_text(line)]
    return Main(lines=tuple(kept), removed=tuple(_removals(lines, kept)))


def _removals(lines: Sequence[Line], kept: Iterable[Line]) -> Iterator[Removal]:
    """What is not kept, in the order of the page: an element around the text whole, else a line."""
    stays = {id(line) for line in kept}
    gone = (line for line in lines if id(line) not in stays)
    for apart, group in groupby(gone, key=lambda line: line.apart):
        if apart:
            yield Removal(text=" ".join(line.text for line in group), reason=f"around the text ({apart})")
        else:
            yield from (Removal(text=line.text, reason="around the text") for line in group)


def _note(lines: Sequence[Line], judgement: Judgement | None) -> tuple[str, ...]:
    """Says that the text was not told from what may stand around it."""
    if judgement is None:
        return ("a page too large or too broken to tell the text from what stands around it; all is kept",)
    if sum(map(_is_linked, lines)) < _LEAST_LINKS:
        return ()
    return ("it is not certain where the text of the page begins and ends; all of it is kept",)


def _span(lines: Sequence[Line], judgement: Judgement | None) -> tuple[int, int] | None:
    """The lines that hold the text, half-open; None where what the judge found is too little to go by."""
    if judgement is None or judgement.text is None:
        return None
    found = list(_found(lines, judgement.text))
    if not found:
        return None
    begin, end = _telling(lines, found), found[-1] + 1
    long = [(at, len(line.text)) for at, line in enumerate(lines) if _is_text(line) or _is_long(line)]
    covered = sum(chars for at, chars in long if begin <= at < end)
    if covered < _LEAST_COVERED * sum(chars for _, chars in long):
        return None
    return _head(lines, begin, judgement.title), _foot(lines, end)


def _found(lines: Sequence[Line], text: str) -> Iterator[int]:
    """Which lines the judge kept: long ones anywhere in its text, short ones as lines of it."""
    whole = _told(text)
    told = {_told(line) for line in text.split("\n")}
    for at, line in enumerate(lines):
        if line.tabular or _is_linked(line) or _FURNITURE.search(line.text):
            continue
        key = _told(line.text)
        if key and (key in told or (len(key) >= _TELLING_CHARS and key in whole)):
            yield at


def _telling(lines: Sequence[Line], found: Sequence[int]) -> int:
    """The first line of those found, or of the short ones that links part from the rest, behind the links:
    they are the menu that a page laid out in cells holds beside its text."""
    first, parted, kept = found[0], False, frozenset(found)
    for at in range(found[0], found[-1] + 1):
        if at in kept:
            first, parted = (at if parted else first), False
            if len(_told(lines[at].text)) >= _TELLING_CHARS:
                return first
        else:
            parted = parted or _is_linked(lines[at])
    return found[0]


def _told(text: str) -> str:
    """Letters, figures and Chinese characters alone: what no format changes."""
    return _UNTOLD.sub("", text)


def _head(lines: Sequence[Line], begin: int, title: str | None) -> int:
    """The first line of the text with its title and credits above it."""
    first = _near(lines, range(begin - 1, -1, -1), begin)
    name = _told(title or "")
    for at in range(begin - 1, max(begin - _HEAD_LINES, 0) - 1, -1):
        line = lines[at]
        key = _told(line.text)
        named = len(key) >= _TELLING_CHARS // 2 and bool(name) and (key in name or name in key)
        if named or line.level == 1 or (_CREDIT.search(line.text) and not _is_linked(line)):
            first = min(first, at)
    return first


def _foot(lines: Sequence[Line], end: int) -> int:
    """Behind the last line of the text with its signature and its attachments."""
    behind = _near(lines, range(end, len(lines)), end - 1) + 1
    names_links = _told(lines[behind - 1].text) in _LEADS and any(map(_is_linked, lines[behind : behind + 1]))
    return behind - 1 if names_links else behind


def _near(lines: Sequence[Line], places: range, reached: int) -> int:
    """The farthest of the lines in a row, out from the text, that are words without links."""
    for at in places[:_NEAR_LINES]:
        line = lines[at]
        attached = line.text.startswith("附件")
        if _FURNITURE.search(line.text) or (line.linked and not attached) or not _told(line.text):
            break
        reached = at
    return reached


def _is_text(line: Line) -> bool:
    """What is kept wherever it stands: the heading of the page, a sentence, a row of data."""
    if line.level == 1:
        return True
    if _is_linked(line) or _FURNITURE.search(line.text):
        return False
    return line.tabular or _SENTENCE.search(line.text) is not None


def _is_long(line: Line) -> bool:
    return len(line.text) >= _LONG_CHARS and not _is_linked(line) and not _FURNITURE.search(line.text)


def _is_linked(line: Line) -> bool:
    return 2 * line.linked > len(line.text)
