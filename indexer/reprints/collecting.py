"""Collecting the paragraphs of a build, signed anew or taken over from the last build, and their clusters."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import numpy as np

from indexer.contract.documents import Report
from indexer.contract.errors import IndexUnavailableError
from indexer.reprints.fresh import Fresh, temporary
from indexer.reprints.linking import first_of_each
from indexer.reprints.signatures import (
    NONE,
    VERSION_BYTES,
    Signatures,
    SignaturesError,
    add_pairs,
    mapped,
    opened,
    write,
)

FILE_NAME = "reprints.bin"
_NO_VERSION = bytes(VERSION_BYTES)

Place = tuple[str, int]
Tell = Callable[[str], None]


class Reprints:
    """Collects the paragraphs of one build, then finds the clusters, once; a context manager.

    With an index folder, what was signed is kept there for the next build, and what the last one signed need
    not be signed again: only the holder of the index's lock may do so. With `full` all is signed anew. `tell`
    hears what is wrong with what was kept. Raises FangzhiError where a file cannot be written.
    """

    def __init__(self, index: Path | None = None, tell: Tell = print, *, full: bool = False) -> None:
        self._index = index
        self._tell = tell
        self._kept = NONE if index is None or full else self._opened(index / FILE_NAME)
        self._numbers = {version: at for at, version in enumerate(self._kept.versions)}
        self._numbers.pop(_NO_VERSION, None)
        self._ids: list[str] = []
        self._places: list[int] = []  # of each document, among the kept; or among the fresh, behind those
        self._stack = ExitStack()
        self._fresh = Fresh()
        self._stack.callback(self._fresh.close)

    def __enter__(self) -> "Reprints":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def knows(self, version: str) -> bool:
        """Whether `keep` does for a report in this version."""
        return _digest(version) in self._numbers

    def keep(self, document_id: str, version: str) -> None:
        """Take over the paragraphs of a report as the last build signed them."""
        self._places.append(self._numbers[_digest(version)])
        self._ids.append(document_id)

    def add(self, report: Report, version: str = "") -> None:
        """Sign the paragraphs of a report; they are kept under the version, which names its content."""
        self._places.append(len(self._kept.versions) + self._fresh.add(report, _digest(version)))
        self._ids.append(report.id)

    def clusters(self) -> Iterator[tuple[Place, ...]]:
        """Each cluster in the order of its paragraphs' document ids, then ordinals; so the clusters, too."""
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        places = np.array(self._places, dtype=np.int64)[order]
        with self._file() as file:
            write(file, [self._kept, self._fresh.signed()], places)
            signatures = mapped(file) or NONE
            fresh = np.repeat(places >= len(self._kept.versions), signatures.rows)
            firsts, pairs = first_of_each(signatures, fresh, self._kept.pairs)
            add_pairs(file, pairs)
        owners = np.repeat(np.array(order, dtype=np.intp), signatures.rows)
        many = np.flatnonzero(np.bincount(firsts)[firsts] > 1) if len(firsts) else firsts
        ordinals = signatures.columns["ordinal"][many].tolist()
        found: dict[int, list[Place]] = {}
        for first, owner, ordinal in zip(firsts[many].tolist(), owners[many].tolist(), ordinals, strict=True):
            found.setdefault(first, []).append((self._ids[owner], ordinal))
        yield from (tuple(cluster) for cluster in found.values() if cluster[0][0] != cluster[-1][0])

    def save(self) -> None:
        """Keep what was signed; to be called once the clusters have been found."""
        if self._index is not None:
            self._kept = NONE  # some systems put nothing in the place of a file that is looked into
            try:
                _beside(self._index).replace(self._index / FILE_NAME)
            except OSError as exc:
                self._tell(
                    f"{self._index / FILE_NAME} cannot be written ({exc}); the next build signs all anew"
                )

    def _opened(self, path: Path) -> Signatures:
        try:
            return opened(path) or NONE
        except (OSError, SignaturesError) as exc:
            self._tell(f"{path} cannot be used ({exc}); all paragraphs are signed anew")
            return NONE

    @contextmanager
    def _file(self) -> Iterator[IO[bytes]]:
        """A file to write to and to read; where there is an index, beside its place there."""
        if self._index is None:
            with temporary(), TemporaryFile() as file:
                yield file
            return
        path = _beside(self._index)
        self._stack.callback(_remove, path)
        try:
            with path.open("w+b") as file:
                yield file
        except OSError as exc:
            raise IndexUnavailableError(
                f"cannot write the index in {self._index} ({exc.strerror}); name another with --index"
            ) from exc


def _beside(index: Path) -> Path:
    """Where the file is written before it is whole."""
    return index / f"{FILE_NAME}.new"


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _digest(version: str) -> bytes:
    """A version of fixed length; that of no version, which is never kept, is all zeros."""
    return blake2b(version.encode(), digest_size=VERSION_BYTES).digest() if version else _NO_VERSION
