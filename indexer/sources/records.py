"""A row of a table or a line of JSON to a raw report: the fields they share and how their values are read."""

import re
from collections.abc import Mapping

from indexer.contract.reading import GivenParagraph, Metadata, RawReport
from indexer.sources.catalog import SourceFile
from indexer.sources.dates import parse_date
from indexer.sources.encodings import REPLACEMENT, Decoded

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


def field_of(name: str) -> str | None:
    """The field a column or key stands for; None for one we do not know.

    >>> [field_of(name) for name in (" Full_Text ", "date", "year")]
    ['text', 'date', None]
    """
    plain = name.strip().lower()
    known = ALIASES.get(plain, plain)
    return known if known in FIELDS else None


def record_report(
    file: SourceFile,
    decoded: Decoded,
    row: int,
    fields: Mapping[str, str],
    given: tuple[GivenParagraph, ...],
    notes: tuple[str, ...],
) -> RawReport:
    """The report of row `row` (from 1); its id is its own, or the file's with the row behind it."""
    values = {name: mend(value) for name, value in fields.items()}
    mended = values != dict(fields)
    plain = {name: " ".join(value.split()) or None for name, value in values.items()}
    written = plain.get("date")
    parsed = parse_date(written or "")
    return RawReport(
        id=plain.get("id") or f"{file.id}:{row}",
        path=str(file.path),
        encoding=decoded.encoding,
        text="" if given else values.get("text", "").replace("\r\n", "\n").replace("\r", "\n"),
        given=tuple(GivenParagraph(text=mend(p.text), section=tuple(map(mend, p.section))) for p in given),
        metadata=Metadata(
            title=plain.get("title"),
            date=parsed,
            source=plain.get("source"),
            author=plain.get("author"),
            url=plain.get("url"),
            region=plain.get("region"),
        ),
        notes=(
            *decoded.notes,
            *notes,
            *((f"not a date: {written[:40]}",) if written and parsed is None else ()),
            *(("characters that are half of a pair stand as U+FFFD",) if mended else ()),
        ),
    )


def mend(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, as U+FFFD."""
    return _SURROGATE.sub(REPLACEMENT, text)
