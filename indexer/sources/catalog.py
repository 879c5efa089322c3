"""Which files a build reads: a walk through the sources, in an order that never changes."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.contract.errors import NothingToIndexError, UnreadableFileError
from indexer.contract.reading import Metadata, SkippedFile
from indexer.sources.archive import ARCHIVE, Member, is_hidden, list_members
from indexer.sources.beside import NAME, Beside, merged, read_beside
from indexer.sources.files import SUFFIXES, SourceFile, read_bytes, type_fault
from indexer.sources.records import mend

__all__ = ["SUFFIXES", "SourceFile", "find_files"]


@dataclass(slots=True, kw_only=True)
class _Told:
    """A metadata.csv while the files under it are walked: the paths under its prefix that were met."""

    prefix: str
    beside: Beside
    met: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """What a walk carries down: what it has met (hashes of real paths: millions fit), the index folder, which
    is no source, the real path of the folder it is in, and the tables above, outermost first."""

    walked: set[int] = field(default_factory=set)
    index: str = ""
    folder: Path | None = None
    told: tuple[_Told, ...] = ()

    def meets(self, real: str) -> bool:
        """Whether the walk comes to a real path for the first time; the next time it does not."""
        before = len(self.walked)
        self.walked.add(hash(real))
        return len(self.walked) > before


def find_files(sources: Sequence[Path], index: Path | None = None) -> Iterator[SourceFile | SkippedFile]:
    """The files under the sources: the sources as given, each walked by the code points of the paths.

    Hidden files and folders are left out, and so is the index folder; an archive is a folder. What cannot be
    read as a report, and what a metadata.csv says in vain, is a SkippedFile. Files under two sources may have
    the same id. Raises NothingToIndexError for a source that does not exist, before any file is given.
    """
    for source in sources:
        if not source.exists():
            raise NothingToIndexError(f"no such file or folder: {source}; name a folder of reports")
    walk = _Walk(index="" if index is None else os.path.realpath(index))
    for source in sources:
        if source.is_dir():
            yield from _walk(source, "", walk)
        else:
            yield from _single(source)


def _single(path: Path) -> Iterator[SourceFile | SkippedFile]:
    """A file that is itself named as a source, under the metadata.csv beside it."""
    try:
        table = _table_among(_names(path.parent), path.parent)
    except OSError:
        table = None
    if isinstance(table, Beside) and path.name.lower() == NAME:
        yield SkippedFile(path=str(path), reason="it describes the files beside it; name the folder")
        return
    told = (_Told(prefix="", beside=table),) if isinstance(table, Beside) else ()
    yield from _judge(path, path.name, _Walk(told=told))


def _walk(folder: Path, prefix: str, walk: _Walk) -> Iterator[SourceFile | SkippedFile]:
    """The files of a folder and of those below; a folder reached a second time, by a link, is skipped."""
    if not walk.meets(real := os.path.realpath(folder)):
        yield SkippedFile(
            path=_printable(folder), reason="this folder has been read already, under another name"
        )
        return
    if prefix and real == walk.index:
        return
    try:
        entries = _names(folder)
    except OSError as exc:
        yield SkippedFile(path=_printable(folder), reason=f"the folder cannot be opened: {exc.strerror}")
        return
    table = _table_among(entries, folder)
    if isinstance(table, SkippedFile):
        yield table
    below, told = _under(replace(walk, folder=Path(real)), prefix, table)
    for name in entries:
        if table is not None and name.lower() == NAME:
            continue
        entry = folder / name.removesuffix("/")
        if name.endswith("/") and entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/", below)
        else:
            yield from _judge(entry, prefix + entry.name, below)
    yield from _in_vain(told)


def _under(walk: _Walk, prefix: str, table: Beside | SkippedFile | None) -> tuple[_Walk, _Told | None]:
    """The walk with this table over it, if it is one."""
    if not isinstance(table, Beside):
        return walk, None
    told = _Told(prefix=prefix, beside=table)
    return replace(walk, told=(*walk.told, told)), told


def _in_vain(told: _Told | None) -> Iterator[SkippedFile]:
    """The rows of a table with faults, and those that name no file."""
    if told is not None:
        yield from told.beside.faults
        yield from told.beside.naming_none(frozenset(told.met))


def _names(folder: Path) -> list[str]:
    """What a folder holds, in the order of the whole paths; folders and archives with a "/" behind them."""
    with os.scandir(folder) as entries:
        return sorted(
            f"{entry.name}/" if entry.name.lower().endswith(ARCHIVE) or _is_folder(entry) else entry.name
            for entry in entries
            if not is_hidden(entry.name)
        )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Told by the listing itself, but for a link, which may lead to itself."""
    return Path(entry).is_dir() if entry.is_symlink() else entry.is_dir()


