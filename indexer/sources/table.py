"""Tables (.csv): a report a row, under a header that names the columns."""

import csv
import io
from collections.abc import Iterator, Sequence

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.catalog import SourceFile
from indexer.sources.encodings import Decoded
from indexer.sources.records import FIELDS, Record, field_of, record_report

_LONGEST_FIELD_CHARS = 1 << 30


def read_table(file: SourceFile, decoded: Decoded) -> Iterator[RawReport | SkippedFile]:
    """The reports of the table; a row that cannot be read is skipped and the others go on.

    Raises UnreadableFileError where there is no column of texts, or no row can be read.
    """
    csv.field_size_limit(_LONGEST_FIELD_CHARS)
    rows = csv.reader(io.StringIO(decoded.text.lstrip("\ufeff"), newline=""), strict=True)
    header = _header(rows)
    unknown = [name.strip() for name, field in header if field is None and name.strip()]
    notes = (f"columns not used: {', '.join(unknown)[:200]}",) if unknown else ()
    skipped: list[SkippedFile] = []
    readable = False
    for number, row in _numbered(rows):
        reason = row if isinstance(row, str) else _fault(header, row)
        if reason or isinstance(row, str):
            skipped.append(SkippedFile(path=f"{file.path}:{number}", reason=reason or ""))
            continue
        yield from skipped
        skipped, readable = [], True
        yield record_report(file, decoded, Record(row=number, fields=_fields(header, row), notes=notes))
    if not readable:
        first = f"; row 1: {skipped[0].reason}" if skipped else ""
        raise UnreadableFileError(f"no row of the table can be read{first}")
    yield from skipped


def _header(rows: Iterator[list[str]]) -> list[tuple[str, str | None]]:
    """The columns, each with the field it stands for."""
    try:
        names = next(rows, [])
    except csv.Error as exc:
        raise UnreadableFileError(f"not a table: {exc}") from exc
    header = [(name, field_of(name)) for name in names]
    if all(field != "text" for _, field in header):
        raise UnreadableFileError(f"the table has no column of texts; name its columns {', '.join(FIELDS)}")
    return header


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | str]]:
    """Each row that is not blank, from 1, or in its place why it could not be parsed."""
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as exc:
            number += 1
            yield number, f"not a table row: {exc}"
            continue
        if row:
            number += 1
            yield number, row


def _fault(header: Sequence[tuple[str, str | None]], row: Sequence[str]) -> str | None:
    if len(row) != len(header):
        return f"the row has {len(row)} columns where the header has {len(header)}"
    return None if _fields(header, row)["text"].strip() else "the row has no text"


def _fields(header: Sequence[tuple[str, str | None]], row: Sequence[str]) -> dict[str, str]:
    """The values by field; of two columns for one field the first that holds something."""
    fields: dict[str, str] = {}
    for (_, field), value in zip(header, row, strict=True):
        if field is not None and not fields.get(field, "").strip():
            fields[field] = value
    return fields
