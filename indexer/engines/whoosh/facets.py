"""Facets: how the paragraphs found spread over each field.

A facet is counted under every filter but its own; where its own is empty that is the result itself, so
most requests count everything on one list of rows.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import repeat

import numpy as np

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
from indexer.engines.whoosh.columns import MENTIONED_REGION, MENTIONED_YEAR, PATH, Columns
from indexer.engines.whoosh.counting import REGION, THEME, YEAR, Counting
from indexer.engines.whoosh.lists import Counts
from indexer.engines.whoosh.places import Places, places_of
from indexer.engines.whoosh.rowsets import Mask, Rows
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """The rows that match a query: all of them, those that pass all filters, and the masks of the filters by
    the column that they are of."""

    matched: Rows
    passed: Rows
    masks: Mapping[str, Mask]

    def rows(self, column: str) -> Rows:
        """Those that pass the filters of all other columns."""
        if column not in self.masks:
            return self.passed
        others = [mask.take(self.matched) for name, mask in self.masks.items() if name != column]
        return self.matched[np.logical_and.reduce(others)] if others else self.matched


class Faceting:
    """Counts the facets of a generation; may be shared by threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._counting = Counting(columns)
        self._values = {name: slots.values for name, slots in self._counting.facets.items()}
        self._values |= {name: lists.values for name, lists in columns.lists.items()}
        self._places = {REGION: columns.places, MENTIONED_REGION: columns.mentioned}

    def facets(self, asked: frozenset[FacetField], filters: Filters, under: Under) -> Facets:
        """The facets that are asked for, each with its own filter ignored."""
        names = [_COLUMNS[field] for field in asked]
        together = [name for name in names if name in _OF_THE_REPORT and name not in under.masks]
        counted = self._counting.all_counts(together, under.passed)
        facets = {
            field: self._facet(name, filters, under, counted.get(name))
            for field, name in _COLUMNS.items()
            if field in asked
        }
        return Facets(**(_ALL_NOT_COUNTED | facets))

    def _facet(self, name: str, filters: Filters, under: Under, counted: Counts | None) -> Facet:
        rows = under.rows(name)
        counted = counted or self._counts(name, rows)
        ticked = self._ticked(name, filters)
        values, places = self._values[name], self._places.get(name, _NOWHERE)
        of_value = _leading(counted, values, None if name in _OF_THE_REPORT else LISTED_MAX)
        if ticked:
            of_value = _with_ticked(of_value, ticked, values, counted)
        return Facet(
            total=len(rows), missing=counted.missing, values=_facet_values(of_value, ticked, places)
        )

    def _counts(self, name: str, rows: Rows) -> Counts:
        if name in _OF_THE_REPORT:
            return self._counting.counts(name, rows)
        return self._columns.lists[name].counts(rows)

    def _ticked(self, name: str, filters: Filters) -> frozenset[str]:
        ticked = _TICKED[name](filters)
        if not ticked:
            return _UNTICKED
        places = self._places.get(name)
        return frozenset(ticked) if places is None else places.ticked(ticked)


_ALL_NOT_COUNTED = dict.fromkeys(FacetField, NOT_COUNTED)
_TICKED: dict[str, Callable[[Filters], tuple[str, ...]]] = {
    REGION: lambda filters: filters.regions,
    PATH: lambda filters: filters.sections,
    THEME: lambda filters: tuple(theme for theme in filters.themes if theme != NO_THEME),
    YEAR: lambda filters: filters.years,
    MENTIONED_REGION: lambda filters: filters.mentioned_regions,
    MENTIONED_YEAR: lambda filters: filters.mentioned_years,
}


def _leading(counted: Counts, values: tuple[str, ...], most: int | None) -> dict[str, int]:
    """The values that lead, in order. Numbers are in code point order, so the smaller number stands first
    among equals."""
    numbers, counts = counted.numbers, counted.counts
    if most is not None and len(counts) > most:
        leading = counts >= reached(counts, most)
        numbers, counts = numbers[leading], counts[leading]
    order = np.argsort(-counts, kind="stable")[:most]
    return dict(zip([values[at] for at in numbers.take(order).tolist()], counts.take(order).tolist(), strict=True))


def _with_ticked(
    of_value: dict[str, int], ticked: frozenset[str], values: tuple[str, ...], counted: Counts
) -> dict[str, int]:
    """The ticked values in their order among the others; 0 where nothing found has them."""
    for value in ticked - of_value.keys():
        of_value[value] = 0
        at = bisect_left(values, value)
        if values[at : at + 1] == (value,):
            of_value[value] = int(counted.counts[counted.numbers == at].sum())
    return dict(sorted(of_value.items(), key=lambda item: (-item[1], item[0])))


def _facet_values(of_value: dict[str, int], ticked: frozenset[str], places: Places) -> tuple[FacetValue, ...]:
    labels, parents = places.labels, places.parents
    return tuple(
        map(
            FacetValue._make,
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
