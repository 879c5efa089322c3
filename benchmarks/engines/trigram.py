"""SQLite FTS5 with its trigram tokenizer over folded text, for phrases; two characters it cannot find."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.engines.cells import answer, create, fill, open_database
from benchmarks.engines.rows import Cutter, warm
from benchmarks.engines.seam import Answer, Asked
from indexer.contract.documents import Report


class Trigram:
    """An Engine, of phrases alone."""

    def warm(self) -> None:
        """See Engine."""
        warm()

    def build(self, reports: Iterable[Report], folder: Path) -> float:
        """See Engine."""
        rows = Cutter(cut=False).rows(reports)
        fill(create(folder, "trigram"), ((row, row.folded) for row in rows))
        return 0.0

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._database = open_database(folder)

    def search(self, asked: Asked) -> Answer:
        """See Engine."""
        (text,) = asked.terms
        quoted = '"' + text.replace('"', '""') + '"'
        return answer(self._database, quoted, asked.region)
