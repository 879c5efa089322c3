"""The codec: how Whoosh itself reads a generation, through the seam that it offers for other formats.

Nothing of ours goes this way. `whoosh.index.open_dir(folder, schema=whoosh_schema())` opens a generation, and
Whoosh's searcher finds in its segments what our own finds: the document numbers of a segment are its live
paragraphs. A paragraph's stored fields are its document, ordinal and text.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, TermsReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo

from indexer.contract.manifest import MANIFEST_NAME, Manifest
from indexer.engines.whoosh.generation import Generation, open_generation
from indexer.engines.whoosh.postings import NOWHERE, PostingList
from indexer.engines.whoosh.schema import INDEXED, whoosh_schema

_INDEX_NAME = "MAIN"


def write_toc(folder: Path, rows: Sequence[int]) -> None:
    """Tell Whoosh of the segments of a generation, and how many live paragraphs each has."""
    segments = [FlatSegment(number, of_segment) for number, of_segment in enumerate(rows)]
    TOC(whoosh_schema(), segments, 1).write(FileStorage(str(folder)), _INDEX_NAME)


class FlatSegment(WhooshSegment):  # type: ignore[misc]  # whoosh ships no types
    """What Whoosh's table of contents says of one segment."""

    def __init__(self, number: int, rows: int) -> None:
        super().__init__(_INDEX_NAME)
        self.number = number
        self.rows = rows

    def codec(self) -> "FlatCodec":
        """See whoosh.codec.base.Segment."""
        return FlatCodec()

    def doc_count_all(self) -> int:
        """See whoosh.codec.base.Segment."""
        return self.rows

    doc_count = doc_count_all

    def has_deletions(self) -> bool:
        """Never: dead paragraphs have no number."""
        return False


class FlatCodec(Codec):  # type: ignore[misc]  # whoosh ships no types
    """The reading half of a codec; segments are written by writer.py."""

    def terms_reader(self, storage: Any, segment: FlatSegment) -> "FlatTerms":
        """See whoosh.codec.base.Codec."""
        return FlatTerms(_opened(storage.folder), segment.number)

    def per_document_reader(self, storage: Any, segment: FlatSegment) -> "FlatDocuments":
        """See whoosh.codec.base.Codec."""
        return FlatDocuments(_opened(storage.folder), segment.number)


@lru_cache(maxsize=1)
def _opened(folder: str) -> Generation:
    """A generation is opened once for all its segments; nothing in a folder ever changes."""
    manifest = (Path(folder) / MANIFEST_NAME).read_text(encoding="utf-8")
    return open_generation(Path(folder), Manifest.from_json(manifest))


