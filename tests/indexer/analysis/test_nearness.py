"""Nearness, held to trying every pair of places."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.nearness import near_spans


@given(
    text=st.text(alphabet="ab-", max_size=10),
    first=st.text(alphabet="ab", min_size=1, max_size=2),
    second=st.text(alphabet="ab", min_size=1, max_size=2),
    within=st.integers(0, 6),
)
def test_near_finds_what_trying_every_pair_finds(text: str, first: str, second: str, within: int) -> None:
    starts = range(len(text))
    gaps = [
        max(b - a - len(first), a - b - len(second))
        for a in starts
        for b in starts
        if text.startswith(first, a) and text.startswith(second, b)
    ]
    assert bool(near_spans(text, first, second, within)) == any(0 <= gap <= within for gap in gaps)
