"""Which paragraphs hang together: pairs that share a band, compared, and linked where near-identical."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from indexer.reprints.comparing import Comparison, Which, among
from indexer.reprints.signatures import Pairs, Rows, Signatures

# In a bucket all are compared with its first few members; in a crowded one with fewer, in the end with one.
_PIVOTS, _CROWD = 8, 512
_INDEX_BITS = np.uint64(32)
# A table has so many slots a row, up to twice as many.
_SLOTS = 2


def first_of_each(signatures: Signatures, fresh: Which, before: Pairs) -> tuple[Rows, Pairs]:
    """Of each paragraph, by its row, the first row of its cluster: itself where there is none before it. And
    what was found out of pairs.

    `before` is what the last build found out; it had all but the `fresh` rows.
    """
    digests = signatures.columns["digest"]
    _, first, text = np.unique(digests, return_index=True, return_inverse=True)
    link: Rows = first[text]
    different = np.sort(first)
    different = different[_concerned(signatures, different, fresh[different], before)]
    comparison = Comparison(signatures, before.verdicts)
    compared = np.zeros(0, dtype=np.int64)
    meeting = np.zeros(len(different), dtype=bool)
    for band in signatures.columns["bands"][different].T:
        for one, other in _sharing(band):
            meeting[one] = meeting[other] = True
            compared = _link_similar((different[one], different[other]), link, compared, comparison)
    met = np.sort(digests[different[meeting]])
    return _firsts(link), Pairs(meeting=met, verdicts=comparison.verdicts())


def _concerned(signatures: Signatures, rows: Rows, fresh: Which, before: Pairs) -> Which:
    """Which of the rows may share a band with another: the fresh, those that did in the last build, and those
    that may share one with a fresh row. The others need not be looked at."""
    found: Which = fresh | among(signatures.columns["digest"][rows], before.meeting)
    if found.all():
        return found
    new = signatures.columns["bands"][rows[fresh]]
    slots = np.uint32((_SLOTS << len(new).bit_length()) - 1)
    for at, band in enumerate(signatures.columns["bands"].T):
        table = np.zeros(int(slots) + 1, dtype=bool)
        table[new[:, at] & slots] = True
        found |= table[band & slots][rows]
    return found


def _link_similar(pairs: tuple[Rows, Rows], link: Rows, compared: Rows, comparison: Comparison) -> Rows:
    """Link the near-identical of the pairs. What is linked already, or was compared before, is not compared
    again; gives all that were compared."""
    one, other = pairs
    firsts = _firsts(link)
    apart = firsts[one] != firsts[other]
    keys = _without(one[apart] * len(link) + other[apart], compared)
    ones, others = np.divmod(keys, len(link))
    similar = comparison.similar(ones, others)
    for a, b in zip(ones[similar].tolist(), others[similar].tolist(), strict=True):
        a_first, b_first = _first(link, a), _first(link, b)
        link[max(a_first, b_first)] = min(a_first, b_first)
    return np.sort(np.concatenate([compared, keys]), kind="stable")


def _first(link: Rows, at: int) -> int:
    """The first paragraph of a cluster; what is passed on the way is linked to it directly."""
    first = at
    while link[first] != first:
        first = int(link[first])
    while link[at] != first:
        link[at], at = first, int(link[at])
    return first


def _firsts(link: Rows) -> Rows:
    """The same for all paragraphs."""
    while not np.array_equal(link, further := link[link]):
        link = further
    return link


def _sharing(band: NDArray[np.uint32]) -> Iterator[tuple[Rows, Rows]]:
    """Pairs (smaller, larger) of texts that share this band: with the first of their bucket, which often
    links it all, then with its next few."""
    many = _meeting(band)  # most bands stand once, and need not be sorted
    keys = np.sort(band[many].astype(np.uint64) << _INDEX_BITS | many.astype(np.uint64))
    order = (keys & np.uint64((1 << 32) - 1)).astype(np.intp)
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = keys[1:] >> _INDEX_BITS != keys[:-1] >> _INDEX_BITS
    starts = np.flatnonzero(begins)
    sizes = np.diff(starts, append=len(order))
    starts, sizes = starts[sizes > 1], sizes[sizes > 1]
    start = np.repeat(starts, sizes - 1)
    behind = start + 1 + np.arange(len(start)) - np.repeat(np.cumsum(sizes - 1) - (sizes - 1), sizes - 1)
    pivots = np.repeat((_CROWD // sizes).clip(1, _PIVOTS), sizes - 1)
    yield order[start], order[behind]
    more = [
        (order[(start + pivot)[chosen]], order[behind[chosen]])
        for pivot in range(1, _PIVOTS)
        if (chosen := (behind - start > pivot) & (pivots > pivot)).any()
    ]
    if more:
        ones, others = zip(*more, strict=True)
        yield np.concatenate(ones), np.concatenate(others)


def _meeting(band: NDArray[np.uint32]) -> Rows:
    """The places where another may have the same number: each writes its place into a slot of a table, and
    those that find another there have met."""
    slots = band & np.uint32((_SLOTS << len(band).bit_length()) - 1)
    places = np.arange(len(band), dtype=np.uint32)
    table = np.zeros(_SLOTS << len(band).bit_length(), dtype=np.uint32)
    table[slots] = places
    met = np.zeros(len(table), dtype=bool)
    met[slots[table[slots] != places]] = True
    return np.flatnonzero(met[slots])


def _without(numbers: Rows, ordered: Rows) -> Rows:
    """The numbers that do not stand among those in order; each once, and in order."""
    numbers = np.unique(numbers)
    if not len(ordered):
        return numbers
    places = np.searchsorted(ordered, numbers).clip(max=len(ordered) - 1)
    new: Rows = numbers[ordered[places] != numbers]
    return new
