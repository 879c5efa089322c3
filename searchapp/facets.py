"""Facets as a page shows them: values as links that choose or drop them, regions as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.contract.results import Facet, FacetValue
from searchapp.addresses import SEARCH
from searchapp.state import NAMES, FacetKey, SearchState

SHOWN_MAX = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLink:
    """A value with its count; the link chooses it, or drops it where it is chosen."""

    label: str
    count: int
    url: str
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A flat facet: `values` are shown at once, `more` on demand; `missing` paragraphs have no value."""

    key: FacetKey
    name: str
    values: tuple[ValueLink, ...]
    more: tuple[ValueLink, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionNode:
    """A region and those below it; `open` where one of those below is chosen."""

    value: str
    link: ValueLink
    children: tuple["RegionNode", ...]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTree:
    """The region facet: as FacetView, province by province."""

    name: str
    nodes: tuple[RegionNode, ...]
    more: tuple[RegionNode, ...]
    missing: int


def facet_view(key: FacetKey, facet: Facet, state: SearchState) -> FacetView:
    """A facet in the order of its counts; years newest first."""
    values = facet.values
    if key is FacetKey.YEAR:
        values = tuple(sorted(values, key=lambda value: value.value, reverse=True))
    links = [_link(value, state.toggled(key, value.value)) for value in values]
    shown = [link for at, link in enumerate(links) if at < SHOWN_MAX or link.selected]
    return FacetView(
        key=key,
        name=NAMES[key],
        values=tuple(shown),
        more=tuple(link for link in links if link not in shown),
        missing=facet.missing,
    )


def region_tree(facet: Facet, state: SearchState) -> RegionTree:
    """The regions as province > city > county, in the order of their counts."""
    known = {value.value for value in facet.values}
    parents = {value.value: value.parent if value.parent in known else None for value in facet.values}
    below: dict[str | None, list[FacetValue]] = {}
    for value in facet.values:
        below.setdefault(parents[value.value], []).append(value)

    def nodes_below(parent: str | None) -> Iterator[RegionNode]:
        for value in below.get(parent, ()):
            children = tuple(nodes_below(value.value))
            link = _link(value, _chosen(value, parents, state))
            is_open = any(child.open or child.link.selected for child in children)
            yield RegionNode(value=value.value, link=link, children=children, open=is_open)

    nodes = list(nodes_below(None))
    shown = [node for at, node in enumerate(nodes) if at < SHOWN_MAX or node.open or node.link.selected]
    return RegionTree(
        name=NAMES[FacetKey.REGION],
        nodes=tuple(shown),
        more=tuple(node for node in nodes if node not in shown),
        missing=facet.missing,
    )


def _chosen(value: FacetValue, parents: dict[str, str | None], state: SearchState) -> SearchState:
    """The value toggled. Choosing it drops what is chosen above and below it, for a place and its province
    together would find no more than the province, whatever the count beside the place says."""
    if value.selected:
        return state.toggled(FacetKey.REGION, value.value)
    chosen = state.values(FacetKey.REGION)
    above = set(_line(value.value, parents))
    inside = {code for code in chosen if value.value in _line(code, parents)}
    return state.without(FacetKey.REGION, *above, *inside).toggled(FacetKey.REGION, value.value)


def _line(code: str, parents: dict[str, str | None]) -> Iterator[str]:
    """The codes above a code, the nearest first."""
    parent = parents.get(code)
    while parent is not None:
        yield parent
        parent = parents.get(parent)


def _link(value: FacetValue, chosen: SearchState) -> ValueLink:
    return ValueLink(label=value.label, count=value.count, url=chosen.to_url(SEARCH), selected=value.selected)
