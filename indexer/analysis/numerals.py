"""Numerals: a text with its numbers written otherwise, 二〇二一年 for 2021年 and 120 for 一百二十.

A number is a whole run of digits or numerals, written as a number of its value commonly is: 十四五, 三五 and
千万 are none. What may as well be part of a word, from 一 to 十, is one only behind 第 or before a measure.
万 and 亿 are units that stay: 12万 is 十二万, not 120000. The writings of a number are those of its value, so
each of them has the same.
"""

import re
from dataclasses import dataclass
from itertools import product

WRITINGS_MAX = 8
NUMBERS_MAX = 3

_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_READ = str.maketrans("〇壹贰叁肆伍陆柒捌玖拾佰仟两", "零一二三四五六七八九十百千二")
_PLACES = ("", "十", "百", "千")
_NUMERALS = "0-9〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_NUMERAL = rf"(?!千[瓦克米])[{_NUMERALS}]"
_RUN = rf"(?:{_NUMERAL})+"
# None of these stands beside a number: letters (pm2.5, g20), and what makes it a part of something longer.
_NUMBER = re.compile(
    rf"(?<![a-z/:%.,点{_NUMERALS}])(?P<ordinal>第)?(?P<of_hundred>百分之(?={_NUMERAL}))?"
    rf"(?P<run>{_RUN}(?:[.,点]{_RUN})*)(?P<percent>%)?(?![a-z/:%]|[.,点]?{_NUMERAL})"
)
_ARABIC = re.compile(r"(?P<whole>0|[1-9]\d{0,7}|[1-9]\d{0,2}(?:,\d{3}){1,2})(?P<part>\.\d{1,4})?")
# Measures: before the first kind two is 二 or 两, before the second 二 alone.
_COUNTED = (
    *"个名人户家项件宗篇份场次条处座所台辆套天年周岁元吨米亩倍卷册万亿",
    *("公里", "公斤", "公顷", "平方", "千瓦", "千克", "千米", "小时", "分钟"),
)
_ORDINAL = tuple("月日号级类期届章节款")
_UNITS = ("万亿", "亿", "万", "")
# What is read as a year: digit by digit, before 年 and (the recent ones) alone.
_YEARS, _RECENT_YEARS = range(1_000, 3_000), range(1_900, 2_100)
_MYRIAD = 10_000
_TEN, _FORMAL_FROM, _COMMAS_FROM = 10, 100, 1_000
# The order in which the writings of a number are listed; one it lacks is its first Chinese one.
_STYLES = ("arabic", "chinese", "noughts", "zeros", "two", "twos", "commas", "formal")
_Forms = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A number in a text: its place (half-open), and its writings by style."""

    start: int
    end: int
    forms: _Forms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What stands around a number: 第 before it, the text behind it."""

    ordinal: bool
    after: str


def writings(text: str) -> tuple[str, ...]:
    """The folded text, then the same with its numbers written otherwise, none twice; at most WRITINGS_MAX.

    Only the first NUMBERS_MAX numbers are. Where all ways to combine them are too many, all numbers are
    written in the same style.

    >>> writings("2021年"), writings("第十二条")
    (('2021年', '二〇二一年', '二零二一年'), ('第十二条', '第12条'))
    >>> writings("百分之三十"), writings("三点五倍"), writings("12万元")
    (('百分之三十', '30%', '百分之30'), ('三点五倍', '3.5倍'), ('12万元', '十二万元'))
    >>> writings("一百二十"), writings("两千")[:3]
    (('一百二十', '120', '壹佰贰拾'), ('两千', '2000', '二千'))
    >>> [len(writings(text)) for text in ("十四五", "万一", "一定", "三农", "千方百计", "三心二意", "pm2.5")]
    [1, 1, 1, 1, 1, 1, 1]
    """
    found = _numbers(text)
    if not found:
        return (text,)
    ways = [tuple(dict.fromkeys(number.forms.values())) for number in found]
    combined = list(product(*ways)) if _count(ways) <= WRITINGS_MAX else _uniform(found)
    return tuple(dict.fromkeys((text, *(_written(text, found, way) for way in combined))))[:WRITINGS_MAX]


def _count(ways: list[tuple[str, ...]]) -> int:
    count = 1
    for way in ways:
        count *= len(way)
    return count


def _uniform(found: list[_Found]) -> list[tuple[str, ...]]:
    return [
        tuple(number.forms.get(style, number.forms["chinese"]) for number in found)
        for style in _STYLES
        if any(style in number.forms for number in found)
    ]


def _written(text: str, found: list[_Found], way: tuple[str, ...]) -> str:
    pieces, at = [], 0
    for number, form in zip(found, way, strict=True):
        pieces += [text[at : number.start], form]
        at = number.end
    return "".join(pieces) + text[at:]


def _numbers(text: str) -> list[_Found]:
    found = []
    for match in _NUMBER.finditer(text):
        forms = _percent(match) if match["of_hundred"] or match["percent"] else _plain(match, text)
        start = match.end("ordinal") if match["ordinal"] else match.start()
        if match.group()[start - match.start() :] in forms.values():
            found.append(_Found(start=start, end=match.end(), forms=forms))
    return found[:NUMBERS_MAX]


