"""Postings as arrays: Whoosh's posting lists decoded once, and kept while there is room.

Whoosh's reader keeps positions in its files, so one thread at a time decodes; everyone may use what came
out. Arrays in the cache are never written to.
"""

import struct
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError  # Whoosh pickles its blocks
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import open_dir
from whoosh.reading import TermNotFound

from indexer.contract.errors import IndexDamagedError
from indexer.engines.whoosh.schema import whoosh_schema

Rows = NDArray[np.intp]
# What Whoosh ends in where bytes are not as it wrote them.
UNREADABLE = (
    OSError,
    MemoryError,  # a length that is not one
    ValueError,
    LookupError,
    EOFError,
    TypeError,
    AttributeError,
    ArithmeticError,
    struct.error,
    UnpicklingError,
    zlib.error,
    WhooshIndexError,
)
CACHE_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingList:
    """The paragraphs that hold a term, ascending, and how often each does (empty where all hold it once)."""

    rows: Rows
    frequencies: NDArray[np.float32]

    @property
    def size_bytes(self) -> int:
        """What it costs to keep."""
        return self.rows.nbytes + self.frequencies.nbytes + 200


_ONCE = np.zeros(0, dtype=np.float32)


def listed(rows: Rows) -> PostingList:
    """Rows that hold something once each."""
    return PostingList(rows=rows, frequencies=_ONCE)


class Postings:
    """The posting lists of one generation; may be shared by threads."""

    def __init__(self, folder: Path, cache_bytes: int = CACHE_BYTES) -> None:
        self._reader = open_dir(str(folder), readonly=True, schema=whoosh_schema()).reader()
        self._decoding = threading.Lock()
        self._cache = _Cache(cache_bytes)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the posting lists are of."""
        return int(self._reader.doc_count_all())

    def count(self, field: str, term: str) -> int:
        """How many paragraphs hold the term, without decoding them."""
        with self._decoding:
            try:
                return int(self._reader.term_info(field, term).doc_frequency())
            except TermNotFound:
                return 0
            except Exception as exc:  # whatever Whoosh says of damaged bytes, a bare Exception among it
                raise _damaged(field, term, exc) from exc

    def starting(self, field: str, start: str) -> list[str]:
        """The terms of the field that start so, in order."""
        with self._decoding:
            try:
                return [bytes(term).decode() for term in self._reader.expand_prefix(field, start)]
            except Exception as exc:  # as above
                raise _damaged(field, f"{start}*", exc) from exc

    def cached(self, field: str, term: str) -> bool:
        """Whether asking for the term costs nothing."""
        return self._cache.get((field, term)) is not None

    def of(self, field: str, term: str) -> PostingList:
        """The paragraphs that hold the term in the field."""
        return self.remembered(field, term, lambda: self._decoded(field, term))

    def remembered(self, kind: str, key: str, found: Callable[[], PostingList]) -> PostingList:
        """What was found before for (kind, key), or what `found` gives now."""
        known = self._cache.get((kind, key))
        if known is None:
            known = found()
            self._cache.put((kind, key), known)
        return known

    def _decoded(self, field: str, term: str) -> PostingList:
        with self._decoding:
            try:
                blocks = list(_blocks(self._reader.postings(field, term), self.paragraphs))
                rows = np.concatenate([np.array(ids, dtype=np.intp) for ids, _ in blocks])
                frequencies = np.concatenate([np.array(weights, dtype=np.float32) for _, weights in blocks])
            except TermNotFound:
                return listed(np.zeros(0, dtype=np.intp))
            except Exception as exc:  # as above
                raise _damaged(field, term, exc) from exc
        if rows[0] < 0 or rows[-1] >= self.paragraphs or (np.diff(rows) <= 0).any():
            raise _damaged(field, term, ValueError("rows out of order"))
        once = bool((frequencies == 1).all())
        return PostingList(rows=rows, frequencies=_ONCE if once else frequencies)


def _damaged(field: str, term: str, reason: Exception) -> IndexDamagedError:
    return IndexDamagedError(
        f"the postings of {field}:{term} are damaged ({reason}); run: fangzhi build REPORTS"
    )


def _blocks(matcher: Any, most: int) -> Iterator[tuple[Any, Any]]:
    """Ids and weights, block by block, of at most so many postings.

    Stepping with next() and id(), as Whoosh means it, is ten times slower; the names with an underscore
    are those of the one version that we depend on.
    """
    if not isinstance(matcher, W3LeafMatcher):  # a list so short that Whoosh keeps it with the term
        while matcher.is_active():
            yield [matcher.id()], [matcher.weight()]
            matcher.next()
        return
    taken = 0
    while matcher.is_active():
        matcher._read_ids()
        taken += len(matcher._ids)
        if not 0 < taken <= most or not len(matcher._ids):
            raise ValueError("a block leads back to an earlier one")
        matcher._read_weights()
        yield matcher._ids, matcher._weights
        matcher._next_block()


class _Cache:
    """The lists used last, as many as fit."""

    def __init__(self, room_bytes: int) -> None:
        self._room_bytes = room_bytes
        self._lists: OrderedDict[tuple[str, str], PostingList] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str]) -> PostingList | None:
        with self._lock:
            if key in self._lists:
                self._lists.move_to_end(key)
            return self._lists.get(key)

    def put(self, key: tuple[str, str], found: PostingList) -> None:
        with self._lock:
            if key not in self._lists:
                self._lists[key] = found
                self._room_bytes -= found.size_bytes
            while self._room_bytes < 0 and self._lists:
                _, oldest = self._lists.popitem(last=False)
                self._room_bytes += oldest.size_bytes
