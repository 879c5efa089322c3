"""Days as readers and URLs write them: a year, a month or a day, each standing for all its days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?", re.ASCII)

_NARROW = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `start` to `end`, both included."""

    start: date
    end: date


def parse_period(text: str) -> Period | None:
    """The days that a year, month or day covers; None for anything else.

    >>> parse_period("2021-02")
    Period(start=datetime.date(2021, 2, 1), end=datetime.date(2021, 2, 28))
    >>> parse_period("2021-13-45") is None
    True

    Digits may be full-width.
    """
    found = _DAY.fullmatch(text.translate(_NARROW).strip())
    if not found:
        return None
    year, month, day = found.groups()
    try:
        start = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last_day = int(day or monthrange(start.year, last_month)[1])
        return Period(start=start, end=date(start.year, last_month, last_day))
    except ValueError:
        return None
