"""The same answers: `python -m tests.exactness.same`; `--record` after they were changed on purpose.

5,000 requests are put to 20,000 paragraphs of laws, and ids, totals and facets compared with the digests in
same.json, one for each 50 requests; then to 2,000 paragraphs, and compared with the oracle. With
`--full-answers FILE` it tells which requests differ and how: the file is written where it is missing, else
compared with.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from indexer.contract.engine import Searcher
from indexer.contract.query import Query, Words
from indexer.contract.results import Filters, SearchRequest, Sort
from tests.conformance.built import built
from tests.exactness.answers import (
    BLOCK,
    Answer,
    answer,
    blocks,
    differing,
    digest,
    in_order,
    line,
    read,
    settled,
)
from tests.exactness.law_corpus import Laws, law_corpus
from tests.exactness.remembering import RememberingOracle
from tests.exactness.requests import drawn, told

SEED, REQUESTS = "7", 5_000
RECORDED_PARAGRAPHS, ORACLE_PARAGRAPHS = 20_000, 2_000
RECORDED = Path(__file__).with_name("same.json")
_WHOLE, _SHOWN_MAX = 1_000, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Digests of the corpus, the requests and the answers, and over all requests how many find something, the
    paragraphs, distinct ones and documents found."""

    corpus: str
    requests: str
    finding: int
    found: tuple[int, int, int]
    blocks: tuple[str, ...]


def recorded(laws: Laws, requests: Sequence[SearchRequest], answers: Sequence[Answer]) -> Recorded:
    """What is kept of answers from build to build; none of the texts."""
    paragraphs, distinct, documents = map(sum, zip(*(each.totals for each in answers), strict=True))
    return Recorded(
        corpus=digest(laws.told()),
        requests=digest(map(told, requests)),
        finding=sum(each.totals[0] > 0 for each in answers),
        found=(paragraphs, distinct, documents),
        blocks=tuple(
            blocks([settled(each, asked.sort) for each, asked in zip(answers, requests, strict=True)])
        ),
    )


def kept() -> Recorded:
    """What was recorded."""
    values: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return Recorded(**values | {name: tuple(values[name]) for name in ("found", "blocks")})


def unlike(now: Recorded, then: Recorded) -> list[str]:
    """What differs from the record, a line each. Of another corpus or other requests nothing can be said."""
    if (now.corpus, now.requests) != (then.corpus, then.requests):
        return ["the corpus or the requests are not those that were recorded: record them again"]
    lines = [f"over all {now.found}, not {then.found}"] if now.found != then.found else []
    pairs = enumerate(zip(now.blocks, then.blocks, strict=True))
    differing_blocks = [number for number, (one, other) in pairs if one != other]
    return lines + [f"requests {each * BLOCK} to {each * BLOCK + BLOCK - 1}" for each in differing_blocks]


def out_of_order(requests: Sequence[SearchRequest], answers: Sequence[Answer]) -> Iterator[str]:
    """The requests whose hits do not stand as their own scores say."""
    for number, (asked, each) in enumerate(zip(requests, answers, strict=True)):
        if asked.sort is Sort.RELEVANCE and not in_order(each):
            yield f"request {number}, out of order: {told(asked)}"


def unlike_in_full(requests: Sequence[SearchRequest], now: Sequence[Answer], file: Path) -> list[str]:
    """The requests whose answers differ from those in the file; prints where only the order does."""
    with file.open(encoding="utf-8") as lines:
        then = [read(each) for each in lines]
    differences = []
    for number, (asked, found, wanted) in enumerate(zip(requests, now, then, strict=True)):
        if difference := differing(found, wanted):
            differences.append(f"request {number}, {difference}: {told(asked)}")
        elif found.hits != wanted.hits:
            print(f"  request {number}: hits of the same score change places")
    return differences


