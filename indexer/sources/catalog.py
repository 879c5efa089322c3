"""Which files a build reads: a walk through the sources, in an order that never changes."""

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.contract.errors import NothingToIndexError
from indexer.contract.reading import SkippedFile

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".jsonl", ".csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to read.

    `id` is its path under its source folder, with "/"; its name if the file itself was named as a source.
    """

    path: Path
    id: str


def find_files(sources: Sequence[Path]) -> Iterator[SourceFile | SkippedFile]:
    """The files under the sources: the sources as given, each walked by the code points of the paths.

    Hidden files and folders are left out. What cannot be read as a report is a SkippedFile. Files under
    two sources may have the same id. Raises NothingToIndexError for a source that does not exist, before
    any file is given.
    """
    for source in sources:
        if not source.exists():
            raise NothingToIndexError(f"no such file or folder: {source}; name a folder of reports")
    walked: set[Path] = set()
    for source in sources:
        if source.is_dir():
            yield from _walk(source, "", walked)
        else:
            yield _judge(source, source.name, set())


def _walk(folder: Path, prefix: str, walked: set[Path]) -> Iterator[SourceFile | SkippedFile]:
    """The files of a folder and of those below; a folder reached a second time, by a link, is skipped."""
    real = folder.resolve()
    if real in walked:
        yield SkippedFile(path=str(folder), reason="this folder has been read already, under another name")
        return
    walked.add(real)
    try:
        entries = sorted(folder.iterdir(), key=_order)
    except OSError as exc:
        yield SkippedFile(path=str(folder), reason=f"the folder cannot be opened: {exc.strerror}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/", walked)
        else:
            yield _judge(entry, prefix + entry.name, walked)


def _order(entry: Path) -> str:
    """The key that makes a folder-by-folder walk come out in the order of the whole paths."""
    return f"{entry.name}/" if entry.is_dir() else entry.name


def _judge(path: Path, file_id: str, walked: set[Path]) -> SourceFile | SkippedFile:
    """The file, or why it is not read; a file that links give two names is read under the first."""
    reason = _fault(path)
    if reason:
        return SkippedFile(path=str(path), reason=reason)
    try:
        file_id.encode()
    except UnicodeEncodeError:
        return SkippedFile(path=repr(str(path)), reason="the file name is not valid UTF-8; rename it")
    real = path.resolve()
    if real in walked:
        return SkippedFile(path=str(path), reason="this file has been read already, under another name")
    walked.add(real)
    return SourceFile(path=path, id=file_id)


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
    if path.suffix.lower() not in SUFFIXES:
        return f"file type {path.suffix or '(none)'} is not read; we read {' '.join(SUFFIXES)}"
    return ""
