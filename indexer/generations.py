"""Generations: how an index folder is written beside the one being served, sealed, and swapped in at once.

    <index>/CURRENT                          the id of the generation being served, one line
    <index>/build.lock                       held by the one build that may write
    <index>/readings.sqlite, reprints.bin    caches, see indexer/readings and reprints; not looked at here
    <index>/generations/<id>/manifest.json   written last: its presence means a whole generation
    <index>/generations/<id>/<file>          the engine's files, never modified after that

Ids sort by the time of their build. The generation being served and the one before it are kept; a reader
that opened an older one keeps its open files. Which engine wrote the files does not matter here.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.contract.errors import (
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexUnavailableError,
)
from indexer.contract.lexicon import Lexicon
from indexer.contract.manifest import MANIFEST_NAME, IndexFile, Manifest

# Up to this size a file is read through whenever the index is opened; larger ones only by verify.
_SMALL_BYTES = 1 << 20
_ID = re.compile(r"(\d{8}T\d{12})-(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Who wrote a generation, or must have written it to be readable: engine and fingerprints."""

    engine: str
    schema: str
    analyzer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made of what, and by whom."""

    maker: Maker
    lexicon: Lexicon
    documents: int
    paragraphs: int
    sources: tuple[str, ...]
    linked: tuple[IndexFile, ...] = ()  # files of an earlier generation, which has looked at them


class Build:
    """One generation being written, with the lock on its index. Ends with publish or discard."""

    def __init__(self, index: Path, generation: str, lock: FileLock) -> None:
        self.generation = generation
        self.folder = _folder(index, generation)
        self._index = index
        self._lock = lock
        self._ended = False

    def seal(self, made: Made) -> Manifest:
        """Bring every file to disk, then the manifest that describes them."""
        paths = sorted(self.folder.iterdir())
        linked = {file.name: file for file in made.linked}
        manifest = Manifest(
            generation=self.generation,
            built_at=datetime.now(UTC).replace(microsecond=0),
            engine=made.maker.engine,
            schema=made.maker.schema,
            analyzer=made.maker.analyzer,
            documents=made.documents,
            paragraphs=made.paragraphs,
            sources=made.sources,
            files=tuple(linked.get(path.name) or _described(path) for path in paths),
            lexicon=made.lexicon,
        )
        for path in paths:
            _sync(path)
        _write_synced(self.folder / MANIFEST_NAME, manifest.to_json())
        _sync(self.folder)
        _sync(self.folder.parent)
        return manifest

    def publish(self) -> None:
        """Make the sealed generation the one that is served, and let go of those no longer kept."""
        beside = self._index / "CURRENT.new"
        _write_synced(beside, self.generation + "\n")
        beside.replace(self._index / "CURRENT")
        self._ended = True  # from here on it is served, and no error may remove it
        try:
            _sync(self._index)
            _sweep(self._index)
        finally:
            self._lock.release()

    def discard(self) -> None:
        """Remove what was written; harmless after publish, and twice."""
        if not self._ended:
            self._ended = True
            shutil.rmtree(self.folder, ignore_errors=True)
            self._lock.release()


def begin(index: Path) -> Build:
    """Start a generation; what killed builds left behind is removed first.

    Raises IndexLockedError, at once, where another build is running, and IndexUnavailableError where
    the folder cannot be written.
    """
    try:
        (index / "generations").mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / "build.lock", timeout=0, thread_local=False)
        lock.acquire()
    except Timeout as exc:
        raise IndexLockedError(f"another build is writing {index}; wait until it has ended") from exc
    except OSError as exc:
        raise unwritable(index, exc) from exc
    build = None
    try:
        _sweep(index)
        build = Build(index, _next_id(index), lock)
        build.folder.mkdir()
    except BaseException as exc:  # Ctrl-C too must not leave a folder behind
        lock.release() if build is None else build.discard()
        if isinstance(exc, OSError):
            raise unwritable(index, exc) from exc
        raise
    return build


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """What goes wrong with the files of a generation, as an error that names the cure."""
    try:
        yield
    except OSError as exc:
        raise unwritable(index, exc) from exc


def unwritable(index: Path, reason: OSError) -> IndexUnavailableError:
    """The error for an index folder that refuses to be written."""
    why = reason.strerror or str(reason)
    return IndexUnavailableError(f"cannot write the index in {index} ({why}); name another with --index")


def current_id(index: Path) -> str:
    """The id of the generation being served; cheap enough to ask at every request."""
    path = index / "CURRENT"
    try:
        generation = path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise IndexMissingError(f"no index in {index}; run: fangzhi build REPORTS") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise IndexDamagedError(f"{path} cannot be read ({exc}); run: fangzhi build REPORTS") from exc
    if not _ID.fullmatch(generation):
        raise IndexDamagedError(f"{path} names no generation; run: fangzhi build REPORTS")
    return generation


def described(index: Path) -> Manifest:
    """The manifest of the generation being served, whoever wrote it and whatever became of its files.

    Raises IndexMissingError or IndexDamagedError.
    """
    return _manifest(index, current_id(index))


def current(index: Path, expecting: Callable[[Lexicon], Maker]) -> Manifest:
    """The manifest of the generation being served, its files present in their sizes and the small ones
    as they were written.

    `expecting` is who can be read, with this lexicon. Raises IndexMissingError, IndexDamagedError, or
    IndexMismatchError where someone else wrote it.
    """
    manifest = described(index)
    written = Maker(engine=manifest.engine, schema=manifest.schema, analyzer=manifest.analyzer)
    if written != expecting(manifest.lexicon):
        raise IndexMismatchError(
            f"the index in {index} was built by another version or engine ({manifest.engine}); "
            "run: fangzhi build REPORTS"
        )
    for file in manifest.files:
        _check(folder_of(index, manifest) / file.name, file, whole=file.size_bytes <= _SMALL_BYTES)
    return manifest


def verify(index: Path, expecting: Callable[[Lexicon], Maker]) -> Manifest:
    """As current, and every file is read through, however large."""
    manifest = current(index, expecting)
    for file in manifest.files:
        _check(folder_of(index, manifest) / file.name, file, whole=True)
    return manifest


def _check(path: Path, file: IndexFile, *, whole: bool) -> None:
    """Compare the size, and the SHA-256 if `whole`. Raises IndexDamagedError."""
    try:
        same = path.stat().st_size == file.size_bytes and (not whole or _described(path) == file)
    except OSError as exc:
        raise IndexDamagedError(f"{path} is missing; run: fangzhi build REPORTS") from exc
    if not same:
        raise IndexDamagedError(f"{path} is not as it was written; run: fangzhi build REPORTS")


def folder_of(index: Path, manifest: Manifest) -> Path:
    """Where the files of a generation lie."""
    return _folder(index, manifest.generation)


def _folder(index: Path, generation: str) -> Path:
    return index / "generations" / generation


def _manifest(index: Path, generation: str) -> Manifest:
    path = _folder(index, generation) / MANIFEST_NAME
    try:
        manifest = Manifest.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, IndexDamagedError) as exc:
        raise IndexDamagedError(f"{path} cannot be read ({exc}); run: fangzhi build REPORTS") from exc
    inside = all(file.name == Path(file.name).name for file in manifest.files)
    if manifest.generation != generation or not inside:
        raise IndexDamagedError(f"{path} describes another index; run: fangzhi build REPORTS")
    return manifest


def _next_id(index: Path) -> str:
    """Later than every id there is, even where the clock was set back."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    last = max((found.groups() for found in map(_ID.fullmatch, _ids(index)) if found), default=("", ""))
    return f"{stamp}-0000" if stamp > last[0] else f"{last[0]}-{int(last[1]) + 1:04d}"


def _ids(index: Path) -> list[str]:
    """The generation folders that exist, oldest first; anything else in there is not ours."""
    inside = (index / "generations").iterdir()
    return sorted(path.name for path in inside if _ID.fullmatch(path.name) and not path.is_symlink())


def _sweep(index: Path) -> None:
    """Remove all generations but the one being served and the whole one before it.

    Only the holder of the lock may do this: to anyone else an unfinished generation is one being written.
    """
    whole = [name for name in _ids(index) if (_folder(index, name) / MANIFEST_NAME).is_file()]
    # Where nothing says which one is served, the newest two stay, so that nothing is lost for good.
    with suppress(IndexUnavailableError):
        served = current_id(index)
        whole = [name for name in whole if name <= served]
    for name in _ids(index):
        if name not in whole[-2:]:
            shutil.rmtree(_folder(index, name), ignore_errors=True)


def _described(path: Path) -> IndexFile:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return IndexFile(name=path.name, size_bytes=path.stat().st_size, sha256=digest)


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    """Ask the system to bring a file, or a folder's list of names, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
