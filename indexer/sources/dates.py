"""Dates in columns, keys and tags: what stands there is one day, or a year, or nothing."""

import re
from datetime import date

_HAN_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_WRITTEN = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_NUMERAL = "十[一二三四五六七八九]?|[一二三四五六七八九](?:十[一二三四五六七八九]?)?"
_HAN = re.compile(rf"\s*([〇○零Ｏ一二三四五六七八九]{{4}})年(?:({_NUMERAL})月(?:({_NUMERAL})日?)?)?")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?!\d)")
_PART = re.compile(r"\s*(\d{4})\s*年?(?:\s*[-/.]?\s*(\d{1,2})\s*月?)?\s*")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2199
_MONTHS = range(1, 13)


def parse_date(written: str) -> date | None:
    """The date a value begins with, whatever time follows; None for anything else.

    >>> [str(parse_date(text)) for text in ("2021-12-10 09:00", "2021年12月1日", "20211210", "2021-13-45")]
    ['2021-12-10', '2021-12-01', '2021-12-10', 'None']
    >>> str(parse_date("二〇二一年十二月十日"))
    '2021-12-10'
    """
    plain = _in_digits(written)
    found = _WRITTEN.match(plain) or _COMPACT.match(plain)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def parse_year(written: str) -> int | None:
    """The year, where the value is a year or a month and no more; None for anything else.

    >>> [parse_year(text) for text in ("2021", "2021年5月", "2021-05", "二〇二一年", "2021-05-06", "1234")]
    [2021, 2021, 2021, 2021, None, None]
    """
    found = _PART.fullmatch(_in_digits(written))
    if found is None or (found[2] is not None and int(found[2]) not in _MONTHS):
        return None
    year = int(found[1])
    return year if _EARLIEST_YEAR <= year <= _LATEST_YEAR else None


def date_notes(written: str | None) -> tuple[str, ...]:
    """Why a value gives no day, and what to write instead; () where it gives one, or there is no value.

    >>> date_notes("2021-05")
    ('2021-05 is not a whole day, so only the year 2021 is used; a day is written such as 2021-01-31',)
    """
    if not (written or "").strip() or parse_date(written or "") is not None:
        return ()
    shown = " ".join((written or "").split())[:40]
    year = parse_year(written or "")
    if year is None:
        return (f"not a date: {shown}",)
    example = f"{year}-01-31"
    return (
        f"{shown} is not a whole day, so only the year {year} is used; a day is written such as {example}",
    )


def _in_digits(written: str) -> str:
    """A date in Chinese numerals, with Arabic ones; any other value as it is."""
    found = _HAN.match(written)
    if found is None:
        return written
    month, day = (str(_number(found[part])) if found[part] else "" for part in (2, 3))
    year = found[1].translate(_HAN_DIGITS)
    return "-".join(filter(None, (year, month, day))) + written[found.end() :]


def _number(written: str) -> int:
    """A numeral up to 九十九.

    >>> [_number(text) for text in ("七", "十", "十二", "二十", "三十一")]
    [7, 10, 12, 20, 31]
    """
    tens, ten, ones = written.rpartition("十") if "十" in written else ("", "", written)
    value = int(ones.translate(_HAN_DIGITS)) if ones else 0
    return value + (10 * int((tens or "一").translate(_HAN_DIGITS)) if ten else 0)
