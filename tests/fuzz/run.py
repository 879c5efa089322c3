"""Queries that nobody types: `python -m tests.fuzz.run 200000` (seed 7, another with SEED=8).

Each text is put to the service in one of the modes, each 50th to the pages and to JSON in all. Nothing may
raise, no answer take more than a second of CPU, the line 检索式 must read back as the query, and what was
cut must be said. The index is that of the 36 reports; 5,000 more go to
one with 50,000 paragraphs of laws beside them. Where the reports are missing, the samples take their place.
"""

import heapq
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from indexer.contract.documents import Report
from indexer.contract.query import Mode
from indexer.engines import open_searcher
from indexer.sample import sample_folder
from tests.exactness.corpora import REAL_REPORTS, indexed
from tests.fuzz.asking import SLOWEST_S, Broken, Site, Timed
from tests.fuzz.deaths import deaths
from tests.fuzz.texts import Sources, Texts
from tests.real import REAL_DATA

SEED = int(os.environ.get("SEED", "7"))
BROWSED_EVERY = 50
PROCESSES, BATCH = 2, 2_500
LAWS, ON_LAWS = 50_000, 5_000
# The grammar is read in the first alone.
_MODES = (Mode.WORDS, Mode.WORDS, Mode.EXACT, Mode.VERBATIM)
_SLOWEST = 10
_SHOWN_CHARS = 60


@dataclass(slots=True)
class Result:
    """What became of some texts; `slowest` are the slowest answers, the slowest first."""

    texts: int = 0
    answers: int = 0
    broken: list[Broken] = field(default_factory=list)
    slowest: list[Timed] = field(default_factory=list)

    def add(self, outcomes: Iterable[Timed | Broken]) -> None:
        """Take in the answers to one text."""
        self.texts += 1
        for outcome in outcomes:
            self.answers += 1
            if isinstance(outcome, Broken):
                self.broken.append(outcome)
            else:
                self._time(outcome)

    def merge(self, other: "Result") -> None:
        """Take in what became of other texts."""
        self.texts += other.texts
        self.answers += other.answers
        self.broken += other.broken
        for timed in other.slowest:
            self._time(timed)

    @property
    def sound(self) -> bool:
        """Whether nothing broke and nothing was too slow."""
        return not self.broken and all(timed.seconds <= SLOWEST_S for timed in self.slowest)

    def _time(self, timed: Timed) -> None:
        if len(self.slowest) < _SLOWEST or timed.seconds > self.slowest[-1].seconds:
            self.slowest = heapq.nlargest(_SLOWEST, [*self.slowest, timed], key=lambda each: each.seconds)

    def lines(self) -> Iterator[str]:
        """What is to be printed."""
        yield f"{self.texts:,} texts, {self.answers:,} answers, {len(self.broken)} broken"
        for broken in self.broken:
            yield f"  BROKEN {broken.reason} [{broken.where}] {broken.text[:1_000]!r}"
        for timed in self.slowest:
            shown = f"{timed.text[:_SHOWN_CHARS]!r} ({len(timed.text):,} characters)"
            yield f"  {timed.seconds * 1000:6.0f} ms [{timed.where}] {shown}"


def sources_of(reports: Iterable[Report]) -> Sources:
    """What texts are made of, from these reports."""
    names: dict[str, None] = {}
    paragraphs: list[str] = []
    for report in reports:
        named = (report.title, report.source or "", *(report.region.path if report.region else ()))
        names |= dict.fromkeys(named)
        for paragraph in report.paragraphs:
            names |= dict.fromkeys((*paragraph.section, paragraph.theme or "none"))
            paragraphs.append(paragraph.text)
    return Sources(paragraphs=paragraphs, names=[name for name in names if name])


def fuzz(index: Path, sources: Sources, count: int, seed: str) -> Result:
    """So many texts put to an index."""
    site = Site(open_searcher("whoosh", index))
    list(site.browse("暖气片全都换新"))  # dictionaries load at the first search, which is no text's fault
    rng = Random(seed)
    texts = Texts(rng, sources)
    result = Result()
    for number in range(count):
        text = texts.draw()
        browsed = site.browse(text) if number % BROWSED_EVERY == 0 else ()
        result.add((*site.ask(text, rng, [rng.choice(_MODES)]), *browsed))
    return result


def fuzz_in_parallel(folder: Path, count: int, laws: int = 0) -> Result:
    """The same by several processes, on an index of the reports and so many law paragraphs."""
    corpus = indexed(folder, REAL_REPORTS if REAL_DATA.is_dir() else [sample_folder()], laws)
    sources = sources_of(corpus.reports)
    whole = Result()
    with ProcessPoolExecutor(PROCESSES) as pool:
        running = [
            pool.submit(fuzz, folder, sources, min(BATCH, count - first), f"{SEED}/{laws}/{first}")
            for first in range(0, count, BATCH)
        ]
        for batch in running:
            whole.merge(batch.result())
            print(f"{whole.texts:,} texts, {len(whole.broken)} broken", file=sys.stderr)
    return whole


def fatal(index: Path) -> Result:
    """The queries of death put to an index, each everywhere."""
    site = Site(open_searcher("whoosh", index))
    list(site.browse("暖气片全都换新"))
    result = Result()
    for death in deaths():
        result.add((*site.ask(death.text, Random(SEED), list(Mode)), *site.browse(death.text)))
    return result


def main(count: int) -> int:
    """Print what became of so many texts; 1 where a rule was broken."""
    print(f"seed {SEED}")
    with tempfile.TemporaryDirectory(prefix="fangzhi-fuzz-") as folder:
        sound = True
        for laws, texts in ((0, count), (LAWS if REAL_DATA.is_dir() else 0, min(ON_LAWS, count))):
            index = Path(folder) / str(laws)
            started = time.monotonic()
            result = fuzz_in_parallel(index, texts, laws)
            print(f"{laws:,} paragraphs of laws, {time.monotonic() - started:.0f} s with the build")
            print(*result.lines(), *fatal(index).lines(), sep="\n", flush=True)
            sound = sound and result.sound
    return int(not sound)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
