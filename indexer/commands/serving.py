"""The commands that serve the search site: serve, demo."""

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import waitress

from indexer import console, generations
from indexer.commands.building import Wishes, run_build
from indexer.commands.options import host_option, index_option, port_option, settings_of
from indexer.contract.engine import Searcher
from indexer.contract.errors import FangzhiError, IndexMissingError
from indexer.contract.manifest import Manifest
from indexer.engines import open_searcher
from indexer.sample import sample_folder
from indexer.settings import Settings
from searchapp.app import create_app

SERVER_THREADS = 8


@click.command("serve")
@index_option
@host_option
@port_option
def serve_command(index: str | None, host: str | None, port: int | None) -> None:
    """Serve the search site; a new build is picked up by itself."""
    settings = settings_of(index=index, host=host, port=port)
    searcher = open_searcher(settings.engine, settings.index)
    manifest = searcher.describe()
    _serve(_listening(searcher, settings), manifest, settings)


@click.command("demo")
@index_option
@host_option
@port_option
def demo_command(index: str | None, host: str | None, port: int | None) -> None:
    """Index the sample corpus and serve it."""
    settings = settings_of(index=index, host=host, port=port)
    _refuse_to_replace(settings.index)
    searcher = open_searcher(settings.engine, settings.index)
    server = _listening(searcher, settings)
    console.show_build(run_build(settings, [sample_folder()], Wishes()))
    _serve(server, searcher.describe(), settings)


def _refuse_to_replace(index: Path) -> None:
    """The demo is built over an index of the demo only, of whatever version."""
    with suppress(IndexMissingError):
        sources = generations.described(index).sources
        if [Path(source).parts[-3:] for source in sources] != [sample_folder().parts[-3:]]:
            raise FangzhiError(f"{index} holds an index of {', '.join(sources)}; name another with --index")


def _listening(searcher: Searcher, settings: Settings) -> Any:
    """A server that holds its port and does not answer yet."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no news under load
    try:
        return waitress.create_server(
            create_app(searcher), host=settings.host, port=settings.port, threads=SERVER_THREADS
        )
    except OSError as exc:
        where = f"{settings.host}:{settings.port}"
        raise FangzhiError(f"cannot listen on {where} ({exc.strerror}); choose another with --port") from exc


def _serve(server: Any, manifest: Manifest, settings: Settings) -> None:
    console.err().print(
        f"{manifest.documents:,} reports, {manifest.paragraphs:,} paragraphs at "
        f"http://{settings.host}:{settings.port}  (Ctrl-C stops)"
    )
    server.run()
