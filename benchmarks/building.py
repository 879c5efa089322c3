"""Building, measured: every engine indexes a corpus in a process of its own, watched from outside.

`python -m benchmarks.building ENGINE CORPUS FOLDER` is that process; it prints what it took as JSON.
"""

import json
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.corpora import read_corpus
from benchmarks.engines import load

MB = 1e6
_LOOK_EVERY_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build took, dictionaries loaded before: wall and CPU seconds of the whole process tree, of them
    those of cutting words (0: not told); and its peak of memory, shared pages counted once."""

    build_s: float
    build_cpu_s: float
    cut_s: float
    build_rss_mb: float
    index_mb: float


def built(engine: str, corpus: Path, folder: Path) -> Built:
    """Build in a new process and an empty folder."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "benchmarks.building", engine, str(corpus), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 -- our own command
        peak_bytes, helping_cpu_s = _watched(process)
        printed = json.loads(process.communicate()[0] or "{}")
    if process.returncode:
        raise RuntimeError(f"building {engine} failed; its message stands above")
    index_bytes = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    printed["build_cpu_s"] += helping_cpu_s
    return Built(build_rss_mb=peak_bytes / MB, index_mb=index_bytes / MB, **printed)


def _watched(process: "subprocess.Popen[str]") -> tuple[int, float]:
    """The most memory that the process and all below it held at a time, in bytes; and the CPU seconds of all
    below it, as far as they were seen."""
    top = psutil.Process(process.pid)
    peak, seconds = 0, dict[int, float]()
    while process.poll() is None:
        time.sleep(_LOOK_EVERY_S)
        with suppress(psutil.NoSuchProcess):  # it ends just now
            below = top.children(recursive=True)
            seconds |= {each.pid: _cpu_s(each) for each in below if each.is_running()}
            peak = max(peak, sum(map(_proportional_bytes, (top, *below))))
    return peak, sum(seconds.values())


def _proportional_bytes(each: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):  # it ended since it was listed
        return int(each.memory_full_info().pss)
    return 0


def _cpu_s(each: psutil.Process) -> float:
    return float(sum(each.cpu_times()[:2]))


def _build(name: str, corpus: Path, folder: Path) -> dict[str, float]:
    engine = load(name)
    engine.warm()
    cpu_s, started = time.process_time(), time.perf_counter()
    cut_s = engine.build(read_corpus(corpus), folder)
    return {
        "build_s": time.perf_counter() - started,
        "build_cpu_s": time.process_time() - cpu_s,
        "cut_s": cut_s,
    }


if __name__ == "__main__":
    json.dump(_build(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])), sys.stdout)
