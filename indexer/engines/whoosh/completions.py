"""Completions on disk: one file of a generation, mined at build time, read at the first completion."""

import json
import mmap
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from indexer.analysis.completion import Completer, Entry
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.errors import IndexDamagedError

_NAME = "completions.json"
_BROKEN = (ValueError, TypeError, AttributeError, LookupError)


# An entry as it is written: kind, text, documents and value of the completion, then the lines.
Row = list[Any]


def row_of(entry: Entry) -> Row:
    """An entry as it is written."""
    completion = entry.completion
    return [completion.kind.value, completion.text, completion.documents, completion.value, *entry.lines]


def save_completions(folder: Path, rows: Sequence[Row]) -> None:
    """Write the entries."""
    (folder / _NAME).write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), "utf-8")


class Completions:
    """What save_completions wrote; may be shared by threads. The file stays readable when it is removed."""

    def __init__(self, folder: Path) -> None:
        with (folder / _NAME).open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """See Searcher."""
        return self._completer.complete(typed, limit)

    @cached_property
    def _completer(self) -> Completer:
        try:
            return Completer(self.entries())
        except _BROKEN as exc:
            raise _damaged(exc) from exc

    def rows(self) -> list[Row]:
        """All entries, as they were written. Raises ValueError where that was not done here."""
        rows: list[Row] = json.loads(self._bytes[:])
        return rows

    def entries(self) -> Iterator[Entry]:
        """All entries. Raises IndexDamagedError."""
        try:
            for kind, text, documents, value, *lines in self.rows():
                completion = Completion(
                    text=text, kind=CompletionKind(kind), documents=documents, value=value
                )
                yield Entry(completion=completion, lines=tuple(lines))
        except _BROKEN as exc:
            raise _damaged(exc) from exc


def _damaged(reason: Exception) -> IndexDamagedError:
    return IndexDamagedError(f"{_NAME} is damaged ({reason}); run: fangzhi build REPORTS")
