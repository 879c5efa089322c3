"""Texts: many strings in UTF-8, mapped into memory, never loaded, in one or several files of arrays.

In UTF-8 a string contains another exactly when its bytes contain the other's, so strings are compared
as they lie on disk.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.contract.errors import IndexDamagedError
from indexer.engines.whoosh.arrays import BLOCK_BITS, AnyArray, Arrays, ArraysWriter, add_strings

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


def add_texts(file: ArraysWriter, name: str, texts: Iterable[str]) -> None:
    """Strings as a StringArray reads them: their bytes in `name`, and where each begins in `<name>_at`."""
    add_strings(file, name, [text.encode() for text in texts])


class StringArray:
    """Strings in a file of arrays, by number; may be shared by threads."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._arrays = arrays
        self._bytes = arrays.bytes
        self._name = f"{name}_at"
        self._at: AnyArray = arrays.unchecked(self._name)
        self._bounds = self._at.data  # gives single numbers twice as fast
        self._seen = arrays.seen
        self._at_start = arrays.start(self._name)
        self._start = arrays.start(name)

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._at) - 1:
            raise IndexError(number)
        at, seen = self._at_start + number * self._at.itemsize, self._seen
        end_at = at + 2 * self._at.itemsize
        if not (seen[at >> BLOCK_BITS] and seen[end_at - 1 >> BLOCK_BITS]):
            self._arrays.check(at, end_at)
        start, end = self._start + self._bounds[number], self._start + self._bounds[number + 1]
        if end > start and not (seen[start >> BLOCK_BITS] and end - 1 >> BLOCK_BITS == start >> BLOCK_BITS):
            self._arrays.check(start, end)
        try:
            return self._bytes[start:end].decode()
        except UnicodeDecodeError as exc:
            raise IndexDamagedError(f"a stored text is damaged ({exc}); run: fangzhi build REPORTS") from exc

    def bounds(self, numbers: NDArray[np.intp]) -> tuple[list[int], list[int]]:
        """Where strings begin and end in the file, checked."""
        self._arrays.check_items(self._name, numbers)
        self._arrays.check_items(self._name, numbers + 1)
        starts = self._at[numbers].astype(np.intp) + self._start
        ends = self._at[numbers + 1].astype(np.intp) + self._start
        first, last = starts >> BLOCK_BITS, np.maximum(ends - 1, starts) >> BLOCK_BITS
        self._arrays.check_blocks(first)
        self._arrays.check_blocks(last)
        for start, end in np.stack([starts, ends], axis=1)[last > first + 1].tolist():
            self._arrays.check(start, end)  # a long one, with blocks between its first and last
        return starts.tolist(), ends.tolist()

    def holding(self, numbers: NDArray[np.intp], wanted: bytes) -> Mask:
        """Of each of these strings whether it contains the bytes."""
        find, (starts, ends) = self._bytes.find, self.bounds(numbers)
        return np.array([find(wanted, a, b) >= 0 for a, b in zip(starts, ends, strict=True)], dtype=bool)

    def matching(self, numbers: NDArray[np.intp], expression: re.Pattern[bytes]) -> Mask:
        """Of each of these strings whether the expression finds something in it."""
        search, content, (starts, ends) = expression.search, self._bytes, self.bounds(numbers)
        return np.array(
            [search(content, a, b) is not None for a, b in zip(starts, ends, strict=True)], dtype=bool
        )

    def all_containing(self, needle: str) -> Rows:
        """The numbers of all strings that contain the needle, ascending: one pass over all bytes."""
        wanted = needle.encode()
        if not wanted:
            return np.arange(len(self))
        self._arrays.part(self._name, 0, len(self._at))
        first, last = self._start, self._start + int(self._at[-1])
        if last > first:
            self._arrays.check(first, last)
        found: list[int] = []
        at = self._bytes.find(wanted, first, last)
        while at >= 0:
            number = bisect_right(self._at, at - first) - 1
            end = first + int(self._at[number + 1])
            if at + len(wanted) <= end:
                found.append(number)
                at = self._bytes.find(wanted, end, last)
            else:  # it reaches into the next string: look on from its second byte
                at = self._bytes.find(wanted, at + 1, last)
        return np.array(found, dtype=np.intp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The strings of one segment among the rows of a generation: `first` is the row of its first one.

    `numbers` are those of the strings whose paragraphs are still there; None where all are.
    """

    strings: StringArray
    first: int
    numbers: NDArray[np.intp] | None


class Texts:
    """The strings of all rows of a generation, in the segments where they lie; may be shared by threads."""

    def __init__(self, parts: Sequence[Part], rows: int) -> None:
        self._parts = parts
        self._firsts = [part.first for part in parts]
        self._rows = rows
        single = len(parts) == 1 and parts[0].numbers is None
        self._all = parts[0].strings if single else None

    def __len__(self) -> int:
        return self._rows

    def __getitem__(self, row: int) -> str:
        if self._all is not None:
            return self._all[row]
        part = self._parts[bisect_right(self._firsts, row) - 1]
        at = row - part.first
        return part.strings[at if part.numbers is None else int(part.numbers[at])]

    def containing(self, needle: str, rows: Rows) -> Rows:
        """Those of the rows whose string contains the needle, in the same order."""
        wanted = needle.encode()
        return self._where(rows, lambda strings, numbers: strings.holding(numbers, wanted))

    def matching(self, expression: re.Pattern[bytes], rows: Rows) -> Rows:
        """Those of the rows in whose string the expression finds something, in the same order."""
        return self._where(rows, lambda strings, numbers: strings.matching(numbers, expression))

    def _where(self, rows: Rows, test: Callable[[StringArray, NDArray[np.intp]], Mask]) -> Rows:
        if len(self._parts) == 1:
            found = test(self._parts[0].strings, _numbers(self._parts[0], rows))
            return rows[found]
        passed = np.zeros(len(rows), dtype=bool)
        of_part = np.searchsorted(self._firsts, rows, side="right") - 1
        for at, part in enumerate(self._parts):
            mine = np.flatnonzero(of_part == at)
            if len(mine):
                passed[mine] = test(part.strings, _numbers(part, rows[mine]))
        return rows[passed]


def _numbers(part: Part, rows: Rows) -> NDArray[np.intp]:
    at = rows - part.first if part.first else rows
    return at if part.numbers is None else part.numbers[at]
