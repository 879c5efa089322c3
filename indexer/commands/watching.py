"""The command that waits for the files of sources to change, and builds the index anew: watch."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from watchfiles import Change, watch

from indexer.commands.building import Wishes, run_build
from indexer.commands.options import (
    dictionary_option,
    engine_option,
    index_option,
    quiet_option,
    settings_of,
    sources_argument,
    synonyms_option,
    without_option,
)
from indexer.contract.errors import FangzhiError, IndexLockedError, SettingsError
from indexer.lexicon import read_lexicon
from indexer.settings import Settings
from indexer.shown import console
from indexer.sources.beside import NAME
from indexer.sources.catalog import find_files

# Changes that come within this time of each other are one: a copied folder is not built file by file.
DEBOUNCE_MS = 1000
STEP_MS = 100
LOOK_EVERY_MS = 200


@click.command("watch")
@sources_argument
@index_option
@engine_option
@without_option
@dictionary_option
@synonyms_option
@quiet_option
def watch_command(
    sources: tuple[Path, ...],
    index: str | None,
    engine: str | None,
    without: tuple[str, ...],
    dictionary: str | None,
    synonyms: str | None,
    quiet: bool,
) -> None:
    """Build the index of SOURCE..., and again whenever their files change, until Ctrl-C."""
    settings = settings_of(
        index=index, engine=engine, without_steps=without, dictionary=dictionary, synonyms=synonyms
    )
    next(iter(find_files(sources)), None)  # a source that does not exist is no folder to wait at
    read_lexicon(settings.dictionary, settings.synonyms)  # nor is a file that cannot be read
    try:
        own = [path for path in (settings.dictionary, settings.synonyms) if path]
        for turn, _ in enumerate(changes([*sources, *own], settings.index)):
            _build_or_say(settings, sources, shown=not quiet, first=turn == 0)
    except KeyboardInterrupt:
        console.err().print("stopped")


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


def _build_or_say(settings: Settings, sources: Sequence[Path], *, shown: bool, first: bool) -> None:
    """One build of `watch`; what a change of the files can mend does not end it. Settings that are good at
    the first build can only be spoilt by a change of the files that they name."""
    try:
        built = run_build(settings, sources, Wishes(shown=shown))
    except FangzhiError as exc:
        if first and isinstance(exc, SettingsError):
            raise
        hint = "" if isinstance(exc, IndexLockedError) else "; still watching"
        console.err().print(f"fangzhi: {exc}{hint}", style="red", markup=False)
        return
    if shown:
        console.show_build(built)
