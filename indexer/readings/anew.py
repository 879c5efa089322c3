"""Reading a file after all, where the cache tells of its reports and then cannot give them."""

from collections.abc import Callable, Iterator
from itertools import islice

from indexer.contract.documents import Report
from indexer.contract.errors import ReadingBrokeOffError
from indexer.contract.reading import ReadReport, SkippedFile
from indexer.readings.entries import Reading, entry_of, version_of

ReadFile = Callable[[], Iterator[ReadReport | SkippedFile]]


class Anew:
    """The reports of a file, each asked for once at most, in their order; the file is read at the first."""

    def __init__(self, read: ReadFile) -> None:
        self._read = read
        self._outcomes: Iterator[ReadReport | SkippedFile] | None = None
        self._next = 0

    @property
    def asked(self) -> bool:
        """Whether the file had to be read."""
        return self._outcomes is not None

    def report(self, before: int, at: int, reading: Reading) -> Report:
        """The report of this reading, that of outcome `at` behind so many others. Raises UnreadableFileError
        where there is another by now."""
        if self._outcomes is None:
            self._outcomes = self._read()
        outcome = next(islice(self._outcomes, before + at - self._next, None), None)
        self._next = before + at + 1
        if not isinstance(outcome, ReadReport) or version_of(entry_of(outcome.report)) != reading.version:
            raise ReadingBrokeOffError("it changed while it was read; build again")
        return outcome.report
