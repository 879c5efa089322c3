"""The URL is the state: laws of the round trip, and leniency towards whatever stands in a URL."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.contract.query import Mode
from indexer.contract.results import Filters, Sort
from searchapp.arguments import VALUES_MAX, read_args
from searchapp.state import LIMIT_DEFAULT, LIMIT_MAX, PAGE_MAX, FacetKey, SearchState

# Every character but lone surrogates, which no URL can carry.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.lists(TEXT.filter(bool), unique=True, max_size=4).map(tuple)
YEARS = st.lists(st.from_regex(r"[0-9]{4}", fullmatch=True), unique=True, max_size=4).map(tuple)
DAYS = st.none() | st.dates()
STATES = st.builds(
    SearchState,
    q=TEXT,
    mode=st.sampled_from(Mode),
    region=VALUES,
    section=VALUES,
    theme=VALUES,
    year=YEARS,
    mentions=VALUES,
    mentions_year=YEARS,
    start=DAYS,
    end=DAYS,
    sort=st.sampled_from(Sort),
    fold=st.booleans(),
    page=st.integers(1, PAGE_MAX),
    limit=st.integers(1, LIMIT_MAX),
)


@given(STATES)
def test_arguments_read_back_are_the_same_state(state: SearchState) -> None:
    assert read_args(state.to_args()).state == state


@given(STATES)
def test_a_url_read_back_is_the_same_state(state: SearchState) -> None:
    query = urlsplit(state.to_url("/search")).query
    assert read_args(parse_qsl(query)).state == state


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["q", "mode", "page", "from", "to", "year", "mentions_year", "fold", "limit", "x"]
            ),
            TEXT,
        )
    )
)
def test_any_arguments_can_be_read_and_then_stay_as_they_are(args: list[tuple[str, str]]) -> None:
    state = read_args(args).state
    assert read_args(state.to_args()).state == state


@given(STATES, st.sampled_from(FacetKey), TEXT.filter(bool))
def test_a_value_toggled_twice_is_as_before(state: SearchState, key: FacetKey, value: str) -> None:
    once = state.toggled(key, value)
    assert (value in once.values(key)) != (value in state.values(key))
    assert set(once.toggled(key, value).values(key)) == set(state.values(key))


@given(STATES, TEXT, st.sampled_from(Sort))
def test_any_other_search_begins_on_page_one(state: SearchState, text: str, sort: Sort) -> None:
    others = (
        state.asking(text, Mode.EXACT),
        state.sorted_by(sort),
        state.unfiltered(),
        state.dated(None, None),
        state.folding(fold=True),
        state.toggled(FacetKey.THEME, "安全"),
    )
    assert {other.page for other in others} == {1}


def test_the_default_state_is_the_bare_path() -> None:
    assert SearchState().to_url("/search") == "/search"


def test_a_repeated_key_is_several_values_each_once() -> None:
    asked = read_args([("region", "330200"), ("region", "370100"), ("region", "330200")])
    assert asked.state.filters() == Filters(regions=("330200", "370100"))
    assert asked.hints == ()


def test_unknown_and_empty_keys_are_passed_over() -> None:
    asked = read_args([("utm_source", "x"), ("region", ""), ("from", ""), ("q", ""), ("q", "防汛")])
    assert asked.state == SearchState(q="防汛")
    assert asked.hints == ()


def test_a_year_or_month_stands_for_all_its_days() -> None:
    state = read_args([("from", "2021"), ("to", "2022-02")]).state
    assert (state.start, state.end) == (date(2021, 1, 1), date(2022, 2, 28))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "2021-13-45"),
        ("to", "昨天"),
        ("year", "20211"),
        ("year", "²⁰²¹"),
        ("mentions_year", "去年"),
        ("fold", "是"),
        ("page", "-1"),
        ("page", "0"),
        ("page", "一"),
        ("page", "9" * 5_000),
        ("limit", "abc"),
        ("mode", "fuzzy"),
        ("sort", "价格"),
    ],
)
def test_what_cannot_be_used_is_left_out_with_a_hint(key: str, value: str) -> None:
    asked = read_args([(key, value)])
    assert asked.state == SearchState()
    assert len(asked.hints) == 1
    assert len(asked.hints[0]) < 80


def test_a_page_far_past_any_end_is_a_page() -> None:
    assert read_args([("page", "1000000000")]).state.page == PAGE_MAX
    assert read_args([("page", "1" + "0" * 30)]).state.page == PAGE_MAX


@pytest.mark.parametrize("text", ["2_0", "١", "２", "+2", " 2", "2.0", "0x2", "--2", "-"])
def test_a_number_is_written_in_plain_digits(text: str) -> None:
    asked = read_args([("page", text), ("limit", text)])
    assert (asked.state.page, asked.state.limit) == (1, LIMIT_DEFAULT)
    assert len(asked.hints) == 2


def test_too_many_values_are_said_by_the_name_the_page_gives_the_filter() -> None:
    asked = read_args([("region", f"r{number}") for number in range(500)])
    assert asked.hints == (f"地区超过 {VALUES_MAX} 个，其余已忽略。",)


@pytest.mark.parametrize(("limit", "read"), [("0", 1), ("-5", 1), ("1000", 1_000), ("1001", 1_000)])
def test_a_limit_is_brought_within_bounds(limit: str, read: int) -> None:
    asked = read_args([("limit", limit)])
    assert asked.state.limit == read
    assert bool(asked.hints) == (str(read) != limit)


def test_a_period_that_ends_before_it_begins_is_kept_and_said() -> None:
    asked = read_args([("from", "2022"), ("to", "2021")])
    assert (asked.state.start, asked.state.end) == (date(2022, 1, 1), date(2021, 12, 31))
    assert "晚于" in asked.hints[0]


def test_more_values_than_a_reader_can_mean_are_cut_with_a_hint() -> None:
    asked = read_args([("section", str(number)) for number in range(5_000)])
    assert len(asked.state.section) == VALUES_MAX
    assert len(asked.hints) == 1


def test_the_offset_counts_the_hits_before_the_page() -> None:
    assert SearchState(page=3).offset == 2 * LIMIT_DEFAULT
