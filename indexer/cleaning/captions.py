"""Picture captions, whose pictures did not come along."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line, holds_sentence, is_marked, is_numbered
from indexer.contract.sentences import ends_sentence

_REASON = "caption"
_LONGEST_CHARS = 150
_LONGEST_BARE_CHARS = 30
_HEAD_LINES = 30
_FEWEST = 2
_HOLE_LINES = 2
_PICTURE = re.compile(
    r"[\[（(]?[图圖](?:[为為](?![0-9一二三四五六七八九十主辅輔])|片?(?:[说說]明)?[:：]|片[来來]源|[说說][:：]"
    r"|\s?[①-⑳一二三四五六七八九十\d]{1,3}\s?[:：为為])|[▲△▼▽]\S"
)
_PICTURE_OPENS, _CREDIT_ENDS = "[（(图圖▲△▼▽", "摄攝影图圖"
_CREDIT = re.compile(r"(?<![拍航])(?:[摄攝]影?|供[图圖])[）)]?[。.]?$")
_SPEAKING = re.compile(r"\S{1,40}作(?:了)?(?:政府)?工作[报報]告[。.]?\s?(?:\S{0,20}[记記]者\s?\S{2,8})?")
_MARKS_A_LINE = re.compile(r"[-*+>|!•◎]|\d|\*\*")


def captions(draft: Draft) -> Iterator[Cut]:
    """Lines that describe a picture: those that say so, and those that stand where a row of pictures stood.

    >>> from indexer.cleaning.draft import draft_of
    >>> page = "图为演练现场。\\n演练结束。本报记者 张三 摄\\n正文。"
    >>> [page[cut.start:cut.end] for cut in captions(draft_of(page))]
    ['图为演练现场。', '演练结束。本报记者 张三 摄']
    """
    told = [line for line in draft.lines if _says_so(line.text)]
    speakers = [line for line in draft.lines[:_HEAD_LINES] if _names_speaker(line)]
    for line in (*told, *speakers, *_left_alone(draft.lines)):
        yield Cut(start=line.start, end=line.end, reason=_REASON)


def _says_so(text: str) -> bool:
    if len(text) > _LONGEST_CHARS:
        return False
    opens, closes = text[0] in _PICTURE_OPENS, text.rstrip(")）。.")[-1:] in _CREDIT_ENDS
    return (opens and _PICTURE.match(text) is not None) or (closes and _CREDIT.search(text) is not None)


def _names_speaker(line: Line) -> bool:
    return _SPEAKING.fullmatch(line.text[:_LONGEST_CHARS]) is not None


def _left_alone(lines: list[Line]) -> list[Line]:
    """The bare lines of a page between its lead and its first marked section, each below a picture's hole.

    Below a section's heading such lines are the items of a list, and so they are without the holes.
    """
    body = next((at for at, line in enumerate(lines) if _is_body(line)), len(lines))
    first = next((at for at in range(body, len(lines)) if is_marked(lines[at].text)), 0)
    run: list[Line] = []
    for at in range(first - 1, -1, -1):
        line, above = lines[at], lines[at - 1].end if at else 0
        # a hole of blank lines, each with its break, and the break of the line above
        if not _is_bare(line) or line.start - above <= _HOLE_LINES:
            return run if len(run) >= _FEWEST and _is_body(line) else []
        run.append(line)
    return []


def _is_body(line: Line) -> bool:
    return not is_marked(line.text) and ends_sentence(line.text)


def _is_bare(line: Line) -> bool:
    """Whether the line is short, without a mark, a number or the punctuation of a sentence."""
    text = line.text
    return (
        len(text) <= _LONGEST_BARE_CHARS
        and not (is_marked(text) or is_numbered(text) or _MARKS_A_LINE.match(text) or "\t" in text)
        and not (ends_sentence(text) or holds_sentence(text) or text.endswith(("，", ",", "、")))
    )
