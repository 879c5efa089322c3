"""Markdown's marks within a line: asterisks of emphasis, brackets and addresses of links and pictures."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line

_ASTERISKS = re.compile(r"(?<![\d*])\*{1,3}(?!\*)|(?<!\*)\*{1,3}(?![\d*])")
_LINK = re.compile(r"(!?\[)([^\[\]\n]{0,200})(\]\((?:https?:)?[^()\s]{1,500}\))")
_QUOTE = re.compile(r"^>[ \t]?(?=[^\s>＞])", re.MULTILINE)
_FACTOR = re.compile("[0-9A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def emphasis_marks(draft: Draft) -> Iterator[Cut]:
    """Pairs of equal asterisks around words, the mark of a quoted line, and all of a link but its words.

    >>> from indexer.cleaning.draft import draft_of
    >>> page = "**一是抓落实。**共2*3项"
    >>> [(cut.start, cut.end) for cut in emphasis_marks(draft_of(page))]
    [(0, 2), (8, 10)]
    """
    if ">" in draft.text:
        for found in _QUOTE.finditer(draft.text):
            yield Cut(start=found.start(), end=found.end(), reason="quote mark")
    if "](" in draft.text:
        yield from _links(draft.text)
    for at in draft.lines_with("*"):
        yield from _pairs(draft.lines[at])


def _pairs(line: Line) -> Iterator[Cut]:
    """Runs of asterisks in the order they open and close; a run that pairs with nothing stays."""
    opened: re.Match[str] | None = None
    for found in _ASTERISKS.finditer(line.text):
        if opened is not None and opened[0] == found[0] and _encloses(line.text, opened, found):
            for mark in (opened, found):
                start, end = line.start + mark.start(), line.start + mark.end()
                yield Cut(start=start, end=end, reason="emphasis mark")
            opened = None
        else:
            opened = found


def _encloses(text: str, opening: re.Match[str], closing: re.Match[str]) -> bool:
    """Whether the marks hug words, among them Chinese ones: 2*3*4 is a product. Two asterisks may hug a
    figure as well, where none stands right before or behind them."""
    start, end = opening.end(), closing.start()
    if start >= end or text[start].isspace() or text[end - 1].isspace():
        return False
    if _HAN.search(text, start, end):
        return True
    outside = text[max(0, opening.start() - 1) : opening.start()] + text[closing.end() : closing.end() + 1]
    return (
        len(opening[0]) > 1 and not _FACTOR.search(outside) and _FACTOR.search(text, start, end) is not None
    )


def _links(text: str) -> Iterator[Cut]:
    for found in _LINK.finditer(text):
        if found[1] == "![":
            yield Cut(start=found.start(), end=found.end(), reason="picture")
        else:
            yield Cut(start=found.start(1), end=found.end(1), reason="link mark")
            yield Cut(start=found.start(3), end=found.end(3), reason="link mark")
