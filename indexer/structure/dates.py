"""Dates as reports write them: 2021年12月10日, 2021-12-10, 二〇二一年十二月十日."""

import re
from datetime import date

_DIGITS = {char: str(digit) for digit, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": "0", "○": "0", "Ｏ": "0", "０": "0"}
_DIGITS |= {chr(ord("０") + digit): str(digit) for digit in range(1, 10)}
_HAN_YEAR = "[〇○零一二三四五六七八九]{4}"
# "\d" matches full-width digits too.
_ARABIC = re.compile(
    r"(?<!\d)(\d{4})\s?([-/.．年])\s?(\d{1,2})\s?[-/.．月]\s?(\d{1,2})(?:\s?[日号號]|(?!\d))"
)
_HAN = re.compile(
    rf"({_HAN_YEAR})\s?年\s?([一二三四五六七八九十]{{1,3}})\s?月\s?([一二三四五六七八九十]{{1,3}})\s?[日号號]"
)
_TIME = re.compile(r"[\sT]*\d{1,2}\s?(?:[:：]|[时時])\s?\d{1,2}(?:\s?(?:[:：]|分)\s?(?:\d{1,2})?(?:\s?秒)?)?")
_YEAR = re.compile(
    rf"(?<!\d)((?:19|20|１９|２０)\d{{2}})(?:\s?[年度]|[-/.．]\d{{1,2}}(?!\d)|$)|({_HAN_YEAR})\s?年"
)
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first date in the text that exists, with its place (a time behind it included).

    >>> find_date("甘孜日报 2021年12月10日 09:30 刊")
    (datetime.date(2021, 12, 10), 5, 22)
    >>> find_date("二〇二三年三月二十七日")[0], find_date("2021-13-45")
    (datetime.date(2023, 3, 27), None)
    >>> find_date("２０２１．１２．１０")[0]
    datetime.date(2021, 12, 10)
    """
    for found in (*_ARABIC.finditer(text), *_HAN.finditer(text)):
        groups = found.groups()
        year, month, day = (groups[0], groups[-2], groups[-1])
        parsed = _date(_number(year), _number(month), _number(day))
        if parsed is not None:
            time = _TIME.match(text, found.end())
            return parsed, found.start(), time.end() if time else found.end()
    return None


def find_year(text: str) -> int | None:
    """The year in a line that gives no more: of a date without its day, or by itself.

    >>> [find_year(text) for text in ("2021年12月", "二〇二一年", "2021-05", "时间：2021年", "1234年")]
    [2021, 2021, 2021, 2021, None]
    """
    for found in _YEAR.finditer(text):
        year = int(arabic(found[1] or found[2]))
        if _EARLIEST_YEAR <= year <= _LATEST_YEAR:
            return year
    return None


def impossible_date(text: str) -> str | None:
    """The first date in the text that is written in full and yet does not exist.

    >>> impossible_date("发布时间：2021年2月30日"), impossible_date("2021年2月3日")
    ('2021年2月30日', None)
    """
    if find_date(text) is not None:
        return None
    found = _ARABIC.search(text) or _HAN.search(text)
    return found[0] if found else None


def arabic(written: str) -> str:
    """The digits of a number written digit by digit.

    >>> arabic("二〇二一"), arabic("２０２１"), arabic("2021")
    ('2021', '2021', '2021')
    """
    return "".join(_DIGITS.get(char, char) for char in written)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(written: str) -> int:
    """
    >>> [_number(text) for text in ("二〇二六", "十", "二十七", "12")]
    [2026, 10, 27, 12]
    """
    tens, ten, ones = written.partition("十")
    if ten:
        written = (tens or "一") + (ones or "〇")
    return int(arabic(written))
