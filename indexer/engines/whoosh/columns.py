"""Columns: what is known of each paragraph beside its terms, as flat numpy arrays and sorted vocabularies.

Rows of the paragraph columns are Whoosh's document numbers: the order of adding, a report's paragraphs
one behind the other. Everything is int32 and mapped into memory. The names of the arrays:

    a paragraph     document, ordinal, theme, region, day, year, listed, place, cluster, copies, and
                    <word field>_length
    a document      first (one more than there are documents), by_id (documents in the order of their ids)
    lists           path, mentioned_region, mentioned_year, each with its parts (lists.py)

-1 is none, 0 the day and year of an undated report. `listed` is how much of a paragraph is a list of names,
in thousandths; `place` is its rank by document id, then ordinal; `cluster` the row of the first, by place,
of its reprints, and `copies` how many others there are.
A theme or region is a number into its vocabulary; themes are sorted, so that order of numbers is order of
code points.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.lists import PARTS, Ints, Lists
from indexer.engines.whoosh.places import Places, places_of, region_of
from indexer.engines.whoosh.schema import WORD_FIELDS

NONE = -1
PERMILLE = 1000
VOCABULARIES = "vocabularies.json"
PATH, MENTIONED_REGION, MENTIONED_YEAR = "path", "mentioned_region", "mentioned_year"
_LENGTHS = tuple(f"{field.name}_length" for field in WORD_FIELDS)
ADDED = ("document", "ordinal", "theme", "region", "day", "year", *_LENGTHS, "listed")
_ALL = (*ADDED, "place", "cluster", "copies", "first", "by_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a generation, opened; `places` are the regions of reports, `mentioned` those of
    paragraphs."""

    arrays: dict[str, Ints]
    lists: dict[str, Lists]
    themes: tuple[str, ...]
    places: Places
    mentioned: Places
    mean_lengths: dict[str, float]
    has_reprints: bool

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


def open_columns(folder: Path) -> Columns:
    """What ColumnsWriter.save (collecting.py) left in the folder."""
    arrays = {name: _opened(folder / f"{name}.npy") for name in _ALL}
    names = json.loads((folder / VOCABULARIES).read_text(encoding="utf-8"))
    places, mentioned = (
        places_of(region_of(values) for values in names[kind]) for kind in ("regions", "mentioned")
    )
    values = {
        PATH: tuple(names["headings"]),
        MENTIONED_REGION: mentioned.codes,
        MENTIONED_YEAR: tuple(names["years"]),
    }
    return Columns(
        arrays=arrays,
        lists={name: _opened_lists(folder, name, known) for name, known in values.items()},
        themes=tuple(names["themes"]),
        places=places,
        mentioned=mentioned,
        mean_lengths={
            name: float(arrays[f"{name}_length"].mean()) if len(arrays["document"]) else 0.0
            for name in (field.name for field in WORD_FIELDS)
        },
        has_reprints=bool((arrays["cluster"] != NONE).any()),
    )


def _opened(path: Path) -> Ints:
    """Mapped, and seen as a plain array: numpy's memmap class costs time at every slice."""
    array: Ints = np.load(path, mmap_mode="r").view(np.ndarray)
    return array


def _opened_lists(folder: Path, name: str, values: tuple[str, ...]) -> Lists:
    of_row, start, member, entry_list, entry_value = (_opened(folder / f"{name}{part}.npy") for part in PARTS)
    return Lists(
        of_row=of_row,
        start=start,
        member=member,
        entry_list=entry_list,
        entry_value=entry_value,
        values=values,
    )
