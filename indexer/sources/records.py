"""A row of a table or a line of JSON to a raw report: the fields they share and how their values are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.contract.reading import GivenParagraph, Metadata, RawReport
from indexer.sources.catalog import SourceFile
from indexer.sources.dates import date_notes, parse_date
from indexer.sources.encodings import REPLACEMENT, Decoded, even_lines

FIELDS = ("id", "title", "text", "region", "date", "source", "author", "url")
ALIASES = {
    "full_text": "text",
    "content": "text",
    "province": "region",
    "publish_date": "date",
    "source_url": "url",
    "标题": "title",
    "正文": "text",
    "地区": "region",
    "省份": "region",
    "日期": "date",
    "来源": "source",
    "作者": "author",
    "网址": "url",
}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a row says, by field, as written; `row` counts from 1. A record with `given` needs no text."""

    row: int
    fields: Mapping[str, str]
    given: tuple[GivenParagraph, ...] = ()
    notes: tuple[str, ...] = ()


def field_of(name: str) -> str | None:
    """The field a column or key stands for; None for one we do not know.

    >>> [field_of(name) for name in (" Full_Text ", "date", "year")]
    ['text', 'date', None]
    """
    plain = name.strip().lower()
    known = ALIASES.get(plain, plain)
    return known if known in FIELDS else None


def record_report(file: SourceFile, decoded: Decoded, record: Record) -> RawReport:
    """The report of a record; its id is its own, or the file's with the row behind it."""
    values = {name: mend(value) for name, value in record.fields.items()}
    given = tuple(
        GivenParagraph(text=mend(p.text), section=tuple(map(mend, p.section))) for p in record.given
    )
    plain = {name: " ".join(value.split()) or None for name, value in values.items()}
    written = plain.get("date")
    mended = values != dict(record.fields) or given != record.given
    return RawReport(
        id=plain.get("id") or f"{file.id}:{record.row}",
        path=str(file.path),
        encoding=decoded.encoding,
        row=record.row,
        text="" if given else even_lines(values.get("text", "")),
        given=given,
        metadata=metadata_of(plain),
        notes=(
            *decoded.notes,
            *record.notes,
            *date_notes(written),
            *(("characters that are half of a pair stand as U+FFFD",) if mended else ()),
        ),
    )


def metadata_of(fields: Mapping[str, str | None]) -> Metadata:
    """What the fields say of their report, by the names of FIELDS."""
    return Metadata(
        title=fields.get("title"),
        date=parse_date(fields.get("date") or ""),
        source=fields.get("source"),
        author=fields.get("author"),
        url=fields.get("url"),
        region=fields.get("region"),
    )


def mend(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, as U+FFFD."""
    return _SURROGATE.sub(REPLACEMENT, text)
