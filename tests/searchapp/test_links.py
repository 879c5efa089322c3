"""Links: each is the URL of the search it leads to, however it was put together."""

from hypothesis import given
from hypothesis import strategies as st

from searchapp.addresses import SEARCH
from searchapp.links import links_of, paging
from searchapp.state import PAGE_MAX, FacetKey, SearchState
from tests.searchapp.test_state import STATES, TEXT

KEYS = st.sampled_from(FacetKey)


@given(STATES, KEYS, TEXT.filter(bool))
def test_a_link_to_another_value_is_the_url_of_that_search(
    state: SearchState, key: FacetKey, value: str
) -> None:
    assert links_of(state, key).toggling(value) == state.toggled(key, value).to_url(SEARCH)


@given(STATES, KEYS, st.data())
def test_a_link_that_drops_a_value_is_the_url_without_it(
    state: SearchState, key: FacetKey, data: st.DataObject
) -> None:
    chosen = state.values(key)
    value = data.draw(st.sampled_from(chosen)) if chosen else "水"
    dropped = data.draw(st.sets(st.sampled_from(chosen))) if chosen else set()
    expected = state.without(key, *dropped).toggled(key, value).to_url(SEARCH)
    assert links_of(state, key).toggling(value, dropped) == expected


@given(STATES, st.integers(1, PAGE_MAX))
def test_a_link_to_a_page_is_the_url_of_that_page(state: SearchState, page: int) -> None:
    assert paging(state)(page) == state.on_page(page).to_url(SEARCH)
