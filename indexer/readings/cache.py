"""The cache of readings beside the generations: what was read once is not read again while it stays the same.

    <index>/readings.sqlite      may be deleted at any time

A key says everything that a reading follows from (see keys.py), so an entry never goes stale: it is found
or it is not. Only the holder of the index's lock may open the cache. Whatever is wrong with it, it is given
up with a message, and the files are read.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from indexer.contract.documents import Report
from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import ReadingRules, ReadReport, SkippedFile
from indexer.readings.anew import Anew, ReadFile
from indexer.readings.code import rules_fingerprint
from indexer.readings.entries import (
    EntryError,
    Outcome,
    Read,
    Reading,
    entry_of,
    packed,
    read_of,
    told,
    unpacked,
    untold,
)
from indexer.readings.keys import key_of
from indexer.sources.files import SourceFile

FILE_NAME = "readings.sqlite"
# So much text is one part of an entry: a table of many reports is never held whole.
PART_CHARS = 500_000
COMMIT_EVERY_S = 2.0
LOCK_TIMEOUT_S = 1.0
# What our own cache never answers with: it is removed. Anything else (held by another program, a full disk)
# leaves it as it is.
_DAMAGED_CODES = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_MISMATCH,
}
# Damage shows itself in more ways than SQLite's own errors: a schema that is no UTF-8, a number that is text.
_TROUBLE = (sqlite3.Error, ValueError, TypeError, OverflowError)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (key BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts
    (key BLOB, part INTEGER, told BLOB NOT NULL, reports BLOB NOT NULL, PRIMARY KEY (key, part));
CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID;
"""
_FIND_TOLD = "SELECT told FROM parts WHERE key = ? AND part = ?"
_FIND_REPORTS = "SELECT reports FROM parts WHERE key = ? AND part = ?"
_KEEP_PART = "INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)"
_KEEP_FILE = "INSERT OR REPLACE INTO files VALUES (?)"
_MARK_USED = "INSERT OR IGNORE INTO used VALUES (?)"
_DROP = (
    "DELETE FROM files WHERE key NOT IN (SELECT key FROM used)",
    "DELETE FROM parts WHERE key NOT IN (SELECT key FROM used)",
)

Tell = Callable[[str], None]
_T = TypeVar("_T")


