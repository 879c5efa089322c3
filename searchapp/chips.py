"""Chips: the filters that are on, each with the search without it."""

from dataclasses import dataclass

from indexer.contract.results import NO_THEME
from searchapp.addresses import SEARCH
from searchapp.service import Answer
from searchapp.state import NAMES, FacetKey

_REGIONAL = (FacetKey.REGION, FacetKey.MENTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter that is on, and the search without it."""

    name: str
    value: str
    url: str


def chips(answered: Answer) -> tuple[Chip, ...]:
    """A chip for each value of a filter, in the order of the URL."""
    state = answered.state
    facets = answered.result.facets
    regions = (*facets.region.values, *facets.mentioned_region.values)
    labels = {
        (FacetKey.THEME, NO_THEME): "未注明",
        **{(key, value.value): value.label for key in _REGIONAL for value in regions},
    }
    found = [
        Chip(
            name=NAMES[key],
            value=labels.get((key, value), value),
            url=state.without(key, value).to_url(SEARCH),
        )
        for key in FacetKey
        for value in state.values(key)
    ]
    if state.start:
        found.append(
            Chip(name="起", value=state.start.isoformat(), url=state.dated(None, state.end).to_url(SEARCH))
        )
    if state.end:
        found.append(
            Chip(name="止", value=state.end.isoformat(), url=state.dated(state.start, None).to_url(SEARCH))
        )
    return tuple(found)
