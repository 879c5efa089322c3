"""Builds over folders of mutants: `python -m tests.torture.run 20000` (seed 7, another with SEED=8).

Each batch is read by a process of its own, as `fangzhi build --dry-run` reads it. The process must end by
itself with its counts; every file must be among what was read or what was skipped, with a reason; no file
may take longer than SLOWEST_S, and no process, nor the worker that parses foreign formats, more memory than
PEAK_MB.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from indexer.contract.reading import SkippedFile
from indexer.pipeline import BuildPlan, build
from indexer.readings.entries import Outcome
from indexer.sources.files import SourceFile
from tests.torture.mutants import mutant
from tests.torture.seeds import seeds

SEED = int(os.environ.get("SEED", "7"))
BATCH = 500
SLOWEST_S = 10.0
SOUND = "!"  # before the digits that the names of mutants begin with
PEAK_MB = 3_000
BATCH_TIMEOUT_S = 1_200


@dataclass(slots=True)
class Result:
    """What became of the files of one or more batches."""

    files: int = 0
    read: int = 0
    skipped: int = 0
    slowest_s: float = 0.0
    slowest: str = ""
    peak_mb: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)

    def add(self, other: "Result") -> None:
        """Take in what became of another batch."""
        if other.slowest_s > self.slowest_s:
            self.slowest_s, self.slowest = other.slowest_s, other.slowest
        self.files, self.read = self.files + other.files, self.read + other.read
        self.skipped += other.skipped
        self.peak_mb = max(self.peak_mb, other.peak_mb)
        self.reasons += other.reasons
        self.lost += other.lost


def torture(files: int, seed: int = SEED) -> Result:
    """Make so many mutants and read them; raises AssertionError for a process that does not end well."""
    whole = Result()
    for number in range(0, files, BATCH):
        count = min(BATCH, files - number)
        with tempfile.TemporaryDirectory() as folder:
            names = _write(Path(folder), count, Random(f"{seed}/{number}"))
            done = subprocess.run(
                [sys.executable, "-m", "tests.torture.run", "--batch", folder],
                capture_output=True,
                text=True,
                check=False,
                timeout=BATCH_TIMEOUT_S,
            )
            assert done.returncode == 0, f"seed {seed}, batch {number}: {done.stderr[-2000:]}"
            whole.add(_judged(json.loads(done.stdout), names))
    return whole


def _write(folder: Path, count: int, rng: Random) -> list[str]:
    """Mutants of all seeds in turn, and before them the seeds, which pay for loading what reads them."""
    sound = seeds()
    names = list(sound)
    for name, data in sound.items():
        (folder / f"{SOUND}{name}").write_bytes(data)
    written = []
    for number in range(count):
        name = names[number % len(names)]
        written.append(f"{number:06}-{name}")
        (folder / written[-1]).write_bytes(mutant(sound[name], rng))
    return written


def _judged(told: dict[str, object], names: list[str]) -> Result:
    """What a batch's process told, and which of its files it did not account for."""
    heard = set(str(told["heard"]).split("\n"))
    return Result(
        files=len(names),
        read=int(str(told["read"])),
        skipped=int(str(told["skipped"])),
        slowest_s=float(str(told["slowest_s"])),
        slowest=str(told["slowest"]),
        peak_mb=float(str(told["peak_mb"])),
        reasons=Counter(json.loads(str(told["reasons"]))),
        lost=[name for name in names if name not in heard],
    )


def read_batch(folder: Path) -> dict[str, object]:
    """Read a folder, as the process of a batch: what was heard of, and how long the slowest file took."""
    heard: set[str] = set()
    skipped: Counter[str] = Counter()
    read: list[str] = []
    at = [time.perf_counter()]
    last = [SOUND]
    slowest = [(0.0, "")]

    def record(file: SourceFile | SkippedFile, outcome: Outcome) -> None:
        shown = str(file.path if isinstance(file, SkippedFile) else file.shown)
        last[:] = [Path(shown).relative_to(folder).parts[0]]
        heard.add(last[0])
        if isinstance(outcome, SkippedFile):
            assert outcome.reason.strip(), f"skipped without a reason: {outcome.path}"
            skipped[outcome.reason[:40]] += 1
        elif not last[0].startswith(SOUND):
            read.append(outcome.path)

    def progress(stage: str, done: int, total: int) -> None:
        before, at[:] = at[0], [time.perf_counter()]
        if not last[0].startswith(SOUND):
            slowest.append((at[0] - before, last[0]))

    build([folder], None, BuildPlan(record=record, progress=progress))
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    took, which = max(slowest)
    return {
        "read": len(read),
        "skipped": skipped.total(),
        "slowest_s": took,
        "slowest": which,
        "peak_mb": max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1_000,
        "reasons": json.dumps(skipped, ensure_ascii=False),
        "heard": "\n".join(heard),
    }


def main(files: int) -> int:
    """Print what became of so many mutants; 1 where a bound was broken."""
    started = time.monotonic()
    result = torture(files)
    print(f"seed {SEED}: {result.files} mutants in {time.monotonic() - started:.0f} s")
    print(f"{result.read} reports read, {result.skipped} files and rows skipped, {len(result.lost)} lost")
    print(
        f"slowest file {result.slowest_s:.2f} s ({Path(result.slowest).name}), peak {result.peak_mb:.0f} MB"
    )
    for reason, count in result.reasons.most_common(30):
        print(f"{count:7}  {reason}")
    return int(bool(result.lost) or result.slowest_s > SLOWEST_S or result.peak_mb > PEAK_MB)


if __name__ == "__main__":
    if sys.argv[1] == "--batch":
        sys.stdout.write(json.dumps(read_batch(Path(sys.argv[2]))))
    else:
        sys.exit(main(int(sys.argv[1])))
