"""Searching, measured: every engine answers in a process of its own, told from outside when.

`python -m benchmarks.searching ENGINE FOLDER QUERIES` is that process. It opens the index, then does a
command a line and prints JSON: `first CLASS` asks one query, `warm CLASS` those that are not timed,
`time CLASS` those that are, `counts CLASS` gives what they find, and `memory` what the process holds.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from benchmarks.checking import Counts, counts
from benchmarks.engines import load
from benchmarks.engines.seam import QUERIES, Asked, Engine, Kind

MB = 1e6
MS = 1e3
Classes = Mapping[str, Sequence[Asked]]


class Worker:
    """The process of an engine, from outside."""

    def __init__(self, engine: str, folder: Path, queries: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.searching", engine, str(folder), str(queries)]
        self._process = subprocess.Popen(  # noqa: S603 -- our own command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.open_ms: float = self._read()

    def ask(self, command: str) -> Any:
        """Send a command, and wait for what it gives."""
        assert self._process.stdin  # noqa: S101 -- a pipe, see above
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> Any:
        assert self._process.stdout  # noqa: S101 -- a pipe, see above
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a search failed; its message stands above")
        return json.loads(line)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def save_queries(classes: Classes, file: Path) -> None:
    """Write the queries for the workers."""
    plain = {
        name: [(asked.kind, asked.terms, asked.region) for asked in queries]
        for name, queries in classes.items()
    }
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def _load_queries(file: Path) -> dict[str, list[Asked]]:
    return {
        name: [Asked(kind=Kind(kind), terms=tuple(terms), region=region) for kind, terms, region in queries]
        for name, queries in json.loads(file.read_text(encoding="utf-8")).items()
    }


def _timed_ms(engine: Engine, queries: Sequence[Asked]) -> list[float]:
    taken = []
    for asked in queries:
        started = time.perf_counter()
        engine.search(asked)
        taken.append((time.perf_counter() - started) * MS)
    return taken


def _counts(engine: Engine, asked: Asked) -> Counts:
    found = engine.search(asked)
    return counts(found.total, len(set(found.hits)), found.regions, found.themes, found.years)


def _memory() -> dict[str, float]:
    info = psutil.Process().memory_full_info()
    return {"rss_mb": info.rss / MB, "uss_mb": info.uss / MB}


def _serve(name: str, folder: Path, file: Path) -> None:
    """The process itself. Each command's queries are the class's own, or those that warm."""
    engine = load(name)
    engine.warm()
    classes = _load_queries(file)
    gc.collect()
    gc.freeze()  # as a server does before it serves: what is loaded now is never looked at again
    started = time.perf_counter()
    engine.open(folder)
    _say((time.perf_counter() - started) * MS)
    for line in sys.stdin:
        command, _, of = line.strip().partition(" ")
        match command:
            case "first":
                _say(_timed_ms(engine, classes[of][-1:])[0])
            case "warm":
                _say(_timed_ms(engine, classes[of][QUERIES:]))
            case "time":
                _say(_timed_ms(engine, classes[of][:QUERIES]))
            case "counts":
                _say([_counts(engine, asked) for asked in classes[of][:QUERIES]])
            case _:
                _say(_memory())


def _say(values: Any) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    _serve(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
