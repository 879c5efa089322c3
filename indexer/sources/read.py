"""One file to its raw reports: the bytes, and the format the file's ending promises.

A format that a library reads is imported with its first file: together they take half a second to load.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.beside import merged
from indexer.sources.encodings import decode
from indexer.sources.files import NOTHING_SAID, SourceFile, read_bytes, type_fault
from indexer.sources.jsonl import read_jsonl
from indexer.sources.markdown import read_markdown
from indexer.sources.records import NO_COLUMNS
from indexer.sources.table import read_table
from indexer.sources.text import read_text


def read_file(file: SourceFile, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[RawReport | SkippedFile]:
    """The reports of a file in its order; a bad row of a table or of JSON Lines is a SkippedFile among them.

    `columns` maps the columns of tables, and the keys of JSON, to FIELDS. What is said beside the file goes
    before what it says itself.
    Raises UnreadableFileError where nothing of the file can be read, and nothing else for any bytes.
    """
    data = read_bytes(file)
    if not data:
        raise UnreadableFileError("the file is empty")
    for outcome in _parsed(file, data, columns):
        if isinstance(outcome, RawReport) and file.beside != NOTHING_SAID:
            yield replace(outcome, metadata=merged(outcome.metadata, file.beside))
        else:
            yield outcome


def _parsed(file: SourceFile, data: bytes, columns: Mapping[str, str]) -> Iterator[RawReport | SkippedFile]:
    match file.suffix:
        case ".txt":
            yield read_text(file, decode(data))
        case ".md" | ".markdown":
            yield read_markdown(file, decode(data))
        case ".html" | ".htm":
            from indexer.sources.html import read_html  # noqa: PLC0415  trafilatura, lxml, bleach

            yield read_html(file, decode(data))
        case ".jsonl":
            yield from read_jsonl(file, decode(data), columns)
        case ".csv" | ".tsv":
            yield from read_table(file, decode(data), columns)
        case ".xlsx":
            from indexer.sources.sheets import read_workbook  # noqa: PLC0415  calamine

            yield from read_workbook(file, data, columns)
        case ".docx":
            from indexer.sources.docx import read_docx  # noqa: PLC0415  mammoth, and those of HTML

            yield read_docx(file, data)
        case ".pdf":
            from indexer.sources.pdf import read_pdf  # noqa: PLC0415  PDFium

            yield read_pdf(file, data)
        case other:
            raise UnreadableFileError(type_fault(other) or f"{other} files are read through find_files")
