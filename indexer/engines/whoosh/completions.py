"""Completions on disk: one file of a generation, mined at build time, read at the first completion."""

import json
import mmap
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from indexer.analysis.completion import Completer, Entry
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.errors import IndexDamagedError

_NAME = "completions.json"
_BROKEN = (ValueError, TypeError, AttributeError, LookupError)


def save_completions(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the entries: of each what it is, then its lines."""
    rows = [[*_described(entry.completion), *entry.lines] for entry in entries]
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

    def entries(self) -> Iterator[Entry]:
        """All entries, as they were written. Raises IndexDamagedError."""
        try:
            for kind, text, documents, value, *lines in json.loads(self._bytes[:]):
                completion = Completion(
                    text=text, kind=CompletionKind(kind), documents=documents, value=value
                )
                yield Entry(completion=completion, lines=tuple(lines))
        except _BROKEN as exc:
            raise _damaged(exc) from exc


def _described(completion: Completion) -> tuple[str, str, int, str]:
    return completion.kind.value, completion.text, completion.documents, completion.value


def _damaged(reason: Exception) -> IndexDamagedError:
    return IndexDamagedError(f"{_NAME} is damaged ({reason}); run: fangzhi build REPORTS")
