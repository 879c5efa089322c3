"""Reading against cutting: `python -m benchmarks.reading` times each stage of reading beside jieba's cut.

Reads the reports and laws of ../shared/data as plain text, a text a report or law. Every round runs all
stages and jieba.cut over the same texts, in turn; the figures are medians of the rounds, in MB of UTF-8 a
second of wall time. Nothing is segmented while reading. Then folders of few and of many files are read by
`fangzhi build --dry-run`, each in a process of its own, and its peak resident memory is printed.
"""

import csv
import json
import lzma
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from statistics import median

import jieba

from indexer.cleaning.steps import clean
from indexer.contract.reading import RawReport
from indexer.sources.catalog import SourceFile
from indexer.sources.encodings import decode
from indexer.sources.text import read_text
from indexer.structure.places.mentions import regions_in
from indexer.structure.places.regions import Evidence, find_region
from indexer.structure.read import structure
from indexer.structure.years import years_in

DATA = Path(__file__).parents[2] / "shared" / "data"
LAW_BYTES = 4_000_000
ROUNDS = 5
FEW, MANY = 500, 5_000
MB = 1_000_000


def texts() -> list[bytes]:
    """The 36 reports and some megabytes of laws, each as the bytes of a text file."""
    found = [path.read_bytes() for path in sorted((DATA / "reports").glob("*.txt"))]
    for path in sorted((DATA / "provincial-2026").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += [row["full_text"].encode() for row in csv.DictReader(file)]
    return [*found, *_laws()]


def _laws() -> Iterator[bytes]:
    """Laws with their titles and section headings, up to LAW_BYTES."""
    size = 0
    with lzma.open(DATA / "laws.jsonl.xz", "rt", encoding="utf-8") as lines:
        for law, rows in groupby(map(json.loads, lines), key=lambda row: row["law"]):
            body = [law]
            for section, part in groupby(rows, key=lambda row: row["section"]):
                body += [section or "", *(row["text"] for row in part)]
            text = "\n".join(filter(None, body)).encode()
            yield text
            size += len(text)
            if size > LAW_BYTES:
                return


def timed(work: Callable[[], object]) -> float:
    """The seconds that the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def stages(data: list[bytes]) -> dict[str, Callable[[], object]]:
    """What is timed, by name; the indented ones are parts of the stage above them."""
    raws = [_raw(number, text) for number, text in enumerate(data)]
    cleaned = [clean(raw) for raw in raws]
    pairs = list(zip(raws, cleaned, strict=True))
    reports = [structure(raw, text).report for raw, text in pairs]
    paragraphs = [(p.text, report.region) for report in reports for p in report.paragraphs]
    strings = [raw.text for raw in raws]
    return {
        "jieba.cut": lambda: [sum(1 for _ in jieba.cut(text)) for text in strings],
        "read": lambda: [_raw(number, text) for number, text in enumerate(data)],
        "clean": lambda: [clean(raw) for raw in raws],
        "structure": lambda: [structure(raw, text) for raw, text in pairs],
        "  region of the report": lambda: [find_region(_evidence(raw)) for raw in raws],
        "  regions mentioned": lambda: [regions_in(text, region) for text, region in paragraphs],
        "  years mentioned": lambda: [years_in(text, None) for text, _ in paragraphs],
    }


def _raw(number: int, data: bytes) -> RawReport:
    return read_text(SourceFile(path=Path(f"{number}.txt"), id=f"{number}.txt"), decode(data))


def _evidence(raw: RawReport) -> Evidence:
    return Evidence(metadata=None, title=raw.text[:60], subtitle=None, source=None, body=raw.text)


def peak_mb(files: int, data: list[bytes]) -> float:
    """The peak resident memory, in MB, of a process that reads so many files."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(files):
            Path(folder, f"{number:05}.txt").write_bytes(data[number % len(data)])
        command = [sys.executable, "-m", "benchmarks.reading", "--child", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 -- our own command
        return float(done.stdout)


def _child(folder: str) -> None:
    from click.testing import CliRunner  # noqa: PLC0415 -- only the child process needs it

    from indexer.cli import main  # noqa: PLC0415 -- the same

    CliRunner().invoke(main, ["build", folder, "--dry-run", "--quiet"])
    sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000))


def run() -> None:
    """Print the table."""
    data = texts()
    size = sum(map(len, data)) / MB
    jieba.initialize()
    work = stages(data)
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, job in work.items():
            taken[name].append(timed(job))
    seconds = {name: median(values) for name, values in taken.items()}
    total = seconds["read"] + seconds["clean"] + seconds["structure"]
    print(f"# {platform.machine()}, Python {platform.python_version()}, jieba {version('jieba')}")
    print(f"# {len(data)} texts, {size:.1f} MB; medians of {ROUNDS} rounds")
    print(f"{'stage':28}{'s':>8}{'MB/s':>8}{'share':>8}")
    for name, value in seconds.items():
        share = "" if name == "jieba.cut" else f"{value / total:8.0%}"
        print(f"{name:28}{value:8.2f}{size / value:8.1f}{share}")
    print(f"{'read + clean + structure':28}{total:8.2f}{size / total:8.1f}")
    print(f"# {seconds['jieba.cut'] / total:.1f} times as fast as jieba.cut")
    small = [text[:3_000] for text in data]
    few, many = peak_mb(FEW, small), peak_mb(MANY, small)
    print(f"# peak memory: {FEW} files {few:.0f} MB, {MANY} files {many:.0f} MB")


if __name__ == "__main__":
    if "--child" in sys.argv:
        _child(sys.argv[-1])
    else:
        run()
