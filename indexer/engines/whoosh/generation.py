"""One generation, opened: posting lists, columns and texts, never modified, shared by all threads.

catalog.arrays      what is known of paragraphs and documents (columns.py), texts of documents, what a
                    query may be completed to, the names of the segments in the order of their rows, and
                    dead_<n>: the paragraphs of segment n that are gone
<id>.segment        paragraphs with their postings (segment.py); may be of an earlier generation, too
_MAIN_1.toc         the same segments, for Whoosh (codec.py)
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from indexer.analysis.prose import sentences
from indexer.analysis.words import Tokenize, tokenizer_of
from indexer.contract.documents import Paragraph, Report
from indexer.contract.manifest import Manifest
from indexer.engines.whoosh.arrays import Arrays
from indexer.engines.whoosh.columns import CATALOG, NONE, Columns, Live, open_columns
from indexer.engines.whoosh.completions import Completions
from indexer.engines.whoosh.places import region_of
from indexer.engines.whoosh.postings import Postings, Rows
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.texts import Part, StringArray, Texts

# The texts of a generation, by the names of their arrays.
ORIGINAL, FOLDED = "original", "folded"
IDS, TITLES, HEADINGS, SOURCES, DOCUMENTS = "ids", "titles", "headings", "sources", "documents"
SEGMENTS = "segments"
SUFFIX = ".segment"
# Paragraphs that rank high for one query do for others; of so many the sentences are kept.
_SENTENCES_KEPT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """Rows of `original`, `folded` and `sentences` (of folded text) are paragraphs; `strings` holds by name:
    of DOCUMENTS reports without their paragraphs, as JSON; of TITLES the folded title and subtitle of each
    document in turn; of HEADINGS the folded headings; of SOURCES the folded source of each document, "" where
    it has none; of IDS ids."""

    manifest: Manifest
    catalog: Arrays
    live: tuple[Live, ...]
    postings: Postings
    columns: Columns
    original: Texts
    folded: Texts
    sentences: Callable[[int], list[str]]
    strings: dict[str, StringArray]
    completions: Completions
    tokenize: Tokenize

    @property
    def titles(self) -> StringArray:
        """See the class."""
        return self.strings[TITLES]

    @property
    def headings(self) -> StringArray:
        """See the class."""
        return self.strings[HEADINGS]

    @property
    def sources(self) -> StringArray:
        """See the class."""
        return self.strings[SOURCES]

    def check(self) -> None:
        """Read all of it through. Raises IndexDamagedError."""
        for arrays in (self.catalog, *(held.segment.arrays for held in self.live)):
            arrays.check_all()

    def report(self, document: int) -> Report:
        """The report with this number, without its paragraphs."""
        return _report(self.strings[DOCUMENTS][document])

    def paragraph(self, row: int) -> Paragraph:
        """The paragraph in this row, as it was added."""
        columns = self.columns
        theme = int(columns["theme"][row])
        return Paragraph(
            ordinal=int(columns["ordinal"][row]),
            section=columns.section(row),
            theme=None if theme == NONE else columns.themes[theme],
            text=self.original[row],
            mentioned_regions=columns.mentioned_regions(row),
            mentioned_years=columns.mentioned_years(row),
        )

    def numbered(self, document_id: str) -> int | None:
        """The number of the document with this id; None where there is none."""
        by_id, ids = self.columns["by_id"], self.strings[IDS]
        at = bisect_left(by_id, document_id, key=lambda number: ids[int(number)])
        if at == len(by_id) or ids[int(by_id[at])] != document_id:
            return None
        return int(by_id[at])


def open_generation(folder: Path, manifest: Manifest) -> Generation:
    """Map the files of a generation. Raises OSError, ValueError or IndexDamagedError where they are not what
    was written."""
    catalog = Arrays(folder / CATALOG)
    live = tuple(_live(folder, catalog))
    columns = open_columns(catalog, live)
    folded = _texts(live, FOLDED)
    return Generation(
        manifest=manifest,
        catalog=catalog,
        live=live,
        postings=Postings(live, catalog, columns),
        columns=columns,
        original=_texts(live, ORIGINAL),
        folded=folded,
        sentences=lru_cache(_SENTENCES_KEPT)(lambda row: sentences(folded[row])),
        strings={name: StringArray(catalog, name) for name in (IDS, TITLES, HEADINGS, SOURCES, DOCUMENTS)},
        completions=Completions(catalog),
        tokenize=tokenizer_of(manifest.lexicon),
    )


def _live(folder: Path, catalog: Arrays) -> Iterator[Live]:
    names, first = StringArray(catalog, SEGMENTS), 0
    for number in range(len(names)):
        held = living(Segment(folder / names[number]), catalog[f"dead_{number}"].astype(np.intp), first)
        first += held.rows
        yield held


def living(segment: Segment, dead: Rows, first: int) -> Live:
    """A segment without its dead rows, the first of the others standing in row `first`."""
    if not len(dead):
        return Live(segment=segment, first=first, rows=segment.rows, numbers=None, row_of=None)
    kept = np.ones(segment.rows, dtype=bool)
    kept[dead] = False
    numbers = np.flatnonzero(kept)
    row_of = np.where(kept, np.cumsum(kept) - 1, NONE)
    return Live(segment=segment, first=first, rows=len(numbers), numbers=numbers, row_of=row_of)


def _texts(live: Sequence[Live], name: str) -> Texts:
    parts = [
        Part(strings=StringArray(held.segment.arrays, name), first=held.first, numbers=held.numbers)
        for held in live
        if held.rows
    ]
    return Texts(parts, sum(held.rows for held in live))


def described(report: Report) -> str:
    """A report without its paragraphs, as one line of JSON."""
    values = {
        "id": report.id,
        "title": report.title,
        "subtitle": report.subtitle,
        "date": report.date.isoformat() if report.date else None,
        "source": report.source,
        "author": report.author,
        "url": report.url,
        "region": asdict(report.region) if report.region else None,
        "year_only": report.year_only,
        "captions": report.captions,
    }
    return json.dumps(values, ensure_ascii=False)


def _report(line: str) -> Report:
    values = json.loads(line)
    return Report(
        id=values["id"],
        title=values["title"],
        subtitle=values["subtitle"],
        date=date.fromisoformat(values["date"]) if values["date"] else None,
        source=values["source"],
        author=values["author"],
        url=values["url"],
        region=region_of(values["region"]) if values["region"] else None,
        paragraphs=(),
        year_only=values["year_only"],
        captions=tuple(values["captions"]),
    )
