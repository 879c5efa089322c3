"""What both kinds of FTS5 share: a table of the texts, and one of regions, themes and years.

A paragraph's three values are one number, its cell. One statement counts the cells of what is found, and the
three facets are sums of these counts: faster than a GROUP BY over a join for each of them.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.engines.rows import NO_YEAR, Row
from benchmarks.engines.seam import HITS, Answer

_NAME = "fts5.sqlite"
_SCHEMA = """
create table paragraph (rowid integer primary key, id text, text text);
create table place (rowid integer primary key, cell integer);
create table cell (cell integer primary key, region text, theme text, year integer);
"""
_BEST = """
select id, text from (select rowid, rank from found where found match :asked order by rank limit :limit) best
join paragraph using (rowid) order by best.rank
"""
_BEST_INSIDE = """
select id, text from (
  select found.rowid, rank from found join place on place.rowid = found.rowid join cell using (cell)
  where found match :asked and region = :region order by rank limit :limit) best
join paragraph using (rowid) order by best.rank
"""
_CELLS = """
select region, theme, year, count from (
  select cell, count(*) as count from found join place on place.rowid = found.rowid
  where found match :asked group by cell
) join cell using (cell)
"""
Cell = tuple[str, str, int]


def create(folder: Path, tokenizer: str) -> sqlite3.Connection:
    """An empty database; what is searched is the table `found`, which keeps no copy of its texts."""
    database = sqlite3.connect(folder / _NAME)
    database.executescript("pragma journal_mode=off; pragma synchronous=off;" + _SCHEMA)
    database.execute(f"create virtual table found using fts5(text, content='', tokenize='{tokenizer}')")
    return database


def fill(database: sqlite3.Connection, rows: Iterable[tuple[Row, str]]) -> None:
    """Add the rows, each with the text that it is found by."""
    cells: dict[Cell, int] = {}
    for number, (row, searched) in enumerate(rows, start=1):
        cell = cells.setdefault((row.region, row.theme, row.year), len(cells))
        database.execute("insert into paragraph values (?, ?, ?)", (number, row.id, row.text))
        database.execute("insert into place values (?, ?)", (number, cell))
        database.execute("insert into found (rowid, text) values (?, ?)", (number, searched))
    database.executemany("insert into cell values (?, ?, ?, ?)", ((at, *cell) for cell, at in cells.items()))
    database.execute("insert into found (found) values ('optimize')")
    database.execute("analyze")
    database.commit()
    database.close()


def open_database(folder: Path) -> sqlite3.Connection:
    """The database of a folder, mapped."""
    database = sqlite3.connect(folder / _NAME)
    database.execute("pragma mmap_size=4294967296")
    return database


def answer(database: sqlite3.Connection, match: str, region: str | None) -> Answer:
    """What an FTS5 expression finds."""
    values = {"asked": match, "region": region, "limit": HITS}
    counted = database.execute(_CELLS, values).fetchall()
    best = database.execute(_BEST if region is None else _BEST_INSIDE, values).fetchall()
    regions: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for place, theme, year, count in counted:
        regions[place] += count
        if region is None or place == region:
            themes[theme] += count
            if year != NO_YEAR:
                years[str(year)] += count
    return Answer(hits=tuple(best), total=themes.total(), regions=regions, themes=themes, years=years)
