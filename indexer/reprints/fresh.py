"""The paragraphs that are signed in this build: column by column in temporary files, until all are known."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile, gettempdir
from typing import IO

import numpy as np
from numpy.typing import NDArray

from indexer.contract.documents import Report
from indexer.contract.errors import FangzhiError
from indexer.reprints.signatures import ROW_COLUMNS, Signatures, signatures
from indexer.reprints.signing import sign

# Small enough for what is made of a batch to stay in the processor's own memory.
_BATCH_CHARS = 1 << 16
_TEXT = "text"


class Fresh:
    """Signs the paragraphs of report after report. Keeps four bytes a paragraph in memory; on the disk, 148
    and two a character. Raises FangzhiError where the temporary files cannot be written.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._chars = 0
        self._places: list[tuple[int, int]] = []
        self._owners: list[NDArray[np.uint32]] = []
        self._versions: list[bytes] = []
        self._stack = ExitStack()
        with temporary():
            self._files: dict[str, IO[bytes]] = {
                name: self._stack.enter_context(TemporaryFile())  # noqa: SIM115  the stack closes it
                for name in (*ROW_COLUMNS, _TEXT)
            }

    def close(self) -> None:
        """The files go; what was mapped of them stays until it is let go."""
        self._stack.close()

    def add(self, report: Report, version: bytes) -> int:
        """Take in the paragraphs of a report that are long enough to be told apart from a set phrase; gives
        the number of the report."""
        for paragraph in report.paragraphs:
            self._texts.append(paragraph.text)
            self._places.append((len(self._versions), paragraph.ordinal))
            self._chars += len(paragraph.text)
            if self._chars >= _BATCH_CHARS:
                self._sign()
        self._versions.append(version)
        return len(self._versions) - 1

    def _sign(self) -> None:
        """Turn the texts at hand into what is kept of them."""
        signed = sign(self._texts)
        owner, ordinal = np.array(self._places, dtype=np.uint32)[signed.which].T
        self._owners.append(owner)
        columns = {
            "digest": signed.digest,
            "sketch": signed.sketch,
            "bands": signed.bands,
            "ordinal": ordinal,
            "chars": signed.chars,
            "units": signed.units,
        }
        with temporary():
            for name, column in columns.items():
                self._files[name].write(column.tobytes())
            self._files[_TEXT].write(signed.text)
        self._texts.clear()
        self._places.clear()
        self._chars = 0

    def signed(self) -> Signatures:
        """The signatures of all that was added."""
        if self._texts:
            self._sign()
        owners = np.concatenate([np.zeros(0, dtype=np.uint32), *self._owners])
        rows = np.bincount(owners, minlength=len(self._versions)).astype(np.int64)
        columns = [self._mapped(name) for name in ROW_COLUMNS]
        return signatures(tuple(self._versions), rows, columns, self._mapped(_TEXT))

    def _mapped(self, name: str) -> memoryview:
        file = self._files[name]
        with temporary():
            file.flush()
            return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)) if file.tell() else memoryview(b"")


@contextmanager
def temporary() -> Iterator[None]:
    """What goes wrong with the temporary files, as an error that says what helps."""
    try:
        yield
    except OSError as exc:
        raise FangzhiError(
            f"cannot write temporary files in {gettempdir()} ({exc.strerror}); make room there, or name "
            "another folder in the environment variable TMPDIR"
        ) from exc
