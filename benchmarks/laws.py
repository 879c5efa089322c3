"""Build and search an index of law paragraphs: `python -m benchmarks.laws 20000 50000` prints a table.

Reads ../shared/data/laws.jsonl.xz. Build time is CPU time of the process from reports to a published
generation, segmentation included; search times are wall time for 10 hits and all facets, the queries of a
class taken in turn, after one round that fills the caches. Seed 7 picks the queries from the texts.
"""

import json
import lzma
import platform
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path
from statistics import median, quantiles

from indexer.analysis.fold import fold
from indexer.analysis.words import tokens
from indexer.contract.documents import Paragraph, Report
from indexer.contract.engine import Searcher
from indexer.contract.query import And, Exact, Or, Query, Words
from indexer.contract.results import SearchRequest
from indexer.engines import open_searcher, open_writer

LAWS = Path(__file__).parents[2] / "shared" / "data" / "laws.jsonl.xz"
SEED = 7
QUERIES = 50
ROUNDS = 3


def law_reports(paragraphs: int) -> Iterator[Report]:
    """The first paragraphs of the set, one report a law."""
    with lzma.open(LAWS, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, islice(lines, paragraphs))
        for number, (law, group) in enumerate(groupby(rows, key=lambda row: (row["law"], row["date"]))):
            yield _report(f"{number}/{law[0]}", law, list(group))


def _report(report_id: str, law: tuple[str, str | None], rows: list[dict[str, str]]) -> Report:
    title, day = law
    return Report(
        id=report_id,
        title=title,
        subtitle=None,
        date=date.fromisoformat(day) if day else None,
        source=None,
        author=None,
        url=None,
        region=None,
        paragraphs=tuple(
            Paragraph(
                ordinal=at, section=(row["section"],) if row["section"] else (), theme=None, text=row["text"]
            )
            for at, row in enumerate(rows, start=1)
            if row["text"]
        ),
    )


def classes(reports: Iterable[Report], rng: random.Random) -> dict[str, list[Query]]:
    """The queries of each class: words by how many paragraphs hold them, quoted text cut from the texts."""
    texts = [fold(paragraph.text) for report in reports for paragraph in report.paragraphs]
    sample = rng.sample(texts, min(20_000, len(texts)))
    held = Counter(
        word for text in sample for word in {token.text for token in tokens(text)} if len(word) > 1
    )
    by_count = [word for word, _ in held.most_common()]
    common, mid = by_count[:QUERIES], by_count[len(by_count) // 50 :][:QUERIES]
    rare = [word for word in by_count if held[word] == 2][:QUERIES]  # noqa: PLR2004 -- twice in the sample
    quoted: dict[str, list[Query]] = {
        f"quoted, {length}": [Exact(text=_cut(rng, texts, length)) for _ in range(QUERIES)]
        for length in (2, 4, 8)
    }
    return {
        "rare word": [Words(text=word) for word in rare],
        "mid word": [Words(text=word) for word in mid],
        "common word": [Words(text=word) for word in common],
        "two words": [And(parts=(Words(text=a), Words(text=b))) for a, b in zip(common, mid, strict=False)],
        "three, OR": [
            Or(parts=(Words(text=a), Words(text=b), Words(text=c)))
            for a, b, c in zip(common, mid, rare, strict=False)
        ],
        **quoted,
    }


def _cut(rng: random.Random, texts: list[str], length: int) -> str:
    text = rng.choice([text for text in rng.sample(texts, 50) if len(text) > length])
    start = rng.randrange(len(text) - length)
    return text[start : start + length]


def timed(searcher: Searcher, queries: list[Query]) -> list[float]:
    """Milliseconds of each search, after a round that is not counted."""
    request = SearchRequest(query=queries[0])
    times = []
    for counted in range(ROUNDS + 1):
        for query in queries:
            started = time.perf_counter()
            searcher.search(replace(request, query=query))
            if counted:
                times.append((time.perf_counter() - started) * 1000)
    return times


def measure(paragraphs: int, folder: Path) -> None:
    """One size: build, then every class; a line each."""
    reports = list(law_reports(paragraphs))
    writer = open_writer("whoosh", folder, ["laws"])
    started = time.process_time()
    for report in reports:
        writer.add(report)
    manifest = writer.publish()
    size_mb = sum(file.size_bytes for file in manifest.files) / 1e6
    raw_mb = sum(len(p.text.encode()) for report in reports for p in report.paragraphs) / 1e6
    print(f"\n{manifest.paragraphs:,} paragraphs, {raw_mb:.0f} MB of text")
    print(f"  {'build':12} {time.process_time() - started:8.1f} s of CPU, {size_mb:.0f} MB on disk")
    searcher = open_searcher("whoosh", folder)
    for name, queries in classes(reports, random.Random(SEED)).items():  # noqa: S311 -- repeatable, not secret
        times = timed(searcher, queries)
        print(f"  {name:12} p50 {median(times):7.2f} ms   p95 {quantiles(times, n=20)[-1]:7.2f} ms")


def main(sizes: list[int]) -> None:
    """All sizes, after a line on the machine and the versions."""
    names = ("whoosh", "jieba", "rjieba", "numpy")
    print(f"{platform.machine()}, Python {platform.python_version()}", *(f"{n} {version(n)}" for n in names))
    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="fangzhi-bench-"))
        try:
            measure(size, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [20_000, 50_000])
