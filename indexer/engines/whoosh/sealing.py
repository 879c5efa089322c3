"""Sealing: which segments a new generation has: those of the one before it as they are, or merged.

The policy keeps segments few and writing little. What a build added is one segment. Older ones are merged
into it, the youngest first, while one is less than MERGE_FACTOR times as large as what is behind it; so a new
one is at most a quarter of the last, a million paragraphs lie in some ten segments at most, and a paragraph
is written again about as often. A segment of which a quarter is dead is written anew.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.generation import SUFFIX, Generation
from indexer.engines.whoosh.merging import Source, merge
from indexer.engines.whoosh.segment import ROWS_MAX, Segment
from indexer.engines.whoosh.workers import Workers

MERGE_FACTOR = 4
DEAD_MAX = 0.25
_MERGED_AT_ONCE = 64
Mask = NDArray[np.bool_]
NONE_DEAD = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A segment that a generation is made of: its file, how many of its paragraphs live, of how many, and
    which (None for all). `fresh` is one that this build wrote."""

    path: Path
    rows: int
    total: int
    kept: Mask | None
    fresh: bool = False

    @property
    def worn(self) -> bool:
        """Whether too many are dead."""
        return self.total - self.rows > DEAD_MAX * self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A segment in its generation: the name of its file, how many paragraphs live, and which are dead."""

    name: str
    rows: int
    dead: NDArray[np.int32]


def pieces_of(base: Generation | None, kept_rows: Mask, runs: Sequence[Path]) -> list[Piece]:
    """What there is of an earlier generation, by the rows of it that are kept, and what this build wrote."""
    pieces = []
    for held in base.live if base else ():
        mask = kept_rows[held.first : held.first + held.rows]
        kept = np.zeros(held.segment.rows, dtype=bool)
        kept[np.flatnonzero(mask) if held.numbers is None else held.numbers[mask]] = True
        rows = int(np.count_nonzero(kept))
        if rows:
            pieces.append(
                Piece(
                    path=held.segment.path,
                    rows=rows,
                    total=len(kept),
                    kept=None if rows == len(kept) else kept,
                )
            )
    for path in runs:
        rows = Segment(path).rows
        pieces.append(Piece(path=path, rows=rows, total=rows, kept=None, fresh=True))
    return pieces


def grouped(pieces: Sequence[Piece], rows_max: int = ROWS_MAX) -> list[list[Piece]]:
    """The pieces that are to be one segment each time, in order, of at most so many rows."""
    older = [piece for piece in pieces if not piece.fresh]
    newest = [piece for piece in pieces if piece.fresh]
    while older and newest and older[-1].rows < MERGE_FACTOR * _rows(newest):
        newest.insert(0, older.pop())
    groups: list[list[Piece]] = [[piece] for piece in older]
    for at, piece in enumerate(newest):
        if at and _rows(groups[-1]) + piece.rows <= rows_max:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _rows(pieces: Iterable[Piece]) -> int:
    return sum(piece.rows for piece in pieces)


def seal(
    folder: Path, generation: str, pieces: Sequence[Piece], workers: Workers
) -> Callable[[], list[Sealed]]:
    """Begin to bring the segments into the folder; what is given back waits for the end of it."""
    waiting = []
    for number, group in enumerate(grouped(pieces)):
        path = folder / f"{generation}-{number}{SUFFIX}"
        if len(group) > 1 or group[0].worn:
            done = workers.aside(merge_files, path, [(piece.path, piece.kept) for piece in group])
            waiting.append((path.name, group, done))
        elif group[0].fresh:
            group[0].path.rename(path)
            waiting.append((path.name, group, _nothing))
        else:
            _link(group[0].path, folder / group[0].path.name)
            waiting.append((group[0].path.name, group, _nothing))

    def sealed() -> list[Sealed]:
        found = []
        for name, group, done in waiting:
            done()
            single = group[0].kept if len(group) == 1 and not group[0].worn else None
            dead = NONE_DEAD if single is None else np.flatnonzero(~single).astype(np.int32)
            found.append(Sealed(name=name, rows=_rows(group), dead=dead))
        for piece in pieces:
            if piece.fresh:
                piece.path.unlink(missing_ok=True)
        return found

    return sealed


def merge_files(path: Path, pieces: Sequence[tuple[Path, Mask | None]]) -> None:
    """Write one segment of several, not all at a time: files that may be open are few. For a process of its
    own."""
    while len(pieces) > _MERGED_AT_ONCE:
        steps = []
        for at in range(0, len(pieces), _MERGED_AT_ONCE):
            steps.append((path.with_name(f"{path.stem}-{len(pieces)}-{at}.run"), None))
            merge_files(steps[-1][0], pieces[at : at + _MERGED_AT_ONCE])
        pieces = steps
    merge(path, [Source(segment=Segment(each), kept=kept) for each, kept in pieces])
    for each, _ in pieces:
        if each.parent == path.parent and each.suffix == ".run":
            each.unlink()


def _nothing() -> None:
    pass


def _link(source: Path, target: Path) -> None:
    """The same file under another name; a copy where the file system has no such thing."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
