"""Facets: how the paragraphs found spread over each field.

A facet is counted under every filter but its own; where its own is empty that is the result itself, so
most requests count everything on one list of rows.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import partial
from itertools import repeat
from typing import NamedTuple

from indexer.contract.results import (
    LISTED_MAX,
    NO_THEME,
    NOT_COUNTED,
    Facet,
    FacetField,
    Facets,
    FacetValue,
    Filters,
)
from indexer.engines.whoosh.columns import MENTIONED_REGION, MENTIONED_YEAR, NONE, PATH, Columns
from indexer.engines.whoosh.counting import FEW, REGION, THEME, YEAR, Counted, Counting
from indexer.engines.whoosh.evaluate import Found
from indexer.engines.whoosh.lists import Counts
from indexer.engines.whoosh.places import Places, places_of
from indexer.engines.whoosh.rowsets import Mask
from indexer.engines.whoosh.selecting import reached

_COLUMNS = {
    FacetField.REGION: REGION,
    FacetField.SECTION: PATH,
    FacetField.THEME: THEME,
    FacetField.YEAR: YEAR,
    FacetField.MENTIONED_REGION: MENTIONED_REGION,
    FacetField.MENTIONED_YEAR: MENTIONED_YEAR,
}
_OF_THE_REPORT = frozenset((REGION, THEME, YEAR))
_UNTICKED = frozenset[str]()
_NOWHERE = places_of(())
# FacetValue._make does the same, at twice the cost.
_MAKE = partial(tuple.__new__, FacetValue)


class Under(NamedTuple):
    """What matches a query: all of it, what passes all filters, and the masks of the filters by the column
    that they are of."""

    matched: Found
    passed: Counted
    masks: Mapping[str, Mask]


class Faceting:
    """Counts the facets of a generation; may be shared by threads."""

    def __init__(self, columns: Columns, counting: Counting) -> None:
        self._columns = columns
        self._counting = counting
        self._values = {name: slots.values for name, slots in counting.facets.items()}
        self._values |= {name: lists.values for name, lists in columns.lists.items()}
        self._places = {REGION: columns.places, MENTIONED_REGION: columns.mentioned}

    def facets(self, asked: frozenset[FacetField], filters: Filters, under: Under) -> Facets:
        """The facets that are asked for, each with its own filter ignored."""
        return Facets(
            **{
                field: self._facet(name, filters, under) if field in asked else NOT_COUNTED
                for field, name in _COLUMNS.items()
            }
        )

    def _facet(self, name: str, filters: Filters, under: Under) -> Facet:
        counted = self._without_own(name, under) if name in under.masks else under.passed
        rows, ticked = counted.found.rows, self._ticked(name, filters)
        if len(rows) <= FEW and name in _OF_THE_REPORT:
            missing, of_value = self._counting.few_counts(name, rows)
            if ticked:
                of_value = _in_order(dict.fromkeys(ticked, 0) | of_value)
        else:
            counts, values = self._counts(name, counted), self._values[name]
            missing, of_value = counts.missing, _leading(name, counts, values)
            if ticked:
                of_value = _in_order(of_value | _counts_of(ticked, values, counts))
        listed = _facet_values(of_value, ticked, self._places.get(name, _NOWHERE))
        return Facet(total=len(rows), missing=missing, values=listed)

    def _without_own(self, name: str, under: Under) -> Counted:
        """What passes the filters of all other columns."""
        found = under.matched
        for other, mask in under.masks.items():
            if other != name:
                found = found.where(mask.take(found.rows))
        return self._counting.counted(found)

    def _counts(self, name: str, counted: Counted) -> Counts:
        if name in _OF_THE_REPORT:
            return self._counting.counts(name, counted)
        return self._columns.lists[name].counts(counted.found.rows)

    def _ticked(self, name: str, filters: Filters) -> frozenset[str]:
        ticked = _TICKED[name](filters)
        if not ticked:
            return _UNTICKED
        places = self._places.get(name)
        return frozenset(ticked) if places is None else places.ticked(ticked)


_TICKED: dict[str, Callable[[Filters], tuple[str, ...]]] = {
    REGION: lambda filters: filters.regions,
    PATH: lambda filters: filters.sections,
    THEME: lambda filters: tuple(theme for theme in filters.themes if theme != NO_THEME),
    YEAR: lambda filters: filters.years,
    MENTIONED_REGION: lambda filters: filters.mentioned_regions,
    MENTIONED_YEAR: lambda filters: filters.mentioned_years,
}


def _leading(name: str, counted: Counts, values: tuple[str, ...]) -> dict[str, int]:
    """The values that are listed, in order. Numbers are in code point order, so the smaller number stands
    first among equals."""
    _, numbers, counts = counted
    if len(counts) > LISTED_MAX and name not in _OF_THE_REPORT:
        leading = counts >= reached(counts, LISTED_MAX)
        numbers, counts = numbers[leading], counts[leading]
    order = (-counts).argsort(kind="stable")
    if name not in _OF_THE_REPORT:
        order = order[:LISTED_MAX]
    leading_values = [values[at] for at in numbers.take(order).tolist()]
    return dict(zip(leading_values, counts.take(order).tolist(), strict=True))


def _counts_of(wanted: frozenset[str], values: tuple[str, ...], counted: Counts) -> dict[str, int]:
    """The counts of these values; 0 where nothing found has them."""
    places = {value: bisect_left(values, value) for value in wanted}
    known = {value: at for value, at in places.items() if values[at : at + 1] == (value,)}
    return {value: int(counted.counts[counted.numbers == known.get(value, NONE)].sum()) for value in wanted}


def _in_order(of_value: dict[str, int]) -> dict[str, int]:
    return dict(sorted(of_value.items(), key=lambda item: (-item[1], item[0])))


def _facet_values(of_value: dict[str, int], ticked: frozenset[str], places: Places) -> tuple[FacetValue, ...]:
    labels, parents = places.labels, places.parents
    return tuple(
        map(
            _MAKE,
            zip(
                of_value,
                [labels.get(value, value) for value in of_value] if labels else of_value,
                of_value.values(),
                map(ticked.__contains__, of_value) if ticked else repeat(False),
                map(parents.get, of_value) if parents else repeat(None),
                strict=False,
            ),
        )
    )
