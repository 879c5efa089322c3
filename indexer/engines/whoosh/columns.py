"""Columns: what is known of each paragraph beside its terms, as flat numpy arrays and sorted vocabularies.

Rows of the paragraph columns are Whoosh's document numbers: the order of adding, a report's paragraphs
one behind the other. Everything is int32 and mapped into memory. The names of the arrays:

    a paragraph     document, ordinal, path, theme, region, day, year, place, <word field>_length
    a document      first (one more than there are documents), by_id (documents in the order of their ids)
    a section path  path_start (one more), heading (of all paths, concatenated)
    path + heading  entry_path, entry_heading: each pair of a path and a heading in it, once

-1 is none, 0 the day and year of an undated report. `place` is a paragraph's rank by document id, then
ordinal. A path, heading, theme or region is a number into its vocabulary; headings and themes are sorted,
so that order of numbers is order of code points.
"""

import json
from array import array
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.contract.documents import Paragraph, Report
from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.schema import WORD_FIELDS

Ints = NDArray[np.int32]
T = TypeVar("T")
NONE = -1
_LENGTHS = tuple(f"{field.name}_length" for field in WORD_FIELDS)
_OF_PARAGRAPHS = ("document", "ordinal", "path", "theme", "region", "day", "year", "place", *_LENGTHS)
_ALL = (*_OF_PARAGRAPHS, "first", "by_id", "path_start", "heading", "entry_path", "entry_heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a generation, opened; `places` are the name of each region by its code, and the code of
    the one above it."""

    arrays: dict[str, Ints]
    headings: tuple[str, ...]
    themes: tuple[str, ...]
    regions: tuple[Region, ...]
    places: dict[str, tuple[str, str | None]]
    mean_lengths: dict[str, float]

    def __getitem__(self, name: str) -> Ints:
        return self.arrays[name]

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return len(self.arrays["document"])

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.arrays["first"]) - 1

    def path_headings(self, path: int) -> tuple[str, ...]:
        """The headings of a section path, outermost first."""
        start, end = self.arrays["path_start"][path : path + 2]
        return tuple(self.headings[number] for number in self.arrays["heading"][start:end])


def open_columns(folder: Path) -> Columns:
    """What ColumnsWriter.save left in the folder."""
    arrays = {name: _opened(folder / f"{name}.npy") for name in _ALL}
    names = json.loads((folder / "vocabularies.json").read_text(encoding="utf-8"))
    regions = tuple(region_of(values) for values in names["regions"])
    return Columns(
        arrays=arrays,
        headings=tuple(names["headings"]),
        themes=tuple(names["themes"]),
        regions=regions,
        places={
            code: (name, above)
            for region in regions
            for code, name, above in zip(region.codes, region.path, (None, *region.codes), strict=False)
        },
        mean_lengths={
            name: float(arrays[f"{name}_length"].mean()) if len(arrays["document"]) else 0.0
            for name in (field.name for field in WORD_FIELDS)
        },
    )


def _opened(path: Path) -> Ints:
    """Mapped, and seen as a plain array: numpy's memmap class costs time at every slice."""
    array: Ints = np.load(path, mmap_mode="r").view(np.ndarray)
    return array


def region_of(values: dict[str, Any]) -> Region:
    """What asdict made of a region, and JSON after it, as the region again."""
    return Region(
        code=values["code"],
        name=values["name"],
        path=tuple(values["path"]),
        codes=tuple(values["codes"]),
    )


class ColumnsWriter:
    """Collects the columns in memory, some 50 bytes a paragraph, until they are saved."""

    def __init__(self) -> None:
        self._values = {name: array("i") for name in _OF_PARAGRAPHS if name != "place"}
        self._first = array("i", [0])
        self._ids: list[str] = []
        self._paths: dict[tuple[str, ...], int] = {}
        self._themes: dict[str, int] = {}
        self._regions: dict[Region, int] = {}

    @property
    def paragraphs(self) -> int:
        """How many paragraphs have been added."""
        return len(self._values["document"])

    @property
    def documents(self) -> int:
        """How many documents have been begun."""
        return len(self._ids)

    def add(self, report: Report, lengths: Iterable[tuple[int, ...]]) -> None:
        """A report, and for each paragraph how many words it has in each word field."""
        region = NONE if report.region is None else _number(self._regions, report.region)
        day, year = (report.date.toordinal(), report.date.year) if report.date else (0, 0)
        for paragraph, counted in zip(report.paragraphs, lengths, strict=True):
            row = (len(self._ids), *self._own(paragraph), region, day, year, *counted)
            for column, value in zip(self._values.values(), row, strict=True):
                column.append(value)
        self._ids.append(report.id)
        self._first.append(self.paragraphs)

    def _own(self, paragraph: Paragraph) -> tuple[int, int, int]:
        theme = NONE if paragraph.theme is None else _number(self._themes, paragraph.theme)
        return paragraph.ordinal, _number(self._paths, paragraph.section), theme

    def save(self, folder: Path) -> tuple[str, ...]:
        """Write everything; returns the headings in the order of their numbers."""
        headings = tuple(sorted({heading for path in self._paths for heading in path}))
        themes = tuple(sorted(self._themes))
        for name, values in (self._finished(themes) | self._path_arrays(headings)).items():
            np.save(folder / f"{name}.npy", values.astype(np.int32))
        names = {
            "headings": headings,
            "themes": themes,
            "regions": [asdict(region) for region in self._regions],
        }
        (folder / "vocabularies.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
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
        return arrays | {"first": first, "by_id": by_id}

    def _path_arrays(self, headings: tuple[str, ...]) -> dict[str, Ints]:
        number = {heading: at for at, heading in enumerate(headings)}
        flat = np.array([number[heading] for path in self._paths for heading in path], dtype=np.int32)
        start = np.cumsum([0, *(len(path) for path in self._paths)], dtype=np.int32)
        entries = sorted({(at, number[heading]) for path, at in self._paths.items() for heading in path})
        pairs = np.array(entries, dtype=np.int32).reshape(-1, 2)
        return {
            "path_start": start,
            "heading": flat,
            "entry_path": pairs[:, 0],
            "entry_heading": pairs[:, 1],
        }


def _number(vocabulary: dict[T, int], value: T) -> int:
    """The value's number, a new one where it is new."""
    return vocabulary.setdefault(value, len(vocabulary))
