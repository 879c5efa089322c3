"""Dates in columns, keys and tags: what stands there is one date or nothing."""

import re
from datetime import date

_WRITTEN = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?!\d)")


def parse_date(written: str) -> date | None:
    """The date a value begins with, whatever time follows; None for anything else.

    >>> [str(parse_date(text)) for text in ("2021-12-10 09:00", "2021年12月1日", "20211210", "2021-13-45")]
    ['2021-12-10', '2021-12-01', '2021-12-10', 'None']
    """
    found = _WRITTEN.match(written) or _COMPACT.match(written)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
