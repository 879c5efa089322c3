"""Facets as links: several values, the region tree, what is folded away."""

from indexer.contract.results import Facet, FacetValue
from searchapp.facets import SHOWN_MAX, ValueLink, facet_view, region_tree
from searchapp.state import FacetKey, SearchState

ZHEJIANG, NINGBO, CIXI, JINAN = "330000", "330200", "330282", "370000"


def value(code: str, count: int = 1, parent: str | None = None, selected: bool = False) -> FacetValue:
    return FacetValue(value=code, label=code, count=count, selected=selected, parent=parent)


def facet(*values: FacetValue) -> Facet:
    return Facet(total=sum(value.count for value in values), missing=0, values=values)


def regions(*chosen: str) -> dict[str, ValueLink]:
    """All nodes of a small tree by their code."""
    tree = region_tree(
        FacetKey.REGION,
        facet(
            value(ZHEJIANG, 3, None, ZHEJIANG in chosen),
            value(NINGBO, 2, ZHEJIANG, NINGBO in chosen),
            value(CIXI, 1, NINGBO, CIXI in chosen),
            value(JINAN, 1, None, JINAN in chosen),
        ),
        SearchState(q="水", region=chosen),
    )
    found, waiting = {}, list(tree.values)
    while waiting:
        node = waiting.pop()
        found[node.value] = node
        waiting.extend(node.children)
    return found


def test_a_value_s_link_adds_it_to_the_ones_chosen_and_goes_to_page_one() -> None:
    state = SearchState(q="水", theme=("安全",), page=7)
    (link,) = facet_view(FacetKey.THEME, facet(value("民生")), state).values
    assert link.url == state.with_values(FacetKey.THEME, ("安全", "民生")).to_url("/search")
    assert "page" not in link.url


def test_a_chosen_value_s_link_drops_it() -> None:
    state = SearchState(theme=("安全",))
    (link,) = facet_view(FacetKey.THEME, facet(value("安全", selected=True)), state).values
    assert (link.selected, link.url) == (True, "/search")


def test_years_stand_newest_first() -> None:
    view = facet_view(
        FacetKey.YEAR, facet(value("2021", 9), value("2023", 1), value("2022", 5)), SearchState()
    )
    assert [link.label for link in view.values] == ["2023", "2022", "2021"]


def test_more_than_ten_values_are_folded_but_a_chosen_one_is_shown() -> None:
    values = [value(str(number), selected=number == 20) for number in range(30)]
    view = facet_view(FacetKey.SECTION, facet(*values), SearchState(section=("20",)))
    assert [link.label for link in view.values] == [*map(str, range(SHOWN_MAX)), "20"]
    assert len(view.values) + len(view.more) == 30


def test_a_theme_can_be_asked_for_by_its_absence() -> None:
    lacking = Facet(total=3, missing=2, values=(value("安全"),))
    link = facet_view(FacetKey.THEME, lacking, SearchState(q="水")).missing.link
    assert link is not None
    assert (link.count, link.url) == (2, SearchState(q="水", theme=("none",)).to_url("/search"))
    assert facet_view(FacetKey.YEAR, lacking, SearchState()).missing.link is None


def test_mentioned_regions_are_chosen_for_themselves() -> None:
    state = SearchState(region=(JINAN,), mentions=(NINGBO,))
    tree = region_tree(
        FacetKey.MENTIONS, facet(value(ZHEJIANG), value(NINGBO, 1, ZHEJIANG, selected=True)), state
    )
    wider = SearchState(region=(JINAN,), mentions=(ZHEJIANG,)).to_url("/search")
    assert (tree.chosen, tree.values[0].url) == (True, wider)


def test_regions_are_a_tree() -> None:
    nodes = regions()
    assert [child.value for child in nodes[ZHEJIANG].children] == [NINGBO]
    assert [child.value for child in nodes[NINGBO].children] == [CIXI]
    assert not any(node.open for node in nodes.values())


def test_the_way_down_to_a_chosen_region_is_open() -> None:
    nodes = regions(CIXI)
    assert [nodes[code].open for code in (ZHEJIANG, NINGBO, CIXI, JINAN)] == [True, True, False, False]


def test_regions_side_by_side_are_combined() -> None:
    assert regions(CIXI)[JINAN].url == SearchState(q="水", region=(CIXI, JINAN)).to_url("/search")


def test_choosing_a_place_inside_a_chosen_one_narrows_to_it() -> None:
    assert regions(ZHEJIANG, JINAN)[CIXI].url == SearchState(q="水", region=(JINAN, CIXI)).to_url("/search")


def test_choosing_a_place_around_a_chosen_one_widens_to_it() -> None:
    assert regions(CIXI, JINAN)[ZHEJIANG].url == SearchState(q="水", region=(JINAN, ZHEJIANG)).to_url(
        "/search"
    )


def test_a_region_whose_parent_is_not_listed_stands_at_the_top() -> None:
    tree = region_tree(FacetKey.REGION, facet(value(CIXI, 1, NINGBO)), SearchState())
    assert [node.value for node in tree.values] == [CIXI]
