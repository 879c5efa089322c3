"""The command `fangzhi`: a composition root. It picks the engine and hands it to the two halves.

Results go to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 usage, 3 done but files were
skipped, 4 index missing, damaged or of another version, 5 locked by another build.
"""

import errno
import io
import json
import logging
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import waitress

from indexer import console, generations, wire
from indexer.contract.engine import Searcher
from indexer.contract.errors import (
    FangzhiError,
    IndexLockedError,
    IndexMissingError,
    IndexUnavailableError,
    SettingsError,
)
from indexer.contract.manifest import Manifest
from indexer.contract.query import Everything, Mode
from indexer.contract.reading import SkippedFile
from indexer.contract.results import SearchRequest, Sort
from indexer.engines import check_index, open_searcher, open_writer
from indexer.pipeline import BuildReport, build, read_reports
from indexer.sample import sample_folder
from indexer.settings import Settings, load_settings
from indexer.sources.catalog import find_files
from searchapp import terminal
from searchapp.app import create_app
from searchapp.arguments import read_args
from searchapp.errors import status_of
from searchapp.offers import offers
from searchapp.service import answer
from searchapp.state import LIMIT_MAX
from searchapp.wire import answer_json, error_json

SERVER_THREADS = 8
_EXIT_FAILED, _EXIT_USAGE, _EXIT_SKIPPED, _EXIT_INDEX, _EXIT_LOCKED = 1, 2, 3, 4, 5


