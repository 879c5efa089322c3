"""Counting: how many of some paragraphs have each region, theme and year.

Far fewer combinations of the three occur than there are paragraphs. A long list of rows is counted by
combination, in one pass, and that is summed up for each facet; a short one is counted for each facet by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.lists import Counts
from indexer.engines.whoosh.places import Places
from indexer.engines.whoosh.rowsets import Rows

Ints = NDArray[Any]
REGION, THEME, YEAR = "region", "theme", "year"
# So few rows are counted for each facet by itself whatever the combinations.
_SHORT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """A facet of which a paragraph has one of `count` slots, 0 for none; a slot counts for the values that it
    has an entry for. Values are in code point order."""

    count: int
    entry_slot: Ints
    entry_value: Ints
    values: tuple[str, ...]

    def counts(self, of_slots: Ints) -> Counts:
        """How many have no value, and how many count for each, from how many have each slot."""
        each = np.bincount(self.entry_value, of_slots.take(self.entry_slot))
        numbers = each.nonzero()[0]
        counts = each.take(numbers).astype(np.intp)
        return Counts(missing=int(of_slots[0]), numbers=numbers, counts=counts)


class Counting:
    """Counts paragraphs of a generation; may be shared by threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        if columns.paragraphs:  # the years of documents, which are fewer
            starts = columns["first"][:-1].clip(max=columns.paragraphs - 1)
            years = np.unique(columns["year"].take(starts))
        else:
            years = np.zeros(0, dtype=np.intp)
        self._years = years[years > 0]
        self.facets = {
            REGION: _regions(columns.places),
            THEME: _alone(columns.themes),
            YEAR: _alone(f"{year:04d}" for year in self._years.tolist()),
        }

    def counts(self, name: str, rows: Rows) -> Counts:
        """How many of the rows have no value in one of the facets, and how many count for each value."""
        slots = self.facets[name]
        return slots.counts(np.bincount(self._slots(name, rows), minlength=slots.count))

    def all_counts(self, names: Iterable[str], rows: Rows) -> dict[str, Counts]:
        """The same for several facets."""
        if len(rows) < _SHORT:
            return {name: self.counts(name, rows) for name in names}
        combination, slots = self._combinations
        found = np.bincount(combination.take(rows), minlength=len(slots[REGION]))
        counted = ((name, np.bincount(slots[name], found, self.facets[name].count)) for name in names)
        return {name: self.facets[name].counts(of_slots) for name, of_slots in counted}

    def _slots(self, name: str, rows: Rows) -> Ints:
        values = self._columns[name].take(rows)
        if name == YEAR:
            return np.searchsorted(self._years, values, side="right")
        return values.astype(np.intp) + 1

    @cached_property
    def _combinations(self) -> tuple[Ints, dict[str, Ints]]:
        """The combination of each paragraph, and the slots of each combination."""
        everything = np.arange(self._columns.paragraphs)
        number = np.zeros(len(everything), dtype=np.intp)
        for name, facet in self.facets.items():
            number = _renumbered(number * facet.count + self._slots(name, everything))
        example = np.zeros(int(number.max()) + 1, dtype=np.intp)
        example[number] = everything
        slots = {name: self._slots(name, example) for name in self.facets}
        return number.astype(np.min_scalar_type(len(example))), slots


def _renumbered(numbers: Ints) -> Ints:
    """The same with the numbers that occur counted from 0."""
    occurs = np.zeros(int(numbers.max()) + 1, dtype=np.intp)
    occurs[numbers] = 1
    renumbered: Ints = (np.cumsum(occurs) - 1).take(numbers)
    return renumbered


def _regions(places: Places) -> Slots:
    """A region counts for itself and everything above it."""
    codes = places.codes
    number = {code: at for at, code in enumerate(codes)}
    entries = [(at, number[code]) for at, each in enumerate(places.regions, start=1) for code in each.codes]
    slot, value = np.array(entries, dtype=np.intp).reshape(-1, 2).T
    return Slots(count=len(places.regions) + 1, entry_slot=slot, entry_value=value, values=codes)


def _alone(values: Iterable[str]) -> Slots:
    """Each slot is a value."""
    known = tuple(values)
    number = np.arange(len(known))
    return Slots(count=len(number) + 1, entry_slot=number + 1, entry_value=number, values=known)
