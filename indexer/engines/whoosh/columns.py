"""Columns: what is known of each paragraph beside its terms, as flat numpy arrays and sorted vocabularies.

Rows count the live paragraphs of all segments, one behind the other. What is stored, in CATALOG:

    a paragraph     ordinal, theme, and the lists path, mentioned_region, mentioned_year (lists.py)
    a reprint       reprint_row, reprint_first, reprint_copies: those that other reports have too
    a document      region, day, year, version, title_words; sizes (its paragraphs); by_id (documents in
                    the order of ids)
    a list          path_words: how many words the headings of a path have
    vocabularies    themes, regions of reports and of paragraphs, headings, years: JSON in UTF-8

What follows from these is worked out at opening, so that Columns has of each paragraph: document, ordinal,
theme, region, day, year, text_length, section_length, title_length, listed, place, cluster, copies; and of
each document: first (one more than there are documents), by_id, version.

-1 is none, 0 the day and year of an undated report. `listed` is how much of a paragraph is a list of names,
in thousandths; `place` is its rank by document id, then ordinal; `cluster` the row of the first, by place,
of its reprints, and `copies` how many others there are. A theme or region is a number into its vocabulary;
themes are sorted, so that order of numbers is order of code points.
"""

import json
from collections.abc import Sequence
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

    arrays: dict[str, AnyArray]
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
    arrays = _of_documents(catalog) | _of_segments(live)
    arrays["section_length"] = catalog["path_words"][lists[PATH].of_row]
    return Columns(
        arrays=arrays | _reprints(catalog),
        lists=lists,
        themes=tuple(names["themes"]),
        places=places,
        mentioned=mentioned,
        mean_lengths={field.name: float(_mean(arrays[f"{field.name}_length"])) for field in WORD_FIELDS},
        has_reprints=len(catalog["reprint_row"]) > 0,
    )


def _mean(lengths: AnyArray) -> float:
    return float(lengths.mean()) if len(lengths) else 0.0


def _of_documents(catalog: Arrays) -> dict[str, AnyArray]:
    """What all paragraphs of a document have in common, and their order."""
    sizes, by_id = catalog["sizes"].astype(np.intp), catalog["by_id"]
    first = np.concatenate([[0], np.cumsum(sizes)])
    start = np.zeros(len(sizes), dtype=np.int32)  # of each document among the places
    start[by_id] = np.cumsum(sizes[by_id]) - sizes[by_id]
    shift = start - first[:-1].astype(np.int32)
    paragraphs = int(first[-1])
    return {
        "document": np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        "ordinal": catalog["ordinal"],
        "theme": catalog["theme"],
        "region": np.repeat(catalog["region"], sizes),
        "day": np.repeat(catalog["day"], sizes),
        "year": np.repeat(catalog["year"], sizes),
        "title_length": np.repeat(catalog["title_words"], sizes),
        "place": np.arange(paragraphs, dtype=np.int32) + np.repeat(shift, sizes),
        "first": first,
        "by_id": by_id,
        "version": catalog["version"],
    }


def _of_segments(live: Sequence[Live]) -> dict[str, AnyArray]:
    """What the segments say of their paragraphs."""
    found = {}
    for name in ("text_length", "listed"):
        parts = [
            held.segment.arrays[name] if held.numbers is None else held.segment.arrays[name][held.numbers]
            for held in live
        ]
        found[name] = parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, dtype=np.int8), *parts])
    return found


def _reprints(catalog: Arrays) -> dict[str, AnyArray]:
    paragraphs, rows = len(catalog["ordinal"]), catalog["reprint_row"]
    if not len(rows):  # one number stands for all
        return {
            "cluster": np.broadcast_to(np.int32(NONE), paragraphs),
            "copies": np.broadcast_to(np.int32(0), paragraphs),
        }
    cluster, copies = np.full(paragraphs, NONE, dtype=np.int32), np.zeros(paragraphs, dtype=np.int32)
    cluster[rows] = catalog["reprint_first"]
    copies[rows] = catalog["reprint_copies"]
    return {"cluster": cluster, "copies": copies}


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
