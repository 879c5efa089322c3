"""metadata.csv: what a folder's table says of the files in it and below; it goes before what they say."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import Metadata, SkippedFile
from indexer.sources.columns import find_columns, split_rows
from indexer.sources.dates import date_notes
from indexer.sources.encodings import decode
from indexer.sources.records import field_of, metadata_of, year_notes

NAME = "metadata.csv"
_PATH_COLUMNS = frozenset({"path", "file", "filename", "路径", "文件", "文件名", "文件路径"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The rows of a metadata.csv: (row number, metadata) by path under its folder; and those with faults."""

    shown: str
    rows: Mapping[str, tuple[int, Metadata]]
    faults: tuple[SkippedFile, ...] = ()

    def said_of(self, path: str) -> Metadata:
        """What it says of the file at this path under its folder."""
        return self.rows.get(_even(path), (0, Metadata()))[1]

    def naming_none(self, paths: frozenset[str]) -> Iterator[SkippedFile]:
        """The rows that name none of these paths."""
        named = {_even(path) for path in paths}
        for path, (number, _) in self.rows.items():
            if path not in named:
                yield SkippedFile(
                    path=f"{self.shown}:{number}", reason=f"no such file in the folder: {path[:200]}"
                )


def read_beside(data: bytes, shown: str) -> Beside | None:
    """The table, from its bytes; None where it has a column of texts, and so is a table of reports.

    Raises UnreadableFileError for one without a column of paths, or that is no table.
    """
    text = decode(data).text
    columns = find_columns(text, lambda names: any(map(_is_path, names)))
    names = columns.names
    if any(field_of(name) == "text" for name in names):
        return None
    if not any(map(_is_path, names)):
        raise UnreadableFileError(
            "it has no column path; it needs path and any of title, region, date, source"
        )
    rows: dict[str, tuple[int, Metadata]] = {}
    faults: list[SkippedFile] = []
    for number, row in split_rows(columns):
        path, metadata, fault = _row(names, row) if isinstance(row, list) else ("", Metadata(), row)
        if path and path in rows:
            fault = f"{path[:200]} has a row already, row {rows[path][0]}"
        elif path:
            rows[path] = (number, metadata)
        if fault:
            faults.append(SkippedFile(path=f"{shown}:{number}", reason=fault))
    return Beside(shown=shown, rows=rows, faults=tuple(faults))


def merged(own: Metadata, beside: Metadata) -> Metadata:
    """The file's own metadata under what is said beside it, field by field; a date goes with its year.

    >>> import datetime
    >>> own = Metadata(title="年报", date=datetime.date(2021, 5, 6), region="安溪")
    >>> both = merged(own, Metadata(year=2020, region="南靖"))
    >>> both.title, both.region, both.date, both.year
    ('年报', '南靖', None, 2020)
    """
    said = {
        field.name: value for field in fields(Metadata) if (value := getattr(beside, field.name)) is not None
    }
    both = replace(own, **said)
    if beside.date is not None:
        return replace(both, year=None)
    if beside.year is not None and own.date is not None:
        same = own.date.year == beside.year
        return replace(both, date=own.date if same else None, year=None if same else beside.year)
    return both


def _row(names: Sequence[str], row: Sequence[str]) -> tuple[str, Metadata, str]:
    """The path, the metadata and what is wrong with the row; "" where nothing is."""
    if len(row) != len(names):
        return "", Metadata(), f"the row has {len(row)} columns where the header has {len(names)}"
    said = {field_of(name): " ".join(cell.split()) for name, cell in zip(names, row, strict=True)}
    values = {field: value for field, value in said.items() if field is not None and value}
    path = next((_even(cell) for name, cell in zip(names, row, strict=True) if _is_path(name)), "")
    if not path:
        return "", Metadata(), "the row names no file"
    faults = (*date_notes(values.get("date")), *year_notes(values.get("year")))
    usable = [fault for fault in faults if "only the year" not in fault]
    return path, metadata_of(values), "; ".join(usable) + ("; the rest of the row is used" if usable else "")


def _is_path(name: str) -> bool:
    return name.strip().lower() in _PATH_COLUMNS


def _even(path: str) -> str:
    """A path as the walk writes it: "/", no "./" before it, one form of each character."""
    even = unicodedata.normalize("NFC", path.strip().replace("\\", "/"))
    while even.startswith("./"):
        even = even[2:]
    return even
