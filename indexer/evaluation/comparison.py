"""Two runs over the same queries, compared query by query.

Whether a mean difference may be chance is told by a randomisation test: if it made no difference which
settings gave which value, the sign of each query's difference would be a toss of a coin. `p` is how often
tosses give a mean at least as far from 0 (Smucker, Allan, Carterette, A Comparison of Statistical
Significance Tests for Information Retrieval Evaluation, 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.evaluation.measures import MEASURES, Measured

TOSSES = 10_000
_SEED = 7
_AT_ONCE = 200
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One measure of both: the mean difference (first minus second), on how many queries the first is better,
    worse, the same, and how likely chance alone differs as much."""

    measure: str
    difference: float
    wins: int
    losses: int
    ties: int
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A query that the two answer differently; values run in parallel with MEASURES."""

    id: str
    first: tuple[float, ...]
    second: tuple[float, ...]


def compared(first: Sequence[Measured], second: Sequence[Measured]) -> tuple[Compared, ...]:
    """Each measure; both are of the same queries in the same order."""
    return tuple(
        _compared(name, np.array([a.values[at] - b.values[at] for a, b in zip(first, second, strict=True)]))
        for at, name in enumerate(MEASURES)
    )


def most_differing(first: Sequence[Measured], second: Sequence[Measured], most: int) -> tuple[Differing, ...]:
    """The queries that differ, by all measures together, most first; equal ones in their order."""
    pairs = [
        Differing(id=a.id, first=a.values, second=b.values)
        for a, b in zip(first, second, strict=True)
        if a.values != b.values
    ]
    return tuple(sorted(pairs, key=_distance, reverse=True)[:most])


def _distance(pair: Differing) -> float:
    return sum(abs(a - b) for a, b in zip(pair.first, pair.second, strict=True))


def _compared(measure: str, differences: NDArray[np.float64]) -> Compared:
    wins, losses = int((differences > 0).sum()), int((differences < 0).sum())
    return Compared(
        measure=measure,
        difference=float(differences.mean()),
        wins=wins,
        losses=losses,
        ties=len(differences) - wins - losses,
        p=_by_chance(differences[differences != 0]),
    )


def _by_chance(differences: NDArray[np.float64]) -> float:
    """The share of tosses, the outcome itself among them, that give a sum as far from 0.

    >>> _by_chance(np.array([]))
    1.0
    >>> _by_chance(np.ones(20)) < 0.001 < 0.9 < _by_chance(np.array([1.0, -1.0]))
    True
    """
    rng = np.random.default_rng(_SEED)
    outcome = abs(differences.sum()) - _ROUNDING
    as_far = 1
    for _ in range(TOSSES // _AT_ONCE):
        signs = rng.integers(0, 2, size=(_AT_ONCE, len(differences))) * 2 - 1
        as_far += int((abs(signs @ differences) >= outcome).sum())
    return as_far / (TOSSES + 1)
