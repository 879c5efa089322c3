"""Page furniture: the buttons, share bars, neighbours, editors and footers around a report."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.lines import Line, lines_of

_LONGEST_CHARS = 90
_LONGEST_NAME_CHARS = 12
_BUTTON = (
    r"(?:下[载載]|打印(?:本[页頁])?|列印|全屏|收藏(?:本[页頁])?|[关關][闭閉](?:窗口|本[页頁])?|返回(?:[顶頂]部|首[页頁]|列表)?"
    r"|[纠糾][错錯]|我要[纠糾][错錯]|分享(?:到|至)?[:：]?|微信|微博|新浪微博|[腾騰][讯訊]微博|QQ(?:空[间間]|好友)?|朋友圈"
    r"|分享到微信(?:朋友圈)?|更多|加大|[还還]原|[减減]小|[×✕]|大|中|小|字[号號体體][:：]?|[复複][制製][链鏈]接)"
)
_EDGE = r"[\s|/、·\[\]【】（）()]{0,4}"
_PATTERNS = (
    ("type size control", r"[【\[（(]?字[体體号號](?:大小)?[:：][\s|大中小加还還原减減]{0,20}[】\]）)]?"),
    ("page button", rf"(?:{_EDGE}{_BUTTON}){{1,12}}{_EDGE}"),
    ("neighbouring page", r"[•·\-*]?\s?[上下]一[篇条條][:：].{0,80}"),
    ("page address", r"[•·\-*]?\s?(?:本文|本[页頁]|原文)(?:地址|[链鏈]接|[网網]址)[:：]?\s?\S{0,200}"),
    (
        "scan prompt",
        r"[扫掃][一码碼描]?[扫掃]?.{0,6}(?:手[机機]|二[维維][码碼]|[关關]注|打[开開]|分享).{0,20}",
    ),
    (
        "editor line",
        r"[（(【\[]?(?:[责責]任[编編][辑輯]|[责責][编編]|[编編][辑輯]|校[对對]|[审審]核|[初复復复终終][审審]|[监監][审審制製]|值班[编編]委)"
        r"[:：]\s?\S{0,10}(?:[\s|/]{1,4}\S{1,12}){0,8}[）)】\]]?",
    ),
    (
        "page counter",
        r"(?:[阅閱][读讀][量数數]?|[浏瀏][览覽](?:量|次[数數])?|[点點][击擊](?:量|[数數]|率|次[数數])?|[访訪][问問]量)[:：]\s?[\d,]*次?"
        r"|(?:[欢歡]迎)?[您你]是(?:本[站页頁網网]的?)?第\s?[\d,]{0,12}\s?[位个個](?:[访訪][问問客]者?|[浏瀏][览覽]者|[读讀]者|[游遊]客)?[。！!]?",
    ),
    (
        "page prompt",
        r"[》>«»《<]{0,3}(?:[点點][击擊]).{0,12}(?:[进進]入|查看|[下观觀][载載看]).{0,12}[《<>«»》]{0,3}",
    ),
    (
        "page number",
        r"[-—–－]\s?\d{1,4}\s?[-—–－]|第\s?\d{1,4}\s?[页頁](?:[，,/\s]{0,2}共\s?\d{1,4}\s?[页頁])?",
    ),
    ("page code", r"[0-9a-f]{32}:?"),
    (
        "page footer",
        r"(?:版[权權](?:所有(?![权權])|[:：])|(?i:copyright\b|©|all rights reserved)"
        r"|[网網]站(?:地[图圖]|[标標][识識][码碼])|[主承协協][办辦](?:[单單]位)?[:：]|技[术術]支持[:：]|.{0,50}ICP[备備]|.{0,50}公[网網]安[备備]).{0,70}",
    ),
    ("mark without text", r"[|>＞»›·•●◆■□▪…*=_~\-—–\s【】\[\]]+"),
)
_LINES = tuple((reason, re.compile(pattern)) for reason, pattern in _PATTERNS)
# A line that ends a sentence is of the report, whatever it opens with; titles and counters may end as one.
_SENTENCE = re.compile(r"[。！？]")
_MAY_END = frozenset({"neighbouring page", "page counter", "page address", "scan prompt"})
_SIZE_OPENS = re.compile(r"[【\[]?字[体體号號][:：]?")
_EDITOR_OPENS = re.compile(r"(?:[责責]任[编編][辑輯]|[责責][编編])[:：]")
_INLINE = (
    ("type size control", re.compile(r"[【\[]字[体體号號](?:大小)?[:：][\s|大中小加还還原减減]{1,20}[】\]]")),
    ("editor line", re.compile(r"[（(【\[](?:[责責]任)?[编編][辑輯][:：][^）)】\]\n]{1,20}[）)】\]]")),
)


def page_furniture(text: str) -> Iterator[Cut]:
    """Lines that belong to the page, whole; and controls that stand within other lines.

    >>> page = "【字号：\\n加大\\n还原\\n减小\\n】\\n报告\\n下载 打印"
    >>> [(cut.reason, page[cut.start:cut.end].replace("\\n", "")) for cut in page_furniture(page)]
    [('type size control', '【字号：加大还原减小】'), ('page button', '下载 打印')]
    """
    lines = [line for line in lines_of(text) if line.text]
    at = 0
    while at < len(lines):
        reason, length = _furniture(lines, at)
        if length:
            yield Cut(start=lines[at].start, end=lines[at + length - 1].end, reason=reason)
        else:
            yield from _within(lines[at])
        at += max(length, 1)


def _furniture(lines: list[Line], at: int) -> tuple[str, int]:
    """Why the line is furniture and how many lines go together; ("", 0) where it is none."""
    line = lines[at].text
    if len(line) > _LONGEST_CHARS:
        return "", 0
    if _SIZE_OPENS.fullmatch(line):
        return "type size control", _size_control(lines, at)
    if (
        _EDITOR_OPENS.fullmatch(line)
        and at + 1 < len(lines)
        and len(lines[at + 1].text) <= _LONGEST_NAME_CHARS
    ):
        return "editor line", 2
    reason = next((reason for reason, pattern in _LINES if pattern.fullmatch(line)), "")
    if _SENTENCE.search(line) and reason not in _MAY_END:
        return "", 0
    return reason, int(bool(reason))


def _size_control(lines: list[Line], at: int) -> int:
    """How many lines a control takes that is spread over one line a choice."""
    length = 1
    while at + length < len(lines) and re.fullmatch(
        r"加?大|中|[减減]?小|[还還]原|】", lines[at + length].text
    ):
        length += 1
    return length


def _within(line: Line) -> Iterator[Cut]:
    for reason, pattern in _INLINE:
        for found in pattern.finditer(line.text):
            yield Cut(start=line.start + found.start(), end=line.start + found.end(), reason=reason)
