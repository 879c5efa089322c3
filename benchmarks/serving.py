"""Serving: `python -m benchmarks.serving --paragraphs 335000 --requests 1000` measures the site.

Three servers get the same searches in turn, over the same paragraphs: ours on gunicorn with two workers; the
same pages from stored results, which search nothing; datasette over FTS5 with our words, with the facets
region, theme and year. First one reader asks, then so many that two workers are never idle. Each search is
new to a server. `--folder` keeps corpus, index and database for another run.
"""

import argparse
import json
import os
import platform
import random
import sys
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.building import built
from benchmarks.corpora import laws, read_corpus, write_corpus
from benchmarks.queries import SEED, draw
from benchmarks.sites.database import TABLE_URL, datasette_command, held, write_database
from benchmarks.sites.load import load
from benchmarks.sites.servers import free_port, gunicorn_command, memory_mb, running
from benchmarks.sites.visits import ANY, WORD, Visit, visits
from indexer.engines import open_searcher
from searchapp.arguments import read_args
from searchapp.service import unmarked

SITES = ("fangzhi", "constant", "datasette")
CLIENTS = 8
# Of the searches so many are asked first and not counted, and so many by one reader alone.
_WARMING_SHARE, _SINGLE_SHARE = 10, 3
_DIGITS = 2
Figures = dict[str, Any]


def measure(folder: Path, paragraphs: int, requests: int) -> Figures:
    """All three servers, and how they compare."""
    corpus, index, database = folder / "corpus.jsonl", folder / "index", folder / "datasette"
    if not corpus.exists():
        write_corpus(laws(), paragraphs, corpus)
    if not index.exists():
        built("fangzhi", corpus, index)
    if not database.exists():
        write_database(read_corpus(corpus), database)
    log = _log(corpus, requests)
    addresses = folder / "log.json"
    addresses.write_text(json.dumps([visit.ours for part in log for visit in part]), encoding="utf-8")
    ours = _ours(index, log)
    constant = _constant(index, addresses, log)
    datasette = _datasette(database, log)
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "versions": {name: version(name) for name in ("flask", "gunicorn", "datasette")},
        "paragraphs": paragraphs,
        "fangzhi": ours,
        "constant": constant,
        "datasette": datasette,
        "ratios": _ratios(ours, constant, datasette),
        "totals": _totals(index, database, log[-1]),
    }


Log = tuple[list[Visit], list[Visit], list[Visit]]


def _log(corpus: Path, requests: int) -> Log:
    """To warm with, for one reader, for many; no search of one part is meant to be in another."""
    drawn = draw(read_corpus(corpus), random.Random(SEED))  # noqa: S311 -- repeatable, not secret
    warming, single = requests // _WARMING_SHARE, requests // _SINGLE_SHARE
    found = visits(drawn, warming + single + requests, random.Random(SEED))  # noqa: S311 -- the same
    return found[:warming], found[warming : warming + single], found[warming + single :]


def _ours(index: Path, log: Log) -> Figures:
    port = free_port()
    command = gunicorn_command("wsgi:app", port, "--preload")
    return _measured(command, port, "/healthz", _addresses(log), {"FANGZHI_INDEX": str(index)})


def _constant(index: Path, addresses: Path, log: Log) -> Figures:
    port = free_port()
    application = f"benchmarks.sites.constant:constant_app({str(index)!r}, {str(addresses)!r})"
    command = gunicorn_command(application, port, "--preload")
    return _measured(command, port, "/healthz", _addresses(log), {})


def _datasette(database: Path, log: Log) -> Figures:
    port = free_port()
    urls = [[visit.datasette for visit in part] for part in log]
    return _measured(datasette_command(database, port), port, TABLE_URL, urls, {})


def _addresses(log: Log) -> list[list[str]]:
    return [[visit.ours for visit in part] for part in log]


def _measured(
    command: list[str], port: int, ready: str, urls: list[list[str]], settings: dict[str, str]
) -> Figures:
    warming, single, many = urls
    with running(command, port, ready, settings) as server:
        load(port, warming, CLIENTS)
        alone, together = load(port, single, 1), load(port, many, CLIENTS)
        held = memory_mb(server)
    figures = {"single": asdict(alone), "saturated": asdict(together), "memory": held}
    sys.stderr.write(f"{' '.join(command[1:3])}: {json.dumps(figures)}\n")
    return figures


def _totals(index: Path, database: Path, visited: list[Visit]) -> Figures:
    """Of the searches by words, how many find as many paragraphs on both sites."""
    compared = [visit for visit in visited if visit.kind in (WORD, ANY)]
    searcher = open_searcher("whoosh", index)
    ours = [unmarked(searcher, read_args([("q", visit.typed)])).paragraphs for visit in compared]
    theirs = held(database, [visit.match for visit in compared])
    same = sum(one == other for one, other in zip(ours, theirs, strict=True))
    return {"compared": len(compared), "same": same}


def _ratios(ours: Figures, constant: Figures, datasette: Figures) -> Figures:
    """Throughput against datasette's, and medians against those of the constant page."""
    pairs = {
        "throughput_to_datasette": (ours["saturated"]["per_s"], datasette["saturated"]["per_s"]),
        "median_to_constant": (ours["single"]["p50_ms"], constant["single"]["p50_ms"]),
        "median_to_constant_saturated": (ours["saturated"]["p50_ms"], constant["saturated"]["p50_ms"]),
        "median_to_datasette": (ours["single"]["p50_ms"], datasette["single"]["p50_ms"]),
    }
    return {name: round(one / other, _DIGITS) for name, (one, other) in pairs.items()}


def main() -> int:
    """Measure, print, and fail where a server made an error or found something else."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving")
    parser.add_argument("--paragraphs", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="keep corpus, index and database here")
    parser.add_argument("--out", type=Path, help="write the figures here, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fangzhi-serving-") as passing:
        folder = given.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        figures = measure(folder.resolve(), given.paragraphs, given.requests)
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    sys.stdout.write(text + "\n")
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")
    passes = [figures[site][pass_] for site in SITES for pass_ in ("single", "saturated")]
    same = figures["totals"]["same"] == figures["totals"]["compared"]
    return 0 if same and not any(each["errors"] for each in passes) else 1


if __name__ == "__main__":
    sys.exit(main())
