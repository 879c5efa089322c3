"""Tables of a page: rows of data name their columns; a page laid out in cells is its paragraphs."""

from dataclasses import dataclass, field, replace

from indexer.sources.page.lines import Line
from indexer.sources.rows import table_lines

_LEAST_ROWS = 2
_LEAST_COLUMNS = 2
_LONGEST_CELL_CHARS = 1_500
_MOST_CELL_LINES = 8
_LONGEST_JOINED_CHARS = 100
_WIDEST_SPAN = 50
_SPAN_DIGITS = 4
_LONGEST_REPEATED_CHARS = 100
_MOSTLY = 0.5


@dataclass(slots=True, kw_only=True)
class Cell:
    """What one cell holds, while the page is being read; it covers so many columns and rows."""

    lines: list[Line] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """Its lines as one."""
        if len(self.lines) == 1:
            return self.lines[0].text
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True, kw_only=True)
class Table:
    """A table while the page is being read; once `laid_out`, its lines go straight to the page."""

    rows: list[list[Cell]] = field(default_factory=list)
    laid_out: bool = False
    in_cell: bool = False

    def start_row(self) -> None:
        """Another row; the cell before it is at its end."""
        self.rows.append([])
        self.in_cell = False

    def start_cell(self, columns: str, rows: str) -> None:
        """Another cell, with its spans as the page writes them."""
        if not self.rows:
            self.start_row()
        spans = columns or rows
        self.rows[-1].append(Cell(columns=_span(columns), rows=_span(rows)) if spans else Cell())
        self.in_cell = True

    def add(self, line: Line) -> None:
        """A line of the cell at hand; outside any cell (a caption) it is a row of its own."""
        if not self.in_cell:
            self.rows.append([Cell()])
        self.rows[-1][-1].lines.append(line)


def lines_of_table(table: Table) -> list[Line]:
    """The lines of a table that is at its end."""
    if not _is_data(table):
        return laid_out_lines(table)
    cells = [line for row in table.rows for cell in row for line in cell.lines]
    linked = sum(line.linked for line in cells) > _MOSTLY * sum(len(line.text) for line in cells)
    return [
        Line(text=text, linked=len(text) if linked else 0, tabular=True) for text in table_lines(_grid(table))
    ]


def laid_out_lines(table: Table) -> list[Line]:
    """The lines of a page laid out as a table; a row of short cells is one line."""
    lines: list[Line] = []
    for row in table.rows:
        filled = [cell for cell in row if cell.lines]
        short = all(len(cell.lines) == 1 and not cell.lines[0].level for cell in filled)
        if len(filled) > 1 and short and sum(len(cell.text) for cell in filled) <= _LONGEST_JOINED_CHARS:
            lines.append(_joined_row(filled))
        else:
            lines += [line for cell in filled for line in cell.lines]
    return lines


def _joined_row(cells: list[Cell]) -> Line:
    linked = sum(line.linked for cell in cells for line in cell.lines)
    return replace(cells[0].lines[0], text="\t".join(cell.text for cell in cells), linked=linked)


def _is_data(table: Table) -> bool:
    """Whether rows of several filled cells make up the table, none of them a text of its own."""
    rows = [[cell for cell in row if cell.lines] for row in table.rows]
    filled = [row for row in rows if row]
    if len(filled) < _LEAST_ROWS or any(map(_is_a_text, (cell for row in filled for cell in row))):
        return False
    several = sum(len(row) >= _LEAST_COLUMNS for row in filled)
    return several >= _MOSTLY * len(filled)


def _is_a_text(cell: Cell) -> bool:
    if len(cell.lines) == 1:
        return len(cell.lines[0].text) > _LONGEST_CELL_CHARS or cell.lines[0].level > 0
    return (
        len(cell.lines) > _MOST_CELL_LINES
        or any(line.level for line in cell.lines)
        or sum(len(line.text) for line in cell.lines) > _LONGEST_CELL_CHARS
    )


def _grid(table: Table) -> list[list[str]]:
    """The texts by row and column. A cell that covers several rows is said in each, unless it is long."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}  # by column: the text from above, and for how many rows yet
    for cells in table.rows:
        if not hanging and all(cell.rows == cell.columns == 1 for cell in cells):
            grid.append([cell.text for cell in cells])
            continue
        row: list[str] = []
        still: dict[int, tuple[str, int]] = {}
        for cell in cells:
            _hang(row, hanging, still)
            text = cell.text
            if cell.rows > 1:
                said = text if len(text) <= _LONGEST_REPEATED_CHARS else ""
                still |= {len(row) + at: ("" if at else said, cell.rows - 1) for at in range(cell.columns)}
            row += [text, *[""] * (cell.columns - 1)]
        _hang(row, hanging, still)
        grid.append(row)
        hanging = still
    return grid


def _hang(row: list[str], hanging: dict[int, tuple[str, int]], still: dict[int, tuple[str, int]]) -> None:
    """Fills the columns from the end of the row on that cells from above cover."""
    while len(row) in hanging:
        text, left = hanging[len(row)]
        if left > 1:
            still[len(row)] = (text, left - 1)
        row.append(text)


def _span(written: str) -> int:
    return min(max(int(written[:_SPAN_DIGITS]), 1), _WIDEST_SPAN) if written.isdecimal() else 1
