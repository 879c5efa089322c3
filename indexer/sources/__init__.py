"""Files to raw reports: finding them, decoding them, and reading each format as what it says it is."""

from indexer.sources.bounded import Reader
from indexer.sources.catalog import find_files
from indexer.sources.files import SourceFile, read_bytes
from indexer.sources.read import read_file
from indexer.sources.records import FIELDS

__all__ = ["FIELDS", "Reader", "SourceFile", "find_files", "read_bytes", "read_file"]
