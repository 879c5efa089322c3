"""Completions on disk."""

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.analysis.completion import Entry, read_line
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.errors import IndexDamagedError
from indexer.engines.whoosh.arrays import Arrays, ArraysWriter
from indexer.engines.whoosh.completions import Completions, row_of, save_completions


def saved(path: Path, rows: Any) -> Completions:
    with ArraysWriter(path) as file:
        save_completions(file, rows)
    return Completions(Arrays(path))


def test_what_is_saved_completes_also_when_the_file_is_gone(tmp_path: Path) -> None:
    harbour = Completion(text="渔港\t“纪事”", kind=CompletionKind.TITLE, documents=2, value="渔港")
    region = Completion(text="渔山县", kind=CompletionKind.REGION, documents=3, value="330000")
    entries = [Entry(completion=one, lines=(read_line(one.text),)) for one in (harbour, region)]
    opened = saved(tmp_path / "file", [row_of(entry) for entry in entries])
    (tmp_path / "file").unlink()
    assert opened.complete("yu", 8) == (region, harbour)
    assert opened.complete("渔港纪", 8) == (harbour,)


def test_nothing_saved_completes_to_nothing(tmp_path: Path) -> None:
    assert saved(tmp_path / "file", []).complete("a", 8) == ()


@pytest.mark.parametrize(
    "content",
    [
        '[["phrase"]]',
        '[["tale","a","1","a"]]',
        '[["phrase","a",1,"a",";"]]',
        '[["phrase","a",1,"a",7]]',
        "5",
    ],
)
def test_what_was_never_saved_so_is_named(tmp_path: Path, content: str) -> None:
    with pytest.raises(IndexDamagedError, match="completions are damaged"):
        saved(tmp_path / "file", json.loads(content)).complete("a", 8)
