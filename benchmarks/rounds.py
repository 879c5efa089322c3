"""Rounds of searching: within a class the engines take turns, so what slows the machine slows all alike."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.checking import Counts, agreement, scanned
from benchmarks.corpora import read_corpus
from benchmarks.engines import answers, must_agree
from benchmarks.engines.seam import QUERIES, Asked, Kind
from benchmarks.searching import Worker

# Every query is asked once, then so many times again; but a class of a slow engine ends after so many ms.
_ROUNDS = 5
_ENOUGH_MS = 20_000
_P95 = 18  # the 95th percentile among the cuts by twentieths
Truths = Mapping[str, Sequence[Counts]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What is asked of whom, about what."""

    asked: Mapping[str, Sequence[Asked]]
    workers: Mapping[str, Worker]
    corpus: Path

    def asked_of(self, name: str) -> dict[str, Worker]:
        """The engines that answer a class."""
        return {engine: worker for engine, worker in self.workers.items() if answers(engine, name)}


def searched(job: Round) -> tuple[dict[str, dict[str, dict[str, float]]], bool]:
    """The figures by engine and class, and whether all that must agree agrees."""
    figures: dict[str, dict[str, dict[str, float]]] = {engine: {} for engine in job.workers}
    agreed = True
    scans = _scans(job)
    for name in (name for name in job.asked if job.asked_of(name)):
        workers = job.asked_of(name)
        for engine, rounds in _timed(name, workers).items():
            figures[engine][name] = _percentiles(rounds)
        found = {engine: worker.ask(f"counts {name}") for engine, worker in workers.items()}
        trusted = max(workers, key=lambda engine: must_agree(engine, name))  # the first of those that must
        truth = scans.get(name) or found[trusted]
        for engine, counts in found.items():
            share = agreement(counts, truth)
            figures[engine][name] |= {"found_p50": median(total for total, *_ in counts), "agree": share}
            if share < 1 and must_agree(engine, name):
                agreed = False
                print(f"{name}: {engine} agrees on {share:.0%} only", file=sys.stderr)
    return figures, agreed


def _scans(job: Round) -> Truths:
    """What a look into every text gives, for each class of phrases, in one pass."""
    phrases = {
        name: queries[:QUERIES] for name, queries in job.asked.items() if queries[0].kind is Kind.PHRASE
    }
    found = iter(
        scanned(read_corpus(job.corpus), [asked for queries in phrases.values() for asked in queries])
    )
    return {name: [next(found) for _ in queries] for name, queries in phrases.items()}


def _timed(name: str, workers: Mapping[str, Worker]) -> dict[str, list[list[float]]]:
    """Milliseconds of each query, round by round; the first round is the first time it is asked at all."""
    taken: dict[str, list[list[float]]] = {engine: [] for engine in workers}
    for worker in workers.values():
        worker.ask(f"warm {name}")
    for at in range(_ROUNDS + 1):
        for engine, worker in workers.items():
            if at <= 1 or sum(map(sum, taken[engine])) < _ENOUGH_MS:
                taken[engine].append(worker.ask(f"time {name}"))
    return taken


def _percentiles(rounds: Sequence[Sequence[float]]) -> dict[str, float]:
    """Over the queries: of the first round, and of each query's median over the others."""
    first, *others = rounds
    warm = [median(times) for times in zip(*others, strict=True)]
    return {
        "p50_ms": median(warm),
        "p95_ms": _p95(warm),
        "first_p50_ms": median(first),
        "first_p95_ms": _p95(first),
    }


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[_P95]
