"""Suggestions: `python -m benchmarks.suggestions 100000` prints what they find and what they cost.

Over the 36 real reports: of the 500 most frequent phrases, how many are among the first 8 once half of them
is typed, in characters, pinyin or initials. Then, over the reports and over so many law paragraphs (none by
default), the wall time of a completion beside that of a search for the same phrase in the same run, and the
CPU time that the build spends on phrases.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles

from benchmarks.laws import law_reports
from indexer.analysis.batch import batch_of, words_of
from indexer.analysis.phrases import Phrase, PhraseMiner, said_in
from indexer.analysis.pinyin import syllables
from indexer.analysis.words import cutter_of
from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.lexicon import NO_LEXICON
from indexer.contract.query import Words
from indexer.contract.reading import ReadReport
from indexer.contract.results import SearchRequest
from indexer.engines import open_searcher, open_writer
from indexer.pipeline import read_reports
from indexer.sources.catalog import find_files

DATA = Path(__file__).parents[2] / "shared" / "data"
FREQUENT, SHOWN, SEED = 500, 8, 7


def half(text: str) -> str:
    """The first half, rounded up."""
    return text[: (len(text) + 1) // 2]


WAYS: dict[str, Callable[[str], str]] = {
    "characters": half,
    "pinyin": lambda phrase: half("".join(syllables(phrase)).lower()),
    "initials": lambda phrase: half("".join(syllable[0] for syllable in syllables(phrase)).lower()),
}


def real_reports() -> list[Report]:
    """The 36 reports."""
    files = find_files((DATA / "reports", DATA / "provincial-2026"))
    return [read.report for read in read_reports(list(files)) if isinstance(read, ReadReport)]


def mined(reports: Sequence[Report]) -> list[Phrase]:
    """The phrases of the reports."""
    texts = [paragraph.text for report in reports for paragraph in report.paragraphs]
    first = [0, *accumulate(len(report.paragraphs) for report in reports)][:-1]
    batch = batch_of(texts)
    miner = PhraseMiner()
    miner.add(said_in(batch, words_of(batch, cutter_of(NO_LEXICON)), first))
    return miner.phrases()


def frequent(reports: Sequence[Report]) -> list[str]:
    """The most frequent phrases; prints what finding them costs, the cutting of words included."""
    started = time.process_time()
    phrases = [phrase.text for phrase in mined(reports)]
    print(f"  {len(phrases):,} phrases: {time.process_time() - started:.2f} s of CPU to cut and mine")
    return phrases[:FREQUENT]


def timed(act: Callable[[str], object], arguments: Sequence[str]) -> str:
    """Milliseconds of each call; nothing is asked twice, so no pattern is compiled before."""
    times = []
    for argument in arguments:
        started = time.perf_counter()
        act(argument)
        times.append((time.perf_counter() - started) * 1000)
    return f"p50 {median(times):6.2f} ms   p99 {quantiles(times, n=100)[-1]:6.2f} ms"


def measure(name: str, reports: Sequence[Report]) -> None:
    """What the reports give, how much of it is shown, and the times."""
    print(f"\n{name}")
    phrases = frequent(reports)
    with tempfile.TemporaryDirectory(prefix="fangzhi-bench-") as folder:
        writer = open_writer("whoosh", Path(folder), ["benchmark"])
        for report in reports:
            writer.add(report)
        writer.publish()
        searcher = open_searcher("whoosh", Path(folder))
        started = time.perf_counter()
        searcher.complete("a", SHOWN)
        print(f"  first completion {(time.perf_counter() - started) * 1000:.0f} ms")
        compared(searcher, phrases)


def compared(searcher: Searcher, phrases: list[str]) -> None:
    """A line for each way of typing, for keys struck at random, and for searching."""

    def complete(typed: str) -> list[str]:
        return [completion.text for completion in searcher.complete(typed, SHOWN)]

    for way, typed in WAYS.items():
        times = timed(complete, [typed(phrase) for phrase in phrases])
        found = sum(phrase in complete(typed(phrase)) for phrase in phrases) / len(phrases)
        print(f"  {way:12} {found:6.1%}   {times}")
    rng = random.Random(SEED)  # noqa: S311 -- repeatable, not secret
    struck = ["".join(rng.choices("zsjgxlhcbdfyaeiounqw", k=rng.randint(1, 8))) for _ in range(FREQUENT)]
    print(f"  {'at random':12}          {timed(complete, struck)}")
    requests = {text: SearchRequest(query=Words(text=text)) for text in phrases}
    print(f"  {'a search':12}          {timed(lambda text: searcher.search(requests[text]), phrases)}")


def main(sizes: list[int]) -> None:
    """The real reports, then laws."""
    measure("36 reports", real_reports())
    for size in sizes:
        measure(f"{size:,} law paragraphs", list(law_reports(size)))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
