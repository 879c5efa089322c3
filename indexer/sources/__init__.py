"""Files to raw reports: finding them, decoding them, and reading each format as what it says it is."""

from indexer.sources.catalog import SourceFile, find_files
from indexer.sources.read import read_file

__all__ = ["SourceFile", "find_files", "read_file"]
