"""Workbooks (.xlsx): a report a row in every sheet that has a header; the only module that knows calamine."""

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence

import python_calamine

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.encodings import Decoded
from indexer.sources.files import SourceFile
from indexer.sources.records import FIELDS, NO_COLUMNS
from indexer.sources.table import find_header, read_rows

_HEADER_WITHIN = 10
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_NO_TEXT = Decoded(text="", encoding="xlsx")


def read_workbook(
    file: SourceFile, data: bytes, columns: Mapping[str, str] = NO_COLUMNS
) -> Iterator[RawReport | SkippedFile]:
    """The reports of the sheets, in their order; rows are named by their sheet where several hold reports.

    Raises UnreadableFileError where no sheet has a column of texts, or no row can be read.
    """
    if data.startswith(_COMPOUND_FILE):
        raise UnreadableFileError(
            "the workbook is encrypted, or an old .xls; save it as .xlsx without password"
        )
    grids = [
        (name, rows, at) for name, rows in _sheets(data) if (at := _header_at(rows, columns)) is not None
    ]
    if not grids:
        raise UnreadableFileError(f"no sheet has a column of texts; name its columns {', '.join(FIELDS)}")
    refusals: list[SkippedFile] = []
    for name, rows, at in grids:
        header = find_header(rows[at], columns, name if len(grids) > 1 else "")
        try:
            yield from read_rows(file, _NO_TEXT, header, _numbered(rows[at + 1 :])) if header else ()
        except UnreadableFileError as exc:
            refusals.append(SkippedFile(path=f"{file.shown}:{name}", reason=str(exc)))
    if len(refusals) == len(grids):
        raise UnreadableFileError(refusals[0].reason)
    yield from refusals


def _sheets(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """The sheets, each a name and its rows of cells, from the first that holds anything."""
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            names = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
            return [(name, _rows(book.get_sheet_by_name(name))) for name in names]
    except python_calamine.PasswordError as exc:
        raise UnreadableFileError("the workbook is encrypted; save it without its password") from exc
    # What a library makes of damaged bytes is not for us to foresee; every way is the same refusal.
    except Exception as exc:
        raise UnreadableFileError(f"the workbook is broken: {str(exc)[:100]}") from exc


def _rows(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    """The cells of a sheet; one merged over several rows is said in each that holds anything else."""
    rows = [[_cell(value) for value in row] for row in sheet.to_python()]
    filled = [any(row) for row in rows]
    top, left = sheet.start or (0, 0)
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        at = column - left
        for below in range(first - top + 1, min(last - top + 1, len(rows))):
            if filled[below] and not rows[below][at]:
                rows[below][at] = rows[first - top][at]
    return rows


def _cell(value: object) -> str:
    """A cell as text: a day without the hour that Excel gives it, a whole number without its point.

    >>> _cell(datetime.datetime(2021, 5, 6)), _cell(2021.0), _cell(0.5), _cell("甲"), _cell(True)
    ('2021-05-06', '2021', '0.5', '甲', '')
    """
    match value:
        case bool():
            return ""
        case datetime.datetime():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case other:
            return str(other)


def _header_at(rows: Sequence[Sequence[str]], columns: Mapping[str, str]) -> int | None:
    """Where the header stands: a title may stand above it."""
    return next((at for at, row in enumerate(rows[:_HEADER_WITHIN]) if find_header(row, columns)), None)


def _numbered(rows: Sequence[list[str]]) -> Iterator[tuple[int, list[str] | str]]:
    """The rows that hold anything, numbered with those between them that do not."""
    for number, row in enumerate(rows, start=1):
        if any(cell.strip() for cell in row):
            yield number, row
