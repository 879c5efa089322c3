"""The file of signatures: columns over all paragraphs of a build, mapped, and taken up by the next build.

    <index>/reprints.bin      may be deleted at any time

Paragraphs stand in the order of their documents' ids, the documents under versions, which name their content.
Head, columns, texts, and what was found out of pairs. It is written beside its place and put there whole.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import SEEK_END
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from indexer.reprints.signing import BANDS, SKETCH_BITS, signing_fingerprint

# Fingerprint, documents, paragraphs, bytes of text, meetings, verdicts, checksum; then that of all these.
_HEAD, _CHECKSUM = struct.Struct("<32sQQQQQQ"), struct.Struct("<Q")
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
Numbers = NDArray[np.uint64]
Rows = NDArray[np.intp]


_NUMBER = np.dtype("<u8")
_NO_NUMBERS = np.zeros(0, dtype=_NUMBER)


class SignaturesError(ValueError):
    """A file that `write` did not write, or not with this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """What a build found out of pairs of its texts, in order: the digests of those that share a band with
    another, and the verdicts on pairs (see comparing.py)."""

    meeting: Numbers
    verdicts: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """The columns of a file, by their names in ROW_COLUMNS; of each document the version and how many of the
    rows are its own; and the texts, in UTF-16, one behind the other."""

    versions: tuple[bytes, ...]
    rows: NDArray[np.int64]
    columns: Mapping[str, Column]
    texts: memoryview
    pairs: Pairs

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
    if _CHECKSUM.pack(zlib.crc32(head[: _HEAD.size])) != head[_HEAD.size :]:
        raise SignaturesError("its checksum is wrong")
    fingerprint, documents, paragraphs, text_bytes, meeting, verdicts, checksum = _HEAD.unpack_from(head)
    if fingerprint != signing_fingerprint():
        return None
    content = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))  # closed with the last that looks in
    sizes = [documents * VERSION_BYTES, documents * _ROWS.itemsize]
    sizes += [paragraphs * dtype.itemsize for dtype in ROW_COLUMNS.values()]
    sizes += [text_bytes, meeting * _NUMBER.itemsize, verdicts * _NUMBER.itemsize]
    ends = list(accumulate([_START, *sizes]))
    if ends[-1] != len(content) or zlib.crc32(content[_START:]) != checksum:
        raise SignaturesError("its checksum is wrong")
    version, rows, *columns, texts, met, judged = (content[start:end] for start, end in pairwise(ends))
    versions = (bytes(version[at : at + VERSION_BYTES]) for at in range(0, len(version), VERSION_BYTES))
    found = signatures(tuple(versions), np.frombuffer(rows, dtype=_ROWS), columns, texts)
    pairs = Pairs(meeting=np.frombuffer(met, dtype=_NUMBER), verdicts=np.frombuffer(judged, dtype=_NUMBER))
    return replace(found, pairs=pairs)


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
        pairs=Pairs(meeting=_NO_NUMBERS, verdicts=_NO_NUMBERS),
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
    checksum = 0
    for piece in (*pieces, *texts):
        checksum = zlib.crc32(piece, checksum)
    _write_head(file, len(chosen), int(rows.sum()), sum(map(len, texts)), 0, 0, checksum)
    file.writelines((*pieces, *texts))
    file.flush()


def add_pairs(file: IO[bytes], pairs: Pairs) -> None:
    """Add what was found out of pairs to a file that was just written."""
    file.seek(0)
    _, documents, paragraphs, text_bytes, _, _, checksum = _HEAD.unpack(file.read(_HEAD.size))
    file.seek(0, SEEK_END)
    for numbers in (pairs.meeting, pairs.verdicts):
        checksum = zlib.crc32(_bytes(numbers), checksum)
        file.write(_bytes(numbers))
    counts = len(pairs.meeting), len(pairs.verdicts)
    _write_head(file, documents, paragraphs, text_bytes, *counts, checksum)
    file.flush()


def _write_head(file: IO[bytes], *numbers: int) -> None:
    head = _HEAD.pack(signing_fingerprint(), *numbers)
    file.seek(0)
    file.write(head + _CHECKSUM.pack(zlib.crc32(head)))


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
