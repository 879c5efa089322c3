"""How headings are numbered, from 第一编 down to ①, and how far down each way of numbering stands."""

import re

_HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,4}"
_WAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第(?:{_HAN_NUMBER}|\d{{1,3}})[编編](?:\s|$|[：:])?",
        rf"第(?:{_HAN_NUMBER}|\d{{1,3}})[章]",
        rf"第(?:{_HAN_NUMBER}|\d{{1,3}})(?:[节節]|部分)",
        rf"{_HAN_NUMBER}[、.．]",
        rf"[（(]{_HAN_NUMBER}[）)]",
        r"\d{1,2}(?:[、．]|\.(?!\d))",
        r"[（(]\d{1,2}[）)]",
        r"[①-⑳]",
    )
)
# The two ways of numbering whose headings are often written as a sentence, full stop and all.
SENTENCE_RANKS = (3, 4)
_ALONE = re.compile(rf"(?:0?\d{{1,2}}|{_HAN_NUMBER}|[①-⑳]|[IVX]{{1,4}})[、.．]?|附[件录錄]\s?\d{{0,2}}[:：]?")


def rank_of(text: str) -> int | None:
    """How deep the line's way of numbering stands, from 0; None for a line without a number.

    >>> [rank_of(text) for text in ("第一章 总则", "一、回顾", "（一）产业", "1.加快", "2.5万人", "一季度")]
    [1, 3, 4, 5, None, None]
    """
    return next((rank for rank, way in enumerate(_WAYS) if way.match(text)), None)


def is_lone_number(text: str) -> bool:
    """Whether the line is nothing but the number of the heading that follows.

    >>> is_lone_number("1"), is_lone_number("附件2"), is_lone_number("1月")
    (True, True, False)
    """
    return _ALONE.fullmatch(text) is not None
