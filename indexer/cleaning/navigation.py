"""Navigation: the menu of a site, as one line of short links or as a run of lines with a link each."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line

_REASON = "navigation"
_LONGEST_BAR_CHARS = 200
_LONGEST_LINK_CHARS = 12
_FEWEST_LINKS = 3
_FEWEST_BARRED = 6
_HEAD_LINES = 8
_FEWEST_KNOWN, _FEWEST_KNOWN_SHARE = 2, 0.5
# A menu has one of these; without it a row of short words is a table's.
_HOME = ("首页", "首頁", "登录", "登錄", "登陆", "网站地图", "網站地圖", "联系我们", "聯繫我們", "聯絡我們")
_SEPARATORS = re.compile(r"[|｜丨/·•>＞»\s\u3000]+")
_ENDS_BAR = "。；;，,：:！!"
_LINK = re.compile(
    r"(?:[网網]站|本[站网網])?首[页頁]|登[录錄陆]|用[户戶]登[录錄陆]|注[册冊]|退出|个人中心|[網网]站(?:[地导導][图圖航])|[联聯][系繫絡][我本].{0,3}|[关關][于於][我本].{0,3}"
    r"|[搜检檢]索|[设設][为為]首[页頁]|加入收藏|收藏本[站页頁]|[无無]障[碍礙].{0,3}|[繁简簡][体體].{0,2}|English|EN|手[机機]版|[移电動電][动脑腦]版|[长長]者.{0,3}"
    r"|(?:.{0,3}(?:新[闻聞]|要[闻聞]|[动動][态態]|[资資][讯訊]|公[开開]|服[务務]|互[动動](?:交流)?|[数數][据據]|[专專][题題](?:[专專][栏欄])?|公告|通知|[导導]航|[频頻]道|中心|[概简簡][况況介]|大[厅廳]|文件|留言|信箱|反[馈饋]|走[进進].{0,4}|[视視][频頻]|图片|圖片|政[务務]|[办辦]事|解[读讀]|交流|[调調]查).{0,2})"
)


def navigation_bars(draft: Draft) -> Iterator[Cut]:
    """The lines of each menu; at least half of its links are of the words that menus have.

    >>> from indexer.cleaning.draft import draft_of
    >>> page = "首页 | 新闻 | 政务公开 | 互动交流\\n首页设计获奖。"
    >>> [page[cut.start:cut.end] for cut in navigation_bars(draft_of(page))]
    ['首页 | 新闻 | 政务公开 | 互动交流']
    """
    lines, reached = draft.lines, 0
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if _is_row_of_links(line.text) and not any(
            len(_barred(near.text)) >= _FEWEST_BARRED for near in lines[at + 1 : at + 2]
        ):
            yield Cut(start=line.start, end=line.end, reason=_REASON)
    for at in draft.lines_with(*_HOME):
        if at < reached:
            continue
        if _is_bar(lines[at].text):
            yield Cut(start=lines[at].start, end=lines[at].end, reason=_REASON)
            continue
        first, reached = _run(lines, at, reached)
        if reached - first >= _FEWEST_LINKS:
            yield Cut(start=lines[first].start, end=lines[reached - 1].end, reason=_REASON)


def _barred(text: str) -> list[str]:
    """What stands between the bars of a line; [] where it has none."""
    return text.replace("｜", "|").split("|") if "|" in text or "｜" in text else []


def _is_row_of_links(text: str) -> bool:
    """Whether the line is a row of short words between bars, as above a page: 浙江|江苏|安徽."""
    links = _barred(text) if len(text) <= _LONGEST_BAR_CHARS else []
    return (
        len(links) >= _FEWEST_BARRED
        and all(0 < len(link.strip()) <= _LONGEST_LINK_CHARS for link in links)
        and not any(mark in text for mark in _ENDS_BAR)
    )


def _is_bar(text: str) -> bool:
    if len(text) > _LONGEST_BAR_CHARS or any(mark in text for mark in _ENDS_BAR) or text[0] in "|#":
        return False
    links = [link for link in _SEPARATORS.split(text) if link]
    known = sum(_LINK.fullmatch(link) is not None for link in links)
    return max(map(len, links)) <= _LONGEST_LINK_CHARS and known >= max(
        _FEWEST_KNOWN, _FEWEST_KNOWN_SHARE * len(links)
    )


def _run(lines: list[Line], at: int, reached: int) -> tuple[int, int]:
    """The lines around this one that are a link each: the first, and the one behind the last."""
    if not _is_link(lines[at].text):
        return at, at
    first, last = at, at + 1
    while first > reached and _is_link(lines[first - 1].text):
        first -= 1
    while last < len(lines) and _is_link(lines[last].text):
        last += 1
    return first, last


def _is_link(text: str) -> bool:
    return len(text) <= _LONGEST_LINK_CHARS and _LINK.fullmatch(text.strip("|｜· ")) is not None
