"""Posting lists of a generation: those of its segments put together, in rows of the generation.

Words of titles and headings are listed by document and by heading, and spread over the paragraphs below when
they are asked for. Arrays in the cache are never written to.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Arrays
from indexer.engines.whoosh.caching import CACHE_BYTES, Cache
from indexer.engines.whoosh.columns import PATH, Columns, Live
from indexer.engines.whoosh.schema import GRAMS
from indexer.engines.whoosh.segment import ONCE
from indexer.engines.whoosh.terms import Terms

Rows = NDArray[np.intp]
# What reading ends in where bytes are not as they were written.
UNREADABLE = (
    OSError,
    MemoryError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    struct.error,
)
TEXT, TITLE, SECTION = "text", "title", "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingList:
    """The paragraphs that hold a term, ascending, and how often each does (empty where all hold it once)."""

    rows: Rows
    frequencies: NDArray[np.float32]

    @property
    def size_bytes(self) -> int:
        """What it costs to keep."""
        return self.rows.nbytes + self.frequencies.nbytes + 200


def listed(rows: Rows) -> PostingList:
    """Rows that hold something once each."""
    return PostingList(rows=rows, frequencies=ONCE)


NOWHERE = listed(np.zeros(0, dtype=np.intp))


class Postings:
    """The posting lists of one generation; may be shared by threads."""

    def __init__(
        self, live: Sequence[Live], catalog: Arrays, columns: Columns, cache_bytes: int = CACHE_BYTES
    ) -> None:
        self._live = live
        self._catalog = catalog
        self._columns = columns
        self.cache = Cache(cache_bytes)

    @cached_property
    def _owned(self) -> dict[str, Terms]:
        """The words of titles and of headings."""
        return {TITLE: Terms(self._catalog, "title"), SECTION: Terms(self._catalog, "heading")}

    def count(self, field: str, term: str) -> int:
        """How many paragraphs hold the term; of a text or a pair of characters without decoding them."""
        of_pairs = field == GRAMS and len(term) > 1
        if (field, term) in self.cache or not (of_pairs or field == TEXT):
            return len(self.of(field, term).rows)
        if any(held.numbers is not None for held in self._live):
            return len(self.of(field, term).rows)  # some are of paragraphs that are no longer there
        return sum(end - start for start, end in (self._bounds(held, field, term) for held in self._live))

    def _bounds(self, held: Live, field: str, term: str) -> tuple[int, int]:
        if field == GRAMS:
            return held.segment.gram_bounds(term)
        number = held.segment.words.number(term.encode())
        return (0, 0) if number is None else held.segment.word_bounds(number)

    def starting(self, field: str, start: str) -> list[str]:
        """The terms of the field that start so, in order."""
        if field == GRAMS:
            return sorted(
                {gram for held in self._live for gram in held.segment.grams() if gram.startswith(start)}
            )
        terms = [self._owned[field]] if field in self._owned else [held.segment.words for held in self._live]
        prefix = start.encode()
        return sorted({each[at].decode() for each in terms for at in each.starting(prefix)})

    def of(self, field: str, term: str) -> PostingList:
        """The paragraphs that hold the term in the field."""
        return self.cache.remembered((field, term), lambda: self.decoded(field, term))

    def decoded(self, field: str, term: str) -> PostingList:
        """The same, from the files."""
        if field in self._owned:
            return self._of_owners(field, term)
        parts = [found for held in self._live if len((found := _in_segment(held, field, term)).rows)]
        if len(parts) < 2:  # noqa: PLR2004  nothing to put together
            return parts[0] if parts else NOWHERE
        frequencies = ONCE
        if any(len(part.frequencies) for part in parts):
            frequencies = np.concatenate(
                [
                    part.frequencies if len(part.frequencies) else np.ones(len(part.rows), np.float32)
                    for part in parts
                ]
            )
        return PostingList(rows=np.concatenate([part.rows for part in parts]), frequencies=frequencies)

    def _of_owners(self, field: str, term: str) -> PostingList:
        """The paragraphs below the titles or headings that hold a word."""
        terms, name = self._owned[field], "title" if field == TITLE else "heading"
        number = terms.number(term.encode())
        if number is None:
            return NOWHERE
        start, end = self._catalog.part(f"{name}_start", number, number + 2).tolist()
        owners = self._catalog.part(f"{name}_owner", start, end)
        counts = self._catalog.part(f"{name}_count", start, end)
        return self._below_titles(owners, counts) if field == TITLE else self._below_headings(owners, counts)

    def _below_titles(self, documents: NDArray[np.int32], counts: NDArray[np.int32]) -> PostingList:
        first = self._columns["first"]
        sizes = first[documents + 1] - first[documents]
        begin = np.cumsum(sizes) - sizes
        rows = np.arange(int(sizes.sum())) + np.repeat(first[documents] - begin, sizes)
        return PostingList(rows=rows, frequencies=_frequencies(np.repeat(counts, sizes)))

    def _below_headings(self, headings: NDArray[np.int32], counts: NDArray[np.int32]) -> PostingList:
        """A path holds a word as often as all its headings together."""
        paths = self._columns.lists[PATH]
        of_heading = np.zeros(len(paths.values), dtype=np.int64)
        of_heading[headings] = counts
        summed = np.concatenate([[0], np.cumsum(of_heading[paths.member])])
        of_path = summed[paths.start[1:]] - summed[paths.start[:-1]]
        rows = np.flatnonzero((of_path > 0)[paths.of_row])
        return PostingList(rows=rows, frequencies=_frequencies(of_path[paths.of_row[rows]]))


def _frequencies(counts: NDArray[np.int_]) -> NDArray[np.float32]:
    return ONCE if (counts == 1).all() else counts.astype(np.float32)


def _in_segment(held: Live, field: str, term: str) -> PostingList:
    """The live paragraphs of a segment that hold the term."""
    segment = held.segment
    if field == GRAMS:
        rows, frequencies = segment.gram(term), ONCE
    else:
        number = segment.words.number(term.encode())
        if number is None:
            return NOWHERE
        found = segment.word(number)
        rows, frequencies = found.rows, found.frequencies
    if held.row_of is not None:
        rows = held.row_of[rows]
        lives = rows >= 0
        rows = rows[lives]
        frequencies = frequencies[lives] if len(frequencies) else ONCE
    return PostingList(rows=rows + held.first if held.first else rows, frequencies=frequencies)
