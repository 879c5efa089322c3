"""Writing columns: reports into the arrays and vocabularies that columns.py describes and opens."""

import json
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

import numpy as np

from indexer.contract.documents import Paragraph, Report
from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.columns import ADDED, MENTIONED_REGION, MENTIONED_YEAR, NONE, PATH, VOCABULARIES
from indexer.engines.whoosh.lists import PARTS, Ints, ListsWriter

T = TypeVar("T")


class ColumnsWriter:
    """Collects the columns in memory, some 60 bytes a paragraph, until they are saved."""

    def __init__(self) -> None:
        self._values = {name: array("i") for name in ADDED}
        self._first = array("i", [0])
        self._ids: list[str] = []
        self._paths = ListsWriter[str]()
        self._mentioned = ListsWriter[Region]()
        self._years = ListsWriter[int]()
        self._themes: dict[str, int] = {}
        self._regions: dict[Region, int] = {}
        self._numbers: dict[str, int] = {}
        self._clusters: list[array[int]] = []

    @property
    def paragraphs(self) -> int:
        """How many paragraphs have been added."""
        return len(self._values["document"])

    @property
    def documents(self) -> int:
        """How many documents have been begun."""
        return len(self._ids)

    def add(self, report: Report, lengths: Iterable[tuple[int, ...]]) -> None:
        """A report, and for each paragraph the lengths of its word fields and how much of it is listed."""
        region = NONE if report.region is None else _number(self._regions, report.region)
        day, year = (report.date.toordinal() if report.date else 0), report.year or 0
        for paragraph, counted in zip(report.paragraphs, lengths, strict=True):
            own = (len(self._ids), paragraph.ordinal, self._theme(paragraph), region, day, year)
            for column, value in zip(self._values.values(), (*own, *counted), strict=True):
                column.append(value)
            self._paths.add(paragraph.section)
            self._mentioned.add(paragraph.mentioned_regions)
            self._years.add(paragraph.mentioned_years)
        self._ids.append(report.id)
        self._first.append(self.paragraphs)

    def _theme(self, paragraph: Paragraph) -> int:
        return NONE if paragraph.theme is None else _number(self._themes, paragraph.theme)

    def group(self, cluster: Sequence[tuple[str, int]]) -> None:
        """See IndexWriter."""
        if not self._numbers:
            self._numbers = {document: number for number, document in enumerate(self._ids)}
        self._clusters.append(array("i", (self._row(*named) for named in cluster)))

    def _row(self, document: str, ordinal: int) -> int:
        number = self._numbers[document]
        first, end = self._first[number : number + 2]
        return bisect_left(self._values["ordinal"], ordinal, first, end)

    def save(self, folder: Path) -> tuple[str, ...]:
        """Write everything; returns the headings in the order of their numbers."""
        headings = tuple(sorted(self._paths.members()))
        themes = tuple(sorted(self._themes))
        years = sorted(self._years.members())
        mentioned = sorted(
            self._mentioned.members(), key=lambda region: (region.code, region.path, region.codes)
        )
        arrays = self._finished(themes) | _parts(PATH, self._paths, headings, _itself)
        arrays |= _parts(MENTIONED_YEAR, self._years, years, _year_values)
        arrays |= _parts(MENTIONED_REGION, self._mentioned, mentioned, _region_values)
        for name, values in arrays.items():
            np.save(folder / f"{name}.npy", values.astype(np.int32))
        names = {
            "headings": headings,
            "themes": themes,
            "years": [_year_values(year)[0] for year in years],
            "regions": [asdict(region) for region in self._regions],
            "mentioned": [asdict(region) for region in mentioned],
        }
        (folder / VOCABULARIES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
        return headings

    def _finished(self, themes: tuple[str, ...]) -> dict[str, Ints]:
        arrays = {name: np.array(values, dtype=np.int32) for name, values in self._values.items()}
        first = np.array(self._first, dtype=np.int32)
        by_id = np.array(sorted(range(self.documents), key=self._ids.__getitem__), dtype=np.int32)
        sizes = np.diff(first)[by_id]
        start = np.zeros(self.documents, dtype=np.int32)  # of each document among the places
        start[by_id] = np.cumsum(sizes) - sizes
        document = arrays["document"]
        within = np.arange(self.paragraphs, dtype=np.int32) - first[document]
        arrays["place"] = start[document] + within
        sorted_number = np.array([themes.index(theme) for theme in self._themes] + [NONE], dtype=np.int32)
        arrays["theme"] = sorted_number[arrays["theme"]]  # the last stands for -1
        return arrays | {"first": first, "by_id": by_id} | self._grouped(arrays["place"])

    def _grouped(self, place: Ints) -> dict[str, Ints]:
        cluster, copies = np.full_like(place, NONE), np.zeros_like(place)
        for rows in self._clusters:
            cluster[rows] = min(rows, key=place.__getitem__)
            copies[rows] = len(rows) - 1
        return {"cluster": cluster, "copies": copies}


def _itself(heading: str) -> tuple[str, ...]:
    return (heading,)


def _year_values(year: int) -> tuple[str, ...]:
    return (f"{year:04d}",)


def _region_values(region: Region) -> tuple[str, ...]:
    """A paragraph that mentions a place mentions what is above it."""
    return region.codes


def _parts(
    name: str, lists: ListsWriter[T], members: Sequence[T], values: Callable[[T], tuple[str, ...]]
) -> dict[str, Ints]:
    """The arrays of a column of lists, whose members are given in the order of their numbers."""
    return {f"{name}{part}": array for part, array in zip(PARTS, lists.arrays(members, values), strict=True)}


def _number(vocabulary: dict[T, int], value: T) -> int:
    """The value's number, a new one where it is new."""
    return vocabulary.setdefault(value, len(vocabulary))
