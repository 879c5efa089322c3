"""Breadcrumbs: the path to a page within its site, on one line or one line a step."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line, is_marked
from indexer.contract.sentences import ends_sentence

_REASON = "breadcrumb"
_LONGEST_CHARS = 120
_LONGEST_STEP_CHARS = 20
_SHORTEST_TITLE_CHARS = 4
_LONGEST_RUBRIC_CHARS = 6
_HEAD_LINES = 12
_LONGEST_ABOVE_CHARS, _LONGEST_TITLE_CHARS = 30, 60
_LABELLED = re.compile(r"[:：]|\d{4}[-年/]\d{1,2}[-月/]")
_PLACE = re.compile(
    r"(?:[您你])?(?:的)?(?:当前|當前|现在|現在|所在|當下)?(?:所在)?(?:的)?位置\s*(?:是|为)?\s*[:：]"
)
_HOME = re.compile(r"(?:网站|網站)?首[页頁]\s*(?:[>＞»›/\-]|$)")
_SEPARATOR = re.compile(r"[>＞»›/\-]{1,3}")


def breadcrumbs(draft: Draft) -> Iterator[Cut]:
    """The lines of each breadcrumb; a step repeated as the page's rubric goes with it.

    >>> from indexer.cleaning.draft import draft_of
    >>> page = "您所在的位置:首页 >> 新闻\\n标题"
    >>> [page[cut.start:cut.end] for cut in breadcrumbs(draft_of(page))]
    ['您所在的位置:首页 >> 新闻']
    """
    lines, reached = draft.lines, 0
    for at in draft.lines_with("位置", "首页", "首頁"):
        length = _steps(lines, at) if at >= reached else 0
        if length:
            for line in _above(lines, at, at + length) if not reached else ():
                yield Cut(start=line.start, end=line.end, reason="above the breadcrumb")
            reached = at + length
            yield Cut(start=lines[at].start, end=lines[reached - 1].end, reason=_REASON)


def _steps(lines: list[Line], at: int) -> int:
    """How many lines the breadcrumb that opens with this line takes; 0 where none does."""
    first = lines[at].text
    place = _PLACE.match(first)
    if _leads_to(first, lines[at + 1].text if at + 1 < len(lines) else ""):
        return 1
    if len(first) > _LONGEST_CHARS or not (place or _HOME.match(first)):
        return 0
    rest = first[place.end() :] if place else first
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    if len(rest.strip()) > len("首页"):
        if not (place or _SEPARATOR.search(rest)):
            return 0
        is_rubric = len(following) <= _LONGEST_RUBRIC_CHARS
        return 1 + (is_rubric and following == _SEPARATOR.split(rest)[-1].strip() != "")
    end = at + 1
    if not rest.strip() and end < len(lines) and len(lines[end].text) <= _LONGEST_STEP_CHARS:
        end += 1
    while end + 1 < len(lines) and _SEPARATOR.fullmatch(lines[end].text):
        end += 2
    if end - at > 1 and end < len(lines) and lines[end].text == lines[end - 1].text:
        end += 1
    return end - at if place or end - at > 1 else 0


def _above(lines: list[Line], at: int, behind: int) -> list[Line]:
    """The lines above a breadcrumb if they are of the site: short, none a sentence, and the title below."""
    title = lines[behind].text if behind < len(lines) else ""
    if (
        at >= _HEAD_LINES
        or not _is_phrase(title, _LONGEST_TITLE_CHARS)
        or len(title) <= _LONGEST_RUBRIC_CHARS
    ):
        return []
    return lines[:at] if all(_is_phrase(line.text, _LONGEST_ABOVE_CHARS) for line in lines[:at]) else []


def _is_phrase(text: str, longest: int) -> bool:
    return len(text) <= longest and not (is_marked(text) or ends_sentence(text) or _LABELLED.search(text))


def _leads_to(text: str, title: str) -> bool:
    """Whether a line is the path to the title on the next one, with spaces between its steps.

    >>> _leads_to("首页 理论教育 全县召开防汛会议", "全县召开防汛会议")
    True
    """
    return (
        text.startswith(("首页 ", "首頁 "))
        and len(title) >= _SHORTEST_TITLE_CHARS
        and text.endswith(" " + title)
        and len(text) <= _LONGEST_CHARS
    )
