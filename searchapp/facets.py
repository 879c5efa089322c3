"""Facets as a page shows them: values as links that choose or drop them, regions as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.contract.results import NO_THEME, Facet, FacetValue
from searchapp.addresses import SEARCH
from searchapp.state import NAMES, FacetKey, SearchState

SHOWN_MAX = 10
_MISSING = {FacetKey.MENTIONS: "未提及地区", FacetKey.MENTIONS_YEAR: "未提及年份"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLink:
    """A value with its count; the link chooses it, or drops it where it is chosen."""

    label: str
    count: int
    url: str
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The paragraphs without a value: a line under the facet, a link where they can be asked for."""

    text: str
    count: int
    link: ValueLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A flat facet: `values` are shown at once, `more` on demand; `chosen`: its filter is on."""

    key: FacetKey
    name: str
    values: tuple[ValueLink, ...]
    more: tuple[ValueLink, ...]
    missing: Missing
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionNode:
    """A region and those below it; `open` where one of those below is chosen."""

    value: str
    link: ValueLink
    children: tuple["RegionNode", ...]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTree:
    """A facet of regions: as FacetView, province by province."""

    key: FacetKey
    name: str
    nodes: tuple[RegionNode, ...]
    more: tuple[RegionNode, ...]
    missing: Missing
    chosen: bool


def facet_view(key: FacetKey, facet: Facet, state: SearchState) -> FacetView:
    """A facet in the order of its counts; years newest first."""
    values = facet.values
    if key in (FacetKey.YEAR, FacetKey.MENTIONS_YEAR):
        values = tuple(sorted(values, key=lambda value: value.value, reverse=True))
    links = [_link(value, state.toggled(key, value.value)) for value in values]
    shown = [link for at, link in enumerate(links) if at < SHOWN_MAX or link.selected]
    return FacetView(
        key=key,
        name=NAMES[key],
        values=tuple(shown),
        more=tuple(link for link in links if link not in shown),
        missing=_missing(key, facet, state),
        chosen=bool(state.values(key)),
    )


def _missing(key: FacetKey, facet: Facet, state: SearchState) -> Missing:
    """Paragraphs without a theme can be asked for; those without anything else cannot."""
    text = _MISSING.get(key, f"未注明{NAMES[key]}")
    link = None
    if key is FacetKey.THEME and facet.missing:
        link = ValueLink(
            label=text,
            count=facet.missing,
            url=state.toggled(key, NO_THEME).to_url(SEARCH),
            selected=NO_THEME in state.theme,
        )
    return Missing(text=text, count=facet.missing, link=link)


def region_tree(key: FacetKey, facet: Facet, state: SearchState) -> RegionTree:
    """The regions as province > city > county, in the order of their counts."""
    known = {value.value for value in facet.values}
    parents = {value.value: value.parent if value.parent in known else None for value in facet.values}
    below: dict[str | None, list[FacetValue]] = {}
    for value in facet.values:
        below.setdefault(parents[value.value], []).append(value)

    def nodes_below(parent: str | None) -> Iterator[RegionNode]:
        for value in below.get(parent, ()):
            children = tuple(nodes_below(value.value))
            link = _link(value, _chosen(key, value, parents, state))
            is_open = any(child.open or child.link.selected for child in children)
            yield RegionNode(value=value.value, link=link, children=children, open=is_open)

    nodes = list(nodes_below(None))
    shown = [node for at, node in enumerate(nodes) if at < SHOWN_MAX or node.open or node.link.selected]
    return RegionTree(
        key=key,
        name=NAMES[key],
        nodes=tuple(shown),
        more=tuple(node for node in nodes if node not in shown),
        missing=_missing(key, facet, state),
        chosen=bool(state.values(key)),
    )


def _chosen(
    key: FacetKey, value: FacetValue, parents: dict[str, str | None], state: SearchState
) -> SearchState:
    """The value toggled. Choosing it drops what is chosen above and below it, for a place and its province
    together would find no more than the province, whatever the count beside the place says."""
    if value.selected:
        return state.toggled(key, value.value)
    chosen = state.values(key)
    above = set(_line(value.value, parents))
    inside = {code for code in chosen if value.value in _line(code, parents)}
    return state.without(key, *above, *inside).toggled(key, value.value)


def _line(code: str, parents: dict[str, str | None]) -> Iterator[str]:
    """The codes above a code, the nearest first."""
    parent = parents.get(code)
    while parent is not None:
        yield parent
        parent = parents.get(parent)


def _link(value: FacetValue, chosen: SearchState) -> ValueLink:
    return ValueLink(label=value.label, count=value.count, url=chosen.to_url(SEARCH), selected=value.selected)
