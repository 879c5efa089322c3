"""The paragraphs of the speed benchmark: laws of ../shared/data up to their number, generated ones above it.

Laws are taken in a seeded order, so that a smaller corpus has the mixture of a larger one. A corpus is
written to a file first, a report a line, and every engine reads it from there: no more of it is in memory.
"""

import json
import lzma
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.laws import LAWS
from indexer.contract.documents import Paragraph, Report
from indexer.contract.vocabulary import NATIONAL, Region, short_name
from indexer.structure.places.gazetteer import regions

SEED = 7
_UNITS = {"k": 1_000, "M": 1_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law as the set has it: paragraphs as (section or "", text); `date` in ISO form."""

    title: str
    date: str | None
    province: str | None
    kind: str
    paragraphs: tuple[tuple[str, str], ...]


def paragraphs_of(size: str) -> int:
    """The number that a size names.

    >>> [paragraphs_of(size) for size in ("335k", "1M", "2000")]
    [335000, 1000000, 2000]
    """
    return int(size[:-1]) * _UNITS[size[-1]] if size[-1] in _UNITS else int(size)


def laws() -> list[Law]:
    """All laws of the set, in an order that depends on nothing but the seed."""
    with lzma.open(LAWS, "rt", encoding="utf-8") as lines:
        grouped = groupby(map(json.loads, lines), key=lambda row: (row["law"], row["date"]))
        found = [_law(list(rows)) for _, rows in grouped]
    random.Random(SEED).shuffle(found)  # noqa: S311 -- repeatable, not secret
    return found


def _law(rows: list[dict[str, Any]]) -> Law:
    first = rows[0]
    return Law(
        title=first["law"],
        date=first["date"],
        province=first["province"],
        kind=first["kind"],
        paragraphs=tuple((row["section"] or "", row["text"]) for row in rows if row["text"]),
    )


def write_corpus(found: Iterable[Law], paragraphs: int, file: Path) -> None:
    """The first paragraphs of the laws, a law a line; the last law is cut where the number is reached."""
    left = paragraphs
    with file.open("w", encoding="utf-8") as lines:
        for law in found:
            kept = law.paragraphs[:left]
            left -= len(kept)
            fields = (law.title, law.date, law.province, law.kind, kept)
            lines.write(json.dumps(fields, ensure_ascii=False) + "\n")
            if not left:
                return
    raise ValueError(f"{file} wants {left} paragraphs more than there are")


def read_corpus(file: Path) -> Iterator[Report]:
    """The reports of a corpus, as they come to an index."""
    provinces = {short_name(region.name): region for region in regions() if len(region.path) == 1}
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            title, day, province, kind, paragraphs = json.loads(line)
            law = Law(title=title, date=day, province=province, kind=kind, paragraphs=paragraphs)
            yield _report(number, law, provinces[province] if province else NATIONAL)


def _report(number: int, law: Law, region: Region) -> Report:
    return Report(
        id=f"{number:06d}",
        title=law.title,
        subtitle=None,
        date=date.fromisoformat(law.date) if law.date else None,
        source=None,
        author=None,
        url=None,
        region=region,
        paragraphs=tuple(
            Paragraph(ordinal=at, section=(section,) if section else (), theme=law.kind, text=text)
            for at, (section, text) in enumerate(law.paragraphs, start=1)
        ),
    )
