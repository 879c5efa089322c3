"""Counting: how many of some paragraphs have each region, theme and year.

Far fewer combinations of the three occur than there are paragraphs. A long list of rows is counted by
combination, in one pass, and that is summed up for each facet; a short one is counted for each facet by
itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.lists import Counts
from indexer.engines.whoosh.rowsets import Rows

Ints = NDArray[Any]
REGION, THEME, YEAR = "region", "theme", "year"
# So few rows are counted for each facet by itself whatever the combinations; so few one by one.
_SHORT, FEW = 2000, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """A facet of which each paragraph has one of `count` slots, 0 for none. `of_slot` are the values that a
    slot counts for, and `entries` the same as pairs of numbers; without entries slot n counts for value
    n - 1. Values are in code point order."""

    of_row: Ints
    count: int
    values: tuple[str, ...]
    of_slot: tuple[tuple[str, ...], ...]
    entries: tuple[Ints, Ints] | None = None

    def counts(self, of_slots: Ints) -> Counts:
        """How many have no value, and how many count for each, from how many have each slot."""
        each = of_slots[1:]
        if self.entries:
            slot, value = self.entries
            each = np.bincount(value, of_slots.take(slot)).astype(np.intp)
        numbers = each.nonzero()[0]
        return Counts(missing=int(of_slots[0]), numbers=numbers, counts=each.take(numbers))


class Counting:
    """Counts paragraphs of a generation; may be shared by threads."""

    def __init__(self, columns: Columns) -> None:
        self.facets = {REGION: _regions(columns), THEME: _themes(columns), YEAR: _years(columns)}

    def counts(self, name: str, rows: Rows) -> Counts:
        """How many of the rows have no value in one of the facets, and how many count for each value."""
        slots = self.facets[name]
        return slots.counts(np.bincount(slots.of_row.take(rows), minlength=slots.count))

    def few_counts(self, name: str, rows: Rows) -> tuple[int, dict[str, int]]:
        """The same of few rows, by value, those of most rows first, then by value."""
        slots, missing, counts = self.facets[name], 0, dict[str, int]()
        for slot in slots.of_row.take(rows).tolist():
            if slot:
                for value in slots.of_slot[slot]:
                    counts[value] = counts.get(value, 0) + 1
            else:
                missing += 1
        return missing, dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def all_counts(self, names: Iterable[str], rows: Rows) -> dict[str, Counts]:
        """The same for several facets."""
        if len(rows) < _SHORT:
            return {name: self.counts(name, rows) for name in names}
        combination, examples = self._combinations
        found = np.bincount(combination.take(rows), minlength=len(examples))
        counted = {}
        for name in names:
            slots = self.facets[name]
            of_slots = np.bincount(slots.of_row.take(examples), found, slots.count).astype(np.intp)
            counted[name] = slots.counts(of_slots)
        return counted

    @cached_property
    def _combinations(self) -> tuple[Ints, Rows]:
        """The combination of each paragraph, and of each combination a paragraph that has it."""
        number: Ints = np.zeros(len(self.facets[REGION].of_row), dtype=np.intp)
        for slots in self.facets.values():
            number = _renumbered(number * slots.count + slots.of_row)
        example = np.zeros(int(number.max()) + 1, dtype=np.intp)
        example[number] = np.arange(len(number))
        return number.astype(np.min_scalar_type(len(example))), example


def _renumbered(numbers: Ints) -> Ints:
    """The same with the numbers that occur counted from 0."""
    occurs = np.zeros(int(numbers.max()) + 1, dtype=np.intp)
    occurs[numbers] = 1
    renumbered: Ints = (np.cumsum(occurs) - 1).take(numbers)
    return renumbered


def _regions(columns: Columns) -> Slots:
    """A region counts for itself and everything above it."""
    codes, regions = columns.places.codes, columns.places.regions
    number = {code: at for at, code in enumerate(codes)}
    entries = [(at, number[code]) for at, each in enumerate(regions, start=1) for code in each.codes]
    slot, value = np.array(entries, dtype=np.intp).reshape(-1, 2).T.copy()
    return Slots(
        of_row=_from_none(columns["region"], len(regions)),
        count=len(regions) + 1,
        values=codes,
        of_slot=((), *(region.codes for region in regions)),
        entries=(slot, value),
    )


def _themes(columns: Columns) -> Slots:
    themes = columns.themes
    return _alone(_from_none(columns["theme"], len(themes)), themes)


def _alone(of_row: Ints, values: tuple[str, ...]) -> Slots:
    """Each slot is a value."""
    of_slot = ((), *((value,) for value in values))
    return Slots(of_row=of_row, count=len(of_slot), values=values, of_slot=of_slot)


def _from_none(numbers: Ints, most: int) -> Ints:
    """From 1 on instead of 0, in the smallest type."""
    return (numbers + np.ones(1, dtype=np.int32)).astype(np.min_scalar_type(most))


def _years(columns: Columns) -> Slots:
    """The year 0 is none."""
    occurs = np.bincount(columns["year"], minlength=1) > 0
    occurs[0] = False
    slot = np.where(occurs, np.cumsum(occurs), 0)
    years = tuple(f"{year:04d}" for year in np.flatnonzero(occurs).tolist())
    return _alone(slot.astype(np.min_scalar_type(len(years))).take(columns["year"]), years)
