"""Waiting for the files of sources to change, so that an index can be built anew."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

from indexer.sources.beside import NAME

# Changes that come within this time of each other are one: a copied folder is not built file by file.
DEBOUNCE_MS = 1000
STEP_MS = 100
LOOK_EVERY_MS = 200


def changes(sources: Sequence[Path], index: Path) -> Iterator[None]:
    """Once at the beginning, and then after each change of a file under the sources; never ends by itself.

    What changes while the caller builds is seen at the next turn. The index folder, hidden files and Word's
    lock files are no change. Raises KeyboardInterrupt at Ctrl-C.
    """
    folders = [source if source.is_dir() else source.parent for source in sources]
    # The watch begins before the first turn, so that nothing is missed between a build and the wait.
    turns = watch(
        *folders,
        watch_filter=Concerns(sources, index),
        debounce=DEBOUNCE_MS,
        step=STEP_MS,
        rust_timeout=LOOK_EVERY_MS,
        yield_on_timeout=True,
    )
    next(turns)
    yield
    for changed in turns:
        if changed:
            yield


class Concerns:
    """Whether a changed path may change what is read of the sources."""

    def __init__(self, sources: Sequence[Path], index: Path) -> None:
        self._folders = [source.resolve() for source in sources if source.is_dir()]
        self._files = {source.resolve() for source in sources if not source.is_dir()}
        self._index = index.resolve()

    def __call__(self, _: Change, changed: str) -> bool:
        path = Path(changed).resolve()
        beside = path.name == NAME and any(path.parent == file.parent for file in self._files)
        return beside or path in self._files or any(self._seen(path, folder) for folder in self._folders)

    def _seen(self, path: Path, folder: Path) -> bool:
        """Whether the walk through the folder comes to the path; a source may lie in the index folder."""
        if not path.is_relative_to(folder):
            return False
        if path.is_relative_to(self._index) and self._index.is_relative_to(folder):
            return False
        return not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