class FlatTerms(TermsReader):  # type: ignore[misc]  # whoosh ships no types
    """The terms of one segment; see whoosh.codec.base.TermsReader for what each method must do."""

    def __init__(self, held: Generation, number: int) -> None:
        self._held = held
        self._live = held.live[number]

    def indexed_field_names(self) -> list[str]:
        """All fields, in order."""
        return sorted(INDEXED)

    def terms_of(self, field: str, start: bytes = b"") -> list[bytes]:
        """The terms of a field, in order, from one on."""
        names = (name.encode() for name in self._held.postings.starting(field, ""))
        return [name for name in names if name >= start and (field, name) in self]

    def found(self, field: str, term: bytes) -> PostingList:
        """The postings of a term, counted from the segment's first paragraph."""
        if field not in INDEXED:
            return NOWHERE
        first, end = self._live.first, self._live.first + self._live.rows
        listed = self._held.postings.of(field, bytes(term).decode())
        here = slice(*np.searchsorted(listed.rows, [first, end]).tolist())
        return PostingList(rows=listed.rows[here] - first, frequencies=listed.frequencies[here])

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return len(self.found(*term).rows) > 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every field and term."""
        for field in self.indexed_field_names():
            yield from self.terms_from(field, b"")

    def terms_from(self, field: str, start: bytes) -> Iterator[tuple[str, bytes]]:
        """Those of a field, from one on."""
        yield from ((field, term) for term in self.terms_of(field, start))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same as terms(), with what is known of each."""
        yield from ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, start: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same as terms_from()."""
        yield from ((term, self.term_info(*term)) for term in self.terms_from(field, start))

    def term_info(self, field: str, term: bytes) -> TermInfo:
        """How often, and between which paragraphs. Raises KeyError, which Whoosh expects."""
        listed = self.found(field, term)
        if not len(listed.rows):
            raise KeyError(f"no term {field}:{bytes(term)!r}")
        weights = listed.frequencies if len(listed.frequencies) else np.ones(len(listed.rows))
        lengths = self._held.columns[_LENGTHS[field]][self._live.first + listed.rows]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(listed.rows),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            minid=int(listed.rows[0]),
            maxid=int(listed.rows[-1]),
        )

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """The postings of a term."""
        listed = self.found(field, term)
        if not len(listed.rows):
            raise KeyError(f"no term {field}:{bytes(term)!r}")
        return ListMatcher(
            listed.rows.tolist(),
            listed.frequencies.tolist() or None,
            format=format_,
            scorer=scorer,
            all_weights=None if len(listed.frequencies) else 1.0,
            term=(field, bytes(term)),
            terminfo=self.term_info(field, term),
        )

    def cursor(self, field: str, _: Any) -> "FlatCursor":
        """A cursor over the terms of a field."""
        return FlatCursor(self.terms_of(field))


class FlatCursor(FieldCursor):  # type: ignore[misc]  # whoosh ships no types
    """See whoosh.codec.base.FieldCursor."""

    def __init__(self, terms: Sequence[bytes]) -> None:
        self._terms = terms
        self._at = 0

    def is_valid(self) -> bool:
        """Whether the cursor is on a term."""
        return self._at < len(self._terms)

    def first(self) -> bytes | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, term: bytes) -> bytes | None:
        """Go to a term, or the next one."""
        self._at = bisect_left(self._terms, bytes(term))
        return self.text()

    def next(self) -> bytes | None:
        """Go on."""
        self._at += 1
        return self.text()

    def text(self) -> bytes | None:
        """The term; None behind the last."""
        return self._terms[self._at] if self.is_valid() else None

    term = text


_LENGTHS = {
    "title": "title_length",
    "section": "section_length",
    "text": "text_length",
    "grams": "text_length",
}


class FlatDocuments(PerDocumentReader):  # type: ignore[misc]  # whoosh ships no types
    """The paragraphs of one segment; see whoosh.codec.base.PerDocumentReader."""

    def __init__(self, held: Generation, number: int) -> None:
        self._held = held
        self._live = held.live[number]

    def doc_count(self) -> int:
        """How many there are."""
        return self._live.rows

    doc_count_all = doc_count

    def has_deletions(self) -> bool:
        """Never: dead paragraphs have no number."""
        return False

    def is_deleted(self, _: int) -> bool:
        """Never."""
        return False

    def deleted_docs(self) -> frozenset[int]:
        """None."""
        return frozenset()

    def _lengths(self, field: str) -> Any:
        return self._held.columns[_LENGTHS[field]][self._live.first : self._live.first + self._live.rows]

    def doc_field_length(self, number: int, field: str, default: int = 0) -> int:
        """How many words the field has in a paragraph."""
        return int(self._lengths(field)[number]) if field in _LENGTHS else default

    def field_length(self, field: str) -> int:
        """How many it has in all."""
        return int(self._lengths(field).sum())

    def min_field_length(self, field: str) -> int:
        """How many at least."""
        return int(self._lengths(field).min())

    def max_field_length(self, field: str) -> int:
        """How many at most."""
        return int(self._lengths(field).max())

    def stored_fields(self, number: int) -> dict[str, Any]:
        """What a paragraph is cited by, and its text."""
        row = self._live.first + number
        paragraph = self._held.paragraph(row)
        document = self._held.report(int(self._held.columns["document"][row])).id
        return {"document": document, "ordinal": paragraph.ordinal, "text": paragraph.text}
