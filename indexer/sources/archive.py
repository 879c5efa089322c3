"""Archives (.zip): what they hold, and one member's bytes; bounded, and never a path outside.

A member is read from its place by offset, not through zipfile, which reads the whole directory of the
archive each time it opens it.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from indexer.contract.errors import ReadingBrokeOffError, UnreadableFileError
from indexer.contract.reading import SkippedFile

ARCHIVE = ".zip"
MOST_FILES = 2_000
MOST_UNPACKED_BYTES = 1 << 30
_NESTED = (ARCHIVE, ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_MOST_DIRECTORY_BYTES = 4 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_OUTSIDE = re.compile(r"/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)", re.DOTALL)
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # and halves of pairs, which no system can write
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_CURE = "unpack it and name the folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive: its path there, and where its bytes stand; `size` is its own claim."""

    name: str
    start: int
    packed_size: int
    size: int
    deflated: bool
    checksum: int


def list_members(archive: Path) -> Iterator[Member | SkippedFile]:
    """The files of the archive by the code points of their paths; hidden ones are left out, and what cannot
    be read is skipped with its reason.

    Raises UnreadableFileError for what is no archive, and for one with too many files or too much in them.
    """
    infos = [info for info in _directory(archive) if not info.is_dir()]
    named = sorted(((_name(info), info) for info in infos), key=lambda pair: pair[0])
    seen_by_user = [(name, info) for name, info in named if not _is_hidden(name)]
    if len(seen_by_user) > MOST_FILES:
        raise UnreadableFileError(
            f"the archive holds {len(seen_by_user):,} files, over {MOST_FILES:,}; {_CURE}"
        )
    if sum(info.file_size for _, info in seen_by_user) > MOST_UNPACKED_BYTES:
        raise UnreadableFileError(f"the archive unpacks to more than 1 GiB; {_CURE}")
    before = ""
    for name, info in seen_by_user:
        fault = "a second file of this name in the archive" if name == before else _fault(name, info)
        before = name
        if fault:
            yield SkippedFile(path=f"{archive}/{_CONTROL.sub('?', name)}", reason=fault)
        else:
            yield _member(name, info)


def read_member(archive: Path, member: Member) -> bytes:
    """The member's bytes; never more than it claims to hold. Raises UnreadableFileError where they are
    damaged or cannot be reached."""
    try:
        with archive.open("rb") as source:
            packed = _packed(source, member)
        data = _inflated(packed, member.size) if member.deflated else packed
    except OSError as exc:
        raise ReadingBrokeOffError(f"the archive cannot be opened: {exc.strerror}") from exc
    except (zlib.error, struct.error, OverflowError) as exc:
        raise UnreadableFileError("damaged in the archive") from exc
    if len(data) != member.size or zlib.crc32(data) != member.checksum:
        raise UnreadableFileError("damaged in the archive: its size or checksum is not the one given there")
    return data


class _BoundedFile:
    """A file that refuses to be read in more than a directory's length: zipfile reads a directory at once,
    whatever length the archive claims for it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.seek, self.tell, self.seekable = source.seek, source.tell, source.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _MOST_DIRECTORY_BYTES:
            raise UnreadableFileError(f"the archive lists too many files; {_CURE}")
        return self._source.read(_MOST_DIRECTORY_BYTES if size < 0 else size)


def _directory(archive: Path) -> list[zipfile.ZipInfo]:
    try:
        with archive.open("rb") as source:
            bounded: BinaryIO = _BoundedFile(source)  # type: ignore[assignment]  # what zipfile reads through
            with zipfile.ZipFile(bounded) as opened:
                return opened.infolist()
    except OSError as exc:
        raise ReadingBrokeOffError(f"cannot be opened: {exc.strerror}") from exc
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, struct.error) as exc:
        raise UnreadableFileError(f"not a .zip archive, or a damaged one: {str(exc)[:80]}") from exc


def _name(info: zipfile.ZipInfo) -> str:
    """The member's path with "/"; a name without the UTF-8 flag is UTF-8 all the same, or GB18030."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/").removeprefix("./")


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(map(is_hidden, parts))


def is_hidden(name: str) -> bool:
    """Whether a file or folder is left out by its name: hidden ones, and the locks that Word leaves."""
    return name.startswith("~$") or (name.startswith(".") and name not in (".", ".."))


def _fault(name: str, info: zipfile.ZipInfo) -> str:
    """Why the member is not read; "" where nothing forbids it."""
    if _OUTSIDE.match(name) or _CONTROL.search(name):
        return "its path leads out of the archive, or is none"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link within an archive is not followed"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted; unpack it with its password"
    if name.lower().endswith(_NESTED):
        return "an archive within an archive is not read; unpack it"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"packed in a way that is not read (method {info.compress_type}); unpack it"
    return ""


def _member(name: str, info: zipfile.ZipInfo) -> Member:
    return Member(
        name=name,
        start=info.header_offset,
        packed_size=info.compress_size,
        size=info.file_size,
        deflated=info.compress_type == zipfile.ZIP_DEFLATED,
        checksum=info.CRC,
    )


def _packed(source: BinaryIO, member: Member) -> bytes:
    """The member's bytes as they stand behind its own header."""
    if member.start < 0:
        raise UnreadableFileError("damaged in the archive")
    source.seek(member.start)
    mark, name_length, extra_length = _LOCAL_HEADER.unpack(source.read(_LOCAL_HEADER.size))
    if mark != b"PK\x03\x04":
        raise UnreadableFileError("damaged in the archive: it is not where the directory says")
    source.seek(name_length + extra_length, 1)
    return source.read(min(member.packed_size, MOST_UNPACKED_BYTES))


def _inflated(packed: bytes, size: int) -> bytes:
    """Up to one byte more than `size`, which shows a member that holds more than it claims."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
