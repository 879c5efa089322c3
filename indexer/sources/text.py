"""Plain text: the body is the file."""

from indexer.contract.reading import RawReport
from indexer.sources.encodings import Decoded, even_lines
from indexer.sources.files import SourceFile


def read_text(file: SourceFile, decoded: Decoded) -> RawReport:
    """The file as one report; what its lines mean is decided later, from the lines themselves."""
    return RawReport(
        id=file.id,
        path=file.shown,
        encoding=decoded.encoding,
        text=even_lines(decoded.text),
        margin=decoded.margin,
        notes=decoded.notes,
    )
