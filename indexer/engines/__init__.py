"""The engines behind the seam, by name: the one place that imports an engine, and only the one asked for."""

from collections.abc import Sequence
from pathlib import Path

from indexer import generations
from indexer.contract.engine import IndexWriter, Searcher
from indexer.contract.errors import SettingsError
from indexer.contract.lexicon import NO_LEXICON, Lexicon
from indexer.contract.manifest import Manifest
from indexer.contract.ranking import DEFAULT_WEIGHTS, Weights

ENGINES = ("whoosh",)
MEMORY_MB = 1024


def open_writer(
    engine: str,
    folder: Path,
    sources: Sequence[str],
    lexicon: Lexicon = NO_LEXICON,
    memory_mb: int = MEMORY_MB,
) -> IndexWriter:
    """Begin a new generation of the index in `folder`, which is created where it is missing. Its processes
    work in `memory_mb` MiB together.

    Raises SettingsError for an unknown engine, IndexLockedError while another build is running.
    """
    if engine == "whoosh":
        from indexer.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415  only the engine asked for

        return WhooshWriter(folder, tuple(sources), lexicon, memory_mb)
    raise _unknown(engine)


def open_searcher(engine: str, folder: Path, weights: Weights = DEFAULT_WEIGHTS) -> Searcher:
    """A searcher on the index in `folder`, ranking by these weights; it opens the index at the first
    request, not before."""
    if engine == "whoosh":
        from indexer.engines.whoosh.searcher import WhooshSearcher  # noqa: PLC0415  only the engine asked for

        return WhooshSearcher(folder, weights)
    raise _unknown(engine)


def check_index(engine: str, folder: Path) -> Manifest:
    """Read every file of the index through and compare it with what the build wrote.

    Raises IndexMissingError, IndexDamagedError or IndexMismatchError.
    """
    if engine == "whoosh":
        from indexer.engines.whoosh.schema import maker  # noqa: PLC0415  only the engine asked for

        return generations.verify(folder, maker)
    raise _unknown(engine)


def _unknown(engine: str) -> SettingsError:
    return SettingsError(f"no engine is called {engine!r}; there is: {', '.join(ENGINES)}")
