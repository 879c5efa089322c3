"""Tables within a report to lines: a row of figures says which column each of its cells stands in."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

_LONGEST_HEADER_CHARS = 24
_LEAST_ROWS = 2
_LEAST_COLUMNS = 2
_SENTENCE_ENDS = ("。", "！", "？", "；", "：", ":")


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table, none of them empty, no line break or tab within a cell.

    Under a header (short cells, all different, only the corner empty) a row is "header：cell" pairs with tabs
    between; empty cells are left out, and the header is a line of its own only where a column of it stays
    empty. Without one a row is its cells. A cell that stands alone (a caption, a row merged into one) is
    its own line; a caption with a header below it that begins as the first one does begins a table anew.

    >>> table_lines([["表1 产值"], ["地区", "产值", "增速"], ["安溪", "10亿元", ""], ["南靖", "8亿元", "5%"]])
    ['表1 产值', '地区：安溪\\t产值：10亿元', '地区：南靖\\t产值：8亿元\\t增速：5%']
    """
    grid = [[" ".join(cell.split()) for cell in row] for row in rows]
    filled = [row for row in grid if any(row)]
    return [line for part in _parts(filled) for line in _part_lines(part)]


def _parts(filled: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    """The tables that stand one below the other as one."""
    header = next((row for row in filled if len(set(_said(row))) > 1), None)
    begin = 0
    if header is not None and header[0]:
        for at, (row, below) in enumerate(pairwise(filled)):
            anew = below[0] == header[0] and len(set(_said(below))) > 1 and len(set(_said(row))) == 1
            if anew and begin < at:
                yield filled[begin:at]
                begin = at
    yield filled[begin:]


def _part_lines(filled: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table whose rows hold something each."""
    captions = 0
    while captions < len(filled) and len(set(_said(filled[captions]))) == 1:
        captions += 1
    lines = [_said(row)[0] for row in filled[:captions]]
    table = filled[captions:]
    if not _is_data(table):
        return lines + ["\t".join(_trimmed(row)) for row in table]
    header, body = table[0], table[1:]
    unused = any(name and not any(_cell(row, at) for row in body) for at, name in enumerate(header))
    return lines + (["\t".join(_said(header))] if unused else []) + [_labelled(header, row) for row in body]


def _is_data(table: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns of the others."""
    if len(table) < _LEAST_ROWS or len(table[0]) < _LEAST_COLUMNS:
        return False
    header = table[0]
    named = header[1:] if not header[0] else header
    return (
        all(named)
        and len(set(named)) == len(named)
        and not header[0].isdecimal()
        and all(len(name) <= _LONGEST_HEADER_CHARS and not name.endswith(_SENTENCE_ENDS) for name in named)
    )


def _labelled(header: Sequence[str], row: Sequence[str]) -> str:
    """The row's cells, each behind the name of its column; a cell alone, or beyond the header, has none."""
    cells = _said(row)
    if len(cells) == 1 or (len(set(cells)) == 1 and len(row) > _LEAST_COLUMNS):
        return cells[0]
    pairs = ((_cell(header, at), cell) for at, cell in enumerate(row) if cell)
    return "\t".join(f"{name}：{cell}" if name else cell for name, cell in pairs)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _said(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def _trimmed(row: Sequence[str]) -> list[str]:
    """The cells up to the last that holds anything."""
    last = max(at for at, cell in enumerate(row) if cell)
    return list(row[: last + 1])
