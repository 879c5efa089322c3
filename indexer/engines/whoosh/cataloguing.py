"""Writing what is known of documents: regions, days, versions, ids, titles and sources.

Begins with the documents of the generation before, none of them kept until the build says so; what is not
kept is left out at the end.
"""

import json
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.batch import batch_of, words_of
from indexer.analysis.fold import fold
from indexer.analysis.words import Cutter
from indexer.contract.documents import Report
from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.arrays import AnyArray, ArraysWriter, offsets, smallest
from indexer.engines.whoosh.columns import NONE
from indexer.engines.whoosh.generation import DOCUMENTS, IDS, SOURCES, TITLES, Generation, described
from indexer.engines.whoosh.terms import add_terms
from indexer.engines.whoosh.texts import add_texts

T = TypeVar("T")
Mask = NDArray[np.bool_]


class DocumentsWriter:
    """Collects the documents in memory, some hundred bytes and a line of JSON each, until they are saved."""

    def __init__(self) -> None:
        self._sizes, self._region, self._day, self._year = (array("i") for _ in range(4))
        self._version = array("Q")
        self._kept = bytearray()
        self._adopted = 0
        self._regions: dict[Region, int] = {}
        self._texts: dict[str, list[str]] = {name: [] for name in (IDS, DOCUMENTS, TITLES, SOURCES)}

    def __len__(self) -> int:
        """How many will be saved."""
        return sum(self._kept)

    @property
    def keeps_any(self) -> bool:
        """Whether a document of the generation before is kept."""
        return any(self._kept[: self._adopted])

    def adopt(self, held: Generation) -> dict[str, int]:
        """Begin with the documents of a generation; gives their numbers by id."""
        columns, catalog = held.columns, held.catalog
        self._regions = {region: number for number, region in enumerate(columns.places.regions)}
        for name in ("sizes", "region", "day", "year"):
            getattr(self, f"_{name}").frombytes(catalog[name].astype(np.intc).tobytes())
        self._version.frombytes(catalog["version"].astype(np.uint64).tobytes())
        self._adopted = columns.documents
        self._kept = bytearray(self._adopted)
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

    def add(self, report: Report, version: str) -> None:
        """A report."""
        self._sizes.append(len(report.paragraphs))
        region = report.region
        self._region.append(NONE if region is None else self._regions.setdefault(region, len(self._regions)))
        self._day.append(report.date.toordinal() if report.date else 0)
        self._year.append(report.year or 0)
        self._version.append(_digest(version))
        self._kept.append(True)
        self._texts[IDS].append(report.id)
        self._texts[DOCUMENTS].append(described(report))
        self._texts[TITLES] += [fold(report.title), fold(report.subtitle or "")]
        self._texts[SOURCES].append(fold(report.source or ""))

    def kept(self) -> Mask:
        """Of every document, adopted or added, whether it will be saved."""
        return np.array(self._kept, dtype=bool)

    def sizes(self) -> AnyArray:
        """Of every document, how many paragraphs it has."""
        return np.array(self._sizes, dtype=np.intp)

    def numbers(self) -> dict[str, int]:
        """The numbers of those that will be saved, by id, among all."""
        ids = self._texts[IDS]
        return {ids[number]: number for number in np.flatnonzero(self.kept()).tolist()}

    def by_id(self) -> list[int]:
        """The numbers of those that will be saved, among these, in the order of their ids."""
        ids = list(self.numbers())
        return sorted(range(len(ids)), key=ids.__getitem__)

    def regions(self) -> list[tuple[Region, int]]:
        """The regions that will be saved, and how many documents are of each."""
        numbers = np.array(self._region)[self.kept()]
        counts = np.bincount(numbers[numbers != NONE], minlength=len(self._regions)).tolist()
        return [(region, count) for region, count in zip(self._regions, counts, strict=True) if count]

    def titles(self) -> list[str]:
        """The titles that will be saved, as they are written."""
        lines = self._texts[DOCUMENTS]
        return [json.loads(lines[at])["title"] for at in np.flatnonzero(self.kept()).tolist()]

    def save(self, file: ArraysWriter, cutter: Cutter) -> int:
        """Write what is kept. Gives how many words the titles have, over all paragraphs."""
        kept = self.kept()
        region = np.array(self._region)[kept]
        file.add("region", smallest(renumbered(region, self._regions, [each for each, _ in self.regions()])))
        for name in ("sizes", "day", "year"):
            file.add(name, smallest(np.array(getattr(self, f"_{name}"))[kept]))
        file.add("version", np.array(self._version, dtype=np.uint64)[kept])
        file.add("by_id", np.array(self.by_id(), dtype=np.int32))
        places = np.flatnonzero(kept).tolist()
        for name in (IDS, DOCUMENTS, SOURCES):
            add_texts(file, name, [self._texts[name][at] for at in places])
        pairs = [tuple(self._texts[TITLES][2 * at : 2 * at + 2]) for at in places]
        add_texts(file, TITLES, [text for pair in pairs for text in pair])
        lengths = add_words(file, "title", ["\n".join(pair) for pair in pairs], cutter)
        file.add("title_words", smallest(lengths))
        return int((lengths * self.sizes()[kept]).sum())


def add_words(file: ArraysWriter, name: str, texts: Sequence[str], cutter: Cutter) -> NDArray[np.int64]:
    """The words of titles or headings: which stand in which, and how often. Gives how many each text has."""
    words = words_of(batch_of(texts), cutter)
    add_terms(file, name, [word.encode() for word in words.vocabulary])
    file.add(f"{name}_start", offsets(np.bincount(words.posting_word, minlength=len(words.vocabulary))))
    file.add(f"{name}_owner", words.posting_text.astype(np.int32))
    file.add(f"{name}_count", smallest(words.posting_count))
    return words.lengths


def renumbered(numbers: AnyArray, before: Iterable[T], after: Sequence[T]) -> AnyArray:
    """Numbers of a vocabulary as those of another, in which what is not used may be missing; -1 stays."""
    place = {value: number for number, value in enumerate(after)}
    number = np.array([*(place.get(value, NONE) for value in before), NONE], dtype=np.int64)
    return number[numbers]


def _digest(version: str) -> int:
    """A version in 8 bytes; 0 is one that is never kept."""
    return int.from_bytes(blake2b(version.encode(), digest_size=8).digest()) if version else 0
