"""Texts on disk: many strings in one UTF-8 file with their byte offsets, mapped into memory, never loaded.

In UTF-8 a string contains another exactly when its bytes contain the other's, so strings are compared
as they lie on disk.
"""

import mmap
import re
from array import array
from bisect import bisect_right
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.contract.errors import IndexDamagedError


class TextsWriter:
    """Writes `<name>.utf8` and `<name>.offsets.npy` into a folder, a string at a time."""

    def __init__(self, folder: Path, name: str) -> None:
        self._offsets_path = folder / f"{name}.offsets.npy"
        self._file = (folder / f"{name}.utf8").open("wb")
        self._offsets = array("q", [0])

    def add(self, text: str) -> None:
        """Append a string; its row is the number of those before it."""
        self._file.write(text.encode())
        self._offsets.append(self._file.tell())

    def close(self) -> None:
        """Finish both files. One byte is added, because an empty file cannot be mapped."""
        if not self._file.closed:
            self._file.write(b"\n")
            self._file.close()
            np.save(self._offsets_path, np.frombuffer(self._offsets, dtype=np.int64))

    def abandon(self) -> None:
        """Let go of the file without finishing it; what the disk has no room for is no loss."""
        with suppress(OSError):
            self._file.close()


class Texts:
    """What a TextsWriter wrote; may be shared by threads."""

    def __init__(self, folder: Path, name: str) -> None:
        with (folder / f"{name}.utf8").open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._offsets: NDArray[np.int64] = np.load(folder / f"{name}.offsets.npy", mmap_mode="r")

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> str:
        try:
            return self._bytes[int(self._offsets[row]) : int(self._offsets[row + 1])].decode()
        except UnicodeDecodeError as exc:
            raise IndexDamagedError(f"a stored text is damaged ({exc}); run: fangzhi build REPORTS") from exc

    def containing(self, needle: str, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Those of the rows whose string contains the needle, in the same order."""
        wanted = needle.encode()
        find = self._bytes.find
        starts, ends = self._offsets[rows].tolist(), self._offsets[rows + 1].tolist()
        found = [find(wanted, start, end) >= 0 for start, end in zip(starts, ends, strict=True)]
        kept: NDArray[np.intp] = rows[np.array(found, dtype=bool)]
        return kept

    def matching(self, expression: re.Pattern[bytes], rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Those of the rows in whose string the expression finds something, in the same order."""
        search = expression.search
        starts, ends = self._offsets[rows].tolist(), self._offsets[rows + 1].tolist()
        found = [search(self._bytes, start, end) is not None for start, end in zip(starts, ends, strict=True)]
        kept: NDArray[np.intp] = rows[np.array(found, dtype=bool)]
        return kept

    def all_containing(self, needle: str) -> NDArray[np.intp]:
        """All rows whose string contains the needle, ascending: one pass over the whole file."""
        wanted = needle.encode()
        if not wanted:
            return np.arange(len(self))
        found: list[int] = []
        offsets, last = self._offsets, int(self._offsets[-1])
        at = self._bytes.find(wanted, 0, last)
        while at >= 0:
            row = bisect_right(offsets, at) - 1
            end = int(offsets[row + 1])
            if at + len(wanted) <= end:
                found.append(row)
                at = self._bytes.find(wanted, end, last)
            else:  # it reaches into the next string: look on from its second byte
                at = self._bytes.find(wanted, at + 1, last)
        return np.array(found, dtype=np.intp)
