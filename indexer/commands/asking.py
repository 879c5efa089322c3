"""The commands that ask a built index: search, stats, check."""

import json
import os
from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from indexer.commands.options import index_option, json_option, settings_of
from indexer.contract.query import Everything, Mode
from indexer.contract.results import SearchRequest, Sort
from indexer.engines import check_index, open_searcher
from indexer.shown import console, wire
from searchapp import terminal
from searchapp.arguments import Asked, read_args
from searchapp.offers import offers
from searchapp.service import answer
from searchapp.state import LIMIT_MAX
from searchapp.wire import answer_json

_REPEATED = ("region", "section", "theme", "year", "mentions", "mentions_year")
_SINGLE = ("mode", "sort", "limit", "page")
_SWITCHES = (
    ("fold", "fold", "1"),
    ("numerals", "numerals", "1"),
    ("no_synonyms", "synonyms", "0"),
    ("explain", "explain", "1"),
)


# What a search is made of: options that fill the state of searchapp, in the order of --help.
_OPTIONS = (
    click.argument("query"),
    index_option,
    click.option("--mode", type=click.Choice([mode.value for mode in Mode]), default=Mode.WORDS.value),
    click.option(
        "--region", multiple=True, metavar="CODE|NAME", help="A region and all below it; repeat for more."
    ),
    click.option(
        "--section", multiple=True, metavar="S", help="A heading above the paragraph; repeat for more."
    ),
    click.option("--theme", multiple=True, metavar="T", help="Repeat for more."),
    click.option("--year", multiple=True, metavar="YYYY", help="Repeat for more."),
    click.option(
        "--mentions",
        multiple=True,
        metavar="CODE|NAME",
        help="A region the paragraph names; repeat for more.",
    ),
    click.option("--mentions-year", multiple=True, metavar="YYYY", help="A year it names; repeat for more."),
    click.option("--from", "start", metavar="DATE", help="2021, 2021-03 or 2021-03-05; included."),
    click.option("--to", "end", metavar="DATE", help="As --from; included."),
    click.option("--fold", is_flag=True, help="Show of near-identical paragraphs only the first."),
    click.option("--numerals", is_flag=True, help="Find numbers in every way of writing them."),
    click.option("--no-synonyms", is_flag=True, help="Leave the synonyms of the lexicon out."),
    click.option("--explain", is_flag=True, help="Say of each hit where its score comes from."),
    click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.RELEVANCE.value),
    click.option("--limit", type=click.IntRange(1, LIMIT_MAX), default=10, show_default=True),
    click.option("--page", type=click.IntRange(1), default=1),
    json_option,
)


def search_options(command: Callable[..., None]) -> Callable[..., None]:
    """For a command that searches: a query, what narrows, orders and pages it, --index and --json."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), command)


@click.command("search")
@search_options
def search_command(query: str, index: str | None, as_json: bool, **options: Any) -> None:
    """Search the paragraphs; "quoted" text is matched character by character."""
    settings = settings_of(index=index)
    asked = asked_by(query, options)
    searcher = open_searcher(settings.engine, settings.index, settings.ranking)
    found = answer(searcher, asked)
    offered = offers(searcher, found)
    if as_json:
        click.echo(json.dumps(answer_json(found, offered), ensure_ascii=False))
    else:
        terminal.show(found, offered)


@click.command("stats")
@index_option
@json_option
def stats_command(index: str | None, as_json: bool) -> None:
    """Say what the index holds."""
    settings = settings_of(index=index)
    result = open_searcher(settings.engine, settings.index, settings.ranking).search(
        SearchRequest(query=Everything(), limit=0)
    )
    if as_json:
        click.echo(json.dumps(wire.stats(result.index, result.facets), ensure_ascii=False))
    else:
        console.show_stats(result.index, result.facets)


@click.command("check")
@index_option
@json_option
def check_command(index: str | None, as_json: bool) -> None:
    """Read every byte of the served index and compare it with what the build wrote."""
    settings = settings_of(index=index)
    manifest = check_index(settings.engine, settings.index)
    if as_json:
        checked = {"ok": True, "generation": manifest.generation, "files": len(manifest.files)}
        click.echo(json.dumps(checked))
    else:
        console.out().print(
            f"generation {manifest.generation}: all {len(manifest.files)} files are as they were built"
        )


def asked_by(query: str, options: dict[str, Any]) -> Asked:
    """What search_options ask for, read as the URL arguments that they are named after."""
    repeated = [(name, value) for name in _REPEATED for value in options[name]]
    single = {name: options[name] for name in _SINGLE}
    days = {"from": options["start"], "to": options["end"]}
    given = [(name, str(value)) for name, value in (single | days).items() if value is not None]
    switches = [(name, value) for flag, name, value in _SWITCHES if options[flag]]
    typed = os.fsencode(query).decode("utf-8", "replace")  # also where the locale is not UTF-8
    return read_args([("q", typed), *repeated, *given, *switches])
