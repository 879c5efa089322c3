"""Exactness on the real texts: `python -m tests.exactness.run` (seed 7, another with SEED=8).

The 36 reports, built by the pipeline, and 50,000 paragraphs of laws make one index. 10,000 substrings cut at
random and 2,000 cut between words, half of each from either, are quoted, and looked for in exact and verbatim
mode; 5,000 queries with every operator are put to the 36 reports. Prints the counts and every difference.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.exactness.comparing import Compared, compare_queries, compare_substrings
from tests.exactness.corpora import REAL_REPORTS, Corpus, indexed
from tests.exactness.substrings import at_random, between_words
from tests.exactness.trees import Trees

SEED = int(os.environ.get("SEED", "7"))
LAWS = 50_000
AT_RANDOM, BETWEEN_WORDS, QUERIES = 10_000, 2_000, 5_000


def pieces(corpus: Corpus, rng: Random, cut_at_random: int, cut_between_words: int) -> Iterator[str]:
    """So many substrings; half of them from the laws, where there are any."""
    texts = [paragraph.text for paragraph in corpus.paragraphs().values()]
    halves = [half for half in (texts[: corpus.laws], texts[corpus.laws :]) if half]
    for half in halves:
        yield from at_random(rng, half, cut_at_random // len(halves))
        yield from between_words(rng, half, cut_between_words // len(halves))


def on_substrings(folder: Path) -> dict[str, Compared]:
    """Reports and laws in one index."""
    corpus = indexed(folder, REAL_REPORTS, LAWS)
    print(f"{len(corpus.paragraphs()):,} paragraphs, {corpus.laws:,} of them of laws")
    rng = Random(f"{SEED}/substrings")
    return compare_substrings(corpus, pieces(corpus, rng, AT_RANDOM, BETWEEN_WORDS), rng)


def on_queries(folder: Path) -> dict[str, Compared]:
    """The reports alone: the oracle looks at every paragraph for every term."""
    corpus = indexed(folder, REAL_REPORTS)
    print(f"{len(corpus.paragraphs()):,} paragraphs of {len(corpus.reports)} reports")
    trees = Trees(Random(f"{SEED}/queries"), corpus.reports)
    return {"queries": compare_queries(corpus, [trees.draw() for _ in range(QUERIES)])}


def main() -> int:
    """Print what was compared; 1 where anything differs."""
    print(f"seed {SEED}")
    compared: list[Compared] = []
    for part in (on_substrings, on_queries):
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="fangzhi-exact-") as folder:
            for name, each in part(Path(folder)).items():
                print(each.line(name), *each.differences, sep="\n  ")
                compared.append(each)
        print(f"{time.monotonic() - started:.0f} s")
    return int(any(each.differences for each in compared))


if __name__ == "__main__":
    sys.exit(main())
