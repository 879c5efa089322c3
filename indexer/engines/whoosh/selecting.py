"""Selecting: the first of very many by their keys, without sorting the others.

The maxima of groups are few, and their k-th largest is no larger than the k-th largest of all: so only what
reaches it need be looked at.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.rowsets import Rows, Scores

_GROUPS = 128
# Sums of the same numbers, added up in another order, differ by less than this share of them.
ROUNDING = 1e-12
Exactly = Callable[[Rows], Scores]


def leading(
    keys: Scores, rows: Rows, place: NDArray[np.integer], count: int, exactly: Exactly | None = None
) -> tuple[Rows, Scores]:
    """Which of the rows are the first `count`, in order, and their keys: the largest key comes first and,
    among equals, the row with the smallest place (of all paragraphs; all different).

    Where keys are so close that rounding may have put them in order, they are asked for `exactly`.
    """
    count = min(count, len(keys))
    if not count:
        return np.zeros(0, dtype=np.intp), np.zeros(0)
    chosen = _candidates(keys, rows, place, count)
    own = keys.take(chosen)
    places = place.take(rows.take(chosen))
    order = np.lexsort((places, -own))
    if exactly is not None and close(own.take(order[: count + 1])):
        own = exactly(rows.take(chosen))
        order = np.lexsort((places, -own))
    first = order[:count]
    return chosen.take(first), own.take(first)


def close(descending: Scores) -> bool:
    """Whether two neighbours differ by no more than rounding may."""
    before, after = descending[:-1], descending[1:]
    alike = after >= before * (1 - ROUNDING)
    return bool(np.count_nonzero(alike) and (alike & (after != before)).any())


def _candidates(keys: Scores, rows: Rows, place: NDArray[np.integer], count: int) -> Rows:
    """Some that hold the first `count`, and those that are close to the last of these."""
    if len(keys) <= count:
        return np.arange(len(keys))
    bound = reached(keys, count)
    chosen: Rows = (keys >= bound - abs(bound) * ROUNDING).nonzero()[0]
    if len(chosen) <= 4 * count + _GROUPS:
        return chosen
    own = keys.take(chosen)
    last = np.partition(own, len(own) - count)[len(own) - count]
    equal = own == last  # very many, then: only those with the smallest places are among the first
    room = count - int(np.count_nonzero(own > last))
    before = -place.take(rows.take(chosen))
    kept: Rows = chosen[~equal | (before >= reached(before[equal], room))]
    return kept


def reached(values: NDArray[Any], count: int) -> Any:
    """Some value that `count` or more of them reach, and of the others not many."""
    groups = max(_GROUPS, 4 * count)
    size = len(values) // groups
    # Few are sorted: partitioning takes ten times as long on some.
    largest = values[: size * groups].reshape(size, groups).max(axis=0) if size > 1 else values.copy()
    largest.sort()
    return largest[len(largest) - count]
