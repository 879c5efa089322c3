"""Workers: other processes that call functions of this package, once there are several things to do.

A worker is this module run as a program. It reads pickled calls from its standard input and writes pickled
results to its standard output, so it ends by itself when whoever started it does, however that ended; and
starting it does not import the program's main module again, as multiprocessing would.
"""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from subprocess import PIPE, Popen, TimeoutExpired
from typing import Any, TypeVar

from indexer.contract.errors import FangzhiError

T = TypeVar("T")
_ENDING_S = 1.0
_LESS_MEMORY = "set memory_mb lower, so that fewer processes share the memory"


class Workers:
    """Results come in the order of asking, and no more than one for each process and one over wait at a time.
    A single thing is done in this process, since another takes half a second to start.

    Raises what a function raises, and FangzhiError where a process ended in the middle of one.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._all: list[Popen[bytes]] = []
        self._free: SimpleQueue[Popen[bytes]] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None
        self._first: Callable[[], Any] | None = None
        self._running: deque[Future[Any]] = deque()

    def ask(self, function: Callable[..., T], *args: Any) -> Iterator[Any]:
        """Have it called; gives results that have come meanwhile, of this or of what was asked for before."""
        call = partial(function, *args)
        if self._threads is None and self._first is None:
            self._first = call
            return
        if self._first is not None:
            self._running.append(self._started().submit(self._called, self._first))
            self._first = None
        while len(self._running) > self._processes:
            yield self._running.popleft().result()
        self._running.append(self._started().submit(self._called, call))

    def finish(self) -> Iterator[Any]:
        """All other results."""
        if self._first is not None:
            first, self._first = self._first, None
            yield first()
        while self._running:
            yield self._running.popleft().result()

    def aside(self, function: Callable[..., T], *args: Any) -> Callable[[], T]:
        """Have it called while this process goes on; the result is what is given back gives. Without other
        processes it is called only then."""
        call = partial(function, *args)
        if self._threads is None:
            return call
        result: Callable[[], T] = self._threads.submit(self._called, call).result
        return result

    def stop(self) -> None:
        """End the processes, whatever they do."""
        for process in self._all:
            process.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None
        for process in self._all:
            process.communicate()
        self._all.clear()
        self._running.clear()

    def _started(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._processes)
            for _ in range(self._processes):
                self._all.append(process := _process())
                self._free.put(process)
        return self._threads

    def _called(self, call: Callable[[], Any]) -> Any:
        process = self._free.get()
        try:
            return _result(process, call)
        finally:
            self._free.put(process)


def _process() -> Popen[bytes]:
    """A worker that finds its modules where this process does."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
    command = [sys.executable, "-P", "-m", __name__]  # -P: nothing is imported from the folder one works in
    return Popen(command, stdin=PIPE, stdout=PIPE, env=environment)  # noqa: S603  our own module


def _result(process: Popen[bytes], call: Callable[[], Any]) -> Any:
    assert process.stdin is not None  # noqa: S101  _process() asked for both
    assert process.stdout is not None  # noqa: S101
    try:
        pickle.dump(call, process.stdin)
        process.stdin.flush()
        succeeded, value = pickle.load(process.stdout)  # noqa: S301  our own process wrote it
    except (OSError, EOFError, pickle.UnpicklingError) as exc:
        with suppress(TimeoutExpired):
            process.wait(_ENDING_S)
        raise FangzhiError(
            f"a process of the build ended (exit code {process.returncode}); {_LESS_MEMORY}"
        ) from exc
    if succeeded:
        return value
    raise value


def work() -> None:
    """Answer calls until nobody can ask any more. What libraries print must not get among the results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it hears Ctrl-C, and ends this one
    with os.fdopen(os.dup(1), "wb") as results:
        os.dup2(2, 1)
        while True:
            try:
                call = pickle.load(sys.stdin.buffer)  # noqa: S301  who started this process wrote it
            except EOFError:
                return
            results.write(_answer(call))
            results.flush()


def _answer(call: Callable[[], Any]) -> bytes:
    """What a call gives, or what it raises, which whoever asked must hear."""
    try:
        return pickle.dumps((True, call()))
    except MemoryError:
        return pickle.dumps(
            (False, FangzhiError(f"the build needs more memory than there is; {_LESS_MEMORY}"))
        )
    except Exception as exc:
        answer = pickle.dumps((False, exc))
        try:
            pickle.loads(answer)  # noqa: S301  some errors are made of more than they keep
        except Exception:
            return pickle.dumps((False, FangzhiError(repr(exc))))
        return answer


if __name__ == "__main__":
    work()
