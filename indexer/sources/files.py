"""A file to read, on the disk or in an archive: its names, and its bytes up to a bound."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from indexer.contract.errors import ReadingBrokeOffError, UnreadableFileError
from indexer.contract.reading import Metadata
from indexer.sources.archive import ARCHIVE, Member, read_member

_MIB = 1 << 20
_TEXT = dict.fromkeys((".txt", ".md", ".markdown", ".html", ".htm"), 32 * _MIB)
_OFFICE = dict.fromkeys((".docx", ".pdf", ".xlsx"), 128 * _MIB)  # most of it pictures
_TABLES = dict.fromkeys((".jsonl", ".csv", ".tsv"), 256 * _MIB)
MOST_BYTES = {**_TEXT, **_OFFICE, **_TABLES}
SUFFIXES = (*MOST_BYTES, ARCHIVE)
NOTHING_SAID = Metadata()
_CURES = dict.fromkeys((".doc", ".wps", ".rtf", ".odt"), ".docx") | dict.fromkeys(
    (".xls", ".et", ".ods"), ".xlsx"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to read: all of `path`, or the member of the archive there.

    `id` is its path under its source folder, with "/"; its name if the file itself was named as a source.
    `beside` is what a metadata.csv says of it.
    """

    path: Path
    id: str
    member: Member | None = None
    beside: Metadata = NOTHING_SAID

    @property
    def shown(self) -> str:
        """The file as messages name it.

        >>> SourceFile(path=Path("reports/a.txt"), id="a.txt").shown
        'reports/a.txt'
        """
        return str(self.path) if self.member is None else f"{self.path}/{self.member.name}"

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case."""
        return self.path.suffix.lower() if self.member is None else suffix_of(self.member.name)


def suffix_of(name: str) -> str:
    """The ending of a path with "/", in lower case; "" where it has none."""
    return PurePosixPath(name).suffix.lower()


def type_fault(suffix: str) -> str:
    """Why files of this ending are not read; "" for those that are.

    >>> type_fault(".xls")
    'file type .xls is not read; save it as .xlsx'
    """
    if suffix in SUFFIXES:
        return ""
    cure = f"save it as {_CURES[suffix]}" if suffix in _CURES else f"we read {' '.join(SUFFIXES)}"
    return f"file type {suffix or '(none)'} is not read; {cure}"


def read_bytes(file: SourceFile) -> bytes:
    """All bytes of the file; raises UnreadableFileError where it cannot be opened or is too long."""
    try:
        size = file.path.stat().st_size if file.member is None else file.member.size
        most = MOST_BYTES.get(file.suffix, 32 * _MIB)
        if size > most:
            raise UnreadableFileError(
                f"{size / _MIB:,.0f} MiB long, and {file.suffix} is read up to {most // _MIB} MiB; split it"
            )
        if file.member is not None:
            return read_member(file.path, file.member)
        with file.path.open("rb") as source:
            return source.read()
    except OSError as exc:
        raise ReadingBrokeOffError(f"cannot be opened: {exc.strerror}") from exc
