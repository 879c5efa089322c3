"""The record of a build, for `--report`: what became of every file, as JSON, written as the build goes."""

import json
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from indexer.contract.errors import SettingsError
from indexer.contract.reading import SkippedFile
from indexer.readings.entries import Outcome, Reading
from indexer.shown.wire import Json, region_json
from indexer.sources.files import SourceFile


class ReportFile:
    """A context manager; the file appears whole at `close`, and without it not at all.

    {"files": [{"path", "id", "reports": [...]}, ...], "skipped": [...], "totals": {...}}
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: SourceFile | SkippedFile | None = None
        self._files = self._reports = 0
        self._draft = _draft(path)
        self._draft.write('{"files": [')

    def __enter__(self) -> "ReportFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._draft.close()
        with suppress(OSError):
            Path(self._draft.name).unlink(missing_ok=True)

    def add(self, file: SourceFile | SkippedFile, outcome: Outcome) -> None:
        """A report, under its file; outcomes come file by file. What was skipped is among the totals."""
        if isinstance(outcome, SkippedFile) or isinstance(file, SkippedFile):
            return
        if file is not self._file:
            self._end_file()
            opening = json.dumps({"path": file.shown, "id": file.id}, ensure_ascii=False)
            self._draft.write(f'{"," if self._files else ""}\n{opening[:-1]}, "reports": [')
            self._file, self._files, self._reports = file, self._files + 1, 0
        self._draft.write(
            f"{',' if self._reports else ''}\n {json.dumps(_described(outcome), ensure_ascii=False)}"
        )
        self._reports += 1

    def close(self, totals: Json) -> None:
        """Write the totals and what was skipped, and put the file in its place."""
        self._end_file()
        counts = {name: value for name, value in totals.items() if name != "skipped"}
        ends = {"skipped": totals["skipped"], "totals": counts}
        self._draft.write(f"],\n{json.dumps(ends, ensure_ascii=False)[1:]}\n")
        self._draft.flush()
        os.fsync(self._draft.fileno())
        self._draft.close()
        Path(self._draft.name).replace(self._path)

    def _end_file(self) -> None:
        if self._file is not None:
            self._draft.write("]}")


def _draft(path: Path) -> IO[str]:
    """A file beside the one asked for, which it will replace; raises SettingsError where none can be."""
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        return NamedTemporaryFile(
            "w",
            encoding="utf-8",
            errors="backslashreplace",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
        )
    except OSError as exc:
        raise SettingsError(f"cannot write the report {path} ({exc.strerror}); name another file") from exc


def _described(reading: Reading) -> Json:
    return {
        "id": reading.id,
        "path": reading.path,
        "title": reading.title,
        "region": region_json(reading.region),
        "region_score": round(reading.region_score, 3),
        "date": reading.date.isoformat() if reading.date else None,
        "year": reading.year,
        "encoding": reading.encoding,
        "margin": round(reading.margin, 3),
        "paragraphs": reading.paragraphs,
        "notes": list(reading.notes),
    }
