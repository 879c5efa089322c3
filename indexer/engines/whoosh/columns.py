"""Columns: what is known of each paragraph beside its terms, as flat numpy arrays and sorted vocabularies.

Rows count the live paragraphs of all segments, one behind the other. What is stored, in CATALOG:

    a paragraph     ordinal, theme, and the lists path, mentioned_region, mentioned_year (lists.py)
    a reprint       reprint_row, reprint_first, reprint_copies: those that other reports have too
    a document      region, day, year, version, title_words; sizes (its paragraphs); by_id (documents in
                    the order of ids)
    a list          path_words: how many words the headings of a path have
    all             word_totals: how many words titles and headings have, over all paragraphs
    vocabularies    themes, regions of reports and of paragraphs, headings, years: JSON in UTF-8

What follows from these is worked out when it is first asked for, so that Columns has of each paragraph:
document, ordinal, theme, region, day, year, text_length, section_length, title_length, listed, place,
cluster, copies; and of each document: first (one more than there are documents), by_id, version,
document_region and document_year.

-1 is none, 0 the day and year of an undated report. `listed` is how much of a paragraph is a list of names,
in thousandths; `place` is its rank by document id, then ordinal; `cluster` the row of the first, by place,
of its reprints, and `copies` how many others there are. A theme or region is a number into its vocabulary;
themes are sorted, so that order of numbers is order of code points.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.arrays import AnyArray, Arrays
from indexer.engines.whoosh.lists import PARTS, Lists
from indexer.engines.whoosh.places import Places, places_of, region_of
from indexer.engines.whoosh.schema import WORD_FIELDS
from indexer.engines.whoosh.segment import Segment

NONE = -1
PERMILLE = 1000
CATALOG = "catalog.arrays"
VOCABULARIES = "vocabularies"
PATH, MENTIONED_REGION, MENTIONED_YEAR = "path", "mentioned_region", "mentioned_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A segment in a generation: the row of its first live paragraph, the numbers of the live ones in the
    segment, ascending, and of each of its paragraphs the row among the live ones, -1 for none; None where
    all live."""

    segment: Segment
    first: int
    rows: int
    numbers: AnyArray | None
    row_of: AnyArray | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a generation, opened; `places` are the regions of reports, `mentioned` those of
    paragraphs."""

    arrays: Mapping[str, AnyArray]
    lists: dict[str, Lists]
    themes: tuple[str, ...]
    places: Places
    mentioned: Places
    mean_lengths: dict[str, float]
    has_reprints: bool

    def __getitem__(self, name: str) -> AnyArray:
        return self.arrays[name]

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return len(self.arrays["ordinal"])

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.arrays["first"]) - 1

    def section(self, row: int) -> tuple[str, ...]:
        """The headings above a paragraph, outermost first."""
        paths = self.lists[PATH]
        return tuple(paths.values[number] for number in paths.members(row))

    def mentioned_regions(self, row: int) -> tuple[Region, ...]:
        """The regions that a paragraph mentions, in its order."""
        return tuple(self.mentioned.regions[number] for number in self.lists[MENTIONED_REGION].members(row))

    def mentioned_years(self, row: int) -> tuple[int, ...]:
        """The years that a paragraph mentions, in its order."""
        years = self.lists[MENTIONED_YEAR]
        return tuple(int(years.values[number]) for number in years.members(row))


def open_columns(catalog: Arrays, live: Sequence[Live]) -> Columns:
    """What ColumnsWriter.save (collecting.py) left in the catalog."""
    names = json.loads(catalog[VOCABULARIES].tobytes())
    places, mentioned = (
        places_of(region_of(values) for values in names[kind]) for kind in ("regions", "mentioned")
    )
    values = {
        PATH: tuple(names["headings"]),
        MENTIONED_REGION: mentioned.codes,
        MENTIONED_YEAR: tuple(names["years"]),
    }
    lists = {name: _opened_lists(catalog, name, known) for name, known in values.items()}
    arrays = _Arrays(catalog, live, lists[PATH])
    totals = (*catalog["word_totals"].tolist(), int(arrays["text_length"].sum(dtype=np.int64)))
    return Columns(
        arrays=arrays,
        lists=lists,
        themes=tuple(names["themes"]),
        places=places,
        mentioned=mentioned,
        mean_lengths={
            field.name: total / max(len(catalog["ordinal"]), 1)
            for field, total in zip(WORD_FIELDS, totals, strict=True)
        },
        has_reprints=len(catalog["reprint_row"]) > 0,
    )


# By name, what the catalog has as it is, what it has for each document, and what for reprints alone, with
# what all other paragraphs have.
_STORED = {
    "ordinal": "ordinal",
    "theme": "theme",
    "by_id": "by_id",
    "version": "version",
    "document_region": "region",
    "document_year": "year",
}
_OF_DOCUMENTS = {"region": "region", "day": "day", "year": "year", "title_length": "title_words"}
_REPRINTS = {"cluster": ("reprint_first", NONE), "copies": ("reprint_copies", 0)}


class _Arrays(dict[str, AnyArray]):
    """The arrays by name, each made when it is first asked for; which thread makes it makes no difference."""

    def __init__(self, catalog: Arrays, live: Sequence[Live], paths: Lists) -> None:
        super().__init__()
        self._catalog = catalog
        self._live = live
        self._paths = paths

    def __missing__(self, name: str) -> AnyArray:
        catalog = self._catalog
        if name in _STORED:
            made = catalog[_STORED[name]]
        elif name in _OF_DOCUMENTS:
            made = self._spread(catalog[_OF_DOCUMENTS[name]])
        else:
            made = self._worked_out(name)
        self[name] = made
        return made

    def _worked_out(self, name: str) -> AnyArray:
        match name:
            case "document":
                return self._spread(np.arange(len(self._catalog["sizes"]), dtype=np.int32))
            case "first":
                return np.concatenate([[0], np.cumsum(self._catalog["sizes"].astype(np.intp))])
            case "place":
                return self._places()
            case "section_length":
                return self._catalog["path_words"].take(self._paths.of_row)
            case "text_length" | "listed":
                return self._of_segments(name)
            case _:
                return self._of_reprints(name)

    def _spread(self, of_document: AnyArray) -> AnyArray:
        """What all paragraphs of a document have in common."""
        return np.repeat(of_document, self._catalog["sizes"])

    def _places(self) -> AnyArray:
        sizes, by_id = self._catalog["sizes"].astype(np.intp), self._catalog["by_id"]
        start = np.zeros(len(sizes), dtype=np.int32)  # of each document among the places
        start[by_id] = np.cumsum(sizes[by_id]) - sizes[by_id]
        shift = start - self["first"][:-1].astype(np.int32)
        places: AnyArray = np.arange(len(self["ordinal"]), dtype=np.int32) + self._spread(shift)
        return places

    def _of_segments(self, name: str) -> AnyArray:
        """What the segments say of their paragraphs."""
        parts = [
            held.segment.arrays[name] if held.numbers is None else held.segment.arrays[name][held.numbers]
            for held in self._live
        ]
        return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, dtype=np.int8), *parts])

    def _of_reprints(self, name: str) -> AnyArray:
        stored, otherwise = _REPRINTS[name]
        paragraphs, rows = len(self._catalog["ordinal"]), self._catalog["reprint_row"]
        if not len(rows):  # one number stands for all
            return np.broadcast_to(np.int32(otherwise), paragraphs)
        found = np.full(paragraphs, otherwise, dtype=np.int32)
        found[rows] = self._catalog[stored]
        return found


def _opened_lists(catalog: Arrays, name: str, values: tuple[str, ...]) -> Lists:
    of_row, start, member, entry_list, entry_value = (catalog[f"{name}{part}"] for part in PARTS)
    return Lists(
        of_row=of_row,
        start=start,
        member=member,
        entry_list=entry_list,
        entry_value=entry_value,
        values=values,
    )
