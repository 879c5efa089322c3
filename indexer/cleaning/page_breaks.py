"""Page breaks: a paragraph that was cut in two by the end of a page, or in pieces by tags, made whole."""

import itertools
import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import (
    Line,
    ends_in_note,
    holds_sentence,
    is_marked,
    is_numbered,
    is_unbalanced,
)
from indexer.contract.sentences import ends_sentence

_LONGEST_HEADING_CHARS = 32
_SHORTEST_HALF_CHARS = 18
_LONGEST_NUMBERED_CHARS = 60
_CONTINUES = re.compile(r"[，、。；：！？）》”’」』,;:!?)]|是[:：，]")
_OPENS_CONTINUATION = "，、。；：！？）》”’」』,;:!?)是"
_TABULAR = re.compile(r"\t|\s{2,}\S+\s{2,}|^[|+\-*]")
_TABULAR_CHARS = 200
_NUMBER = re.compile(r"\d")
_LETTER = re.compile(r"[A-Za-z]")
_LABEL = re.compile(
    r"[（(]?(?:来源|來源|时间|時間|作者|日期|发布|發佈|记者|文号|索引|附[件錄录表])[^。]{0,12}[:：]"
)
_LOST = "\ufffd"  # what stood at the line's end is not known
_SESSION = re.compile(r"[（(—―－-]{0,3}\d{4}年\d{1,2}月\d{1,2}日在")


def page_breaks(draft: Draft) -> Iterator[Cut]:
    """The line breaks within a paragraph: behind a line that stops in mid-sentence, up to its continuation.

    A short line without punctuation is a heading, not a piece; a heading never continues anything.

    >>> from indexer.cleaning.draft import draft_of
    >>> page = "他们紧扣每一个阶段，\\n\\n抓落实。\\n\\n下一段。"
    >>> [(cut.start, cut.end) for cut in page_breaks(draft_of(page))]
    [(10, 12)]
    """
    in_body = is_open = False
    for line, following in itertools.pairwise(draft.lines):
        text = line.text
        in_body = in_body or (ends_sentence(text) and not is_marked(text))
        # most lines end a sentence and most others open one: settled by a character each
        ends = text[-1] in "。；：" and following.text[0] not in _OPENS_CONTINUATION
        is_open = not ends and (
            _is_cut(text, in_body=in_body, was_open=is_open, following=following.text)
            or (in_body and _is_half(text, following.text) and _is_parted(draft, line, following))
        )
        if is_open:
            start = line.end
            if _LETTER.match(text[-1]) and _LETTER.match(following.text):
                yield Cut(start=start, end=start + 1, reason="page break", instead=" ")
                start += 1
            yield Cut(start=start, end=following.start, reason="page break")


def _is_cut(text: str, *, in_body: bool, was_open: bool, following: str) -> bool:
    """Whether the paragraph goes on in the following line; `was_open`: the line itself continues one."""
    if is_marked(text) or is_marked(following):
        return False
    if following[0] in _OPENS_CONTINUATION and _CONTINUES.match(following) and not _LABEL.match(text):
        return (in_body or was_open) and not _TABULAR.search(text[:_TABULAR_CHARS])
    return (
        ((was_open and in_body) or _stops_midway(text, in_body=in_body, following=following))
        and not (ends_sentence(text) or ends_in_note(text) or text[-1] == _LOST)
        and not (is_numbered(following) or _LABEL.match(following))
        and not _TABULAR.search(text[:_TABULAR_CHARS])
    )


def _is_half(text: str, following: str) -> bool:
    """Whether the line may go on in the next where the end of a page parts them: too long for most headings,
    above a line that ends a sentence."""
    return (
        _SHORTEST_HALF_CHARS <= len(text) <= _LONGEST_HEADING_CHARS
        and not (ends_sentence(text) or ends_in_note(text) or is_marked(text) or is_numbered(text))
        and not (is_marked(following) or is_numbered(following) or _LABEL.match(following))
        and (ends_sentence(following) or holds_sentence(following))
    )


def _is_parted(draft: Draft, line: Line, following: Line) -> bool:
    """Whether a page's number stood between the two lines."""
    between = draft.source[draft.place(line.end - 1) + 1 : draft.place(following.start)]
    return _NUMBER.search(between) is not None


def _stops_midway(text: str, *, in_body: bool, following: str) -> bool:
    """Whether a line that ends no sentence is a piece of one, and not a heading or a title."""
    if text.endswith(("，", ",", "、")) or is_unbalanced(text):
        return True
    if (text[0].isdigit() or text[0] in "（(—―－-") and _SESSION.match(text):
        return not text.rstrip("）)").endswith("上") and following.rstrip("）)").endswith("会议上")
    if is_numbered(text) and len(text) <= _LONGEST_NUMBERED_CHARS and not holds_sentence(text):
        return False
    return in_body and (holds_sentence(text) or text.endswith("的") or len(text) >= _LONGEST_HEADING_CHARS)
