"""Picture captions, whose pictures did not come along."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.lines import Line, holds_sentence, is_marked, is_numbered, lines_of
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
_CREDIT = re.compile(r"(?<![拍航])(?:[摄攝]影?|供[图圖])[）)]?[。.]?$")
_SPEAKING = re.compile(r"\S{1,40}作(?:了)?(?:政府)?工作[报報]告[。.]?\s?(?:\S{0,20}[记記]者\s?\S{2,8})?")
_MARKS_A_LINE = re.compile(r"[-*+>|!•◎]|\d|\*\*")


def captions(text: str) -> Iterator[Cut]:
    """Lines that describe a picture: those that say so, and those that stand where a row of pictures stood.

    >>> page = "图为演练现场。\\n演练结束。本报记者 张三 摄\\n正文。"
    >>> [page[cut.start:cut.end] for cut in captions(page)]
    ['图为演练现场。', '演练结束。本报记者 张三 摄']
    """
    every = list(lines_of(text))
    lines = [line for line in every if line.text]
    told = [line for at, line in enumerate(lines) if _says_so(line) or _names_speaker(line, at)]
    for line in (*told, *_left_alone(every)):
        yield Cut(start=line.start, end=line.end, reason=_REASON)


def _says_so(line: Line) -> bool:
    if len(line.text) > _LONGEST_CHARS:
        return False
    return _PICTURE.match(line.text) is not None or _CREDIT.search(line.text) is not None


def _names_speaker(line: Line, at: int) -> bool:
    return at < _HEAD_LINES and _SPEAKING.fullmatch(line.text[:_LONGEST_CHARS]) is not None


def _left_alone(lines: list[Line]) -> list[Line]:
    """The bare lines of a page between its lead and its first marked section, each below a picture's hole.

    Below a section's heading such lines are the items of a list, and so they are without the holes.
    """
    body = next((at for at, line in enumerate(lines) if _is_body(line)), len(lines))
    first = next((at for at in range(body, len(lines)) if is_marked(lines[at].text)), 0)
    run: list[Line] = []
    below = list(reversed(lines[:first]))
    for at, line in enumerate(below):
        if not line.text:
            continue
        hole = below[at + 1 : at + 1 + _HOLE_LINES]
        if not _is_bare(line) or len(hole) < _HOLE_LINES or any(blank.text for blank in hole):
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