def _percent(match: re.Match[str]) -> _Forms:
    run = "一百" if match["run"] == "百" else match["run"]
    whole, part = _value(run)
    if whole is None or match["ordinal"] or (match["of_hundred"] and match["percent"]):
        return {}
    arabic, chinese = f"{whole}{part}", _decimal(whole, part)
    forms = {"arabic": f"{arabic}%", "chinese": f"百分之{chinese}", "zeros": f"百分之{arabic}"}
    return forms | ({"two": "百分之百"} if arabic == "100" else {})


def _plain(match: re.Match[str], text: str) -> _Forms:
    unit = next(unit for unit in _UNITS if match["run"].endswith(unit))
    around = _Around(ordinal=bool(match["ordinal"]), after=unit + text[match.end() :])
    whole, part = _value(match["run"].removesuffix(unit))
    forms = _forms(whole, part, around) if whole is not None else {}
    if match["run"] not in {form + unit for form in forms.values()}:  # as 一万二千, which has no unit
        unit, around = "", _Around(ordinal=around.ordinal, after=text[match.end() :])
        whole, part = _value(match["run"])
        forms = _forms(whole, part, around) if whole is not None else {}
    return {style: form + unit for style, form in forms.items()}


def _forms(whole: int, part: str, around: _Around) -> _Forms:
    """How a number is written where it stands; nothing where it may be no number there."""
    if part:
        return {"arabic": f"{whole}{part}", "chinese": _decimal(whole, part)}
    if whole in _YEARS and around.after.startswith("年"):
        return {"arabic": str(whole), "chinese": _one_by_one(whole, "〇"), "zeros": _one_by_one(whole, "零")}
    if whole <= _TEN:
        return _small(whole, around)
    forms = {"arabic": str(whole)}
    if whole % _MYRIAD or whole < _MYRIAD:
        forms["chinese"] = _cardinal(whole)
    if around.ordinal:
        return forms if "chinese" in forms else {}
    return forms | _of_quantity(whole, forms.get("chinese", ""))


def _of_quantity(whole: int, chinese: str) -> _Forms:
    """The less usual writings of a number that counts."""
    forms: _Forms = {}
    if whole in _RECENT_YEARS:
        forms |= {"noughts": _one_by_one(whole, "〇"), "zeros": _one_by_one(whole, "零")}
    twos = re.sub("二(?=[百千万])", "两", chinese)
    if chinese.startswith("二") and twos != chinese:
        forms |= {"two": "两" + chinese[1:], "twos": twos}
    if whole >= _COMMAS_FROM:
        forms["commas"] = f"{whole:,}"
    if whole >= _FORMAL_FROM and chinese:
        forms["formal"] = chinese.translate(_FORMAL)
    return forms if chinese else {"chinese": str(whole), **forms}


def _small(whole: int, around: _Around) -> _Forms:
    """From 0 to 10, where these are surely numbers."""
    counted = around.after.startswith(_COUNTED) and not around.ordinal
    if not whole or not (counted or around.ordinal or around.after.startswith(_ORDINAL)):
        return {}
    two = {"two": "两"} if counted and whole == _DIGITS.index("二") else {}
    return {"arabic": str(whole), **two, "chinese": _cardinal(whole)}


def _value(run: str) -> tuple[int | None, str]:
    """The whole number and the decimals (".5" or "") that a run of either script says, None for no number."""
    if arabic := _ARABIC.fullmatch(run):
        return int(arabic["whole"].replace(",", "")), arabic["part"] or ""
    whole, point, part = run.translate(_READ).partition("点")
    if point and not (part and set(part) <= set(_DIGITS)):
        return None, ""
    decimals = "." + "".join(str(_DIGITS.index(digit)) for digit in part) if part else ""
    return _read(whole), decimals


def _read(numerals: str) -> int | None:
    """Digit by digit, or by places; whether it is written as it should be is seen from its forms."""
    if not numerals or set(numerals) - set(_DIGITS + "十百千万"):
        return None
    if len(numerals) > 1 and not set(numerals) - set(_DIGITS):
        return int("".join(str(_DIGITS.index(digit)) for digit in numerals))
    value = section = digit = 0
    for char in numerals:
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        elif char == "万":
            value, section, digit = (section + digit) * _MYRIAD, 0, 0
        else:
            section += (digit or 1) * 10 ** _PLACES.index(char)
            digit = 0
    return value + section + digit


def _decimal(whole: int, part: str) -> str:
    return _cardinal(whole) + ("点" + "".join(_DIGITS[int(digit)] for digit in part[1:]) if part else "")


def _one_by_one(whole: int, nought: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(whole)).replace("零", nought)


def _cardinal(whole: int) -> str:
    """By places: 10 is 十, 110 一百一十, 1,010 一千零一十, 12,000 一万二千.

    >>> _cardinal(10), _cardinal(110), _cardinal(1_010), _cardinal(12_000), _cardinal(100_001)
    ('十', '一百一十', '一千零一十', '一万二千', '十万零一')
    """
    if not whole:
        return "零"
    high, low = divmod(whole, _MYRIAD)
    gap = "零" if high and 0 < low < _COMMAS_FROM else ""
    written = (_section(high) + "万" if high else "") + gap + _section(low)
    return written.removeprefix("一") if written.startswith("一十") else written


def _section(number: int) -> str:
    """Below 10,000; "" for 0."""
    written = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += _DIGITS[digit] + _PLACES[place]
        elif written and not written.endswith("零"):
            written += "零"
    return written.removesuffix("零")
