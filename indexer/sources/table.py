"""Tables (.csv, .tsv): a report a row, under a header that names the columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.columns import find_columns, split_rows
from indexer.sources.encodings import Decoded
from indexer.sources.files import SourceFile
from indexer.sources.records import FIELDS, NO_COLUMNS, Record, field_of, record_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The columns of a table: their names as written, and the field of each (None: not used).

    `order` are the positions, those first that the user has mapped: of two columns for one field the first
    that holds something is taken.
    """

    names: tuple[str, ...]
    fields: tuple[str | None, ...]
    order: tuple[int, ...]
    sheet: str = ""


def read_table(
    file: SourceFile, decoded: Decoded, columns: Mapping[str, str] = NO_COLUMNS
) -> Iterator[RawReport | SkippedFile]:
    """The reports of the table; a row that cannot be read is skipped and the others go on.

    Raises UnreadableFileError where there is no column of texts, or no row can be read.
    """
    found = find_columns(decoded.text, lambda names: find_header(names, columns) is not None)
    header = find_header(found.names, columns)
    if header is None:
        raise UnreadableFileError(f"the table has no column of texts; name its columns {', '.join(FIELDS)}")
    yield from read_rows(file, decoded, header, split_rows(found))


def find_header(names: Sequence[str], columns: Mapping[str, str], sheet: str = "") -> Header | None:
    """The names as a header; None where none of them is a column of texts."""
    fields = tuple(field_of(name, columns) for name in names)
    if "text" not in fields:
        return None
    mapped = {name.strip().lower() for name in columns}
    order = sorted(range(len(names)), key=lambda at: names[at].strip().lower() not in mapped)
    return Header(names=tuple(names), fields=fields, order=tuple(order), sheet=sheet)


def read_rows(
    file: SourceFile, decoded: Decoded, header: Header, rows: Iterable[tuple[int, list[str] | str]]
) -> Iterator[RawReport | SkippedFile]:
    """The reports of numbered rows, in which a str says why the row could not be parsed.

    Raises UnreadableFileError where no row can be read.
    """
    named = zip(header.names, header.fields, strict=True)
    unknown = [name.strip() for name, field in named if field is None and name.strip()]
    notes = (f"columns not used: {', '.join(unknown)[:200]}",) if unknown else ()
    within = f":{header.sheet}" if header.sheet else ""
    skipped: list[SkippedFile] = []
    readable = False
    for number, row in rows:
        fields = {} if isinstance(row, str) else _fields(header, row)
        reason = row if isinstance(row, str) else _fault(header, row, fields)
        if reason:
            skipped.append(SkippedFile(path=f"{file.shown}{within}:{number}", reason=reason))
            continue
        yield from skipped
        skipped, readable = [], True
        yield record_report(file, decoded, Record(row=number, fields=fields, notes=notes, sheet=header.sheet))
    if not readable:
        first = f"; the first: {skipped[0].reason}" if skipped else ""
        raise UnreadableFileError(f"no row of the table can be read{first}")
    yield from skipped


def _fault(header: Header, row: Sequence[str], fields: Mapping[str, str]) -> str:
    """Why the row is no report; "" where it is. Empty cells beyond the header do no harm."""
    if len(row) < len(header.names) or any(cell.strip() for cell in row[len(header.names) :]):
        return f"the row has {len(row)} columns where the header has {len(header.names)}"
    return "" if fields["text"].strip() else "the row has no text"


def _fields(header: Header, row: Sequence[str]) -> dict[str, str]:
    """The values by field."""
    fields: dict[str, str] = {}
    for at in header.order:
        field = header.fields[at]
        if field is not None and at < len(row) and not fields.get(field, "").strip():
            fields[field] = row[at]
    return fields
