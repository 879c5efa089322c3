"""A file written and read back: what most tests of the readers begin with."""

from pathlib import Path

from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.files import SourceFile
from indexer.sources.read import read_file


def read(folder: Path, name: str, content: str | bytes) -> list[RawReport | SkippedFile]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_file(SourceFile(path=path, id=name)))


def reports(folder: Path, name: str, content: str | bytes) -> list[RawReport]:
    found = read(folder, name, content)
    assert all(isinstance(item, RawReport) for item in found), found
    return [item for item in found if isinstance(item, RawReport)]
