"""The file of signatures: columns over all paragraphs of a build, mapped, and taken up by the next build.

    <index>/reprints.bin      may be deleted at any time

Paragraphs stand in the order of their documents' ids, the documents under versions, which name their content.
Head, columns, texts; a checksum over all but the head. It is written beside its place and put there whole.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from indexer.reprints.signing import BANDS, SKETCH_BITS, signing_fingerprint

# Fingerprint, documents, paragraphs, bytes of text; then the checksum.
_HEAD, _CHECKSUM = struct.Struct("<32sQQQ"), struct.Struct("<Q")
_START = _HEAD.size + _CHECKSUM.size
_WORD_BITS = 64
VERSION_BYTES = 16
_ROWS = np.dtype("<i8")
# The widest first, so that each begins at a multiple of its width.
ROW_COLUMNS = {
    "digest": np.dtype("<u8"),
    "sketch": np.dtype(("<u8", SKETCH_BITS // _WORD_BITS)),
    "bands": np.dtype(("<u4", BANDS)),
    "ordinal": np.dtype("<u4"),
    "chars": np.dtype("<u4"),
    "units": np.dtype("<u4"),
}
UNIT_BYTES = 2

Column = NDArray[Any]
Rows = NDArray[np.intp]


class SignaturesError(ValueError):
    """A file that `write` did not write, or not with this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """The columns of a file, by their names in ROW_COLUMNS; of each document the version and how many of the
    rows are its own; and the texts, in UTF-16, one behind the other."""

    versions: tuple[bytes, ...]
    rows: NDArray[np.int64]
    columns: Mapping[str, Column]
    texts: memoryview

    def text_ends(self) -> NDArray[np.int64]:
        """Where in `texts` that of each paragraph ends, with a 0 before the first."""
        units = self.columns["units"].astype(np.int64)
        return np.concatenate([[0], np.cumsum(units * UNIT_BYTES)])


def opened(path: Path) -> Signatures | None:
    """The file at this path; None where there is none, or other code wrote it.

    Raises SignaturesError where it is damaged, and OSError.
    """
    try:
        with path.open("rb") as file:
            return mapped(file)
    except FileNotFoundError:
        return None


def mapped(file: IO[bytes]) -> Signatures | None:
    """What `write` wrote to the file, in its place; as `opened`."""
    file.seek(0)
    head = file.read(_START)
    if len(head) < _START:
        raise SignaturesError("it is cut off")
    fingerprint, documents, paragraphs, text_bytes = _HEAD.unpack_from(head)
    if fingerprint != signing_fingerprint():
        return None
    content = memoryview(
        mmap(file.fileno(), 0, access=ACCESS_READ)
    )  # closed with the last that looks into it
    sizes = [documents * VERSION_BYTES, documents * _ROWS.itemsize]
    sizes += [paragraphs * dtype.itemsize for dtype in ROW_COLUMNS.values()]
    ends = list(accumulate([_START, *sizes, text_bytes]))
    checksum = zlib.crc32(head[: _HEAD.size], zlib.crc32(content[_START:]))
    if ends[-1] != len(content) or _CHECKSUM.pack(checksum) != head[_HEAD.size :]:
        raise SignaturesError("its checksum is wrong")
    version, rows, *columns, texts = (content[start:end] for start, end in pairwise(ends))
    versions = (bytes(version[at : at + VERSION_BYTES]) for at in range(0, len(version), VERSION_BYTES))
    return signatures(tuple(versions), np.frombuffer(rows, dtype=_ROWS), columns, texts)


def signatures(
    versions: tuple[bytes, ...], rows: NDArray[np.int64], columns: Sequence[memoryview], texts: memoryview
) -> Signatures:
    """Signatures of the bytes of their columns, in the order of ROW_COLUMNS."""
    return Signatures(
        versions=versions,
        rows=rows,
        columns={
            name: np.frombuffer(column, dtype=dtype)
            for (name, dtype), column in zip(ROW_COLUMNS.items(), columns, strict=True)
        },
        texts=texts,
    )


NONE = signatures((), np.zeros(0, dtype=_ROWS), [memoryview(b"")] * len(ROW_COLUMNS), memoryview(b""))


def write(file: IO[bytes], parts: Sequence[Signatures], chosen: NDArray[np.int64]) -> None:
    """Write the chosen documents, in this order; they are numbered through the parts."""
    rows = np.concatenate([part.rows for part in parts])[chosen]
    versions = [version for part in parts for version in part.versions]
    pieces: list[bytes | memoryview] = [b"".join(versions[at] for at in chosen.tolist()), _bytes(rows)]
    stretches = list(_stretches(parts, chosen))
    for name in ROW_COLUMNS:
        pieces += [_bytes(part.columns[name][start:end]) for part, start, end in stretches]
    ends = {id(part): part.text_ends() for part in parts}
    texts = [part.texts[ends[id(part)][start] : ends[id(part)][end]] for part, start, end in stretches]
    head = _HEAD.pack(signing_fingerprint(), len(chosen), int(rows.sum()), sum(map(len, texts)))
    checksum = 0
    for piece in (*pieces, *texts):
        checksum = zlib.crc32(piece, checksum)
    file.write(head + _CHECKSUM.pack(zlib.crc32(head, checksum)))
    file.writelines((*pieces, *texts))
    file.flush()


def _stretches(
    parts: Sequence[Signatures], chosen: NDArray[np.int64]
) -> Iterator[tuple[Signatures, int, int]]:
    """The rows of the chosen documents: the part, and where they begin and end in it, those that stand side
    by side in one piece."""
    spans: list[tuple[Signatures, int, int]] = []
    firsts = []
    for part in parts:
        firsts.append(len(spans))
        ends = [0, *np.cumsum(part.rows).tolist()]
        spans += [(part, start, end) for start, end in pairwise(ends)]
    begins = np.flatnonzero((np.diff(chosen, prepend=-2) != 1) | np.isin(chosen, firsts))
    for begin, end in pairwise([*begins.tolist(), len(chosen)]):
        part, start, _ = spans[chosen[begin]]
        yield part, start, spans[chosen[end - 1]][2]


def _bytes(column: Column) -> memoryview:
    return column.view(np.uint8).reshape(-1).data
