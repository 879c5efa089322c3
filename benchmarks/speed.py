"""Speed: `python -m benchmarks.speed 20k 100k --out file.json` builds and searches with every engine.

All engines get the same paragraphs and the same queries, build and answer in processes of their own, and take
turns within each class of queries. What is found is checked. See README.md for what is measured, and how.
"""

import argparse
import json
import os
import platform
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.building import MB, built
from benchmarks.corpora import laws, paragraphs_of, read_corpus, write_corpus
from benchmarks.engines import ENGINES, PARAGRAPHS_MAX, version_of
from benchmarks.generated import generated_laws
from benchmarks.queries import SEED, Drawn, classes, draw
from benchmarks.rounds import Round, searched
from benchmarks.searching import Worker, save_queries
from benchmarks.tables import tables

SIZES = ("20k", "100k", "335k", "1M")
_OPENINGS = 3
Figures = dict[str, Any]


def measured(size: str, engines: Sequence[str], folder: Path) -> tuple[dict[str, Figures], bool]:
    """One size: each engine's figures, and whether all that must agree agrees."""
    corpus, queries = folder / f"corpus-{size}.jsonl", folder / f"queries-{size}.json"
    paragraphs = paragraphs_of(size)
    if not corpus.exists():
        _write(paragraphs, corpus)
    drawn = draw(read_corpus(corpus), random.Random(SEED))  # noqa: S311 -- repeatable, not secret
    asked = classes(drawn, random.Random(SEED))  # noqa: S311 -- the same
    save_queries(asked, queries)
    figures: dict[str, Figures] = {}
    for engine in engines:
        if paragraphs <= PARAGRAPHS_MAX.get(engine, paragraphs):
            _log(f"{size}: {engine} builds")
            figures[engine] = _header(engine, drawn) | _built(engine, corpus, folder / f"{engine}-{size}")
            figures[engine]["build_mb_s"] = figures[engine]["raw_mb"] / figures[engine]["build_s"]
    with ExitStack() as stack:
        workers = {}
        for engine in figures:
            workers[engine], opened = _opened(engine, folder / f"{engine}-{size}", queries, stack)
            figures[engine] |= opened
        _log(f"{size}: searching")
        found, agreed = searched(Round(asked=asked, workers=workers, corpus=corpus))
        for engine, worker in workers.items():
            figures[engine] |= worker.ask("memory") | {"classes": found[engine]}
    return figures, agreed


def _write(paragraphs: int, corpus: Path) -> None:
    found = laws()
    real = paragraphs <= sum(len(law.paragraphs) for law in found)
    write_corpus(found if real else generated_laws(found), paragraphs, corpus)


def _header(engine: str, drawn: Drawn) -> Figures:
    return {
        "engine": version_of(engine),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "paragraphs": drawn.paragraphs,
        "words": len(drawn.held),
        "raw_mb": drawn.raw_bytes / MB,
    }


def _built(engine: str, corpus: Path, index: Path) -> Figures:
    """Build, unless a kept folder has it; ours is always built."""
    kept = index.with_suffix(".json")
    if kept.exists() and engine != "fangzhi":
        figures: Figures = json.loads(kept.read_text())
        return figures
    shutil.rmtree(index, ignore_errors=True)
    figures = asdict(built(engine, corpus, index))
    kept.write_text(json.dumps(figures))
    return figures


def _opened(engine: str, index: Path, queries: Path, stack: ExitStack) -> tuple[Worker, Figures]:
    """Open the index in new processes, one after another; the last stays."""
    opened, first = [], []
    for _ in range(_OPENINGS):
        worker = Worker(engine, index, queries)
        opened.append(worker.open_ms)
        first.append(worker.ask("first " + ("phrase4" if engine == "trigram" else "mid")))
        if len(opened) < _OPENINGS:
            worker.close()
    stack.callback(worker.close)
    return worker, {"open_ms": median(opened), "first_ms": median(first)}


def _log(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def main() -> None:
    """Measure the sizes; write the file, print the tables. Ends with an error where answers differ."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="*", default=SIZES)
    parser.add_argument("--out", type=Path, help="the JSON file to write")
    parser.add_argument(
        "--keep", type=Path, help="a folder for corpora and indexes; the others' are used again"
    )
    parser.add_argument("--engines", nargs="+", default=ENGINES, choices=ENGINES)
    asked = parser.parse_args()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    place = (
        nullcontext(str(asked.keep)) if asked.keep else tempfile.TemporaryDirectory(prefix="fangzhi-bench-")
    )
    figures, agreed = {}, True
    with place as folder:
        for size in asked.sizes:
            figures[size], same = measured(size, asked.engines, Path(folder))
            agreed = agreed and same
            if asked.out:
                asked.out.write_text(
                    json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
                )
    print(tables(figures))
    if not agreed:
        sys.exit("engines disagree; see above")


if __name__ == "__main__":
    main()
