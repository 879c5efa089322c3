"""The command that serves the search site."""

import logging
from typing import Any

import click
import waitress

from indexer.commands.options import host_option, index_option, port_option, settings_of
from indexer.contract.engine import Searcher
from indexer.contract.errors import FangzhiError
from indexer.contract.manifest import Manifest
from indexer.engines import open_searcher
from indexer.settings import Settings
from indexer.shown import console
from searchapp.app import create_app
from searchapp.warming import warmed

SERVER_THREADS = 8


@click.command("serve")
@index_option
@host_option
@port_option
def serve_command(index: str | None, host: str | None, port: int | None) -> None:
    """Serve the search site; a new build is picked up by itself."""
    settings = settings_of(index=index, host=host, port=port)
    searcher = open_searcher(settings.engine, settings.index, settings.ranking)
    manifest = searcher.describe()
    serve(listening(searcher, settings), manifest, settings)


def listening(searcher: Searcher, settings: Settings) -> Any:
    """A server that holds its port and does not answer yet."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no news under load
    try:
        return waitress.create_server(
            warmed(create_app(searcher, settings.ranking)),
            host=settings.host,
            port=settings.port,
            threads=SERVER_THREADS,
        )
    except OSError as exc:
        where = f"{settings.host}:{settings.port}"
        raise FangzhiError(f"cannot listen on {where} ({exc.strerror}); choose another with --port") from exc


def serve(server: Any, manifest: Manifest, settings: Settings) -> None:
    """Say what is served and where, and answer until stopped."""
    console.err().print(
        f"{manifest.documents:,} reports, {manifest.paragraphs:,} paragraphs at "
        f"http://{settings.host}:{settings.port}  (Ctrl-C stops)"
    )
    server.run()
