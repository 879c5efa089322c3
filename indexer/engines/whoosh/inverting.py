"""Inverting: the terms of paragraphs, as they come, into posting lists, term by term, as Whoosh stores them.

Stands in for Whoosh's own pool, which sorts every single posting and takes three times as long. A term's
rows come in ascending order, so nothing but the terms has to be sorted. What does not fit in memory goes
to runs on disk, which are merged at the end. The blocks written are Whoosh's own format, and Whoosh reads
them.
"""

import marshal
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment

# What a term costs in memory beside its postings, and a posting: a row and a frequency.
_TERM_BYTES, _POSTING_BYTES = 350, 8
_BLOCK_POSTINGS = 1024


@dataclass(frozen=True, slots=True)  # positional, because there are millions
class Listed:
    """A posting list, or the part of it that one run holds."""

    field: str
    term: str
    rows: "array[int]"
    frequencies: "array[float]"


_key = attrgetter("field", "term")


class Inverter:
    """What Whoosh calls a pool: takes everything in, gives it back sorted by field and term."""

    def __init__(self, folder: Path, room_bytes: int) -> None:
        self._folder = folder
        self._room_bytes = room_bytes
        self._used_bytes = 0
        self._lists: dict[str, dict[str, tuple[array[int], array[float]]]] = {}
        self._runs: list[Path] = []

    def add(self, row: int, field: str, terms: Mapping[str, int]) -> None:
        """The terms of one field of a paragraph, with their frequencies; rows never go back."""
        lists = self._lists.setdefault(field, {})
        before = len(lists)
        for term, frequency in terms.items():
            found = lists.get(term)
            if found is None:
                found = lists[term] = (array("I"), array("f"))
            found[0].append(row)
            found[1].append(frequency)
        self._used_bytes += _TERM_BYTES * (len(lists) - before) + _POSTING_BYTES * len(terms)
        if self._used_bytes > self._room_bytes:
            self._spill()

    def iter_postings(self) -> Iterator[Listed]:
        """Every list, whole."""
        runs = [*(_read(path) for path in self._runs), self._sorted()]
        # merge() keeps the runs in order among equals, so the parts of a list come as they were added.
        for _, parts in groupby(merge(*runs, key=_key), key=_key):
            first, *others = parts
            for part in others:
                first.rows.extend(part.rows)
                first.frequencies.extend(part.frequencies)
            yield first

    def cleanup(self) -> None:
        """Remove the runs."""
        for path in self._runs:
            path.unlink()
        self._runs.clear()

    def _sorted(self) -> Iterator[Listed]:
        """In order of code points, which in UTF-8 is the order of the bytes, as Whoosh wants it."""
        for field in sorted(self._lists):
            for term, (rows, frequencies) in sorted(self._lists[field].items()):
                yield Listed(field, term, rows, frequencies)

    def _spill(self) -> None:
        path = self._folder / f"run{len(self._runs)}"
        with path.open("wb") as file:
            for part in self._sorted():
                values = (part.field, part.term, part.rows.tobytes(), part.frequencies.tobytes())
                marshal.dump(values, file)
        self._runs.append(path)
        self._lists.clear()
        self._used_bytes = 0


def _read(path: Path) -> Iterator[Listed]:
    with path.open("rb") as file:
        while file.peek(1):
            field, term, rows, frequencies = marshal.load(file)  # noqa: S302  written by _spill just before
            yield Listed(field, term, array("I", rows), array("f", frequencies))


class InvertedCodec(W3Codec):  # type: ignore[misc]  # whoosh ships no types
    """Whoosh's codec, taking lists instead of single postings; what it writes names Whoosh's own."""

    length_stats = False  # the lengths of fields are in our columns

    def field_writer(self, storage: Any, segment: Any) -> "_ListWriter":
        """See whoosh.codec.base.Codec."""
        return _ListWriter(self, storage, segment)

    def new_segment(self, _storage: Any, indexname: str) -> Any:
        """See whoosh.codec.base.Codec."""
        return W3Segment(W3Codec(), indexname)


class _ListWriter(W3FieldWriter):  # type: ignore[misc]  # whoosh ships no types
    def add_postings(self, schema: Any, _lengths: Any, items: Iterator[Listed]) -> None:
        """See whoosh.codec.base.FieldWriter; the items come from an Inverter."""
        for field, lists in groupby(items, key=attrgetter("field")):
            self.start_field(field, schema[field])
            for found in lists:
                self.start_term(found.term.encode())
                self._add_blocks(found)
                self.finish_term()
            self.finish_field()

    def _add_blocks(self, found: Listed) -> None:
        """Hand whole blocks to Whoosh's writer: one by one, checking each, takes longer than all the rest.
        finish_term() writes the last."""
        block = self._postwriter
        for start in range(0, len(found.rows), _BLOCK_POSTINGS):
            if start:
                block._write_block()
            block._ids = found.rows[start : start + _BLOCK_POSTINGS]
            block._weights = found.frequencies[start : start + _BLOCK_POSTINGS]
            block._maxweight = max(block._weights)
