"""The cache of readings beside the generations: what was read once is not read again while it stays the same.

    <index>/readings.sqlite      may be deleted at any time

A key says everything that a reading follows from (see `key_of`), so an entry never goes stale: it is found
or it is not. Only the holder of the index's lock may open the cache. Whatever is wrong with it, it is given
up with a message, and the files are read.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from itertools import count, islice
from pathlib import Path

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import ReadingRules, SkippedFile
from indexer.readings.code import reading_fingerprint, rules_fingerprint
from indexer.readings.entries import EntryError, Outcome, packed, unpacked
from indexer.sources.files import SourceFile, read_bytes

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
CREATE TABLE IF NOT EXISTS parts (key BLOB, part INTEGER, content BLOB NOT NULL, PRIMARY KEY (key, part));
CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID;
"""
_KEEP_PART = "INSERT OR REPLACE INTO parts VALUES (?, ?, ?)"
_KEEP_FILE = "INSERT OR REPLACE INTO files VALUES (?)"
_MARK_USED = "INSERT OR IGNORE INTO used VALUES (?)"
_DROP = (
    "DELETE FROM files WHERE key NOT IN (SELECT key FROM used)",
    "DELETE FROM parts WHERE key NOT IN (SELECT key FROM used)",
)

Read = Callable[[], Iterator[Outcome]]
Tell = Callable[[str], None]


def key_of(file: SourceFile, rules: str) -> bytes:
    """A digest of all that a reading follows from: the file's bytes and names, what metadata.csv says of it,
    the rules (their fingerprint), and the code that reads. Raises UnreadableFileError."""
    named = json.dumps([file.shown, file.id, asdict(file.beside)], default=str)
    digest = hashlib.sha256(f"{reading_fingerprint()} {rules} {named}\n".encode())
    digest.update(read_bytes(file))
    return digest.digest()


class Readings:
    """The cache while a build runs; a context manager. `unchanged` counts the files that it answered for.

    With `full` it answers for none, and keeps what is read all the same. `tell` hears what is wrong with it.
    """

    def __init__(self, index: Path, rules: ReadingRules, tell: Tell, *, full: bool = False) -> None:
        self.unchanged = 0
        self._path = index / FILE_NAME
        self._rules = rules_fingerprint(rules)
        self._tell = tell
        self._full = full
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

    def outcomes(self, file: SourceFile, read: Read) -> Iterator[Outcome]:
        """The outcomes kept of a file, or else those of `read`, which are kept from then on.

        What `read` raises passes through, and nothing is kept: a file that failed is tried again.
        """
        key = key_of(file, self._rules)
        if not self._find(key):
            yield from self._keep(key, read())
            with suppress(UnreadableFileError):
                if key_of(file, self._rules) == key:  # and not a file that was written to in the meantime
                    self._finish(key)
            return
        given = 0
        for part in count():
            kept, last = self._load(key, part) or (None, False)
            if kept is None:  # damaged half-way; reading is repeatable, so the rest comes from the file
                yield from islice(read(), given, None)
                return
            given += len(kept)
            yield from kept
            if last:
                self.unchanged += 1
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
        if self._db is None or self._full:
            return False
        try:
            if self._db.execute("SELECT 1 FROM files WHERE key = ?", (key,)).fetchone() is None:
                return False
            self._db.execute(_MARK_USED, (key,))
        except _TROUBLE as exc:
            self._give_up(exc)
            return False
        return True

    def _load(self, key: bytes, part: int) -> tuple[list[Outcome], bool] | None:
        """The outcomes of one part, and whether it is the last; None where it is damaged."""
        if self._db is None:
            return None
        try:
            query = "SELECT content FROM parts WHERE key = ? AND part = ?"
            found = self._db.execute(query, (key, part)).fetchone()
            if found is None:
                raise EntryError("a part of an entry is missing")
            return unpacked(_label(key, part), found[0])
        except _TROUBLE as exc:
            self._give_up(exc)
            return None

    def _keep(self, key: bytes, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """Pass the outcomes on and keep them part by part."""
        held: list[Outcome] = []
        part = chars = 0
        for outcome in outcomes:
            if chars >= PART_CHARS:
                self._write(_KEEP_PART, key, part, packed(_label(key, part), held, last=False))
                held, chars, part = [], 0, part + 1
            held.append(outcome)
            chars += _chars(outcome)
            yield outcome
        self._write(_KEEP_PART, key, part, packed(_label(key, part), held, last=True))

    def _finish(self, key: bytes) -> None:
        """All parts are kept, so the entry counts."""
        self._write(_KEEP_FILE, key)
        self._write(_MARK_USED, key)
        self._commit_now_and_then()

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
        db.execute("SELECT key, part, content FROM parts LIMIT 1").fetchone()
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


def _chars(outcome: Outcome) -> int:
    """Roughly how much there is to keep of an outcome."""
    if isinstance(outcome, SkippedFile):
        return len(outcome.path) + len(outcome.reason)
    return sum(len(paragraph.text) for paragraph in outcome.report.paragraphs)
