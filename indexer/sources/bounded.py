"""Reading within bounds: what foreign code parses is read in a process that may be slow, grow or die."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import TimeoutError as TookTooLongError
from types import TracebackType
from typing import Any

from indexer.contract.errors import ReadingBrokeOffError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.files import SourceFile
from indexer.sources.read import read_file
from indexer.sources.records import NO_COLUMNS

try:
    import resource
except ImportError:  # Windows, where memory stays unbounded
    resource = None  # type: ignore[assignment]

LIMIT_S = 9.0  # of work; a busy machine may take longer over it
_PATIENCE = 3  # times the limit may pass by the clock, whatever the file waits for
LIMIT_BYTES = 2 << 30
_OUTPUTS = (1, 2)
_CRASHED = f"the reader crashed on it, or it needs more than {LIMIT_BYTES >> 30} GiB to read"
_OUT_OF_TIME = -getattr(signal, "SIGPROF", 0)  # how a process ends that _allow ends
_FOREIGN = frozenset({".pdf", ".docx", ".xlsx", ".html", ".htm"})

Read = Callable[[SourceFile, Mapping[str, str]], Iterable[RawReport | SkippedFile]]


class Reader:
    """Reads file after file as read_file does; a context manager, since it may own a process.

    The process starts with the first file that needs it; after a file that breaks it, a fresh one takes the
    next.
    """

    def __init__(
        self, columns: Mapping[str, str] = NO_COLUMNS, *, limit_s: float = LIMIT_S, read: Read = read_file
    ) -> None:
        self._columns = dict(columns)
        self._limit_s = limit_s
        self._read = read
        self._pool: Any = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None

    def read(self, file: SourceFile) -> Iterator[RawReport | SkippedFile]:
        """The reports of the file, as read_file gives them.

        Raises UnreadableFileError as it does, and ReadingBrokeOffError where reading takes too long, too much
        memory or crashes.
        """
        if file.suffix not in _FOREIGN:
            yield from self._read(file, self._columns)
        else:
            yield from self._confined(file)

    def _confined(self, file: SourceFile) -> list[RawReport | SkippedFile]:
        from pebble import ProcessExpired  # noqa: PLC0415  with asyncio; files of plain text need neither

        try:
            task = self._workers().schedule(
                _read_all,
                args=[self._read, file, self._columns, self._limit_s],
                timeout=self._limit_s * _PATIENCE,
            )
            outcomes: list[RawReport | SkippedFile] = task.result()
        except (TookTooLongError, ProcessExpired) as exc:
            slow = isinstance(exc, TookTooLongError) or exc.exitcode == _OUT_OF_TIME
            raise ReadingBrokeOffError(
                f"took longer than {self._limit_s:g} s to read" if slow else _CRASHED
            ) from exc
        return outcomes

    def _workers(self) -> Any:
        """Pebble's pool of one process."""
        if self._pool is None:
            from pebble import ProcessPool  # noqa: PLC0415  as above

            self._pool = ProcessPool(
                max_workers=1,
                context=multiprocessing.get_context("spawn"),
                initializer=_confine,
                initargs=[LIMIT_BYTES],
            )
        return self._pool


def _read_all(
    read: Read, file: SourceFile, columns: Mapping[str, str], limit_s: float
) -> list[RawReport | SkippedFile]:
    """Everything the file holds, in the worker, which dies where that is more work than the limit."""
    _allow(limit_s)
    try:
        return list(read(file, columns))
    except MemoryError as exc:
        raise ReadingBrokeOffError(f"needs more than {LIMIT_BYTES >> 30} GiB to read") from exc
    finally:
        _allow(0)


def _allow(work_s: float) -> None:
    """End this process once it has worked for so long from now on; where the system has no such clock, the
    one on the wall must do. No handler: it would wait until foreign code returns."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, work_s)


def _confine(limit_bytes: int) -> None:
    """Bound the address space of this process, where the system can, and keep it off the terminal, where
    a library that runs out of memory would tell its life."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in _OUTPUTS:
        os.dup2(silence, stream)
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = limit_bytes if hard == resource.RLIM_INFINITY else min(limit_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
