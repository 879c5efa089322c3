"""Dates in columns, keys and tags: what stands there is one date or nothing."""

import re
from datetime import date

_WRITTEN = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_PART = re.compile(r"\s*\d{4}\s*年?(?:\s*[-/.]?\s*\d{1,2}\s*月?)?\s*")
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


def date_notes(written: str | None) -> tuple[str, ...]:
    """Why a value gives no date, and what to write instead; () where it gives one, or there is no value.

    >>> date_notes("2021")
    ('2021 is not a whole day, so the date stays unknown; write one such as 2021-01-01',)
    """
    if not (written or "").strip() or parse_date(written or "") is not None:
        return ()
    shown = " ".join((written or "").split())[:40]
    if _PART.fullmatch(written or ""):
        example = f"{shown[:4]}-01-01"
        return (f"{shown} is not a whole day, so the date stays unknown; write one such as {example}",)
    return (f"not a date: {shown}",)
