"""Tallying: how many of some paragraphs have each combination of region, theme and year, of which documents
they are, and of which clusters of reprints.

Facets and totals are made of that. The tally of a long posting list is kept, so that of a union with others
only what these add is looked at.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.caching import ENTRY_BYTES, Cache
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.evaluate import Found
from indexer.engines.whoosh.rowsets import Mask, Rows

Ints = NDArray[Any]
# So many rows are worth a tally.
LONG = 2000


class Tally(NamedTuple):
    """By combination how many rows there are; which documents they are of; and the cluster of each row that
    is of one."""

    combinations: Ints
    documents: Mask
    clustered: Ints

    @property
    def size_bytes(self) -> int:
        """What it costs to keep."""
        return sum(array.nbytes for array in self) + ENTRY_BYTES


class Tallying:
    """Makes the tallies of a generation; may be shared by threads. `slots` are numbers of each paragraph."""

    def __init__(self, columns: Columns, cache: Cache, slots: Mapping[str, Ints]) -> None:
        self._columns = columns
        self._cache = cache
        self._slots = slots

    def of(self, found: Found) -> Tally:
        """The tally of what was found."""
        begins = found.begins
        if begins is None or len(begins.rows) < LONG:
            return self._tally(found.rows)
        known = self._cache.remembered(
            ("tally", begins.leaf), lambda: self._tally(begins.rows.astype(np.intp))
        )
        rest = found.rows[len(begins.rows) :]
        return _together(known, self._tally(rest)) if len(rest) else known

    def _tally(self, rows: Rows) -> Tally:
        columns = self._columns
        documents = np.zeros(columns.documents, dtype=bool)
        documents[columns["document"].take(rows)] = True
        clustered = np.zeros(0, dtype=np.int32)
        if columns.has_reprints:
            cluster = columns["cluster"].take(rows)
            clustered = cluster[cluster >= 0]
        return Tally(self._combined(rows), documents, clustered)

    def _combined(self, rows: Rows) -> Ints:
        combination, examples = self._combinations
        return np.bincount(combination.take(rows), minlength=len(examples))

    @cached_property
    def of_combinations(self) -> dict[str, Ints]:
        """The slots of each combination."""
        return {
            name: slots.take(self._combinations[1]).astype(np.intp) for name, slots in self._slots.items()
        }

    @cached_property
    def _combinations(self) -> tuple[Ints, Rows]:
        """The combination of each paragraph, and of each combination a paragraph that has it."""
        number: Ints = np.zeros(self._columns.paragraphs, dtype=np.intp)
        for slots in self._slots.values():
            number = _renumbered(number * (int(slots.max(initial=0)) + 1) + slots)
        examples = np.zeros(int(number.max(initial=-1)) + 1, dtype=np.intp)
        examples[number] = np.arange(len(number))
        return number.astype(np.min_scalar_type(len(examples))), examples


def _renumbered(numbers: Ints) -> Ints:
    """The same with the numbers that occur counted from 0."""
    occurs = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.intp)
    occurs[numbers] = 1
    renumbered: Ints = (np.cumsum(occurs) - 1).take(numbers)
    return renumbered


def _together(one: Tally, other: Tally) -> Tally:
    """The tally of rows that are in one or the other."""
    return Tally(
        one.combinations + other.combinations,
        one.documents | other.documents,
        np.concatenate([one.clustered, other.clustered]),
    )
