"""A reading as the bytes that the cache keeps: what the build needs of it, not what only `inspect` shows."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from indexer.contract.documents import Paragraph, Report
from indexer.contract.reading import ReadReport, SkippedFile
from indexer.contract.vocabulary import Region

# Speed goes before size: level 1 packs Chinese text to about 40 %, level 6 to 33 % in three times the time.
_LEVEL = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report with what the build tells of how it was read; the fields are those of ReadReport."""

    path: str
    encoding: str
    report: Report
    notes: tuple[str, ...]
    margin: float
    region_score: float


Outcome = Reading | SkippedFile


class EntryError(ValueError):
    """Bytes that `packed` never wrote."""


def reading_of(read: ReadReport) -> Reading:
    """What the build needs of a report that was read."""
    return Reading(
        path=read.path,
        encoding=read.encoding,
        report=read.report,
        notes=read.notes,
        margin=read.margin,
        region_score=read.region_score,
    )


def packed(label: bytes, outcomes: Sequence[Outcome], *, last: bool) -> bytes:
    """The outcomes as bytes; `unpacked` gives them back equal. A region is written once.

    `label` says which part of which entry it is, `last` whether it is the last one: a
    damaged store may give back the bytes of another part, or not all parts.
    """
    regions: dict[Region, int] = {}
    entries = [_entry(outcome, regions) for outcome in outcomes]
    table = [[region.code, region.name, region.path, region.codes] for region in regions]
    text = json.dumps([last, table, entries], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(label + text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(label: bytes, content: bytes) -> tuple[list[Outcome], bool]:
    """The outcomes, and whether it is the last part. Raises EntryError where `packed` did not write the bytes
    under this label: their checksum is looked at."""
    try:
        whole = zlib.decompress(content)
        if not whole.startswith(label):
            raise EntryError("the part of another entry")
        last, table, entries = json.loads(whole[len(label) :].decode("utf-8", "surrogatepass"))
        regions = [
            Region(code=code, name=name, path=tuple(path), codes=tuple(codes))
            for code, name, path, codes in table
        ]
        return [_outcome(entry, regions) for entry in entries], bool(last)
    except (zlib.error, ValueError, TypeError, KeyError, IndexError) as exc:
        raise EntryError(str(exc)) from exc


def _entry(outcome: Outcome, regions: dict[Region, int]) -> list[Any]:
    if isinstance(outcome, SkippedFile):
        return [outcome.path, outcome.reason]
    report = outcome.report
    return [
        *(outcome.path, outcome.encoding, outcome.notes, outcome.margin, outcome.region_score),
        *(report.id, report.title, report.subtitle, report.date and report.date.isoformat()),
        *(report.source, report.author, report.url, report.year_only, report.captions),
        None if report.region is None else _number(report.region, regions),
        [_row(paragraph, regions) for paragraph in report.paragraphs],
    ]


def _row(paragraph: Paragraph, regions: dict[Region, int]) -> list[Any]:
    mentioned = [_number(region, regions) for region in paragraph.mentioned_regions]
    row = [paragraph.ordinal, paragraph.section, paragraph.theme, paragraph.text]
    return [*row, mentioned, paragraph.mentioned_years] if mentioned or paragraph.mentioned_years else row


def _number(region: Region, regions: dict[Region, int]) -> int:
    return regions.setdefault(region, len(regions))


def _outcome(entry: list[Any], regions: list[Region]) -> Outcome:
    if len(entry) == 2:  # noqa: PLR2004 -- a path and a reason
        return SkippedFile(path=entry[0], reason=entry[1])
    path, encoding, notes, margin, region_score, *described, region, rows = entry
    id_, title, subtitle, day, source, author, url, year_only, captions = described
    report = Report(
        id=id_,
        title=title,
        subtitle=subtitle,
        date=date.fromisoformat(day) if day else None,
        source=source,
        author=author,
        url=url,
        region=None if region is None else regions[region],
        paragraphs=tuple(_paragraph(row, regions) for row in rows),
        year_only=year_only,
        captions=tuple(captions),
    )
    return Reading(
        path=path,
        encoding=encoding,
        report=report,
        notes=tuple(notes),
        margin=margin,
        region_score=region_score,
    )


def _paragraph(row: list[Any], regions: list[Region]) -> Paragraph:
    ordinal, section, theme, text, *mentions = row
    numbers, years = mentions or ((), ())
    return Paragraph(
        ordinal=ordinal,
        section=tuple(section),
        theme=theme,
        text=text,
        mentioned_regions=tuple(regions[number] for number in numbers),
        mentioned_years=tuple(years),
    )
