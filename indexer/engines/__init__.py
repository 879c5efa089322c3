"""The engines behind the seam, chosen by name. The one place that imports an engine, and only the one asked for."""

from collections.abc import Sequence
from pathlib import Path

from indexer.contract.engine import IndexWriter, Searcher
from indexer.contract.errors import SettingsError

ENGINES = ("whoosh",)


def open_writer(engine: str, folder: Path, sources: Sequence[str]) -> IndexWriter:
    """Begin a new generation of the index in `folder`, which is created where it is missing.

    Raises SettingsError for an unknown engine, IndexLockedError while another build is running.
    """
    if engine == "whoosh":
        from indexer.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415  only the engine asked for

        return WhooshWriter(folder, tuple(sources))
    raise _unknown(engine)


def open_searcher(engine: str, folder: Path) -> Searcher:
    """A searcher on the index in `folder`; it opens the index at the first request, not before."""
    if engine == "whoosh":
        from indexer.engines.whoosh.searcher import WhooshSearcher  # noqa: PLC0415  only the engine asked for

        return WhooshSearcher(folder)
    raise _unknown(engine)


def _unknown(engine: str) -> SettingsError:
    return SettingsError(f"no engine is called {engine!r}; there is: {', '.join(ENGINES)}")
