"""Branching: runs of words that hold together inside and stand free outside, found by counting.

A run is a phrase where all four measures say so:

- it is said often enough, and in several documents;
- cohesion: wherever it is split, its halves meet more often than by chance (pointwise mutual information,
  the least over all splits; Church & Hanks 1990);
- branching: many different words stand before it, and many behind (entropy; Jin & Tanaka-Ishii 2006). Each
  end of a clause counts as a word of its own;
- edges: it begins and ends where clauses do. No clause ends with 的 or 推动 and none begins with 等, which
  is how the corpus itself tells the words that only join others.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# In the array of words: between two clauses, and a figure, which is part of no phrase but no end either.
BREAK, FIGURE = 0, 1
RUN_WORDS_MAX = 5
_DOCUMENTS_MIN = 2
_OCCURRENCES_MIN = 3
# Of a large corpus what is said thrice is no phrase: one occurrence more for so many words.
_WORDS_PER_OCCURRENCE = 500_000
_COHESION_BITS = 5.0
_BRANCHING_BITS = 1.5
# How often it begins (ends) a clause, as a share of how often any word does.
_EDGE_SHARE = 0.2
# How many occurrences weigh as much as what is known of the words at its edges.
_EDGE_PRIOR = 10
# Runs are counted in so many buckets first, over which this odd number spreads them.
_BUCKETS = (1 << 22) - 1
_SPREAD = 40_503

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of words: where it first stands in the array, how long it is, and how often it is said."""

    at: int
    words: int
    documents: int
    occurrences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """All frequent runs of one length: the number of the run at each place of the array (-1 for none), and of
    each number how often it occurs."""

    numbers: NDArray[np.int32]
    counts: Ints

    def count_at(self, places: Ints) -> Floats:
        counted: Floats = self.counts[self.numbers[places]].astype(np.float64)
        return counted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Occurrences of runs of one length, by place: the number of each, and of each number its first place."""

    length: int
    places: Ints
    numbers: Ints
    first: Ints

    def counts(self, chosen: NDArray[np.bool_] | None = None) -> Ints:
        """How often each run occurs, or does at the chosen of its places."""
        numbers = self.numbers if chosen is None else self.numbers[chosen]
        counted: Ints = np.bincount(numbers, minlength=len(self.first))
        return counted

    def only(self, kept: NDArray[np.bool_]) -> "_Found":
        """The runs that are kept, numbered anew."""
        renumbered = np.cumsum(kept) - 1
        chosen = kept[self.numbers]
        return _Found(
            length=self.length,
            places=self.places[chosen],
            numbers=renumbered[self.numbers[chosen]],
            first=self.first[kept],
        )


def _found(length: int, places: Ints, numbers: Ints, size: int) -> _Found:
    """Occurrences by ascending place, with the numbers of their runs, below `size`."""
    first = np.zeros(size, dtype=np.int64)
    first[numbers[::-1]] = places[::-1]
    return _Found(length=length, places=places, numbers=numbers, first=first)


class Branching:
    """The measures over one array of words.

    `words`: numbers of words from 2, with BREAK at both ends, between clauses, and so between documents;
    `documents`: the places where documents begin, ascending; `chars`: how long each numbered word is.
    """

    def __init__(self, words: NDArray[np.int32], documents: Ints, chars: Ints) -> None:
        self._words = words
        self._documents = documents
        self._chars = chars
        self._total = int(np.count_nonzero(words > FIGURE))
        self._least = max(_OCCURRENCES_MIN, self._total // _WORDS_PER_OCCURRENCE)
        self._levels: list[_Level] = []

    def runs(self, lengths: range) -> Iterator[Run]:
        """The phrases of so many characters, in no particular order."""
        if not self._total:
            return
        begins, ends = self._edges()
        for words in range(1, RUN_WORDS_MAX + 1):
            found = self._counted(words)
            chars = self._chars[self._words[found.first[:, None] + np.arange(words)]].sum(axis=1)
            found = found.only((chars >= lengths.start) & (chars < lengths.stop))
            found = found.only(self._cohesion(found) >= _COHESION_BITS)
            found = found.only(self._free(found, begins, ends))
            yield from self._runs(found)

    def _runs(self, found: _Found) -> Iterator[Run]:
        documents, occurrences = self._in_documents(found), found.counts()
        for number in np.flatnonzero(documents >= min(_DOCUMENTS_MIN, len(self._documents))).tolist():
            yield Run(
                at=int(found.first[number]),
                words=found.length,
                documents=int(documents[number]),
                occurrences=int(occurrences[number]),
            )

    def _counted(self, length: int) -> _Found:
        """All runs of this length that occur often enough; of one word all, by the number of the word."""
        if length == 1:
            places = np.flatnonzero(self._words > FIGURE)
            numbers = self._words[places].astype(np.int64)
            found = _found(1, places, numbers, len(self._chars))
        else:
            places, keys = self._repeated(length)
            _, numbers, counts = np.unique(keys, return_inverse=True, return_counts=True)
            found = _found(length, places, numbers, len(counts)).only(counts >= self._least)
        numbered = np.full(len(self._words), -1, dtype=np.int32)
        numbered[found.places] = found.numbers
        self._levels.append(_Level(numbers=numbered, counts=found.counts()))
        return found

    def _repeated(self, length: int) -> tuple[Ints, Ints]:
        """The places of runs that may be frequent, ascending, with a key for each run: both its ends, one
        word shorter, are frequent, and so is the bucket that it shares with others."""
        shorter = self._levels[-1].numbers
        places = np.flatnonzero((shorter[:-1] >= 0) & (shorter[1:] >= 0))
        keys = shorter[places].astype(np.int64) << 32 | shorter[places + 1]
        buckets = (keys >> 32) * _SPREAD + keys & _BUCKETS
        frequent = np.bincount(buckets, minlength=_BUCKETS + 1)[buckets] >= self._least
        return places[frequent], keys[frequent]

    def _cohesion(self, found: _Found) -> Floats:
        """Bits of mutual information over the split that holds least; infinite for a word."""
        least = np.full(len(found.first), np.inf)
        joint = found.counts() * float(self._total)
        for head in range(1, found.length):
            before = self._levels[head - 1].count_at(found.first)
            behind = self._levels[found.length - head - 1].count_at(found.first + head)
            least = np.minimum(least, np.log2(joint / (before * behind)))
        return least

    def _free(self, found: _Found, begins: Floats, ends: Floats) -> NDArray[np.bool_]:
        """Whether each run stands free on either side."""
        before, behind = found.places - 1, found.places + found.length
        free = np.ones(len(found.first), dtype=bool)
        for neighbours, prior in (
            (before, begins[self._words[found.first]]),
            (behind, ends[self._words[found.first + found.length - 1]]),
        ):
            free &= self._entropy(found, neighbours) >= _BRANCHING_BITS
            free &= self._edge_share(found, neighbours, prior) >= _EDGE_SHARE
        return free

    def _edges(self) -> tuple[Floats, Floats]:
        """Of each word, how often it begins and ends a clause, as a share of how often any word does."""
        words = self._words
        size = int(words.max()) + 1
        counts = np.bincount(words, minlength=size)
        shares = []
        for at_edge in (words[1:][words[:-1] == BREAK], words[:-1][words[1:] == BREAK]):
            held = np.bincount(at_edge, minlength=size)
            held[BREAK] = 0
            base = max(held.sum() / self._total, np.finfo(float).tiny)
            shares.append((held + _EDGE_PRIOR * base) / (counts + _EDGE_PRIOR) / base)
        return shares[0], shares[1]

    def _edge_share(self, found: _Found, neighbours: Ints, prior: Floats) -> Floats:
        """The same of a run, leaning on that of the word at its edge where the run is rare."""
        words = self._words
        base = np.count_nonzero((words[:-1] == BREAK) & (words[1:] != BREAK)) / self._total
        at_edge = found.counts(words[neighbours] == BREAK)
        share: Floats = (at_edge / base + _EDGE_PRIOR * prior) / (found.counts() + _EDGE_PRIOR)
        return share

    def _entropy(self, found: _Found, neighbours: Ints) -> Floats:
        """Bits of the choice of neighbour."""
        words = self._words[neighbours].astype(np.int64)
        inside = words != BREAK
        pairs = np.sort(found.numbers[inside] << 32 | words[inside])
        starts = np.flatnonzero(np.diff(pairs, prepend=-1))
        repeated = np.diff(starts, append=len(pairs)).astype(np.float64)
        counts = found.counts().astype(np.float64)
        held = np.bincount(
            pairs[starts] >> 32, weights=repeated * np.log2(repeated), minlength=len(found.first)
        )
        entropy: Floats = np.log2(counts) - held / counts
        return entropy

    def _in_documents(self, found: _Found) -> Ints:
        """In how many documents each run stands."""
        document = np.searchsorted(self._documents, found.places, side="right").astype(np.int64)
        pairs = np.sort(found.numbers << 32 | document)
        counted: Ints = np.bincount(
            pairs[np.flatnonzero(np.diff(pairs, prepend=-1))] >> 32, minlength=len(found.first)
        )
        return counted
