"""Rows: sets of paragraphs as arrays of their numbers, each once; where one stands in another, and unions.

Among few rows of a long ascending list each is looked for by halving. Otherwise the list writes its places
into a scratch array over all paragraphs, and a row is in it where the list has that row in the place that is
read: so what was left there by others does no harm and is never cleared (Briggs and Torczon, An efficient
representation for sparse sets, 1993).
"""

import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]
# Halving costs about as much for one row as the scratch array costs for so many of the list.
_HALVING = 5


class _Scratch(threading.local):
    """An array for each thread."""

    def __init__(self) -> None:
        self.places = np.zeros(0, dtype=np.int32)


_SCRATCH = _Scratch()


def places(rows: Rows, listed: NDArray[Any], paragraphs: int, ascending: bool = True) -> tuple[Rows, Mask]:
    """Of each row its place in the list, and whether it is there at all; else the place is any that exists.

    The list is not empty.
    """
    if len(rows) == len(listed) and np.array_equal(rows, listed):
        return np.arange(len(rows)), np.ones(len(rows), dtype=bool)
    if ascending and len(rows) * _HALVING < len(listed):
        at = listed.searchsorted(rows.astype(listed.dtype, copy=False))
    else:
        scratch = _scratch(paragraphs)
        scratch[listed.astype(np.intp, copy=False)] = np.arange(len(listed), dtype=np.int32)
        at = scratch.take(rows).astype(np.intp)
    np.minimum(at, len(listed) - 1, out=at)
    return at, listed.take(at) == rows


def _scratch(paragraphs: int) -> NDArray[np.int32]:
    if len(_SCRATCH.places) < paragraphs:
        _SCRATCH.places = np.zeros(paragraphs, dtype=np.int32)
    return _SCRATCH.places


def within(rows: Rows, listed: NDArray[Any], paragraphs: int, ascending: bool = True) -> Mask:
    """Which of the rows are in the list."""
    if not len(listed) or not len(rows):
        return np.zeros(len(rows), dtype=bool)
    return places(rows, listed, paragraphs, ascending)[1]


def valued(rows: Rows, listed: NDArray[Any], values: NDArray[Any], paragraphs: int) -> Scores:
    """The value that an ascending list has for each row, 0 where it has none."""
    if not len(listed) or not len(rows):
        return np.zeros(len(rows))
    at, there = places(rows, listed, paragraphs)
    return np.where(there, values.take(at).astype(np.float64), 0.0)


def union(lists: list[Rows], paragraphs: int) -> Rows:
    """All rows of the lists, ascending."""
    lists = [rows for rows in lists if len(rows)]
    if len(lists) < 2:  # noqa: PLR2004 -- nothing to put together
        return lists[0] if lists else np.zeros(0, dtype=np.intp)
    joined = np.sort(np.concatenate(lists), kind="stable")  # which merges what is sorted already
    new = np.ones(len(joined), dtype=bool)
    np.not_equal(joined[1:], joined[:-1], out=new[1:])
    return joined[new]


def merged(
    lists: list[tuple[Rows, Scores]], extras: list[tuple[Rows, Scores]], paragraphs: int
) -> tuple[Rows, Scores]:
    """All rows of the lists, each once, with the sums of their values in lists and extras: first the rows of
    the first list, then what the others add."""
    scratch = _scratch(paragraphs)
    (first, values), *others = lists
    rows = np.empty(sum([len(each) for each, _ in lists]), dtype=np.intp)
    sums = np.empty(len(rows))
    end = len(first)
    rows[:end], sums[:end] = first, values
    scratch[rows[:end]] = np.arange(end, dtype=np.int32)
    for each, values in others:
        new = (~_added(each, values, rows[:end], sums, scratch)).nonzero()[0]
        begin, end = end, end + len(new)
        rows[begin:end] = each.take(new)
        sums[begin:end] = values.take(new)
        scratch[rows[begin:end]] = np.arange(begin, end, dtype=np.int32)
    for each, values in extras:
        _added(each, values, rows[:end], sums, scratch)
    return rows[:end], sums[:end]


def _added(each: Rows, values: Scores, rows: Rows, sums: Scores, scratch: NDArray[np.int32]) -> Mask:
    """Add values to the sums of those rows, among the ones that have written their places, which they are of;
    which of them that are."""
    if not len(rows):
        return np.zeros(len(each), dtype=bool)
    at = scratch.take(each)
    there: Mask = rows.take(at, mode="clip") == each
    old = there.nonzero()[0]
    sums[at.take(old)] += values.take(old)
    return there
