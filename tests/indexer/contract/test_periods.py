"""Days as readers write them."""

from datetime import date

import pytest

from indexer.contract.periods import parse_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021年", date(2021, 1, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021年12月", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021-03-05", date(2021, 3, 5), date(2021, 3, 5)),
        ("２０２１－０３－０５", date(2021, 3, 5), date(2021, 3, 5)),
        ("2021/3/5", date(2021, 3, 5), date(2021, 3, 5)),
        ("2021年3月5日", date(2021, 3, 5), date(2021, 3, 5)),
    ],
)
def test_a_year_month_or_day_covers_all_its_days(text: str, start: date, end: date) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["", "x", "21", "2021-13", "2021-00", "2021-01-00", "2021-13-45", "2021-02-30", "0000", "²021", "2021-"],
)
def test_anything_else_is_no_period(text: str) -> None:
    assert parse_period(text) is None
