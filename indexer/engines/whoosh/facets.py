"""Filters and facets: the ticked values as boolean arrays, and how the paragraphs found spread over a field.

A facet is counted under every filter but its own; where its own is empty that is the result itself, so
most requests count everything on one list of rows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from indexer.contract.results import (
    ALL_FACETS,
    LISTED_MAX,
    NO_THEME,
    NOT_COUNTED,
    Facet,
    FacetField,
    Facets,
    FacetValue,
    Filters,
)
from indexer.engines.whoosh.columns import MENTIONED_REGION, MENTIONED_YEAR, PATH
from indexer.engines.whoosh.evaluate import days_mask, document_mask, regions_mask, themes_mask, years_mask
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.lists import Lists, Mask
from indexer.engines.whoosh.places import Places, places_of
from indexer.engines.whoosh.postings import Rows
from indexer.engines.whoosh.ranking import page

# How many of the rows have no value, and how many have each value; only values that occur.
Counts = tuple[int, dict[str, int]]
Count = Callable[[Rows, Generation], Counts]
_NOWHERE = places_of(())


class Filtered:
    """The paragraphs that match a query, under the filters of one request."""

    def __init__(self, matched: Mask, filters: Filters, held: Generation) -> None:
        self._matched = matched
        self._filters = filters
        self._held = held
        self._masks = _masks(filters, held)
        self.rows = self._under(self._masks.values())

    def facets(self, asked: frozenset[FacetField]) -> Facets:
        """The facets that are asked for, each with its own filter ignored."""
        filters, columns = self._filters, self._held.columns
        regions = columns.places.ticked(filters.regions)
        return Facets(
            region=self._facet("region", _region_counts, regions, columns.places),
            section=self._listed(PATH, filters.sections),
            theme=self._facet("theme", _theme_counts, {*filters.themes} - {NO_THEME}),
            year=self._facet("year", _year_counts, filters.years),
            mentioned_region=self._listed(
                MENTIONED_REGION, columns.mentioned.ticked(filters.mentioned_regions), columns.mentioned
            ),
            mentioned_year=self._listed(MENTIONED_YEAR, filters.mentioned_years),
        ) if asked == ALL_FACETS else self._some(asked)

    def _some(self, asked: frozenset[FacetField]) -> Facets:
        whole = self.facets(ALL_FACETS)
        return replace(whole, **{name: NOT_COUNTED for name in FacetField if name not in asked})

    def _listed(self, own: str, selected: Iterable[str], places: Places = _NOWHERE) -> Facet:
        """The facet of a column of lists: the values that lead it and the ticked ones; of all the others
        there may be very many."""
        lists = self._held.columns.lists[own]
        ticked = frozenset(selected)
        return self._facet(own, lambda rows, _: _leading(lists, rows, ticked), ticked, places)

    def _facet(self, own: str, count: Count, selected: Iterable[str], places: Places = _NOWHERE) -> Facet:
        others = [mask for name, mask in self._masks.items() if name != own]
        rows = self._under(others) if own in self._masks else self.rows
        missing, counts = count(rows, self._held)
        ticked = frozenset(selected)
        values = _values(counts | {value: 0 for value in ticked if value not in counts}, ticked, places)
        return Facet(total=len(rows), missing=missing, values=values)

    def _under(self, masks: Iterable[Mask]) -> Rows:
        return np.flatnonzero(np.logical_and.reduce([self._matched, *masks]))


def _values(counts: Mapping[str, int], ticked: frozenset[str], places: Places) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(
            value=value,
            label=places.labels.get(value, value),
            count=counts[value],
            selected=value in ticked,
            parent=places.parents.get(value),
        )
        for value in sorted(counts, key=lambda value: (-counts[value], value))
    )


def _masks(filters: Filters, held: Generation) -> dict[str, Mask]:
    """The filters that are set; "days" and "document" belong to no facet."""
    columns = held.columns
    masks = {}
    if filters.regions:
        masks["region"] = regions_mask(columns.places.ticked(filters.regions), held)
    if filters.themes:
        masks["theme"] = themes_mask(filters.themes, held)
    if filters.years:
        masks["year"] = years_mask(filters.years, held)
    if filters.start or filters.end:
        masks["days"] = days_mask(filters.start, filters.end, held)
    if filters.document is not None:
        masks["document"] = document_mask(filters.document, held)
    listed = {
        PATH: filters.sections,
        MENTIONED_REGION: columns.mentioned.ticked(filters.mentioned_regions),
        MENTIONED_YEAR: filters.mentioned_years,
    }
    for name, values in listed.items():
        if values:
            masks[name] = columns.lists[name].mask(columns.lists[name].numbers(values))
    return masks


def _leading(lists: Lists, rows: Rows, ticked: frozenset[str]) -> Counts:
    missing, counts = lists.counts(rows)
    found = np.flatnonzero(counts)
    # Numbers of values are in code point order, so the smaller number wins among equals.
    leading = found[page(counts[found], found, 0, LISTED_MAX)].tolist()
    return missing, {
        lists.values[number]: int(counts[number]) for number in {*leading, *lists.numbers(ticked)}
    }


def _region_counts(rows: Rows, held: Generation) -> Counts:
    """A region counts what lies in it and below it."""
    regions = held.columns.places.regions
    missing, *each = np.bincount(held.columns["region"][rows] + 1, minlength=len(regions) + 1).tolist()
    counts: dict[str, int] = {}
    for region, count in zip(regions, each, strict=True):
        if count:
            for code in region.codes:
                counts[code] = counts.get(code, 0) + count
    return missing, counts


def _theme_counts(rows: Rows, held: Generation) -> Counts:
    themes = held.columns.themes
    missing, *each = np.bincount(held.columns["theme"][rows] + 1, minlength=len(themes) + 1).tolist()
    return missing, {theme: count for theme, count in zip(themes, each, strict=True) if count}


def _year_counts(rows: Rows, held: Generation) -> Counts:
    missing, *each = np.bincount(held.columns["year"][rows], minlength=1).tolist()
    return missing, {f"{year:04d}": count for year, count in enumerate(each, start=1) if count}
