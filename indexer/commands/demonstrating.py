"""The command that shows the project at work: demo."""

from contextlib import suppress
from pathlib import Path

import click

from indexer import generations
from indexer.commands.building import Wishes, run_build
from indexer.commands.options import host_option, index_option, port_option, settings_of
from indexer.commands.serving import listening, serve
from indexer.contract.errors import FangzhiError, IndexMissingError
from indexer.engines import open_searcher
from indexer.sample import sample_folder
from indexer.shown import console


@click.command("demo")
@index_option
@host_option
@port_option
def demo_command(index: str | None, host: str | None, port: int | None) -> None:
    """Index the sample corpus and serve it."""
    settings = settings_of(index=index, host=host, port=port)
    _refuse_to_replace(settings.index)
    searcher = open_searcher(settings.engine, settings.index, settings.ranking)
    server = listening(searcher, settings)
    console.show_build(run_build(settings, [sample_folder()], Wishes()))
    serve(server, searcher.describe(), settings)


def _refuse_to_replace(index: Path) -> None:
    """The demo is built over an index of the demo only, of whatever version."""
    with suppress(IndexMissingError):
        sources = generations.described(index).sources
        if [Path(source).parts[-3:] for source in sources] != [sample_folder().parts[-3:]]:
            raise FangzhiError(f"{index} holds an index of {', '.join(sources)}; name another with --index")
