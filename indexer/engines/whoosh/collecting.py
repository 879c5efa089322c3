"""Writing columns: reports into the arrays, strings and vocabularies that columns.py describes and opens.

Begins where the generation before ended: its documents are all there, none of them kept until the build says
so, and what is not kept is left out at the end. So rows of kept paragraphs stand as they stood, and what is
added stands behind them.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.batch import batch_of, words_of
from indexer.analysis.fold import fold
from indexer.analysis.words import Cutter
from indexer.contract.documents import Paragraph, Report
from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.arrays import AnyArray, ArraysWriter, offsets, smallest
from indexer.engines.whoosh.columns import MENTIONED_REGION, MENTIONED_YEAR, NONE, PATH, VOCABULARIES
from indexer.engines.whoosh.generation import DOCUMENTS, HEADINGS, IDS, SOURCES, TITLES, Generation, described
from indexer.engines.whoosh.lists import PARTS, ListsWriter
from indexer.engines.whoosh.terms import add_terms
from indexer.engines.whoosh.texts import add_texts

T = TypeVar("T")
Mask = NDArray[np.bool_]


class ColumnsWriter:
    """Collects the columns in memory, some 20 bytes a paragraph and a line of JSON a document, until they are
    saved."""

    def __init__(self) -> None:
        self._ordinal, self._theme = array("i"), array("i")
        self._paths = ListsWriter[str]()
        self._mentioned = ListsWriter[Region]()
        self._years = ListsWriter[int]()
        self._themes: dict[str, int] = {}
        self._regions: dict[Region, int] = {}
        self._sizes, self._region, self._day, self._year = (array("i") for _ in range(4))
        self._version = array("Q")
        self._kept = bytearray()
        self._adopted = 0
        self._texts: dict[str, list[str]] = {name: [] for name in (IDS, DOCUMENTS, TITLES, SOURCES)}
        self._clusters: list[array[int]] = []
        self._numbers: dict[str, int] | None = None

    @property
    def paragraphs(self) -> int:
        """How many paragraphs will be saved."""
        return int(self._kept_sizes().sum())

    @property
    def keeps_any(self) -> bool:
        """Whether a document of the generation before is kept."""
        return any(self._kept[: self._adopted])

    @property
    def documents(self) -> int:
        """How many documents will be saved."""
        return sum(self._kept)

    def adopt(self, held: Generation) -> dict[str, int]:
        """Begin with the documents of a generation; gives their numbers by id. Called before anything is
        added."""
        columns = held.columns
        self._ordinal.frombytes(_ints(columns["ordinal"]))
        self._theme.frombytes(_ints(columns["theme"]))
        self._themes = {theme: number for number, theme in enumerate(columns.themes)}
        self._regions = {region: number for number, region in enumerate(columns.places.regions)}
        lists = columns.lists
        self._paths.adopt(lists[PATH], lists[PATH].values)
        self._mentioned.adopt(lists[MENTIONED_REGION], columns.mentioned.regions)
        self._years.adopt(lists[MENTIONED_YEAR], [int(year) for year in lists[MENTIONED_YEAR].values])
        first = columns["first"]
        self._sizes.frombytes(_ints(np.diff(first)))
        for name, values in (("region", self._region), ("day", self._day), ("year", self._year)):
            values.frombytes(_ints(held.catalog[name]))
        self._version.frombytes(columns["version"].astype(np.uint64).tobytes())
        self._kept = bytearray(columns.documents)
        self._adopted = columns.documents
        for name, texts in self._texts.items():
            strings = held.strings[name]
            texts.extend(strings[at] for at in range(len(strings)))
        return {document: number for number, document in enumerate(self._texts[IDS])}

    def keep(self, number: int, version: str) -> bool:
        """Keep an adopted document if it was added in this version."""
        if not version or self._version[number] != _digest(version):
            return False
        self._kept[number] = True
        return True

    def add(self, report: Report, version: str = "") -> None:
        """A report."""
        paragraphs = report.paragraphs
        self._ordinal.extend([paragraph.ordinal for paragraph in paragraphs])
        self._theme.extend([self._theme_number(paragraph) for paragraph in paragraphs])
        self._paths.add(paragraph.section for paragraph in paragraphs)
        self._mentioned.add(paragraph.mentioned_regions for paragraph in paragraphs)
        self._years.add(paragraph.mentioned_years for paragraph in paragraphs)
        self._sizes.append(len(paragraphs))
        self._region.append(NONE if report.region is None else _number(self._regions, report.region))
        self._day.append(report.date.toordinal() if report.date else 0)
        self._year.append(report.year or 0)
        self._version.append(_digest(version))
        self._kept.append(True)
        self._texts[IDS].append(report.id)
        self._texts[DOCUMENTS].append(described(report))
        self._texts[TITLES] += [fold(report.title), fold(report.subtitle or "")]
        self._texts[SOURCES].append(fold(report.source or ""))

    def _theme_number(self, paragraph: Paragraph) -> int:
        return NONE if paragraph.theme is None else _number(self._themes, paragraph.theme)

    def group(self, cluster: Sequence[tuple[str, int]]) -> None:
        """See IndexWriter."""
        if self._numbers is None:
            ids = self._texts[IDS]
            self._numbers = {ids[number]: number for number in np.flatnonzero(self.kept_documents()).tolist()}
            self._first = offsets(np.array(self._sizes)).tolist()
        self._clusters.append(array("i", (self._row(*named) for named in cluster)))

    def _row(self, document: str, ordinal: int) -> int:
        assert self._numbers is not None  # noqa: S101  group() made them
        number = self._numbers[document]
        return bisect_left(self._ordinal, ordinal, self._first[number], self._first[number + 1])

    def kept_documents(self) -> Mask:
        """Of every document, adopted or added, whether it will be saved."""
        return np.array(self._kept, dtype=bool)

    def kept_rows(self) -> Mask:
        """The same of every paragraph."""
        return np.repeat(self.kept_documents(), np.array(self._sizes, dtype=np.intp))

    def _kept_sizes(self) -> AnyArray:
        return np.array(self._sizes, dtype=np.intp)[self.kept_documents()]

    def regions(self) -> list[tuple[Region, int]]:
        """The regions of the documents that will be saved, and how many are of each."""
        numbers = np.array(self._region)[self.kept_documents()]
        counts = np.bincount(numbers[numbers != NONE], minlength=len(self._regions)).tolist()
        return [(region, count) for region, count in zip(self._regions, counts, strict=True) if count]

    def themes(self) -> list[tuple[str, int]]:
        """The themes that will be saved, and in how many documents each stands."""
        document = np.repeat(np.arange(len(self._sizes)), np.array(self._sizes, dtype=np.intp))
        theme, kept = np.array(self._theme), self.kept_rows()
        pairs = np.unique(document[kept] * (len(self._themes) + 1) + theme[kept] + 1)
        counts = np.bincount(pairs % (len(self._themes) + 1), minlength=len(self._themes) + 1)[1:].tolist()
        return [(theme, count) for theme, count in zip(self._themes, counts, strict=True) if count]

    def titles(self) -> list[str]:
        """The titles of the documents that will be saved, as they are written."""
        lines = self._texts[DOCUMENTS]
        return [json.loads(lines[at])["title"] for at in np.flatnonzero(self.kept_documents()).tolist()]

    def save(self, folder: Path, file: ArraysWriter, cutter: Cutter) -> None:
        """Write everything that is kept."""
        documents, rows = self.kept_documents(), self.kept_rows()
        for lists in (self._paths, self._mentioned, self._years):
            lists.keep(rows)
        headings = sorted(self._paths.members())
        years = sorted(self._years.members())
        mentioned = sorted(
            self._mentioned.members(), key=lambda region: (region.code, region.path, region.codes)
        )
        themes = [theme for theme, _ in self.themes()]
        regions = [region for region, _ in self.regions()]
        _add_lists(file, PATH, self._paths, headings, _itself)
        _add_lists(file, MENTIONED_YEAR, self._years, years, _year_values)
        _add_lists(file, MENTIONED_REGION, self._mentioned, mentioned, _region_values)
        file.add("ordinal", smallest(np.array(self._ordinal)[rows]))
        file.add("theme", smallest(_renumbered(np.array(self._theme)[rows], self._themes, sorted(themes))))
        region = _renumbered(np.array(self._region)[documents], self._regions, regions)
        for name, values in (
            ("region", region),
            ("day", self._day),
            ("year", self._year),
            ("sizes", self._sizes),
        ):
            kept = values if name == "region" else np.array(values)[documents]
            file.add(name, smallest(np.asarray(kept)))
        file.add("version", np.array(self._version, dtype=np.uint64)[documents])
        self._save_texts(file, documents, cutter)
        self._save_headings(file, headings, cutter)
        self._save_clusters(file, rows)
        names = {
            "headings": headings,
            "themes": sorted(themes),
            "years": [_year_values(year)[0] for year in years],
            "regions": [asdict(region) for region in regions],
            "mentioned": [asdict(region) for region in mentioned],
        }
        (folder / VOCABULARIES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    def _save_texts(self, file: ArraysWriter, documents: Mask, cutter: Cutter) -> None:
        kept = np.flatnonzero(documents).tolist()
        for name, texts in self._texts.items():
            of_each = len(texts) // max(len(documents), 1)
            add_texts(file, name, (text for at in kept for text in texts[of_each * at : of_each * (at + 1)]))
        ids, titles = self._texts[IDS], self._texts[TITLES]
        own = [ids[at] for at in kept]
        file.add("by_id", np.array(sorted(range(len(own)), key=own.__getitem__), dtype=np.int32))
        _add_words(file, "title", [f"{titles[2 * at]}\n{titles[2 * at + 1]}" for at in kept], cutter)

    def _save_headings(self, file: ArraysWriter, headings: Sequence[str], cutter: Cutter) -> None:
        folded = [fold(heading) for heading in headings]
        add_texts(file, HEADINGS, folded)
        lengths = _add_words(file, "heading", folded, cutter)
        file.add("path_words", smallest(self._paths.sums(headings, lengths)))

    def _save_clusters(self, file: ArraysWriter, rows: Mask) -> None:
        """Rows are counted without those that are left out, which are in no cluster."""
        row_of = np.cumsum(rows) - 1
        kept = [row_of[np.array(cluster)] for cluster in self._clusters]
        place = self._places(kept)
        sizes = np.array([len(cluster) for cluster in kept], dtype=np.int64)
        found = np.concatenate([np.zeros(0, dtype=np.int64), *kept])
        firsts = np.array([cluster[place[cluster].argmin()] for cluster in kept], dtype=np.int64)
        file.add("reprint_row", found.astype(np.int32))
        file.add("reprint_first", np.repeat(firsts, sizes).astype(np.int32))
        file.add("reprint_copies", smallest(np.repeat(sizes - 1, sizes)))

    def _places(self, clusters: Sequence[AnyArray]) -> AnyArray:
        """The rank of every row by document id, then ordinal; not worked out where nothing asks."""
        if not clusters:
            return np.zeros(0, dtype=np.int64)
        sizes, kept = self._kept_sizes(), np.flatnonzero(self.kept_documents()).tolist()
        by_id = sorted(range(len(kept)), key=lambda at: self._texts[IDS][kept[at]])
        first = np.cumsum(sizes) - sizes
        place = np.zeros(int(sizes.sum()), dtype=np.int64)
        ranked = np.concatenate([np.arange(first[at], first[at] + sizes[at]) for at in by_id])
        place[ranked] = np.arange(len(ranked))
        return place


def _add_words(file: ArraysWriter, name: str, texts: Sequence[str], cutter: Cutter) -> AnyArray:
    """The words of titles or headings: which stand in which, and how often. Gives how many each text has."""
    words = words_of(batch_of(texts), cutter)
    add_terms(file, name, [word.encode() for word in words.vocabulary])
    file.add(f"{name}_start", offsets(np.bincount(words.posting_word, minlength=len(words.vocabulary))))
    file.add(f"{name}_owner", words.posting_text.astype(np.int32))
    file.add(f"{name}_count", smallest(words.posting_count))
    if name == "title":
        file.add("title_words", smallest(words.lengths))
    return words.lengths


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


def _renumbered(numbers: AnyArray, before: Iterable[T], after: Sequence[T]) -> AnyArray:
    """Numbers of a vocabulary as those of another, in which what is not used may be missing; -1 stays."""
    place = {value: number for number, value in enumerate(after)}
    number = np.array([*(place.get(value, NONE) for value in before), NONE], dtype=np.int64)
    return number[numbers]


def _digest(version: str) -> int:
    """A version in 8 bytes; 0 is one that is never kept."""
    return int.from_bytes(blake2b(version.encode(), digest_size=8).digest()) if version else 0


def _ints(values: AnyArray) -> bytes:
    return values.astype(np.intc).tobytes()


def _itself(heading: str) -> tuple[str, ...]:
    return (heading,)


def _year_values(year: int) -> tuple[str, ...]:
    return (f"{year:04d}",)


def _region_values(region: Region) -> tuple[str, ...]:
    """A paragraph that mentions a place mentions what is above it."""
    return region.codes


def _number(vocabulary: dict[T, int], value: T) -> int:
    """The value's number, a new one where it is new."""
    return vocabulary.setdefault(value, len(vocabulary))
