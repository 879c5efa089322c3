"""What is marked: exactly the characters that match, in the script they are written in."""

from itertools import pairwise

from hypothesis import given

from indexer.analysis.fold import fold
from indexer.analysis.words import tokens, words
from indexer.contract.query import And, Exact, FieldIs, Near, Not, Query, QueryField, Verbatim, Words
from searchapp.marks import marker_of, occurrences
from tests.searchapp.queries import QUERIES, SOUGHT, TEXTS


def marked(query: Query, text: str) -> list[str]:
    return [text[start:end] for start, end in marker_of(query).in_text(text)]


@given(QUERIES, TEXTS)
def test_spans_are_sorted_disjoint_and_within_the_text(query: Query, text: str) -> None:
    spans = marker_of(query).in_text(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(SOUGHT, TEXTS)
def test_every_span_of_an_exact_query_folds_to_the_query(sought: str, text: str) -> None:
    found = marked(Exact(text=sought), text)
    assert {fold(span) for span in found} <= {fold(sought)}
    assert bool(found) == (fold(sought) in fold(text))


@given(SOUGHT, TEXTS)
def test_every_span_of_a_verbatim_query_is_the_query(sought: str, text: str) -> None:
    found = marked(Verbatim(text=sought), text)
    assert set(found) <= {sought}
    assert bool(found) == (sought in text)


@given(SOUGHT, TEXTS)
def test_what_words_mark_is_made_of_the_words_asked_for(sought: str, text: str) -> None:
    asked = words(fold(sought))
    for span in marked(Words(text=sought), text):
        assert _is_made_of(fold(span), asked)


@given(SOUGHT, TEXTS)
def test_every_word_asked_for_is_marked_wherever_it_stands(sought: str, text: str) -> None:
    asked = words(fold(sought))
    spans = marker_of(Words(text=sought)).in_text(text)
    for token in tokens(fold(text)):
        if token.text in asked:
            assert any(start <= token.start and token.end <= end for start, end in spans)


def _is_made_of(text: str, asked: list[str]) -> bool:
    """Whether the words, overlapping perhaps, cover the text."""
    covered = {at for word in asked for start, end in _everywhere(text, word) for at in range(start, end)}
    return covered == set(range(len(text)))


def _everywhere(text: str, word: str) -> list[tuple[int, int]]:
    starts = (at for at in range(len(text)) if text.startswith(word, at))
    return [(start, start + len(word)) for start in starts]


def test_the_other_script_is_marked_as_it_is_written() -> None:
    assert marked(Exact(text="顽瘴痼疾"), "整治頑瘴痼疾，顽瘴痼疾。") == ["頑瘴痼疾", "顽瘴痼疾"]


def test_a_word_is_not_marked_inside_another() -> None:
    assert marked(Words(text="和服"), "产品和服务") == []
    assert marked(Words(text="马克思"), "马克思说") == ["马克思"]


def test_words_side_by_side_are_one_mark() -> None:
    query = And(parts=(Words(text="防汛"), Words(text="演练")))
    assert marked(query, "防汛演练，演练") == ["防汛演练", "演练"]


def test_exact_matches_that_touch_stay_two() -> None:
    assert marked(Exact(text="防"), "防防") == ["防", "防"]


def test_marks_of_different_parts_that_overlap_are_one() -> None:
    query = And(parts=(Exact(text="防汛演"), Exact(text="演练")))
    assert marked(query, "防汛演练") == ["防汛演练"]


def test_what_must_not_occur_is_not_marked() -> None:
    query = And(parts=(Exact(text="防汛"), Not(part=Exact(text="演练"))))
    assert marked(query, "防汛演练") == ["防汛"]


def test_near_marks_both_sides_and_only_where_they_are_near() -> None:
    query = Near(first="水库", second="检查", within_chars=3)
    text = "检查了水库。另有一座很远的水库"
    assert marked(query, text) == ["检查", "水库"]


def test_near_the_same_text_needs_it_twice() -> None:
    query = Near(first="水", second="水", within_chars=1)
    assert marked(query, "水库") == []
    assert marked(query, "水库水") == ["水", "水"]


def test_titles_are_marked_by_words_and_title_fields_and_headings_by_theirs() -> None:
    title = marker_of(And(parts=(Words(text="防汛"), FieldIs(field=QueryField.TITLE, value="水庫"))))
    assert title.in_title("水库防汛报告") == ((0, 2), (2, 4))
    assert title.in_heading("水库防汛") == ((2, 4),)
    heading = marker_of(FieldIs(field=QueryField.SECTION, value="水庫"))
    assert heading.in_heading("一、水库") == ((2, 4),)
    assert heading.in_title("水库") == ()


def test_an_exact_query_marks_no_title_for_it_looks_at_none() -> None:
    assert marker_of(Exact(text="防汛")).in_title("防汛报告") == ()


def test_nothing_occurs_nowhere() -> None:
    assert list(occurrences("水库", "")) == []


def test_near_in_a_very_long_text_takes_no_long_time() -> None:
    text = "水" * 200_000
    assert len(marker_of(Near(first="水", second="水", within_chars=1)).in_text(text)) == len(text)
