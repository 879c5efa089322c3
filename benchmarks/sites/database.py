"""The database that datasette serves: the same paragraphs, found by our words through FTS5."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from benchmarks.engines.rows import Cutter
from indexer.contract.documents import Report

TABLE_URL = "/laws/paragraph"
_TIME_LIMIT_MS = 120_000
_SCHEMA = """
pragma journal_mode=off; pragma synchronous=off;
create table paragraph (
  number integer primary key, id text, title text, text text, region text, theme text, year integer
);
create virtual table found using fts5(words, content='', tokenize="ascii tokenchars '.%'");
"""
# Datasette is told where the words are, as the table of words keeps no copy of the texts.
_METADATA = {
    "databases": {"laws": {"tables": {"paragraph": {"fts_table": "found", "fts_pk": "number"}}}},
}
# No limit may cut a facet or a search short; what would only slow it down is off.
_SETTINGS = {
    "sql_time_limit_ms": _TIME_LIMIT_MS,
    "facet_time_limit_ms": _TIME_LIMIT_MS,
    "default_facet_size": 100,
    "num_sql_threads": 4,
    "suggest_facets": "off",
    "cache_size_kb": 200_000,
    "default_cache_ttl": 0,
}


def write_database(reports: Iterable[Report], folder: Path) -> None:
    """Write laws.db, and metadata.json beside it."""
    folder.mkdir()
    database = sqlite3.connect(folder / "laws.db")
    database.executescript(_SCHEMA)
    titles: dict[str, str] = {}

    def titled() -> Iterable[Report]:
        for report in reports:
            titles[report.id] = report.title
            yield report

    for number, row in enumerate(Cutter().rows(titled()), start=1):
        title = titles[row.id.rpartition(":")[0]]
        values = (number, row.id, title, row.text, row.region, row.theme, row.year or None)
        database.execute("insert into paragraph values (?, ?, ?, ?, ?, ?, ?)", values)
        database.execute("insert into found (rowid, words) values (?, ?)", (number, row.words))
    database.execute("insert into found (found) values ('optimize')")
    database.execute("analyze")
    database.commit()
    database.close()
    (folder / "metadata.json").write_text(json.dumps(_METADATA), encoding="utf-8")


def held(folder: Path, matches: Iterable[str]) -> list[int]:
    """How many paragraphs the database finds for each FTS5 expression."""
    with closing(sqlite3.connect(folder / "laws.db")) as database:
        counted = "select count(*) from found where found match ?"
        return [database.execute(counted, (match,)).fetchone()[0] for match in matches]


def datasette_command(folder: Path, port: int) -> list[str]:
    """What serves the database, behind the name of this Python."""
    settings = [part for name, value in _SETTINGS.items() for part in ("--setting", name, str(value))]
    files = ["-i", str(folder / "laws.db"), "-m", str(folder / "metadata.json")]
    return ["-m", "datasette", "serve", *files, *settings, "--port", str(port)]