class Readings:
    """The cache while a build runs; a context manager. `unchanged` counts the files that it answered for.

    With `full` it answers for none, and keeps what is read all the same. `tell` hears what is wrong with it.
    """

    def __init__(self, index: Path, rules: ReadingRules, tell: Tell, *, full: bool = False) -> None:
        self.unchanged = 0
        self.full = full
        self._path = index / FILE_NAME
        self._rules = rules_fingerprint(rules)
        self._tell = tell
        self._committed = time.monotonic()
        self._db: sqlite3.Connection | None = None
        self._open()

    def __enter__(self) -> "Readings":
        return self

    def __exit__(self, *_: object) -> None:
        """What has been kept stays, also where the build failed or was stopped."""
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.commit()
            self._db.close()
            self._db = None

    def outcomes(self, file: SourceFile, read: ReadFile) -> Iterator[Read | SkippedFile]:
        """The outcomes kept of a file, or else those of `read`, which are kept from then on.

        Of what is kept, no report is looked at before it is asked for. What `read` raises passes through, and
        nothing is kept: a file that failed is tried again.
        """
        key = key_of(file, self._rules)
        if not self._find(key):
            yield from self._keep(key, read())
            with suppress(UnreadableFileError):
                if key_of(file, self._rules) == key:  # and not a file that was written to in the meantime
                    self._finish(key)
            return
        given = 0
        anew = Anew(read)
        for part in count():
            outcomes, last = self._told(key, part) or (None, False)
            if outcomes is None:  # damaged half-way; reading is repeatable, so the rest comes from the file
                yield from (_passed(outcome)[0] for outcome in islice(read(), given, None))
                return
            yield from self._kept(key, part, outcomes, partial(anew.report, given))
            given += len(outcomes)
            if last:
                self.unchanged += not anew.asked
                return

    def drop_unused(self) -> None:
        """Forget what this build had no use for: files that are gone, or were different."""
        if self._db is not None:
            try:
                for statement in _DROP:
                    self._db.execute(statement)
                self._db.commit()
            except _TROUBLE as exc:
                self._give_up(exc)

    def _open(self) -> None:
        """Open the cache; a damaged one is begun anew."""
        try:
            self._db = _connected(self._path)
        except _TROUBLE as exc:
            if self._give_up(exc):
                with suppress(sqlite3.Error):
                    self._db = _connected(self._path)

    def _find(self, key: bytes) -> bool:
        """Whether there is an entry, and it is wanted."""
        if self._db is None or self.full:
            return False
        try:
            if self._db.execute("SELECT 1 FROM files WHERE key = ?", (key,)).fetchone() is None:
                return False
            self._db.execute(_MARK_USED, (key,))
        except _TROUBLE as exc:
            self._give_up(exc)
            return False
        return True

    def _told(self, key: bytes, part: int) -> tuple[list[Outcome], bool] | None:
        """The outcomes of one part, and whether it is the last; None where it is damaged."""
        return self._loaded(_FIND_TOLD, key, part, untold)

    def _kept(
        self, key: bytes, part: int, outcomes: list[Outcome], anew: Callable[[int, Reading], Report]
    ) -> Iterator[Read | SkippedFile]:
        """The outcomes of one part, each with a way to its report; where that is damaged, it is read anew."""
        reports: list[Report] | None = None

        def report(number: int, at: int, reading: Reading) -> Report:
            nonlocal reports
            if reports is None:
                reports = self._loaded(_FIND_REPORTS, key, part, unpacked) or []
            return reports[number] if number < len(reports) else anew(at, reading)

        number = count()
        for at, outcome in enumerate(outcomes):
            if isinstance(outcome, SkippedFile):
                yield outcome
            else:
                yield Read(reading=outcome, report=partial(report, next(number), at, outcome))

    def _loaded(self, query: str, key: bytes, part: int, undo: Callable[[bytes, bytes], _T]) -> _T | None:
        """One piece of a part; None where it is damaged."""
        if self._db is None:
            return None
        try:
            found = self._db.execute(query, (key, part)).fetchone()
            if found is None:
                raise EntryError("a part of an entry is missing")
            return undo(_label(key, part), found[0])
        except _TROUBLE as exc:
            self._give_up(exc)
            return None

    def _keep(self, key: bytes, outcomes: Iterator[ReadReport | SkippedFile]) -> Iterator[Read | SkippedFile]:
        """Pass the outcomes on and keep them part by part."""
        held: list[Outcome] = []
        entries: list[str] = []
        part = chars = 0
        for outcome in outcomes:
            if chars >= PART_CHARS:
                self._write_part((key, part), held, entries, last=False)
                held, entries, chars, part = [], [], 0, part + 1
            passed, entry = _passed(outcome)
            held.append(passed.reading if isinstance(passed, Read) else passed)
            entries += [entry] if entry else []
            chars += len(entry) or len(str(passed))
            yield passed
        self._write_part((key, part), held, entries, last=True)

    def _finish(self, key: bytes) -> None:
        """All parts are kept, so the entry counts."""
        self._write(_KEEP_FILE, key)
        self._write(_MARK_USED, key)
        self._commit_now_and_then()

    def _write_part(
        self, place: tuple[bytes, int], outcomes: list[Outcome], entries: list[str], *, last: bool
    ) -> None:
        label = _label(*place)
        self._write(_KEEP_PART, *place, told(label, outcomes, last=last), packed(label, entries))

    def _write(self, statement: str, *values: bytes | int) -> None:
        if self._db is not None:
            try:
                self._db.execute(statement, values)
            except _TROUBLE as exc:
                self._give_up(exc)

    def _commit_now_and_then(self) -> None:
        if self._db is not None and time.monotonic() - self._committed > COMMIT_EVERY_S:
            try:
                self._db.commit()
            except _TROUBLE as exc:
                self._give_up(exc)
            self._committed = time.monotonic()

    def _give_up(self, reason: Exception) -> bool:
        """Read on without a cache; whether a damaged one was removed."""
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None
        self._tell(f"the cache {self._path} cannot be used ({reason}); files are read anew")
        code = getattr(reason, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        return code in _DAMAGED_CODES and _removed(self._path)


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=LOCK_TIMEOUT_S)
    try:
        db.execute("PRAGMA auto_vacuum = FULL")
        # A kill costs nothing that was committed. What a power cut may cost, the entries' checksums find,
        # and it is not worth waiting for the disk.
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(_SCHEMA)
        db.execute("SELECT key FROM files LIMIT 1").fetchone()
        db.execute("SELECT key, part, told, reports FROM parts LIMIT 1").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _label(key: bytes, part: int) -> bytes:
    return key + part.to_bytes(4)


def _removed(path: Path) -> bool:
    """Remove the cache with its journal, which would otherwise be played into the next one."""
    try:
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _passed(outcome: ReadReport | SkippedFile) -> tuple[Read | SkippedFile, str]:
    """What was read as it is passed on, and the entry of a report; "" of what was skipped."""
    if isinstance(outcome, SkippedFile):
        return outcome, ""
    entry = entry_of(outcome.report)
    return read_of(outcome, entry), entry
