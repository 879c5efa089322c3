"""Inverting: texts into segments, batch by batch, on all cores.

A build of a single batch stays in its process; with the second batch others are started, which takes them
half a second. What a batch becomes lies on disk, so that memory holds no more than the batches being worked
on.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from pebble import ProcessExpired, ProcessPool

from indexer.analysis.batch import batch_of, bigrams_of, listed_shares, words_of
from indexer.analysis.phrases import Said, said_in
from indexer.analysis.words import cutter_of
from indexer.contract.errors import FangzhiError
from indexer.contract.lexicon import Lexicon
from indexer.engines.whoosh.columns import PERMILLE
from indexer.engines.whoosh.segment import write_segment

# What a process of the build takes by itself, and for each character that it works on.
_PROCESS_BYTES, _CHAR_BYTES = 120 << 20, 180
_BATCH_CHARS_MIN, _BATCH_CHARS_MAX = 1 << 16, 1 << 20
_WATCH_S = 1.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Paragraphs of whole documents; `documents` are the numbers of their first ones."""

    paragraphs: Sequence[str]
    documents: Sequence[int]


def batch_chars(memory_mb: int) -> int:
    """How many characters make a batch, so that all processes together stay within so many MiB."""
    processes = os.cpu_count() or 1
    room_bytes = (memory_mb << 20) - (processes + 1) * _PROCESS_BYTES
    return min(max(room_bytes // (processes * _CHAR_BYTES), _BATCH_CHARS_MIN), _BATCH_CHARS_MAX)


def invert(path: Path, texts: Texts, lexicon: Lexicon) -> Said:
    """Write a segment of the texts, and tell what they say."""
    batch, cutter = batch_of(texts.paragraphs), cutter_of(lexicon)
    words = words_of(batch, cutter)
    listed = np.rint(PERMILLE * listed_shares(batch)).astype(np.int64)
    write_segment(path, batch, words, bigrams_of(batch), listed)
    return said_in(batch, words, texts.documents)


def said(texts: Texts, lexicon: Lexicon) -> Said:
    """The same without the segment."""
    batch = batch_of(texts.paragraphs)
    return said_in(batch, words_of(batch, cutter_of(lexicon)), texts.documents)


class Workers:
    """Runs functions of this package in other processes once there are several things to do. Results come in
    the order of asking, and no more than one for each process and one over wait at a time.

    Raises what a function raises, and FangzhiError where a process ended in the middle of one.
    """

    def __init__(self) -> None:
        self._processes = os.cpu_count() or 1
        self._pool: ProcessPool | None = None
        self._first: Callable[[], Any] | None = None
        self._running: deque[Callable[[], Any]] = deque()

    def ask(self, function: Callable[..., T], *args: Any) -> Iterator[Any]:
        """Have it called; gives results that have come meanwhile, of this or of what was asked for before."""
        if self._pool is None and self._first is None:
            self._first = partial(function, *args)
            return
        if self._first is not None:
            self._start()
            self._running.append(self._result(self._first))
            self._first = None
        while len(self._running) > self._processes:
            yield self._running.popleft()()
        self._running.append(self._result(partial(function, *args)))

    def finish(self) -> Iterator[Any]:
        """All other results."""
        if self._first is not None:
            first, self._first = self._first, None
            yield first()
        while self._running:
            yield self._running.popleft()()

    def aside(self, function: Callable[..., T], *args: Any) -> Callable[[], T]:
        """Have it called while this process goes on; the result is what is given back gives. Without other
        processes it is called only then."""
        call = partial(function, *args)
        return call if self._pool is None else self._result(call)

    def stop(self) -> None:
        """End the processes, whatever they do."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble annotates all but this one
            self._pool.join()
            self._pool = None
        self._running.clear()

    def _start(self) -> None:
        self._pool = ProcessPool(
            max_workers=self._processes,
            context=multiprocessing.get_context("spawn"),
            initializer=_end_with,
            initargs=[os.getpid()],
        )

    def _result(self, call: Callable[[], T]) -> Callable[[], T]:
        assert self._pool is not None  # noqa: S101  whoever calls this has started it
        task = self._pool.schedule(call)

        def result() -> T:
            try:
                value: T = task.result()
                return value
            except ProcessExpired as exc:
                raise FangzhiError(
                    f"a process of the build ended ({exc}); is there memory for {self._processes}?"
                ) from exc

        return result


def _end_with(parent: int) -> None:
    """End this process soon after the one that started it, however that ended."""

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C, and ends this one

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH_S)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
