"""Counting: how many of some paragraphs have each region, theme and year, and of how many documents they are.

Far fewer combinations of the three occur than there are paragraphs. A long list of rows is counted by
combination (tallying.py), and that is summed up for each facet; a short one is counted for each facet by
itself.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.caching import Cache
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.evaluate import Found
from indexer.engines.whoosh.lists import Counts
from indexer.engines.whoosh.rowsets import Rows
from indexer.engines.whoosh.tallying import LONG, Ints, Tally, Tallying

REGION, THEME, YEAR = "region", "theme", "year"
# So few rows are counted one by one.
FEW = 16


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


class Counted(NamedTuple):
    """What was found, and its tally where there is so much of it."""

    found: Found
    tally: Tally | None


class Counting:
    """Counts paragraphs of a generation; may be shared by threads."""

    def __init__(self, columns: Columns, cache: Cache) -> None:
        self._columns = columns
        self.facets = {REGION: _regions(columns), THEME: _themes(columns), YEAR: _years(columns)}
        self._tallying = Tallying(columns, cache, {name: slots.of_row for name, slots in self.facets.items()})

    def counted(self, found: Found) -> Counted:
        """What was found, ready to be asked about."""
        return Counted(found, self._tallying.of(found) if len(found.rows) >= LONG else None)

    def documents(self, counted: Counted) -> int:
        """How many documents the paragraphs are of."""
        (rows, *_), tally = counted
        if tally is not None:
            return int(np.count_nonzero(tally.documents))
        document = self._columns["document"].take(rows)
        if not len(document):
            return 0
        if counted.found.ascending:
            return int(np.count_nonzero(document[1:] != document[:-1])) + 1
        return int(np.count_nonzero(np.bincount(document)))

    def distinct(self, counted: Counted) -> int:
        """How many paragraphs are left where each cluster of reprints counts once."""
        (rows, *_), tally = counted
        if not self._columns.has_reprints:
            return len(rows)
        if tally is None:
            cluster = self._columns["cluster"].take(rows)
            clustered = cluster[cluster >= 0]
        else:
            clustered = tally.clustered
        ordered = np.sort(clustered)
        return len(rows) - int(np.count_nonzero(ordered[1:] == ordered[:-1]))

    def counts(self, name: str, counted: Counted) -> Counts:
        """How many of the paragraphs have no value in a facet, and how many count for each value."""
        slots = self.facets[name]
        if counted.tally is None:
            return slots.counts(np.bincount(slots.of_row.take(counted.found.rows), minlength=slots.count))
        of_combinations = self._tallying.of_combinations[name]
        of_slots = np.bincount(of_combinations, counted.tally.combinations, slots.count)
        return slots.counts(of_slots.astype(np.intp))

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


def _regions(columns: Columns) -> Slots:
    """A region counts for itself and everything above it."""
    codes, regions = columns.places.codes, columns.places.regions
    number = {code: at for at, code in enumerate(codes)}
    entries = [(at, number[code]) for at, each in enumerate(regions, start=1) for code in each.codes]
    slot, value = np.array(entries, dtype=np.intp).reshape(-1, 2).T.copy()
    return Slots(
        of_row=np.repeat(_from_none(columns["document_region"], len(regions)), np.diff(columns["first"])),
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
    of_document, sizes = columns["document_year"], np.diff(columns["first"])
    occurs = np.bincount(of_document[sizes > 0], minlength=int(of_document.max(initial=0)) + 1) > 0
    occurs[0] = False
    slot = np.where(occurs, np.cumsum(occurs), 0).astype(np.min_scalar_type(np.count_nonzero(occurs)))
    years = tuple(f"{year:04d}" for year in np.flatnonzero(occurs).tolist())
    return _alone(np.repeat(slot.take(of_document), sizes), years)
