"""Writing columns: reports into the arrays, strings and vocabularies that columns.py describes and opens.

Begins where the generation before ended, as cataloguing.py does for documents: so rows of kept paragraphs
stand as they stood, and what is added stands behind them.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.fold import fold
from indexer.analysis.words import Cutter
from indexer.contract.documents import Paragraph, Report
from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.arrays import AnyArray, ArraysWriter, offsets, smallest
from indexer.engines.whoosh.cataloguing import DocumentsWriter, add_words, renumbered
from indexer.engines.whoosh.columns import MENTIONED_REGION, MENTIONED_YEAR, NONE, PATH, VOCABULARIES
from indexer.engines.whoosh.generation import HEADINGS, Generation
from indexer.engines.whoosh.lists import PARTS, ListsWriter
from indexer.engines.whoosh.texts import add_texts

T = TypeVar("T")
Mask = NDArray[np.bool_]


class ColumnsWriter:
    """Collects the columns in memory, some 20 bytes a paragraph, until they are saved."""

    def __init__(self) -> None:
        self.documents = DocumentsWriter()
        self._ordinal, self._theme = array("i"), array("i")
        self._paths = ListsWriter[str]()
        self._mentioned = ListsWriter[Region]()
        self._years = ListsWriter[int]()
        self._themes: dict[str, int] = {}
        self._clusters: list[array[int]] = []
        self._numbers: dict[str, int] | None = None
        self._first: list[int] = []

    @property
    def paragraphs(self) -> int:
        """How many paragraphs will be saved."""
        return int(self._kept_sizes().sum())

    def adopt(self, held: Generation) -> dict[str, int]:
        """Begin with the paragraphs of a generation; gives the numbers of its documents by id. Called before
        anything is added."""
        columns, lists = held.columns, held.columns.lists
        self._ordinal.frombytes(columns["ordinal"].astype(np.intc).tobytes())
        self._theme.frombytes(columns["theme"].astype(np.intc).tobytes())
        self._themes = {theme: number for number, theme in enumerate(columns.themes)}
        self._paths.adopt(lists[PATH], lists[PATH].values)
        self._mentioned.adopt(lists[MENTIONED_REGION], columns.mentioned.regions)
        self._years.adopt(lists[MENTIONED_YEAR], [int(year) for year in lists[MENTIONED_YEAR].values])
        return self.documents.adopt(held)

    def add(self, report: Report, version: str = "") -> None:
        """A report."""
        paragraphs = report.paragraphs
        self._ordinal.extend([paragraph.ordinal for paragraph in paragraphs])
        self._theme.extend([self._theme_number(paragraph) for paragraph in paragraphs])
        self._paths.add(paragraph.section for paragraph in paragraphs)
        self._mentioned.add(paragraph.mentioned_regions for paragraph in paragraphs)
        self._years.add(paragraph.mentioned_years for paragraph in paragraphs)
        self.documents.add(report, version)

    def _theme_number(self, paragraph: Paragraph) -> int:
        theme = paragraph.theme
        return NONE if theme is None else self._themes.setdefault(theme, len(self._themes))

    def group(self, cluster: Sequence[tuple[str, int]]) -> None:
        """See IndexWriter."""
        if self._numbers is None:
            self._numbers = self.documents.numbers()
            self._first = offsets(self.documents.sizes()).tolist()
        rows = array("i")
        for document, ordinal in cluster:
            number = self._numbers[document]
            rows.append(bisect_left(self._ordinal, ordinal, self._first[number], self._first[number + 1]))
        self._clusters.append(rows)

    def kept_rows(self) -> Mask:
        """Of every paragraph, adopted or added, whether it will be saved."""
        return np.repeat(self.documents.kept(), self.documents.sizes())

    def _kept_sizes(self) -> AnyArray:
        sizes: AnyArray = self.documents.sizes()[self.documents.kept()]
        return sizes

    def themes(self) -> list[tuple[str, int]]:
        """The themes that will be saved, and in how many documents each stands."""
        sizes = self.documents.sizes()
        document, kept = np.repeat(np.arange(len(sizes)), sizes), self.kept_rows()
        size = len(self._themes) + 1
        pairs = np.unique(document[kept] * size + np.array(self._theme)[kept] + 1)
        counts = np.bincount(pairs % size, minlength=size)[1:].tolist()
        return [(theme, count) for theme, count in zip(self._themes, counts, strict=True) if count]

    def save(self, file: ArraysWriter, cutter: Cutter) -> None:
        """Write everything that is kept."""
        rows = self.kept_rows()
        for lists in (self._paths, self._mentioned, self._years):
            lists.keep(rows)
        headings, years = sorted(self._paths.members()), sorted(self._years.members())
        mentioned = sorted(
            self._mentioned.members(), key=lambda region: (region.code, region.path, region.codes)
        )
        themes = sorted(theme for theme, _ in self.themes())
        _add_lists(file, PATH, self._paths, headings, _itself)
        _add_lists(file, MENTIONED_YEAR, self._years, years, _year_values)
        _add_lists(file, MENTIONED_REGION, self._mentioned, mentioned, _region_values)
        file.add("ordinal", smallest(np.array(self._ordinal)[rows]))
        file.add("theme", smallest(renumbered(np.array(self._theme)[rows], self._themes, themes)))
        totals = [self.documents.save(file, cutter), self._save_headings(file, headings, cutter)]
        file.add("word_totals", np.array(totals, dtype=np.int64))
        self._save_clusters(file, rows)
        names = {
            "headings": headings,
            "themes": themes,
            "years": [_year_values(year)[0] for year in years],
            "regions": [asdict(region) for region, _ in self.documents.regions()],
            "mentioned": [asdict(region) for region in mentioned],
        }
        written = json.dumps(names, ensure_ascii=False).encode()
        file.add(VOCABULARIES, np.frombuffer(written, dtype=np.uint8))

    def _save_headings(self, file: ArraysWriter, headings: Sequence[str], cutter: Cutter) -> int:
        """Gives how many words the headings have, over all paragraphs."""
        folded = [fold(heading) for heading in headings]
        add_texts(file, HEADINGS, folded)
        lengths = add_words(file, "heading", folded, cutter)
        path_words = self._paths.sums(headings, lengths)
        file.add("path_words", smallest(path_words))
        return int(path_words[self._paths.of_rows()].sum())

    def _save_clusters(self, file: ArraysWriter, rows: Mask) -> None:
        """Rows are counted without those that are left out, which are in no cluster."""
        row_of = np.cumsum(rows) - 1
        kept = [row_of[np.array(cluster)] for cluster in self._clusters]
        place = self._places() if kept else np.zeros(0, dtype=np.int64)
        sizes = np.array([len(cluster) for cluster in kept], dtype=np.int64)
        found = np.concatenate([np.zeros(0, dtype=np.int64), *kept])
        firsts = np.array([cluster[place[cluster].argmin()] for cluster in kept], dtype=np.int64)
        file.add("reprint_row", found.astype(np.int32))
        file.add("reprint_first", np.repeat(firsts, sizes).astype(np.int32))
        file.add("reprint_copies", smallest(np.repeat(sizes - 1, sizes)))

    def _places(self) -> AnyArray:
        """The rank of every kept row by document id, then ordinal."""
        sizes = self._kept_sizes()
        first = np.cumsum(sizes) - sizes
        place = np.zeros(int(sizes.sum()), dtype=np.int64)
        ranked = [np.arange(first[at], first[at] + sizes[at]) for at in self.documents.by_id()]
        place[np.concatenate(ranked)] = np.arange(len(place))
        return place


def _add_lists(
    file: ArraysWriter,
    name: str,
    lists: ListsWriter[T],
    members: Sequence[T],
    values: Callable[[T], tuple[str, ...]],
) -> None:
    """The arrays of a column of lists, whose members are given in the order of their numbers."""
    for part, held in zip(PARTS, lists.arrays(members, values), strict=True):
        file.add(f"{name}{part}", smallest(held))


def _itself(heading: str) -> tuple[str, ...]:
    return (heading,)


def _year_values(year: int) -> tuple[str, ...]:
    return (f"{year:04d}",)


def _region_values(region: Region) -> tuple[str, ...]:
    """A paragraph that mentions a place mentions what is above it."""
    return region.codes
