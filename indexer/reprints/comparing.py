"""Whether pairs of paragraphs are near-identical: many at once, each run by run."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from indexer.reprints.signatures import Numbers, Rows, Signatures
from indexer.reprints.signing import RUN, mixed, within

SIMILARITY_MIN = 0.8
_PAIRS_AT_ONCE = 1 << 16
_CHARS_AT_ONCE = 1 << 20
_NUMBER_BITS = 64
_ROUNDING = 1e-6
_VERDICT = np.uint64(1)

Which = NDArray[np.bool_]


class Comparison:
    """Compares the paragraphs of signatures, by their rows; what an earlier build found out is `known`. A
    verdict is a digest of two texts, with the lowest bit set where they are near-identical."""

    def __init__(self, signatures: Signatures, known: Numbers) -> None:
        self._known = known
        self._judged = [known[:0]]
        self._digests = signatures.columns["digest"]
        self._sketches = signatures.columns["sketch"]
        self._chars = signatures.columns["chars"].astype(np.int64)
        self._texts = signatures.texts
        self._ends = signatures.text_ends()

    def similar(self, ones: Rows, others: Rows) -> Which:
        """Which of the pairs are near-identical."""
        near = np.flatnonzero(self._near(ones, others))
        pairs = mixed(self._digests[ones[near]]) + mixed(self._digests[others[near]]) & ~_VERDICT
        found = np.zeros(len(ones), dtype=bool)
        found[near] = among(pairs | _VERDICT, self._known)
        open_ = near[~found[near] & ~among(pairs, self._known)]
        for some in self._in_parts(ones[open_], others[open_]):
            found[open_[some]] = self._similar(ones[open_[some]], others[open_[some]])
        self._judged.append(pairs | found[near].astype(np.uint64))
        return found

    def verdicts(self) -> Numbers:
        """On all pairs that were to be compared, in order."""
        return _different(np.concatenate(self._judged))

    def _near(self, ones: Rows, others: Rows) -> Which:
        """Which pairs may be near-identical: of two sets as similar as SIMILARITY_MIN, only so many members
        can differ."""
        near = np.zeros(len(ones), dtype=bool)
        for at in range(0, len(ones), _PAIRS_AT_ONCE):
            one, other = ones[at : at + _PAIRS_AT_ONCE], others[at : at + _PAIRS_AT_ONCE]
            differing = np.bitwise_count(self._sketches[one] ^ self._sketches[other]).sum(
                axis=1, dtype=np.int64
            )
            most = self._chars[one] + self._chars[other] - 2 * (RUN - 1)  # runs; some may be the same
            allowed = most * ((1 - SIMILARITY_MIN) / (1 + SIMILARITY_MIN))
            near[at : at + _PAIRS_AT_ONCE] = differing <= allowed + _ROUNDING
        return near

    def _in_parts(self, ones: Rows, others: Rows) -> Iterator[slice]:
        """The pairs in parts of so many characters, or of one pair."""
        ends = np.cumsum(self._chars[ones] + self._chars[others])
        start = 0
        while start < len(ones):
            before = ends[start - 1] if start else 0
            end = max(start + 1, int(np.searchsorted(ends, before + _CHARS_AT_ONCE, side="right")))
            yield slice(start, end)
            start = end

    def _similar(self, ones: Rows, others: Rows) -> Which:
        """The share of all runs that stand in both (Jaccard), held against the least there must be."""
        pairs = len(ones)
        numbers, bits = self._numbered(np.concatenate([ones, others]))
        if pairs > 1 and RUN * bits + pairs.bit_length() > _NUMBER_BITS:  # no room for a pair and a run
            halves = (slice(pairs // 2), slice(pairs // 2, None))
            return np.concatenate([self._similar(ones[half], others[half]) for half in halves])
        runs = numbers[:-2] << np.uint64(2 * bits) | numbers[1:-1] << np.uint64(bits) | numbers[2:]
        lengths = np.concatenate([self._chars[ones], self._chars[others]])
        pair = np.repeat(np.tile(np.arange(pairs, dtype=np.uint64), 2), lengths - RUN + 1)
        members = pair << np.uint64(RUN * bits) | runs[within(lengths)]
        first = int((self._chars[ones] - RUN + 1).sum())
        one, other = _different(members[:first]), _different(members[first:])
        both = np.sort(np.concatenate([one, other]), kind="stable")  # which merges what is in order
        both = both[1:][both[1:] == both[:-1]]
        sizes, shared = (
            np.bincount((part >> np.uint64(RUN * bits)).astype(np.intp), minlength=pairs)
            for part in (np.concatenate([one, other]), both)
        )
        similar: Which = shared / (sizes - shared) >= SIMILARITY_MIN
        return similar

    def _numbered(self, rows: Rows) -> tuple[Numbers, int]:
        """The texts of the rows, one behind the other, as numbers of characters, and the bits of a number."""
        spans = zip(self._ends[rows].tolist(), self._ends[rows + 1].tolist(), strict=True)
        text = b"".join([self._texts[start:end] for start, end in spans]).decode("utf-16-le")
        codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        met = np.zeros(int(codes.max()) + 1, dtype=bool)
        met[codes] = True
        number = np.cumsum(met, dtype=np.uint64)
        return number[codes] - np.uint64(1), max(1, int(number[-1] - np.uint64(1)).bit_length())


def among(numbers: Numbers, ordered: Numbers) -> Which:
    """Which of the numbers stand among those in order."""
    if not len(ordered):
        return np.zeros(len(numbers), dtype=bool)
    places = np.searchsorted(ordered, numbers).clip(max=len(ordered) - 1)
    found: Which = ordered[places] == numbers
    return found


def _different(numbers: Numbers) -> Numbers:
    """The numbers in order, each once; np.unique counts them by a table, which takes ten times as long."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]
