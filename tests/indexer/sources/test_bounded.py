"""Bounds: a file that is slow, greedy or deadly costs its own report and no other."""

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from indexer.contract.errors import ReadingBrokeOffError, UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.bounded import Reader
from indexer.sources.files import SourceFile
from indexer.sources.read import read_file
from tests.indexer.sources.office import docx_bytes, pdf_bytes, remade, xlsx_bytes, zip_bytes

SLEEP_S = 60.0


def misbehave_by_name(file: SourceFile, columns: Mapping[str, str]) -> Iterator[RawReport | SkippedFile]:
    """Reads as read_file does, but does what a file's name says where it names a misdeed."""
    match file.path.stem:
        case "sleeps":
            time.sleep(SLEEP_S)
        case "works":
            while time.process_time() < SLEEP_S:
                pass
        case "dies":
            os.abort()
        case "grows":
            yield RawReport(id="", path="", encoding="", text=str(bytearray(3 << 30)))
        case _:
            yield from read_file(file, columns)


def written(folder: Path, name: str, data: bytes) -> SourceFile:
    path = folder / name
    path.write_bytes(data)
    return SourceFile(path=path, id=name)


def test_every_format_is_read_as_without_bounds(tmp_path: Path) -> None:
    contents = {
        "a.docx": docx_bytes(["正文。"]),
        "a.pdf": pdf_bytes([["安溪县茶园年报今年的正文。"]]),
        "a.xlsx": xlsx_bytes([["body"], ["正文。"]]),
        "a.html": "<p>正文。</p>".encode(),
        "a.txt": "正文。".encode(),
        "a.csv": "body\n正文。\n".encode(),
    }
    columns = {"body": "text"}
    with Reader(columns) as reader:
        for name, data in contents.items():
            file = written(tmp_path, name, data)
            assert list(reader.read(file)) == list(read_file(file, columns))


def test_a_file_that_is_slow_deadly_or_greedy_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    good = written(tmp_path, "good.docx", docx_bytes(["正文。"]))
    reasons = {
        "sleeps": "took longer than 1 s",
        "works": "took longer than 1 s",
        "dies": "crashed",
        "grows": "more than 2 GiB",
    }
    with Reader(limit_s=1.0, read=misbehave_by_name) as reader:
        for name, reason in reasons.items():
            with pytest.raises(ReadingBrokeOffError, match=reason):
                list(reader.read(written(tmp_path, f"{name}.docx", b"")))
            assert [report.id for report in reader.read(good) if isinstance(report, RawReport)] == [
                "good.docx"
            ]


def test_the_refusals_of_the_reader_itself_pass_through(tmp_path: Path) -> None:
    with Reader() as reader:
        with pytest.raises(UnreadableFileError, match=r"not a \.docx") as refused:
            list(reader.read(written(tmp_path, "a.docx", b"x")))
        with pytest.raises(ReadingBrokeOffError, match="cannot be opened: No such file"):
            list(reader.read(SourceFile(path=tmp_path / "gone.docx", id="gone.docx")))
    assert not isinstance(refused.value, ReadingBrokeOffError)


def test_bombs_are_refused_in_time(tmp_path: Path) -> None:
    bombs = {
        "a.docx": zip_bytes({"word/document.xml": b"\0" * (500 << 20)}),
        "b.xlsx": remade(xlsx_bytes([["text"], ["正文。"]]), b'r="A2"', b'r="XFD1048576"'),
    }
    started = time.monotonic()
    with Reader() as reader:
        for name, data in bombs.items():
            with pytest.raises(UnreadableFileError):
                list(reader.read(written(tmp_path, name, data)))
    assert time.monotonic() - started < SLEEP_S
