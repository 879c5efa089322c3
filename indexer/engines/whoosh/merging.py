"""Merging: segments into one, term by term, without looking at a text again.

Terms are few beside postings: what belongs where is worked out for terms, and postings are moved by numpy,
all of a segment at once. Peak memory is about 3 bytes a posting of one kind, 20 for those of one segment, and
40 for each term of each segment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import AnyArray, ArraysWriter, offsets, smallest
from indexer.engines.whoosh.segment import (
    LOW_BITS,
    Segment,
    add_more,
    add_pairs,
    add_split,
)
from indexer.engines.whoosh.terms import add_terms

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A segment to be merged, and which of its rows are kept; None for all."""

    segment: Segment
    kept: Mask | None = None

    @property
    def rows(self) -> int:
        """How many rows are kept."""
        return self.segment.rows if self.kept is None else int(np.count_nonzero(self.kept))


def merge(path: Path, sources: Sequence[Source]) -> None:
    """Write the kept rows of the sources, in their order, as one segment."""
    with ArraysWriter(path) as file:
        for name in ("original", "folded"):
            _merge_texts(file, name, sources)
        for name in ("text_length", "listed"):
            file.add(name, smallest(np.concatenate([_kept(source, name) for source in sources])))
        _merge_words(file, sources)
        _merge_grams(file, sources)


def _kept(source: Source, name: str) -> AnyArray:
    values = source.segment.arrays[name]
    return values if source.kept is None else values[source.kept]


def _merge_texts(file: ArraysWriter, name: str, sources: Sequence[Source]) -> None:
    sizes = [_sizes(source.segment, f"{name}_at") for source in sources]

    def parts() -> Iterator[AnyArray]:
        for source, size in zip(sources, sizes, strict=True):
            content = source.segment.arrays[name]
            yield content if source.kept is None else content[np.repeat(source.kept, size)]

    file.add_parts(name, np.dtype(np.uint8), parts())
    kept = [
        size if source.kept is None else size[source.kept]
        for source, size in zip(sources, sizes, strict=True)
    ]
    file.add(f"{name}_at", offsets(np.concatenate(kept)))


def _merge_words(file: ArraysWriter, sources: Sequence[Source]) -> None:
    of_source = [[words[at] for at in range(len(words))] for words in (s.segment.words for s in sources)]
    terms = sorted(set().union(*of_source))
    number = {term: at for at, term in enumerate(terms)}
    numbers = [np.array([number[term] for term in words], dtype=np.int64) for words in of_source]
    del of_source, number
    moved = _Moved("word", sources, numbers, len(terms))
    kept = np.flatnonzero(moved.counts)
    add_terms(file, "word", [terms[at] for at in kept.tolist()])
    file.add("word_start", offsets(moved.counts[kept]))
    moved.add_rows(file)
    places, values = [], []
    for source, at in zip(sources, moved.places(), strict=True):
        arrays = source.segment.arrays
        start = arrays["word_start"].astype(np.int64)
        within = np.repeat(start[:-1], _sizes(source.segment, "more_start"))
        new = at[within + arrays["more_at"]]
        places.append(new[new >= 0])
        values.append(arrays["more"][new >= 0].astype(np.int64))
    more_at, more = np.concatenate(places), np.concatenate(values)
    order = np.argsort(more_at)
    add_more(file, offsets(moved.counts[kept]), more_at[order], more[order])


def _merge_grams(file: ArraysWriter, sources: Sequence[Source]) -> None:
    alphabet = np.unique(np.concatenate([source.segment.arrays["alphabet"] for source in sources]))
    own = [_pairs(source.segment, alphabet) for source in sources]
    pairs = np.unique(np.concatenate(own))
    moved = _Moved("gram", sources, [np.searchsorted(pairs, each) for each in own], len(pairs))
    kept = np.flatnonzero(moved.counts)
    add_pairs(file, alphabet, pairs[kept], moved.counts[kept])
    moved.add_rows(file)


def _pairs(segment: Segment, alphabet: AnyArray) -> AnyArray:
    """The pairs of a segment in numbers of another alphabet, which holds its own."""
    number = np.concatenate([[0], np.searchsorted(alphabet, segment.arrays["alphabet"]) + 1])
    first = np.repeat(number, _sizes(segment, "gram_of"))
    pairs: AnyArray = first * (len(alphabet) + 1) + number[segment.arrays["gram_second"]]
    return pairs


def _sizes(segment: Segment, name: str) -> NDArray[np.int64]:
    """How far apart the items of an array lie."""
    at = segment.arrays[name].astype(np.int64)
    return at[1:] - at[:-1]


class _Moved:
    """Where each posting of the sources goes: by term, then by source, then as it stood."""

    def __init__(self, kind: str, sources: Sequence[Source], numbers: Sequence[AnyArray], terms: int) -> None:
        self._kind = kind
        self._sources = sources
        self._numbers = numbers
        self._sizes = [self._kept_sizes(source) for source in sources]
        self.counts: NDArray[np.int64] = np.zeros(terms, dtype=np.int64)
        for number, size in zip(numbers, self._sizes, strict=True):
            self.counts[number] += size  # a source has each term once

    def _kept_sizes(self, source: Source) -> AnyArray:
        """How many postings of each term of a source are kept."""
        if source.kept is None:
            return _sizes(source.segment, f"{self._kind}_start")
        kept = source.kept[source.segment.postings(self._kind, 0, self._postings(source))]
        before: AnyArray = np.concatenate([[0], np.cumsum(kept)])[
            source.segment.arrays[f"{self._kind}_start"]
        ]
        sizes: AnyArray = before[1:] - before[:-1]
        return sizes

    def places(self) -> Iterator[AnyArray]:
        """Of each source in turn, the new place of every posting, -1 where its row is not kept."""
        start = np.cumsum(self.counts) - self.counts
        for source, number, size in zip(self._sources, self._numbers, self._sizes, strict=True):
            place = np.repeat(start[number] - (np.cumsum(size) - size), size) + np.arange(size.sum())
            start[number] += size
            yield place if source.kept is None else self._spread(source, place)

    def _spread(self, source: Source, place: AnyArray) -> AnyArray:
        assert source.kept is not None  # noqa: S101  else nothing is spread
        kept = source.kept[source.segment.postings(self._kind, 0, self._postings(source))]
        spread = np.full(len(kept), -1, dtype=np.int64)
        spread[kept] = place
        return spread

    def _postings(self, source: Source) -> int:
        return len(source.segment.arrays.unchecked(f"{self._kind}_low"))

    def add_rows(self, file: ArraysWriter) -> None:
        """Write the rows, counted anew."""
        total = int(self.counts.sum())
        low = np.zeros(total, dtype=np.uint16)
        high = np.zeros(total, dtype=np.uint8)
        base = 0
        for source, place in zip(self._sources, self.places(), strict=True):
            rows = source.segment.postings(self._kind, 0, len(place))
            if source.kept is not None:
                rows = (np.cumsum(source.kept) - 1)[rows[place >= 0]]
                place = place[place >= 0]  # noqa: PLW2901  the postings that are left
            rows = rows + base
            low[place] = rows.astype(np.uint16)
            high[place] = (rows >> LOW_BITS).astype(np.uint8)
            base += source.rows
        add_split(file, self._kind, low, high)
