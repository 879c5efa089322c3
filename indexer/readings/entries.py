"""A reading as the bytes that the cache keeps: what the build needs of it, not what only `inspect` shows.

A part of a file's entry is two pieces: what is told of its reports, and the reports themselves, which an
unchanged file may never need.
"""

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from indexer.contract.documents import Paragraph, Report
from indexer.contract.reading import ReadReport, SkippedFile
from indexer.contract.vocabulary import Region

# Speed goes before size: level 1 packs Chinese text to about 40 %, level 6 to 33 % in three times the time.
_LEVEL = 1
_CHECK_BYTES = 8
_VERSION_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a build tells of a report and of how it was read; the fields are those of ReadReport and Report.

    `paragraphs` is their number. `version` is a digest of the report's content, "" where it was not taken.
    """

    path: str
    encoding: str
    notes: tuple[str, ...]
    margin: float
    region_score: float
    id: str
    title: str
    date: date | None
    year: int | None
    region: Region | None
    paragraphs: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A reading with a way to its report; that may raise UnreadableFileError, as it may have to be read."""

    reading: Reading
    report: Callable[[], Report]


Outcome = Reading | SkippedFile


class EntryError(ValueError):
    """Bytes that nothing here ever wrote."""


def read_of(read: ReadReport, entry: str = "") -> Read:
    """A report that was read just now; with its entry, under a version."""
    report = read.report
    reading = Reading(
        path=read.path,
        encoding=read.encoding,
        notes=read.notes,
        margin=read.margin,
        region_score=read.region_score,
        id=report.id,
        title=report.title,
        date=report.date,
        year=report.year,
        region=report.region,
        paragraphs=len(report.paragraphs),
        version=version_of(entry) if entry else "",
    )
    return Read(reading=reading, report=lambda: report)


def version_of(entry: str) -> str:
    """A digest of a report, from its entry: two reports of one version are equal."""
    return blake2b(entry.encode("utf-8", "surrogatepass"), digest_size=_VERSION_BYTES).hexdigest()


def told(label: bytes, outcomes: Sequence[Outcome], *, last: bool) -> bytes:
    """The outcomes of one part as bytes; `untold` gives them back equal.

    `label` says which part of which entry it is, `last` whether it is the last one: a damaged store may give
    back the bytes of another part, or not all parts.
    """
    rows = [_row_of(outcome) for outcome in outcomes]
    text = json.dumps([last, rows], ensure_ascii=False, separators=(",", ":"))
    content = text.encode("utf-8", "surrogatepass")
    return _check(label, content) + content


def untold(label: bytes, content: bytes) -> tuple[list[Outcome], bool]:
    """The outcomes, and whether it is the last part. Raises EntryError where `told` did not write the bytes
    under this label."""
    check, text = content[:_CHECK_BYTES], content[_CHECK_BYTES:]
    if check != _check(label, text):
        raise EntryError("a part of an entry is damaged")
    try:
        last, rows = json.loads(text.decode("utf-8", "surrogatepass"))
        return [_outcome_of(row) for row in rows], bool(last)
    except (ValueError, TypeError, KeyError, IndexError) as exc:
        raise EntryError(str(exc)) from exc


def packed(label: bytes, entries: Sequence[str]) -> bytes:
    """The entries of one part as bytes; `unpacked` gives their reports."""
    text = f"[{','.join(entries)}]"
    return zlib.compress(label + text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(label: bytes, content: bytes) -> list[Report]:
    """The reports of one part. Raises EntryError where `packed` did not write the bytes under this label:
    their checksum is looked at."""
    try:
        whole = zlib.decompress(content)
        if not whole.startswith(label):
            raise EntryError("the part of another entry")
        return [
            _report_of(entry) for entry in json.loads(whole[len(label) :].decode("utf-8", "surrogatepass"))
        ]
    except (zlib.error, ValueError, TypeError, KeyError, IndexError) as exc:
        raise EntryError(str(exc)) from exc


def entry_of(report: Report) -> str:
    """A report as JSON, of one line; the same for equal reports. A region is written once."""
    regions: dict[Region, int] = {}
    own = None if report.region is None else _number(report.region, regions)
    rows = [_row(paragraph, regions) for paragraph in report.paragraphs]
    fields = [
        *(report.id, report.title, report.subtitle, report.date and report.date.isoformat()),
        *(report.source, report.author, report.url, report.year_only, report.captions, own, rows),
        [_listed(region) for region in regions],
    ]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _row(paragraph: Paragraph, regions: dict[Region, int]) -> list[Any]:
    mentioned = [_number(region, regions) for region in paragraph.mentioned_regions]
    row = [paragraph.ordinal, paragraph.section, paragraph.theme, paragraph.text]
    return [*row, mentioned, paragraph.mentioned_years] if mentioned or paragraph.mentioned_years else row


def _number(region: Region, regions: dict[Region, int]) -> int:
    return regions.setdefault(region, len(regions))


def _listed(region: Region) -> list[Any]:
    return [region.code, region.name, region.path, region.codes]


def _region(listed: list[Any]) -> Region:
    code, name, path, codes = listed
    return Region(code=code, name=name, path=tuple(path), codes=tuple(codes))


def _report_of(entry: list[Any]) -> Report:
    *described, captions, region, rows, table = entry
    id_, title, subtitle, day, source, author, url, year_only = described
    regions = [_region(listed) for listed in table]
    return Report(
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


def _row_of(outcome: Outcome) -> list[Any]:
    if isinstance(outcome, SkippedFile):
        return [outcome.path, outcome.reason]
    return [
        *(outcome.path, outcome.encoding, outcome.notes, outcome.margin, outcome.region_score),
        *(outcome.id, outcome.title, outcome.date and outcome.date.isoformat(), outcome.year),
        None if outcome.region is None else _listed(outcome.region),
        *(outcome.paragraphs, outcome.version),
    ]


def _outcome_of(row: list[Any]) -> Outcome:
    if len(row) == 2:  # noqa: PLR2004 -- a path and a reason
        return SkippedFile(path=row[0], reason=row[1])
    path, encoding, notes, margin, score, id_, title, day, year, region, paragraphs, version = row
    return Reading(
        path=path,
        encoding=encoding,
        notes=tuple(notes),
        margin=margin,
        region_score=score,
        id=id_,
        title=title,
        date=date.fromisoformat(day) if day else None,
        year=year,
        region=None if region is None else _region(region),
        paragraphs=paragraphs,
        version=version,
    )


def _check(label: bytes, content: bytes) -> bytes:
    return blake2b(label + content, digest_size=_CHECK_BYTES).digest()
