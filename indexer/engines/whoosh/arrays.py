"""Arrays on disk: many named numpy arrays in one file, mapped into memory and checked where they are read.

    <array> <array> ... <checksums> <directory> <its length and CRC-32, 4 bytes each> <MAGIC>

Each array begins at a multiple of 64 bytes. The directory is JSON: name -> [dtype, items, byte offset]. The
checksums are the CRC-32 of every block of 16 KiB before them, and a block is checked when something in it is
first read; so opening costs next to nothing, and no answer rests on a byte that changed.
"""

import json
import mmap
import struct
import zlib
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from indexer.contract.errors import IndexDamagedError

BLOCK_BITS = 14
_BLOCK_BYTES = 1 << BLOCK_BITS
_ALIGNED_BYTES = 64
MAGIC = b"fangzhi1"
_TAIL = struct.Struct("<II8s")

AnyArray = NDArray[Any]


class ArraysWriter:
    """Writes a file of arrays, one after the other; a context manager, which finishes the file unless
    something was raised."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("wb")
        self._directory: dict[str, tuple[str, int, int]] = {}
        self._checks = array("I")
        self._begun = b""  # of the block that is not full yet

    def __enter__(self) -> "ArraysWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._file.close()

    def add(self, name: str, array: AnyArray) -> None:
        """The next array, whole."""
        self.add_parts(name, array.dtype, [array])

    def add_parts(self, name: str, dtype: np.dtype[Any], parts: Iterable[AnyArray]) -> None:
        """The next array, in parts that follow one another."""
        start = self._aligned()
        items = 0
        for part in parts:
            self._write(np.ascontiguousarray(part, dtype=dtype).data.cast("B") if len(part) else b"")
            items += len(part)
        self._directory[name] = (dtype.str, items, start)

    def _aligned(self) -> int:
        self._write(b"\0" * (-self._file.tell() % _ALIGNED_BYTES))
        return self._file.tell()

    def _write(self, content: bytes | memoryview) -> None:
        """Write, and check every block that is full; nothing is read again for that."""
        self._file.write(content)
        room = _BLOCK_BYTES - len(self._begun)
        self._begun += content[:room]
        at = room
        while len(self._begun) == _BLOCK_BYTES:
            self._checks.append(zlib.crc32(self._begun))
            while at + _BLOCK_BYTES <= len(content):
                self._checks.append(zlib.crc32(content[at : at + _BLOCK_BYTES]))
                at += _BLOCK_BYTES
            self._begun = bytes(content[at:])

    def _finish(self) -> None:
        end = self._aligned()
        if self._begun:
            self._checks.append(zlib.crc32(self._begun))
        checks = self._checks.tobytes()
        directory = json.dumps([end, self._directory]).encode()
        self._file.write(checks + directory)
        self._file.write(_TAIL.pack(len(directory), zlib.crc32(checks + directory), MAGIC))


class Arrays:
    """A file of arrays, opened; may be shared by threads. Stays readable when the file is removed.

    Raises IndexDamagedError, at opening or when something is read, where the file is not as it was written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            self.bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        end, directory, self._checks = self._opened()
        self._view = memoryview(self.bytes)[:end]
        self._arrays: dict[str, AnyArray] = {
            name: np.frombuffer(self.bytes, dtype=np.dtype(dtype), count=items, offset=start)
            for name, (dtype, items, start) in directory.items()
        }
        self._starts = {name: start for name, (_, _, start) in directory.items()}
        # Which blocks were looked at; the same bytes as an array. Either may be read without asking.
        self.seen = bytearray(len(self._checks))
        self._seen: NDArray[np.bool_] = np.frombuffer(self.seen, dtype=bool)

    def _opened(self) -> tuple[int, dict[str, tuple[str, int, int]], NDArray[np.uint32]]:
        """Where the arrays end, the directory and the checksums."""
        size = len(self.bytes)
        length, expected, magic = (
            _TAIL.unpack(self.bytes[-_TAIL.size :]) if size >= _TAIL.size else (0, 0, b"")
        )
        start = size - _TAIL.size - length
        if magic != MAGIC or start < 0:
            raise self.damaged()
        directory = self.bytes[start : start + length]
        try:
            end, arrays = json.loads(directory)
        except ValueError as exc:
            raise self.damaged() from exc
        checks = self.bytes[end:start]
        if zlib.crc32(checks + directory) != expected:
            raise self.damaged()
        return end, arrays, np.frombuffer(checks, dtype=np.uint32)

    def damaged(self) -> IndexDamagedError:
        """The error for a file that is not as it was written."""
        return IndexDamagedError(f"{self._path} is not as it was written; run: fangzhi build REPORTS")

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> AnyArray:
        """The array, all of it checked."""
        return self.part(name, 0, len(self._arrays[name]))

    def part(self, name: str, start: int, stop: int) -> AnyArray:
        """The items from `start` to `stop`, checked."""
        array = self._arrays[name]
        if stop > start:
            first = self._starts[name] + start * array.itemsize
            self.check(first, first + (stop - start) * array.itemsize)
        return array[start:stop]

    def unchecked(self, name: str) -> AnyArray:
        """The array for whoever checks what he reads of it."""
        return self._arrays[name]

    def start(self, name: str) -> int:
        """The byte of `bytes` at which an array begins."""
        return self._starts[name]

    def check_all(self) -> None:
        """Look at every block."""
        self.check(0, len(self._view))

    def check(self, first: int, end: int) -> None:
        """Look at the blocks of these bytes that nobody has looked at."""
        if end <= first:
            return
        low, high = first >> BLOCK_BITS, (end - 1 >> BLOCK_BITS) + 1
        if high - low == 1:
            if not self._seen[low]:
                self._look(low)
            return
        for block in (low + np.flatnonzero(~self._seen[low:high])).tolist():
            self._look(block)

    def check_items(self, name: str, items: NDArray[np.intp]) -> None:
        """Look at the blocks that hold these items of an array, in any order."""
        self.check_blocks((self._starts[name] + items * self._arrays[name].itemsize) >> BLOCK_BITS)

    def check_blocks(self, blocks: NDArray[np.intp]) -> None:
        """The same of the blocks with these numbers, in any order, any number of times."""
        unseen = blocks[~self._seen[blocks]]
        for block in np.unique(unseen).tolist() if len(unseen) else ():
            self._look(block)

    def _look(self, block: int) -> None:
        start = block << BLOCK_BITS
        if zlib.crc32(self._view[start : start + _BLOCK_BYTES]) != self._checks[block]:
            raise self.damaged()
        self._seen[block] = True


def add_strings(file: ArraysWriter, name: str, strings: Sequence[bytes]) -> None:
    """Strings one behind the other in `name`, and where each begins (one more) in `<name>_at`."""
    file.add(name, np.frombuffer(b"".join(strings), dtype=np.uint8))
    file.add(f"{name}_at", offsets(np.array([len(string) for string in strings], dtype=np.int64)))


def smallest(values: AnyArray) -> AnyArray:
    """The same integers in the smallest signed type that holds them all; none is as -1."""
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    for dtype in (np.int8, np.int16, np.int32):
        if np.iinfo(dtype).min <= low and high <= np.iinfo(dtype).max:
            return values.astype(dtype)
    return values.astype(np.int64)


def offsets(sizes: AnyArray) -> AnyArray:
    """Where each of so many sizes begins, and one more: in 32 bits where they reach."""
    at = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=at[1:])
    return at.astype(np.uint32) if at[-1] < 1 << 32 else at