def _remember_json(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    """Kept on the root context, so that an error is JSON too."""
    ctx.find_root().meta[_JSON] = value
    return value


_JSON = "fangzhi.json"


def _paths(_: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[Path, ...]:
    """Paths, none of them "", which would be the working folder."""
    if not all(path.strip() for path in value):
        raise click.BadParameter("a path is empty", param=param)
    return tuple(Path(path) for path in value)


_sources = click.argument("sources", nargs=-1, required=True, callback=_paths, metavar="SOURCE...")
_index = click.option("--index", help="The index folder; default: index/.")
_json = click.option(
    "--json", "as_json", is_flag=True, is_eager=True, callback=_remember_json, help="Print JSON."
)


class _Commands(click.Group):
    """Turns our errors into a message and an exit code, in the one place where commands end."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as exc:
            _print_error(ctx, FangzhiError(exc.format_message()))
            raise
        except OSError as exc:
            if exc.errno == errno.EPIPE:  # whoever read our output has gone, which is no error of ours
                raise
            self._end(ctx, FangzhiError(f"cannot write the output ({exc.strerror})"))
        except FangzhiError as exc:
            self._end(ctx, exc)

    def _end(self, ctx: click.Context, error: FangzhiError) -> None:
        with suppress(OSError):
            _print_error(ctx, error)
        console.err().print(f"fangzhi: {error}", style="red", markup=False)
        ctx.exit(_exit_code(error))


def _print_error(ctx: click.Context, error: FangzhiError) -> None:
    """On stdout, where JSON was asked for."""
    if ctx.find_root().meta.get(_JSON):
        click.echo(json.dumps(error_json(str(error), status_of(error)), ensure_ascii=False))


def _exit_code(error: FangzhiError) -> int:
    if isinstance(error, IndexLockedError):
        return _EXIT_LOCKED
    if isinstance(error, IndexUnavailableError):
        return _EXIT_INDEX
    return _EXIT_USAGE if isinstance(error, SettingsError) else _EXIT_FAILED


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("fangzhi"), prog_name="fangzhi")
def main() -> None:
    """Exact and ranked search over Chinese regional reports."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a character the terminal lacks is shown as its code
            stream.reconfigure(errors="backslashreplace")


@main.command("build")
@_sources
@_index
@click.option("--engine", help="The engine to build for; default: whoosh.")
@click.option("--strict", is_flag=True, help="Fail, and leave the index alone, if any file is skipped.")
@click.option("--dry-run", is_flag=True, help="Read everything, write nothing.")
@_json
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def build_command(
    sources: tuple[Path, ...],
    index: str | None,
    engine: str | None,
    strict: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read the reports of SOURCE... (files or folders) and build the index that is served from now on."""
    settings = _settings(index=index, engine=engine)
    report = _build(settings, sources, strict=strict, dry_run=dry_run, shown=not (quiet or as_json))
    if as_json:
        click.echo(json.dumps(wire.built(report), ensure_ascii=False))
    elif not quiet:
        console.show_build(report)
    if report.skipped:
        sys.exit(_EXIT_SKIPPED)


@main.command("inspect")
@click.argument("files", nargs=-1, required=True, callback=_paths, metavar="FILE...")
@_json
def inspect_command(files: tuple[Path, ...], as_json: bool) -> None:
    """Show what each FILE is read as, and what was taken out of it and why; nothing is written."""
    skipped = 0
    for read in read_reports(list(find_files(files))):
        skipped += isinstance(read, SkippedFile)
        if as_json:
            click.echo(json.dumps(wire.inspected(read), ensure_ascii=False))
        else:
            console.show_inspected(read)
    if skipped:
        sys.exit(_EXIT_SKIPPED)


@main.command("search")
@click.argument("query")
@_index
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), default=Mode.WORDS.value)
@click.option(
    "--region", multiple=True, metavar="CODE|NAME", help="A region and all below it; repeat for more."
)
@click.option("--section", multiple=True, metavar="S", help="A heading above the paragraph; repeat for more.")
@click.option("--theme", multiple=True, metavar="T", help="Repeat for more.")
@click.option("--year", multiple=True, metavar="YYYY", help="Repeat for more.")
@click.option("--from", "start", metavar="DATE", help="2021, 2021-03 or 2021-03-05; included.")
@click.option("--to", "end", metavar="DATE", help="As --from; included.")
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.RELEVANCE.value)
@click.option("--limit", type=click.IntRange(1, LIMIT_MAX), default=10, show_default=True)
@click.option("--page", type=click.IntRange(1), default=1)
@_json
def search_command(query: str, index: str | None, as_json: bool, **options: Any) -> None:
    """Search the paragraphs; "quoted" text is matched character by character."""
    settings = _settings(index=index)
    asked = read_args(_search_args(query, options))
    searcher = open_searcher(settings.engine, settings.index)
    found = answer(searcher, asked)
    if as_json:
        click.echo(json.dumps(answer_json(found), ensure_ascii=False))
    else:
        terminal.show(found, () if found.result.paragraphs else offers(searcher, found))


@main.command("serve")
@_index
@click.option("--host", help="Default: 127.0.0.1.")
@click.option("--port", type=int, help="Default: 8000.")
def serve_command(index: str | None, host: str | None, port: int | None) -> None:
    """Serve the search site; a new build is picked up by itself."""
    settings = _settings(index=index, host=host, port=port)
    searcher = open_searcher(settings.engine, settings.index)
    manifest = searcher.describe()
    _serve(_listening(searcher, settings), manifest, settings)


@main.command("stats")
@_index
@_json
def stats_command(index: str | None, as_json: bool) -> None:
    """Say what the index holds."""
    settings = _settings(index=index)
    result = open_searcher(settings.engine, settings.index).search(SearchRequest(query=Everything(), limit=0))
    if as_json:
        click.echo(json.dumps(wire.stats(result.index, result.facets), ensure_ascii=False))
    else:
        console.show_stats(result.index, result.facets)


@main.command("check")
@_index
@_json
def check_command(index: str | None, as_json: bool) -> None:
    """Read every byte of the served index and compare it with what the build wrote."""
    settings = _settings(index=index)
    manifest = check_index(settings.engine, settings.index)
    if as_json:
        answer = {"ok": True, "generation": manifest.generation, "files": len(manifest.files)}
        click.echo(json.dumps(answer))
    else:
        console.out().print(
            f"generation {manifest.generation}: all {len(manifest.files)} files are as they were built"
        )


@main.command("demo")
@_index
@click.option("--host", help="Default: 127.0.0.1.")
@click.option("--port", type=int, help="Default: 8000.")
def demo_command(index: str | None, host: str | None, port: int | None) -> None:
    """Index the sample corpus and serve it."""
    settings = _settings(index=index, host=host, port=port)
    _refuse_to_replace(settings.index)
    searcher = open_searcher(settings.engine, settings.index)
    server = _listening(searcher, settings)
    console.show_build(_build(settings, [sample_folder()], strict=False, dry_run=False, shown=True))
    _serve(server, searcher.describe(), settings)


def _settings(**flags: object) -> Settings:
    return load_settings(flags, os.environ, Path())


def _build(
    settings: Settings, sources: Iterable[Path], *, strict: bool, dry_run: bool, shown: bool
) -> BuildReport:
    paths = list(sources)
    with console.progress_bar(shown) as progress:
        # Nothing may come between the writer and build, which discards it whatever happens.
        writer = None if dry_run else open_writer(settings.engine, settings.index, [str(p) for p in paths])
        return build(paths, writer, strict=strict, progress=progress)


def _search_args(query: str, options: dict[str, Any]) -> list[tuple[str, str]]:
    """The options as the URL arguments they are named after."""
    repeated = [(name, value) for name in ("region", "section", "theme", "year") for value in options[name]]
    single = {name: options[name] for name in ("mode", "sort", "limit", "page")}
    days = {"from": options["start"], "to": options["end"]}
    given = [(name, str(value)) for name, value in (single | days).items() if value is not None]
    typed = os.fsencode(query).decode("utf-8", "replace")  # also where the locale is not UTF-8
    return [("q", typed), *repeated, *given]


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
