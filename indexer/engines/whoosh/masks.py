"""Masks: which of all paragraphs a filter, or a field with a value, lets pass; kept while there is room."""

from collections.abc import Callable
from datetime import date

import numpy as np

from indexer.analysis.fold import fold
from indexer.contract.query import DateWithin, FieldIs, QueryField
from indexer.contract.results import NO_THEME, Filters
from indexer.engines.whoosh.columns import MENTIONED_REGION, MENTIONED_YEAR, NONE, PATH
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.lists import Mask
from indexer.engines.whoosh.rowsets import Rows

DAYS, DOCUMENT = "days", "document"


def filter_masks(filters: Filters, held: Generation) -> dict[str, Mask]:
    """The filters that are set, by the name of their facet; DAYS and DOCUMENT belong to none."""
    columns = held.columns
    masks = {}
    if filters.regions:
        masks["region"] = regions_mask(columns.places.ticked(filters.regions), held)
    if filters.sections:
        masks[PATH] = listed_mask(PATH, frozenset(filters.sections), held)
    if filters.themes:
        masks["theme"] = themes_mask(filters.themes, held)
    if filters.years:
        masks["year"] = years_mask(filters.years, held)
    if filters.mentioned_regions:
        mentioned = columns.mentioned.ticked(filters.mentioned_regions)
        masks[MENTIONED_REGION] = listed_mask(MENTIONED_REGION, mentioned, held)
    if filters.mentioned_years:
        masks[MENTIONED_YEAR] = listed_mask(MENTIONED_YEAR, frozenset(filters.mentioned_years), held)
    if filters.start or filters.end:
        masks[DAYS] = days_mask(filters.start, filters.end, held)
    if filters.document is not None:
        masks[DOCUMENT] = document_mask(filters.document, held)
    return masks


def field_mask(query: FieldIs | DateWithin, held: Generation) -> Mask:
    """The paragraphs that match a leaf which only narrows, as the query tree defines it."""
    match query:
        case FieldIs(field=field, value=value):
            return _field_is(field, value, held)
        case DateWithin(start=start, end=end):
            return days_mask(start, end, held)


def _field_is(field: QueryField, value: str, held: Generation) -> Mask:
    columns = held.columns
    match field:
        case QueryField.TITLE:  # two titles a document
            return _of_documents("title", value, held, lambda: held.titles.all_containing(fold(value)) // 2)
        case QueryField.SOURCE:
            return _of_documents("source", value, held, lambda: held.sources.all_containing(fold(value)))
        case QueryField.SECTION:
            return _kept(("heading", value), held, lambda: _below_headings(value, held))
        case QueryField.REGION:
            return regions_mask(columns.places.named(value), held)
        case QueryField.THEME:
            themes = (*columns.themes, NO_THEME)
            return themes_mask(tuple(theme for theme in themes if fold(theme) == fold(value)), held)
        case QueryField.YEAR:
            return years_mask((value,), held)


def _below_headings(value: str, held: Generation) -> Mask:
    """The paragraphs below a heading that contains the text."""
    return held.columns.lists[PATH].mask(held.headings.all_containing(fold(value)).tolist())


def _kept(key: tuple[str, object], held: Generation, found: Callable[[], Mask]) -> Mask:
    return held.postings.cache.array(("mask", *key), found)


def _of_documents(kind: str, value: str, held: Generation, found: Callable[[], Rows]) -> Mask:
    """The paragraphs of the documents that are found."""

    def mask() -> Mask:
        inside = np.zeros(held.columns.documents, dtype=bool)
        inside[found()] = True
        return inside[held.columns["document"]]

    return _kept((kind, value), held, mask)


def regions_mask(codes: frozenset[str], held: Generation) -> Mask:
    """The paragraphs of reports in any of the regions or below."""

    def mask() -> Mask:
        inside = [not codes.isdisjoint(region.codes) for region in held.columns.places.regions]
        return np.array([*inside, False])[held.columns["region"]]  # the last stands for -1, no region

    return _kept(("region", codes), held, mask)


def themes_mask(themes: tuple[str, ...], held: Generation) -> Mask:
    """The paragraphs with any of the themes; NO_THEME stands for those without."""

    def mask() -> Mask:
        inside = [theme in themes for theme in held.columns.themes]
        return np.array([*inside, NO_THEME in themes])[held.columns["theme"]]  # the last stands for -1

    return _kept(("theme", themes), held, mask)


def years_mask(years: tuple[str, ...], held: Generation) -> Mask:
    """The paragraphs of reports of any of the years, written in four digits."""
    numbers = [int(year) for year in years if year.isdecimal() and f"{int(year):04d}" == year and int(year)]
    return _kept(("year", years), held, lambda: np.isin(held.columns["year"], numbers))


def days_mask(start: date | None, end: date | None, held: Generation) -> Mask:
    """The paragraphs of reports dated within these days; None is open. An undated report has day 0."""
    first = start.toordinal() if start else 1
    last = end.toordinal() if end else date.max.toordinal()

    def mask() -> Mask:
        day = held.columns["day"]
        return (day >= first) & (day <= last)

    return _kept((DAYS, (first, last)), held, mask)


def document_mask(document_id: str, held: Generation) -> Mask:
    """The paragraphs of the report with this id."""

    def mask() -> Mask:
        number = held.numbered(document_id)
        found: Mask = held.columns["document"] == (NONE if number is None else number)
        return found

    return _kept((DOCUMENT, document_id), held, mask)


def listed_mask(name: str, values: frozenset[str], held: Generation) -> Mask:
    """The paragraphs that count for any of the values in a column of lists."""
    lists = held.columns.lists[name]
    return _kept((name, values), held, lambda: lists.mask(lists.numbers(values)))
