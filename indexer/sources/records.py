"""A row of a table or a line of JSON to a raw report: the fields they share and how their values are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from indexer.contract.reading import GivenParagraph, Metadata, RawReport
from indexer.sources.dates import date_notes, parse_date, parse_year
from indexer.sources.encodings import REPLACEMENT, Decoded, even_lines
from indexer.sources.files import SourceFile

FIELDS = ("id", "title", "text", "region", "date", "year", "source", "author", "url", "theme")
ALIASES = {
    "full_text": "text",
    "content": "text",
    "province": "region",
    "publish_date": "date",
    "source_url": "url",
    "标题": "title",
    "题名": "title",
    "正文": "text",
    "全文": "text",
    "内容": "text",
    "地区": "region",
    "省份": "region",
    "日期": "date",
    "发布日期": "date",
    "年份": "year",
    "来源": "source",
    "作者": "author",
    "网址": "url",
    "链接": "url",
    "主题": "theme",
}
NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a row says, by field, as written; `row` counts from 1, in the sheet of this name ("" where there
    is but one). A record with `given` needs no text."""

    row: int
    fields: Mapping[str, str]
    given: tuple[GivenParagraph, ...] = ()
    notes: tuple[str, ...] = ()
    sheet: str = ""


def field_of(name: str, columns: Mapping[str, str] = NO_COLUMNS) -> str | None:
    """The field a column or key stands for; None for one we do not know. `columns` goes before our own names.

    >>> [field_of(name) for name in (" Full_Text ", "date", "pages")]
    ['text', 'date', None]
    >>> field_of("Body", {"body": "text"})
    'text'
    """
    plain = name.strip().lower()
    own = next((field for column, field in columns.items() if column.strip().lower() == plain), None)
    known = own or ALIASES.get(plain, plain)
    return known if known in FIELDS else None


def record_report(file: SourceFile, decoded: Decoded, record: Record) -> RawReport:
    """The report of a record; its id is its own, or the file's with the sheet and row behind it."""
    values = {name: mend(value) for name, value in record.fields.items()}
    given = tuple(
        GivenParagraph(text=mend(p.text), section=tuple(map(mend, p.section))) for p in record.given
    )
    plain = {name: " ".join(value.split()) or None for name, value in values.items()}
    mended = values != dict(record.fields) or given != record.given
    within = f":{record.sheet}" if record.sheet else ""
    return RawReport(
        id=plain.get("id") or f"{file.id}{within}:{record.row}",
        path=file.shown + within,
        encoding=decoded.encoding,
        margin=decoded.margin,
        row=record.row,
        text="" if given else even_lines(values.get("text", "")),
        given=given,
        metadata=metadata_of(plain),
        notes=(
            *decoded.notes,
            *map(mend, record.notes),
            *date_notes(plain.get("date")),
            *year_notes(plain.get("year")),
            *(("characters that are half of a pair stand as U+FFFD",) if mended else ()),
        ),
    )


def metadata_of(fields: Mapping[str, str | None]) -> Metadata:
    """What the fields say of their report, by the names of FIELDS; the year only where no day is known."""
    written = fields.get("date") or ""
    date = parse_date(written)
    return Metadata(
        title=fields.get("title"),
        date=date,
        source=fields.get("source"),
        author=fields.get("author"),
        url=fields.get("url"),
        region=fields.get("region"),
        theme=fields.get("theme"),
        year=None if date else parse_year(written) or parse_year(fields.get("year") or ""),
    )


def year_notes(written: str | None) -> tuple[str, ...]:
    """Why a value of the year column gives no year; () where it gives one, or there is no value.

    >>> year_notes("2021年"), year_notes("去年")
    ((), ('not a year: 去年',))
    """
    if not (written or "").strip() or parse_year(written or "") or parse_date(written or ""):
        return ()
    return (f"not a year: {' '.join((written or '').split())[:40]}",)


def mend(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, as U+FFFD."""
    return _SURROGATE.sub(REPLACEMENT, text)
