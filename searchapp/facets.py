"""Facets as a page shows them: values as links that choose or drop them, regions as a tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.contract.results import NO_THEME, Facet, FacetValue
from searchapp.links import Links, links_of
from searchapp.state import NAMES, FacetKey, SearchState

SHOWN_MAX = 10
_MISSING = {FacetKey.MENTIONS: "未提及地区", FacetKey.MENTIONS_YEAR: "未提及年份"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLink:
    """A value with its count; the link chooses it, or drops it where it is chosen. `children` are the regions
    below a region, `open` where one of them is chosen."""

    value: str
    label: str
    count: int
    url: str
    selected: bool
    children: tuple["ValueLink", ...] = ()
    open: bool = False

    @property
    def on(self) -> bool:
        """Whether this, or a region below it, is chosen."""
        return self.open or self.selected


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The paragraphs without a value: a line under the facet, a link where they can be asked for."""

    text: str
    count: int
    link: ValueLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet: `values` are shown at once, `more` on demand; `chosen`: its filter is on."""

    key: FacetKey
    name: str
    values: tuple[ValueLink, ...]
    more: tuple[ValueLink, ...]
    missing: Missing
    chosen: bool


def facet_view(key: FacetKey, facet: Facet, state: SearchState) -> FacetView:
    """A facet in the order of its counts; years newest first."""
    values = facet.values
    if key in (FacetKey.YEAR, FacetKey.MENTIONS_YEAR):
        values = tuple(sorted(values, key=lambda value: value.value, reverse=True))
    links = links_of(state, key)
    found = [
        ValueLink(
            value=value.value,
            label=value.label,
            count=value.count,
            url=links.toggling(value.value),
            selected=value.selected,
        )
        for value in values
    ]
    return _view(found, facet, links)


def _view(found: Sequence[ValueLink], facet: Facet, links: Links) -> FacetView:
    return FacetView(
        key=links.key,
        name=NAMES[links.key],
        values=tuple(link for at, link in enumerate(found) if at < SHOWN_MAX or link.on),
        more=tuple(link for link in found[SHOWN_MAX:] if not link.on),
        missing=_missing(facet, links),
        chosen=bool(links.chosen),
    )


def _missing(facet: Facet, links: Links) -> Missing:
    """Paragraphs without a theme can be asked for; those without anything else cannot."""
    text = _MISSING.get(links.key, f"未注明{NAMES[links.key]}")
    link = None
    if links.key is FacetKey.THEME and facet.missing:
        link = ValueLink(
            value=NO_THEME,
            label=text,
            count=facet.missing,
            url=links.toggling(NO_THEME),
            selected=NO_THEME in links.chosen,
        )
    return Missing(text=text, count=facet.missing, link=link)


def region_tree(key: FacetKey, facet: Facet, state: SearchState) -> FacetView:
    """The regions as province > city > county, in the order of their counts."""
    known = {value.value for value in facet.values}
    parents = {value.value: value.parent if value.parent in known else None for value in facet.values}
    links = links_of(state, key)
    below: dict[str | None, list[FacetValue]] = {}
    for value in facet.values:
        below.setdefault(parents[value.value], []).append(value)

    def links_below(parent: str | None) -> Iterator[ValueLink]:
        for value in below.get(parent, ()):
            children = tuple(links_below(value.value)) if value.value in below else ()
            yield ValueLink(
                value=value.value,
                label=value.label,
                count=value.count,
                url=_toggling(value, parents, links),
                selected=value.selected,
                children=children,
                open=any(child.on for child in children),
            )

    return _view(list(links_below(None)), facet, links)


def _toggling(value: FacetValue, parents: dict[str, str | None], links: Links) -> str:
    """The value toggled. Choosing it drops what is chosen above and below it, for a place and its province
    together would find no more than the province, whatever the count beside the place says."""
    if value.selected or not links.chosen:
        return links.toggling(value.value)
    above = set(_line(value.value, parents))
    inside = {code for code in links.chosen if value.value in _line(code, parents)}
    return links.toggling(value.value, above | inside)


def _line(code: str, parents: dict[str, str | None]) -> Iterator[str]:
    """The codes above a code, the nearest first."""
    parent = parents.get(code)
    while parent is not None:
        yield parent
        parent = parents.get(parent)
