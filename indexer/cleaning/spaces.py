"""Spaces that a conversion left inside Chinese text, which is written without them."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import holds_sentence, is_marked

_SHORTEST_BODY_CHARS = 40
_LONGEST_SPACED_CHARS = 200
_HAN = r"\u3400-\u9fff"
_MARKS = "，。；：！？、”’）》】」』“‘（《【「『"
_BETWEEN = re.compile(rf"(?<=[{_HAN}{_MARKS}])[ \xa0\u3000]+(?=[{_HAN}{_MARKS}])")
_UNBROKEN = re.compile(rf"(?<=[{_HAN}])\xa0(?=[{_HAN}])")
_SPACED_OUT = re.compile(rf"[{_HAN}](?:[ \xa0\u3000]{{1,4}}[{_HAN}]){{3,30}}")
_NAMED = re.compile(r"(?:[记記]者|通[讯訊][员員]|作者)[^，。；]{0,60}$")
_OPENING = "“「『《（"
_QUOTES = re.compile(r"[“「『《（”」』》）]")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,7}[编編篇章节節条條款项項]$")


def inner_spaces(draft: Draft) -> Iterator[Cut]:
    """Spaces between two Chinese characters of a body line, and those of a line of single characters.

    A single no-break space, which only a conversion writes, goes from any line that has no labels.

    A slogan in quotes keeps its space, as headings keep theirs, as names behind 记者 do, and as an article
    does behind its number; a tab stands between the cells of a table.

    >>> from indexer.cleaning.draft import draft_of
    >>> [(cut.start, cut.end) for cut in inner_spaces(draft_of("政 府 工 作 报 告"))]
    [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]
    """
    for line in draft.lines:
        text = line.text
        if " " in text or "\xa0" in text or "\u3000" in text:
            for found in _spaces(text):
                start, end = found.span()
                yield Cut(start=line.start + start, end=line.start + end, reason="space inside text")


def _spaces(text: str) -> Iterator[re.Match[str]]:
    if len(text) <= _LONGEST_SPACED_CHARS and _SPACED_OUT.fullmatch(text):
        return re.finditer(r"\s+", text)
    if len(text) >= _SHORTEST_BODY_CHARS and holds_sentence(text) and not is_marked(text):
        return _of_body(text)
    if ":" not in text and "：" not in text:
        return (found for found in _UNBROKEN.finditer(text) if not _is_name(text, found))
    return iter(())


def _of_body(text: str) -> Iterator[re.Match[str]]:
    depth, at = 0, 0
    for found in _BETWEEN.finditer(text):
        for quote in _QUOTES.findall(text, at, found.start()):
            depth += 1 if quote in _OPENING else -(depth > 0)
        at = found.start()
        if depth == 0 and not _is_name(text, found) and not _ARTICLE.search(text, max(0, at - 10), at):
            yield found


def _is_name(text: str, space: re.Match[str]) -> bool:
    return _NAMED.search(text, max(0, space.start() - 80), space.start()) is not None
