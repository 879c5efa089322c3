"""Lists: what a paragraph has several of: headings above it, regions and years it mentions.

Every different list is kept once and a paragraph holds its number, so that counting and filtering look at
lists, which are few, and once at each paragraph. Arrays of int32 in files of the column's name:

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
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
T = TypeVar("T")
PARTS = ("", "_start", "_member", "_entry_list", "_entry_value")


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
        number = int(self.of_row[row])
        start, end = self.start[number : number + 2].tolist()
        found: list[int] = self.member[start:end].tolist()
        return found

    def counts(self, rows: NDArray[np.intp]) -> tuple[int, NDArray[np.float64]]:
        """How many of the rows have an empty list, and how many count for each value."""
        if not len(self.entry_list):
            return len(rows), np.zeros(len(self.values))
        of_lists = np.bincount(self.of_row[rows], minlength=len(self.start) - 1)
        of_entries = of_lists[self.entry_list]
        missing = int(of_lists[np.diff(self.start) == 0].sum())
        each = np.bincount(self.entry_value, weights=of_entries, minlength=len(self.values))
        return missing, each.astype(np.float64)

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
            tuple(held[start:end]): at
            for at, (start, end) in enumerate(itertools.pairwise(bounds))
        }
        self._of_row.frombytes(lists.of_row.astype(np.intc).tobytes())

    def add(self, members: tuple[T, ...]) -> None:
        """The list of the next paragraph."""
        self._of_row.append(self._lists.setdefault(members, len(self._lists)))

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
