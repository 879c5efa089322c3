"""One file to its raw reports: the bytes, and the format the file's ending promises."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.catalog import SUFFIXES, SourceFile
from indexer.sources.encodings import decode
from indexer.sources.html import read_html
from indexer.sources.jsonl import read_jsonl
from indexer.sources.markdown import read_markdown
from indexer.sources.table import read_table
from indexer.sources.text import read_text

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


def read_file(
    file: SourceFile, columns: Mapping[str, str] = _NO_COLUMNS
) -> Iterator[RawReport | SkippedFile]:
    """The reports of a file in its order; a bad row of a table or of JSON Lines is a SkippedFile among them.

    `columns` maps the columns of tables to fields.
    Raises UnreadableFileError where nothing of the file can be read, and nothing else for any bytes.
    """
    decoded = decode(_bytes(file))
    match file.path.suffix.lower():
        case ".txt":
            yield read_text(file, decoded)
        case ".md" | ".markdown":
            yield read_markdown(file, decoded)
        case ".html" | ".htm":
            yield read_html(file, decoded)
        case ".jsonl":
            yield from read_jsonl(file, decoded)
        case ".csv":
            yield from read_table(file, decoded)
        case other:
            raise UnreadableFileError(f"file type {other} is not read; we read {' '.join(SUFFIXES)}")


def _bytes(file: SourceFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as exc:
        raise UnreadableFileError(f"cannot be opened: {exc.strerror}") from exc
