"""What a line looks like: where it stands, how it ends, whether it opens with a number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WITHIN = re.compile(r"[。！？；]")
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零\d]{1,4}[编篇章节]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]"
)
_NOTE = re.compile(r"[。！？!?；;…][”’」』]?\s?[（(【][^（()）【】]{1,80}[）)】]$")
_LONGEST_NOTE_CHARS = 90
_OPENS_PAIR = re.compile("[“（《「『(]")
_PAIRS = ("“”", "（）", "《》", "「」", "『』", "()")


@dataclass(slots=True, kw_only=True)
class Line:
    """A line of a text without its line break; `start` and `end` are its place (code points, half-open).

    Never changed, though not frozen: a text may have hundreds of thousands, made anew after each cut, and a
    frozen one takes twice as long to make.
    """

    start: int
    end: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """The lines in order, blank ones left out.

    >>> [(line.start, line.text) for line in lines_of("一\\n\\n二")]
    [(0, '一'), (3, '二')]
    """
    start = 0
    for part in text.split("\n"):
        if part:
            yield Line(start=start, end=start + len(part), text=part)
        start += len(part) + 1


def is_marked(text: str) -> bool:
    """Whether the line is a heading that its format marks."""
    return text.startswith("#")


def is_numbered(text: str) -> bool:
    """Whether the line opens with an item's number.

    >>> [is_numbered(text) for text in ("（一）回顾", "1.加快", "2.5年均", "第一季度")]
    [True, True, False, False]
    """
    return _NUMBERED.match(text) is not None


def holds_sentence(text: str) -> bool:
    """Whether a sentence ends within the line."""
    return _WITHIN.search(text) is not None


def ends_in_note(text: str) -> bool:
    """Whether a sentence ends the line but for a note in brackets behind it.

    >>> ends_in_note("种树三千亩。（责任单位：林业局）"), ends_in_note("林业局（含苗圃）")
    (True, False)
    """
    return text[-1:] in {"）", ")", "】"} and _NOTE.search(text[-_LONGEST_NOTE_CHARS:]) is not None


def is_unbalanced(text: str) -> bool:
    """Whether the line opens a quote or bracket that it does not close.

    >>> is_unbalanced("找市场“双向"), is_unbalanced("“双向”")
    (True, False)
    """
    opens = _OPENS_PAIR.search(text) is not None
    return opens and any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)
