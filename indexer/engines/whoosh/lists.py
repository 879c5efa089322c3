"""Lists: what a paragraph has several of: headings above it, regions and years it mentions.

Every different list is kept once and a paragraph holds its number, so that counting and filtering look at
lists, which are few, and once at each paragraph. Arrays of the column's name, in the smallest type each:

    <name>                                      of each paragraph, the number of its list
    <name>_start, <name>_member                 the lists, concatenated, and where each begins (one more)
    <name>_entry_list, <name>_entry_value       each pair of a list and a value that it counts for, once

Members are numbers into a vocabulary of the caller's. Values are what a facet counts: they are sorted, so
that order of numbers is order of code points, and a list may count for values above its members.
"""

import itertools
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
T = TypeVar("T")
PARTS = ("", "_start", "_member", "_entry_list", "_entry_value")


# Lists of so few rows are put in order; otherwise all there are get a counter.
_FEW = 16


class Counts(NamedTuple):
    """How many of some rows have no value, and the numbers of the values that any has, ascending, with how
    many have each."""

    missing: int
    numbers: NDArray[np.intp]
    counts: NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The lists of one column, opened."""

    of_row: Ints
    start: Ints
    member: Ints
    entry_list: Ints
    entry_value: Ints
    values: tuple[str, ...]

    def members(self, row: int) -> list[int]:
        """The members of a paragraph's list, in their order."""
        return self.members_of(int(self.of_row[row]))

    def members_of(self, number: int) -> list[int]:
        """The members of the list with this number, in their order."""
        start, end = self.start[number : number + 2].tolist()
        found: list[int] = self.member[start:end].tolist()
        return found

    def counts(self, rows: NDArray[np.intp]) -> Counts:
        """How many of the rows have an empty list, and how many count for each value."""
        of_row = self.of_row.take(rows)
        if len(rows) * _FEW < len(self.start):
            lists, times = np.unique(of_row.astype(np.intp), return_counts=True)
            entries, weights = self._entries(lists, times)
        else:
            of_lists = np.bincount(of_row, minlength=len(self.start) - 1)
            lists = of_lists.nonzero()[0]
            times = of_lists.take(lists)
            entries, weights = self.entry_value, of_lists.take(self.entry_list)
        empty = self.start.take(lists) == self.start.take(lists + 1)
        found = np.bincount(entries, weights)
        numbers = found.nonzero()[0]
        counts = found.take(numbers).astype(np.intp)
        return Counts(missing=int(times[empty].sum()), numbers=numbers, counts=counts)

    def _entries(self, lists: NDArray[np.intp], times: NDArray[np.intp]) -> tuple[Ints, NDArray[np.intp]]:
        """The values that some lists, ascending, count for, each as often as its list is there."""
        own = lists.astype(self.entry_list.dtype)  # else the longer array would be converted
        begin, end = (self.entry_list.searchsorted(own, side) for side in ("left", "right"))
        sizes = end - begin
        at = np.repeat(begin - (sizes.cumsum() - sizes), sizes) + np.arange(sizes.sum())
        return self.entry_value.take(at), np.repeat(times, sizes)

    def mask(self, numbers: Iterable[int]) -> Mask:
        """The paragraphs that count for any of the values with these numbers."""
        wanted = np.zeros(len(self.values), dtype=bool)
        wanted[list(numbers)] = True
        list_wanted = np.zeros(len(self.start) - 1, dtype=bool)
        list_wanted[self.entry_list[wanted[self.entry_value]]] = True
        return list_wanted[self.of_row]

    def numbers(self, wanted: Iterable[str]) -> list[int]:
        """The numbers of those that are values."""
        places = ((bisect_left(self.values, value), value) for value in wanted)
        return [at for at, value in places if self.values[at : at + 1] == (value,)]


class ListsWriter(Generic[T]):
    """Collects the lists of one column, four bytes a paragraph, and each different list once."""

    def __init__(self) -> None:
        self._of_row = array("i")
        self._lists: dict[tuple[T, ...], int] = {}

    def adopt(self, lists: Lists, members: Sequence[T]) -> None:
        """Begin with lists that were written, whose members are given in the order of their numbers."""
        bounds, held = lists.start.tolist(), [members[number] for number in lists.member.tolist()]
        self._lists = {
            tuple(held[start:end]): at for at, (start, end) in enumerate(itertools.pairwise(bounds))
        }
        self._of_row.frombytes(lists.of_row.astype(np.intc).tobytes())

    def add(self, members: Iterable[tuple[T, ...]]) -> None:
        """The lists of the next paragraphs."""
        lists = self._lists
        self._of_row.extend([lists.setdefault(held, len(lists)) for held in members])

    def keep(self, rows: Mask) -> None:
        """Forget all but these paragraphs, and the lists that no other has."""
        kept = np.array(self._of_row, dtype=np.intc)[rows]
        used = np.bincount(kept, minlength=len(self._lists)) > 0
        number = (np.cumsum(used) - 1).astype(np.intc)
        self._of_row = array("i", number[kept].tobytes())
        self._lists = {
            held: int(number[at])
            for (held, at), seen in zip(self._lists.items(), used.tolist(), strict=True)
            if seen
        }

    def of_rows(self) -> NDArray[np.intc]:
        """The number of each paragraph's list."""
        return np.array(self._of_row, dtype=np.intc)

    def members(self) -> set[T]:
        """Everything that stands in a list."""
        return {member for held in self._lists for member in held}

    def sums(self, members: Sequence[T], values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Of each list, the sum of its members' values."""
        value = dict(zip(members, values.tolist(), strict=True))
        return np.array([sum(value[member] for member in held) for held in self._lists], dtype=np.int64)

    def arrays(self, members: Sequence[T], values: Callable[[T], tuple[str, ...]]) -> Iterator[Ints]:
        """One array for each of PARTS: the members in the order of their numbers, and the values that a list
        with a member counts for."""
        number = {member: at for at, member in enumerate(members)}
        value_number = {value: at for at, value in enumerate(sorted({v for m in members for v in values(m)}))}
        entries = sorted(
            {
                (at, value_number[value])
                for held, at in self._lists.items()
                for member in held
                for value in values(member)
            }
        )
        pairs = np.array(entries, dtype=np.int32).reshape(-1, 2)
        yield np.array(self._of_row, dtype=np.int32)
        yield np.cumsum([0, *(len(held) for held in self._lists)], dtype=np.int32)
        yield np.array([number[member] for held in self._lists for member in held], dtype=np.int32)
        yield pairs[:, 0]
        yield pairs[:, 1]
