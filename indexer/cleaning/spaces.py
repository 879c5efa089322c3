"""Spaces that a conversion left inside Chinese text, which is written without them."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.lines import Line, holds_sentence, is_marked, lines_of

_SHORTEST_BODY_CHARS = 40
_HAN = r"\u3400-\u9fff"
_MARKS = "，。；：！？、”’）》】」』“‘（《【「『"
_BETWEEN = re.compile(rf"(?<=[{_HAN}{_MARKS}])[ \xa0\u3000]+(?=[{_HAN}{_MARKS}])")
_UNBROKEN = re.compile(rf"(?<=[{_HAN}])\xa0(?=[{_HAN}])")
_SPACED_OUT = re.compile(rf"[{_HAN}](?:[ \xa0\u3000]{{1,4}}[{_HAN}]){{3,30}}")
_NAMED = re.compile(r"(?:[记記]者|通[讯訊][员員]|作者)[^，。；]{0,60}$")
_OPENING, _CLOSING = "“「『《（", "”」』》）"


def inner_spaces(text: str) -> Iterator[Cut]:
    """Spaces between two Chinese characters of a body line, and those of a line of single characters.

    A single no-break space, which only a conversion writes, goes from any line that has no labels.

    A slogan in quotes keeps its space, as headings keep theirs, and as names behind 记者 do; a tab stands
    between the cells of a table.

    >>> [(cut.start, cut.end) for cut in inner_spaces("政 府 工 作 报 告")]
    [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]
    """
    for line in lines_of(text):
        if _SPACED_OUT.fullmatch(line.text[:200]) and len(line.text) <= len(line.text[:200]):
            spaces = list(re.finditer(r"\s+", line.text))
        elif (
            len(line.text) >= _SHORTEST_BODY_CHARS and holds_sentence(line.text) and not is_marked(line.text)
        ):
            spaces = list(_of_body(line))
        elif ":" not in line.text and "：" not in line.text:
            spaces = [found for found in _UNBROKEN.finditer(line.text) if not _is_name(line, found)]
        else:
            spaces = []
        for found in spaces:
            yield Cut(
                start=line.start + found.start(), end=line.start + found.end(), reason="space inside text"
            )


def _of_body(line: Line) -> Iterator[re.Match[str]]:
    depth, at = 0, 0
    for found in _BETWEEN.finditer(line.text):
        for char in line.text[at : found.start()]:
            depth += (char in _OPENING) - (char in _CLOSING and depth > 0)
        at = found.start()
        if depth == 0 and not _is_name(line, found):
            yield found


def _is_name(line: Line, space: re.Match[str]) -> bool:
    return _NAMED.search(line.text, max(0, space.start() - 80), space.start()) is not None
