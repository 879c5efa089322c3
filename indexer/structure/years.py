"""The years that a paragraph certainly names: in figures, in numerals, or by when it was published."""

import re
from collections.abc import Iterator

from indexer.structure.dates import arabic

_FIRST, _LAST = 1900, 2100
_NUMERALS = "〇○零一二三四五六七八九０１２３４５６７８９"
_DIGIT = r"[0-9０-９]"
# 2021年; 2021-12-10 and the like; the first of 2021—2025年; 二〇二一年. A number of another kind (2021号,
# 2021人, 2021年产能 of a quantity) has none of these behind it, or digits, a point or an ordinal before it.
# Of 2019、2020年 each is one; 2000年历史 is a span.
_YEAR = re.compile(
    rf"(?<![\d０-９.．第])(?P<year>{_DIGIT}{{4}})"
    rf"(?:\s?年(?![产级期限])(?!以[上内])(?!(?<=2000年)的?(?:历史(?![性上最新])|文明|古))|[-/.．](?:1[0-2]|0?[1-9])[-/.．](?:3[01]|[12]\d|0?[1-9])(?!\d)"
    rf"|\s?(?:年?\s?[-—–―~～至到]{{1,2}}\s?)(?P<last>{_DIGIT}{{4}})\s?年)"
    rf"|(?<![{_NUMERALS}十百千万第])(?P<han>[一二][〇○零一二三四五六七八九]{{3}})年"
    r"|(?P<relative>去年|前年|今年|明年|后年|後年|上年(?!度?报)|本年(?!度?[报级])|本年度|上年度|上一年)(?![级龄轻])"
)
_LISTED = re.compile(r"(?:(?:19|20)\d\d[、和])+$")
_LIST_MARKS = frozenset("、和")
_LONGEST_LIST_CHARS = 50
_FIGURES = re.compile(r"\d{4}")
_RELATIVE = {
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "明年": 1,
    "后年": 2,
    "後年": 2,
}
# Said of any year, not of the one that the reader thinks of: 从前年代, 今年以来 stays.
_NO_YEAR_BEFORE = frozenset("从以之目空")


def years_in(text: str, published: int | None = None) -> tuple[int, ...]:
    """The years in the order of their first mention, each once; `published` is the year of the report,
    without which 去年 and its like name none.

    >>> years_in("2021—2025年，二〇二〇年和去年", 2023), years_in("去年新招2021人，文号〔2021〕2021号")
    ((2021, 2025, 2020, 2022), ())
    """
    return tuple(dict.fromkeys(year for year in _years(text, published) if _FIRST <= year <= _LAST))


def _years(text: str, published: int | None) -> Iterator[int]:
    if "年" not in text and "-" not in text and "." not in text and "/" not in text:
        return
    for found in _YEAR.finditer(text):
        match found.lastgroup:
            case "relative":
                if published is not None and text[found.start() - 1 : found.start()] not in _NO_YEAR_BEFORE:
                    yield published + _RELATIVE[found["relative"]]
            case "han":
                yield int(arabic(found["han"]))
            case _:
                yield from _listed_before(text, found.start())
                yield int(found["year"])
                if found["last"]:
                    yield int(found["last"])


def _listed_before(text: str, start: int) -> Iterator[int]:
    """The years without 年 in the list that a year ends: 2019 in 2019、2020年."""
    if text[start - 1 : start] in _LIST_MARKS:
        listed = _LISTED.search(text[max(0, start - _LONGEST_LIST_CHARS) : start])
        yield from map(int, _FIGURES.findall(listed[0]) if listed else ())
