"""Completions on disk: part of the catalog, mined at build time, read at the first completion."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from indexer.analysis.completion import Completer, Entry
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.errors import IndexDamagedError
from indexer.engines.whoosh.arrays import Arrays, ArraysWriter

COMPLETIONS = "completions"
_BROKEN = (ValueError, TypeError, AttributeError, LookupError)


# An entry as it is written: kind, text, documents and value of the completion, then the lines.
Row = list[Any]


def row_of(entry: Entry) -> Row:
    """An entry as it is written."""
    completion = entry.completion
    return [completion.kind.value, completion.text, completion.documents, completion.value, *entry.lines]


def save_completions(file: ArraysWriter, rows: Sequence[Row]) -> None:
    """Write the entries."""
    written = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    file.add(COMPLETIONS, np.frombuffer(written, dtype=np.uint8))


class Completions:
    """What save_completions wrote; may be shared by threads."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

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
        rows: list[Row] = json.loads(self._arrays[COMPLETIONS].tobytes())
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
    return IndexDamagedError(f"the {COMPLETIONS} are damaged ({reason}); run: fangzhi build REPORTS")
