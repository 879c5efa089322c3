"""Separated values (.csv, .tsv) to rows: which character separates, and which rows cannot be parsed."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.contract.errors import UnreadableFileError

_SEPARATORS = (",", ";", "\t", "；", "，")
_LONGEST_FIELD_CHARS = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names in the first row, and the text with what separates its columns."""

    names: tuple[str, ...]
    separator: str
    text: str


def find_columns(text: str, is_header: Callable[[Sequence[str]], bool]) -> Columns:
    """The columns as parted by the first separator that makes the first row a header; by commas where none
    does. Raises UnreadableFileError where the first row cannot be parsed.

    >>> find_columns("标题;正文\\n甲;一。", lambda names: "正文" in names).names
    ('标题', '正文')
    """
    plain = text.lstrip("\ufeff")
    found = [
        Columns(names=_names(plain, separator), separator=separator, text=plain) for separator in _SEPARATORS
    ]
    best = next((columns for columns in found if is_header(columns.names)), found[0])
    if not best.names:
        raise UnreadableFileError("not a table: its first row cannot be read")
    return best


def split_rows(columns: Columns) -> Iterator[tuple[int, list[str] | str]]:
    """Each row below the header that is not blank, from 1, or in its place why it could not be parsed."""
    rows = _rows(columns.text, columns.separator)
    next(filter(any, rows), None)
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
        number += bool(row)
        if any(cell.strip() for cell in row):
            yield number, row


def each_line(text: str) -> Iterator[str]:
    """The lines one by one, their "\\n" with them: a long text is not held twice."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD_CHARS)
    return csv.reader(each_line(text), delimiter=separator, strict=True)


def _names(text: str, separator: str) -> tuple[str, ...]:
    """The first row that is not blank; () where it cannot be parsed."""
    try:
        return tuple(next(islice(filter(any, _rows(text, separator)), 1), []))
    except csv.Error:
        return ()