def unlike_oracle(searcher: Searcher, laws: Laws, requests: Sequence[SearchRequest]) -> Iterator[str]:
    """The requests, and their whole results, that the oracle answers otherwise."""
    oracle = RememberingOracle(laws.reports, laws.clusters)
    everything = sum(len(report.paragraphs) for report in laws.reports)
    for number, asked in enumerate(requests):
        best = answer(oracle.search(replace(asked, offset=0, limit=everything)))
        for page in (asked, replace(asked, offset=0, limit=_WHOLE)):
            if difference := differing(answer(searcher.search(page)), cut(best, page)):
                yield f"request {number}, {difference}: {told(page)}"


def cut(whole: Answer, page: SearchRequest) -> Answer:
    """The page of an answer that holds all hits."""
    shown = slice(page.offset, page.offset + page.limit)
    return replace(whole, hits=whole.hits[shown], scores=whole.scores[shown], reprints=whole.reprints[shown])


def against_record(options: argparse.Namespace, folder: Path) -> list[str]:
    """At the size that is recorded."""
    laws, searcher, requests = _prepared(RECORDED_PARAGRAPHS, folder)
    started = time.monotonic()
    answers = [answer(searcher.search(asked)) for asked in requests]
    now = recorded(laws, requests, answers)
    print(f"  answered in {time.monotonic() - started:.0f} s, {now.finding:,} find something: {now.found}")
    print(f"  digests: answers {digest(now.blocks)}, requests {now.requests}, corpus {now.corpus}")
    if options.record:
        RECORDED.write_text(json.dumps(asdict(now), indent=0) + "\n", encoding="utf-8")
    differences = list(out_of_order(requests, answers))
    full: Path | None = options.full_answers
    if full and full.exists():
        return differences + unlike_in_full(requests, answers, full)
    if full:
        full.write_text("".join(line(each) + "\n" for each in answers), encoding="utf-8")
    return differences + unlike(now, kept())


def against_oracle(_: argparse.Namespace, folder: Path) -> list[str]:
    """At a size at which every paragraph can be looked at."""
    laws, searcher, requests = _prepared(ORACLE_PARAGRAPHS, folder)
    started = time.monotonic()
    differences = list(unlike_oracle(searcher, laws, requests))
    print(f"  compared with the oracle in {time.monotonic() - started:.0f} s")
    return differences


def _prepared(paragraphs: int, folder: Path) -> tuple[Laws, Searcher, list[SearchRequest]]:
    started = time.monotonic()
    laws = law_corpus(paragraphs, SEED)
    searcher = built("whoosh", folder, laws.reports, laws.clusters)
    requests = drawn(laws.reports, SEED, REQUESTS)
    grouped = sum(map(len, laws.clusters))
    print(
        f"{paragraphs:,} paragraphs of {len(laws.reports)} reports, {grouped:,} of them reprints, seed {SEED}"
    )
    print(f"  built in {time.monotonic() - started:.0f} s;", kinds(requests))
    return laws, searcher, requests


def kinds(requests: Sequence[SearchRequest]) -> str:
    """How many requests of each kind there are."""
    counted = Counter(_kind(asked.query) for asked in requests)
    counted["filtered"] = sum(asked.filters != Filters() for asked in requests)
    counted["by date"] = sum(asked.sort is Sort.DATE for asked in requests)
    counted["folded"] = sum(asked.fold for asked in requests)
    counted["explained"] = sum(asked.explain for asked in requests)
    return ", ".join(f"{count:,} {name}" for name, count in counted.items())


def _kind(query: Query) -> str:
    return "any word" if isinstance(query, Words) and query.any_word else type(query).__name__


def main() -> int:
    """Print what was asked and every difference, the first in detail; 1 where there is any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--full-answers", type=Path, metavar="FILE")
    parser.add_argument(
        "--record", action="store_true", help="keep these answers as the ones to be compared with"
    )
    options = parser.parse_args()
    differences: list[str] = []
    for part in (against_record, against_oracle):
        with tempfile.TemporaryDirectory(prefix="fangzhi-same-") as folder:
            found = part(options, Path(folder))
        print(f"  differences {len(found)}", *found[:_SHOWN_MAX], sep="\n    ")
        differences += found
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
