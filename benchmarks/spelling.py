"""Put slips of spelling right: `python -m benchmarks.spelling` prints figures by the length of the phrase.

Reads ../shared/data/spelling/ecspell-law.tsv (errors, wrong, right). The index holds its right sentences and
the paragraphs of laws.jsonl.xz, or as many of them as the first argument says. Of every sentence with one
character wrong, a phrase of each length is cut at a random place around it (seed 7), and as many phrases from
right sentences, and from the provincial reports, which the index does not hold: much in them is new to it.
A phrase is corrected if the first proposal is the right one, and changed if there is any. Times are those of
did_you_mean, wall time, with what the engine keeps warm from phrase to phrase.
"""

import csv
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.laws import law_reports
from indexer.contract.documents import Paragraph, Report
from indexer.contract.engine import Searcher
from indexer.contract.query import Mode, Query, relaxed
from indexer.contract.syntax import parse
from indexer.engines import open_searcher, open_writer
from searchapp.spelling.evidence import Corpus, corpus_of
from searchapp.spelling.proposals import did_you_mean

DATA = Path(__file__).parents[2] / "shared" / "data"
SEED = 7
LENGTHS = range(2, 9)
ALL_PARAGRAPHS = 335_224

Ask = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence or phrase as it was written and as it should be, of the same length."""

    wrong: str
    right: str

    @property
    def places(self) -> list[int]:
        """Where the two differ."""
        return [at for at, (a, b) in enumerate(zip(self.wrong, self.right, strict=True)) if a != b]


def sentences() -> list[Pair]:
    """All sentences of the set."""
    lines = (DATA / "spelling" / "ecspell-law.tsv").read_text("utf-8").splitlines()
    return [Pair(wrong=wrong, right=right) for _, wrong, right in (line.split("\t") for line in lines)]


def slips(pairs: Sequence[Pair], length: int, rng: random.Random) -> Iterator[Pair]:
    """A phrase of this length from every sentence with one character wrong, at a random place around it."""
    for pair in pairs:
        if len(pair.places) == 1 and len(pair.right) >= length:
            at = pair.places[0]
            start = rng.randint(max(0, at - length + 1), min(at, len(pair.right) - length))
            cut = slice(start, start + length)
            yield Pair(wrong=pair.wrong[cut], right=pair.right[cut])


def phrases(texts: Sequence[str], length: int, number: int, rng: random.Random) -> Iterator[str]:
    """So many phrases of this length from random places of random texts."""
    long = [text for text in texts if len(text) >= length]
    for text in rng.choices(long, k=number):
        start = rng.randint(0, len(text) - length)
        yield text[start : start + length]


def asking(corpus: Corpus, mode: Mode, finds: Callable[[Sequence[str]], Sequence[int]]) -> Ask:
    """What is proposed for a query."""
    return lambda query: [found.text for found in did_you_mean(parse(query, mode), corpus, finds)]


def corrected(asked: Sequence[Pair], ask: Ask) -> tuple[float, float]:
    """The shares for which the right phrase is proposed first, and at all."""
    proposed = [(pair.right, ask(pair.wrong)) for pair in asked]
    first = sum(found[:1] == [right] for right, found in proposed)
    return first / len(asked), sum(right in found for right, found in proposed) / len(asked)


def changed(asked: Sequence[str], ask: Ask) -> float:
    """The share for which anything is proposed."""
    return sum(bool(ask(phrase)) for phrase in asked) / len(asked)


def _index(folder: Path, paragraphs: int) -> Searcher:
    right = (Paragraph(ordinal=at, section=(), theme=None, text=text) for at, text in enumerate(_right(), 1))
    writer = open_writer("whoosh", folder, ["laws"])
    first, *others = law_reports(paragraphs)
    for report in (_with(first, "right", tuple(right)), first, *others):
        writer.add(report)
    writer.publish()
    return open_searcher("whoosh", folder)


def _with(report: Report, report_id: str, paragraphs: tuple[Paragraph, ...]) -> Report:
    return Report(
        id=report_id,
        title="",
        subtitle=None,
        date=None,
        source=None,
        author=None,
        url=None,
        region=report.region,
        paragraphs=paragraphs,
    )


def _right() -> list[str]:
    return list(dict.fromkeys(pair.right for pair in sentences()))


def _reports() -> list[str]:
    rows: list[str] = []
    for path in sorted((DATA / "provincial-2026").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += [line for row in csv.DictReader(file) for line in row["full_text"].splitlines()]
    return rows


def measure(ask: Ask) -> None:
    """A line for each length, and one for all."""
    rng = random.Random(SEED)  # noqa: S311 -- repeatable, not secret
    right, reports, rows, times = _right(), _reports(), [], list[float]()
    timed = _timed(ask, times)
    print("  length   corrected first   in top 3   right ones changed   new ones changed   p50 ms   p95 ms")
    for length in LENGTHS:
        asked = list(slips(sentences(), length, rng))
        since = len(times)
        shares = (
            *corrected(asked, timed),
            changed(list(phrases(right, length, len(asked), rng)), timed),
            changed(list(phrases(reports, length, len(asked), rng)), timed),
        )
        rows.append(shares)
        print(f"  {length:6}", *_shares(shares), *_spread(times[since:]), flush=True)
    every = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    print("     all", *_shares(every), *_spread(times), f"  longest {max(times):.0f} ms")


def _timed(ask: Ask, times: list[float]) -> Ask:
    def timed(query: str) -> Sequence[str]:
        started = time.perf_counter()
        found = ask(query)
        times.append((time.perf_counter() - started) * 1000)
        return found

    return timed


def _shares(shares: Sequence[float]) -> list[str]:
    return [f"{share:{width}.1%}" for share, width in zip(shares, (17, 10, 20, 18), strict=True)]


def _spread(times: Sequence[float]) -> list[str]:
    return [f"{median(times):8.1f}", f"{quantiles(times, n=20)[-1]:8.1f}"]


def main(paragraphs: int) -> None:
    """Both for a phrase in exact mode and for bare words."""
    with tempfile.TemporaryDirectory(prefix="fangzhi-bench-") as folder:
        searcher = _index(Path(folder), paragraphs)
        corpus = corpus_of(searcher)
        print(f"{corpus.paragraphs:,} paragraphs, {len(sentences()):,} sentences, seed {SEED}")
        for mode in (Mode.EXACT, Mode.WORDS):
            print(f"\nmode={mode}")
            measure(asking(corpus, mode, _counted(searcher, mode)))


def _counted(searcher: Searcher, mode: Mode) -> Callable[[Sequence[str]], Sequence[int]]:
    """How many paragraphs queries find, relaxed where they find none."""

    def found(query: Query) -> int:
        looser = relaxed(query) if mode is Mode.WORDS else None
        strict = searcher.count([query])[0]
        return strict if strict or not looser else searcher.count([looser])[0]

    return lambda queries: [found(parse(query, mode).query) for query in queries]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ALL_PARAGRAPHS)