def _judge(path: Path, file_id: str, walk: _Walk) -> Iterator[SourceFile | SkippedFile]:
    """The file or its members, or why it is not read; a file that links give two names is read under the
    first."""
    beside = _said_of(file_id, walk)
    reason = _fault(path) or _name_fault(file_id)
    if not reason and not walk.meets(_real_path(path, walk.folder)):
        reason = "this file has been read already, under another name"
    if reason:
        yield SkippedFile(path=_printable(path), reason=reason)
        return
    file = SourceFile(path=path, id=file_id, beside=beside)
    if file.suffix == ARCHIVE:
        yield from _members(file, walk)
    else:
        yield file


def _real_path(path: Path, folder: Path | None) -> str:
    """The real path of a file, of whose folder it may be known: what is no link lies there, and no folder
    above needs to be asked."""
    if folder is None or path.is_symlink():
        return os.path.realpath(path)
    return str(folder / path.name)


def _members(archive: SourceFile, walk: _Walk) -> Iterator[SourceFile | SkippedFile]:
    """The files of an archive, each as if the archive were a folder; what is said of the archive is said of
    each. A metadata.csv may stand in any of its folders."""
    try:
        members = list(list_members(archive.path))
    except UnreadableFileError as exc:
        yield SkippedFile(path=str(archive.path), reason=str(exc))
        return
    files = [
        replace(archive, id=f"{archive.id}/{member.name}", member=member)
        for member in members
        if isinstance(member, Member)
    ]
    tables = {file.id: table for file in files if _is_named(file) and (table := _table(file)) is not None}
    yield from (item for item in (*members, *tables.values()) if isinstance(item, SkippedFile))
    told = [
        _Told(prefix=file_id[: -len(NAME)], beside=table)
        for file_id, table in sorted(tables.items(), key=lambda item: len(item[0]))
        if isinstance(table, Beside)
    ]
    inner = replace(walk, told=(*walk.told, *told))
    for file in files:
        if file.id not in tables:
            said = merged(archive.beside, _said_of(file.id, inner))
            reason = type_fault(file.suffix)
            yield SkippedFile(path=file.shown, reason=reason) if reason else replace(file, beside=said)
    for table_told in told:
        yield from _in_vain(table_told)


def _is_named(file: SourceFile) -> bool:
    """Whether the file has the name of a table about others."""
    return file.id.rpartition("/")[2].lower() == NAME


def _said_of(file_id: str, walk: _Walk) -> Metadata:
    """What the tables above say of a file, the nearest before the others."""
    said = Metadata()
    for told in walk.told:
        if file_id.startswith(told.prefix):
            path = file_id[len(told.prefix) :]
            told.met.add(path)
            said = merged(said, told.beside.said_of(path))
    return said


def _table_among(names: Sequence[str], folder: Path) -> Beside | SkippedFile | None:
    """The metadata.csv of a folder that holds these; None where it has none, or one that is a table of
    reports."""
    path = next((folder / name for name in names if name.lower() == NAME), None)
    return None if path is None or not path.is_file() else _table(SourceFile(path=path, id=path.name))


def _table(file: SourceFile) -> Beside | SkippedFile | None:
    try:
        return read_beside(read_bytes(file), file.shown)
    except UnreadableFileError as exc:
        return SkippedFile(path=file.shown, reason=str(exc))


def _name_fault(file_id: str) -> str:
    return "" if mend(file_id) == file_id else "the file name is not valid UTF-8; rename it"


def _printable(path: Path) -> str:
    """The path as messages show it, whatever bytes its name is made of."""
    return str(path) if mend(str(path)) == str(path) else repr(str(path))


def _fault(path: Path) -> str:
    """Why the file is not one that we read; "" where it is."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "a link to a file that does not exist"
    except OSError as exc:
        return f"cannot be opened: {exc.strerror}"
    if not stat.S_ISREG(mode):
        return "not a file that can be read (a pipe, socket or device)"
    return type_fault(path.suffix.lower())
