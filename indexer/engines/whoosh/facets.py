"""Filters and facets: the ticked values as boolean arrays, and how the paragraphs found spread over a field.

A facet is counted under every filter but its own; where its own is empty that is the result itself, so
most requests count everything on one list of rows.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable

import numpy as np

from indexer.contract.results import SECTION_VALUES_MAX, Facet, Facets, FacetValue, Filters
from indexer.contract.vocabulary import codes_named
from indexer.engines.whoosh.evaluate import (
    Mask,
    days_mask,
    document_mask,
    headings_mask,
    regions_mask,
    themes_mask,
    years_mask,
)
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.postings import Rows
from indexer.engines.whoosh.ranking import page


class Filtered:
    """The paragraphs that match a query, under the filters of one request."""

    def __init__(self, matched: Mask, filters: Filters, held: Generation) -> None:
        self._matched = matched
        self._filters = filters
        self._held = held
        self._masks = _masks(filters, held)
        self.rows = self._under(self._masks.values())

    def facets(self) -> Facets:
        """The four facets, each with its own filter ignored."""
        return Facets(
            region=self._facet("region", _region_counts, self._selected_regions()),
            section=self._facet("section", self._section_counts, self._filters.sections),
            theme=self._facet("theme", _theme_counts, self._filters.themes),
            year=self._facet("year", _year_counts, self._filters.years),
        )

    def _facet(self, own: str, count: "Count", selected: Iterable[str]) -> Facet:
        others = [mask for name, mask in self._masks.items() if name != own]
        rows = self._under(others) if own in self._masks else self.rows
        missing, counts = count(rows, self._held)
        ticked = frozenset(selected)
        counts |= {value: 0 for value in ticked if value not in counts}
        values = sorted(counts, key=lambda value: (-counts[value], value))
        places = self._held.columns.places if own == "region" else {}
        return Facet(
            total=len(rows),
            missing=missing,
            values=tuple(
                FacetValue(
                    value=value,
                    label=places.get(value, (value, None))[0],
                    count=counts[value],
                    selected=value in ticked,
                    parent=places.get(value, (value, None))[1],
                )
                for value in values
            ),
        )

    def _under(self, masks: Iterable[Mask]) -> Rows:
        return np.flatnonzero(np.logical_and.reduce([self._matched, *masks]))

    def _section_counts(self, rows: Rows, held: Generation) -> "Counts":
        """The headings that lead the facet and the ticked ones; of all the others there may be very many."""
        columns = held.columns
        paths = np.bincount(columns["path"][rows], minlength=len(columns["path_start"]) - 1)
        of_entries = paths[columns["entry_path"]]
        counts = np.bincount(columns["entry_heading"], weights=of_entries, minlength=len(columns.headings))
        found = np.flatnonzero(counts)
        # Numbers of headings are in code point order, so the smaller number wins among equals.
        leading = found[page(counts[found].astype(np.float64), found, 0, SECTION_VALUES_MAX)].tolist()
        missing = int(paths[np.diff(columns["path_start"]) == 0].sum())
        numbers = {*leading, *_heading_numbers(self._filters.sections, columns.headings)}
        return missing, {columns.headings[number]: int(counts[number]) for number in numbers}

    def _selected_regions(self) -> Iterable[str]:
        """By code where a value names regions, as typed where it names none."""
        for value in self._filters.regions:
            yield from codes_named(self._held.columns.regions, value) or (value,)


def _masks(filters: Filters, held: Generation) -> dict[str, Mask]:
    """The filters that are set; "days" and "document" belong to no facet."""
    columns = held.columns
    masks = {}
    if filters.regions:
        codes = frozenset[str]().union(*(codes_named(columns.regions, value) for value in filters.regions))
        masks["region"] = regions_mask(codes, held)
    if filters.sections:
        numbers = _heading_numbers(filters.sections, columns.headings)
        masks["section"] = headings_mask(np.array(numbers, dtype=np.intp), held)
    if filters.themes:
        masks["theme"] = themes_mask(filters.themes, held)
    if filters.years:
        masks["year"] = years_mask(filters.years, held)
    if filters.start or filters.end:
        masks["days"] = days_mask(filters.start, filters.end, held)
    if filters.document is not None:
        masks["document"] = document_mask(filters.document, held)
    return masks


def _heading_numbers(wanted: Iterable[str], headings: tuple[str, ...]) -> list[int]:
    """The numbers of those that are headings of the index; `headings` is sorted."""
    places = ((bisect_left(headings, heading), heading) for heading in wanted)
    return [at for at, heading in places if headings[at : at + 1] == (heading,)]


# How many of the rows have no value, and how many have each value; only values that occur.
Counts = tuple[int, dict[str, int]]
Count = Callable[[Rows, Generation], Counts]


def _region_counts(rows: Rows, held: Generation) -> Counts:
    """A region counts what lies in it and below it."""
    regions = held.columns.regions
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
