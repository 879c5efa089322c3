"""Grams: the law that exact search stands on."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.grams import grams, lookup_grams


@given(st.text(max_size=40), st.text(min_size=1, max_size=12), st.text(max_size=40))
def test_a_text_is_indexed_under_every_gram_that_looks_up_a_part_of_it(
    before: str, part: str, after: str
) -> None:
    assert lookup_grams(part) <= grams(before + part + after)


def test_one_character_is_looked_up_by_itself() -> None:
    assert lookup_grams("水") == {"水"}
