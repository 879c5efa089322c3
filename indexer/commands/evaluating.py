"""The command that measures how well an index answers judged queries: eval."""

import json
import os
from pathlib import Path

import click
from rich.progress import track

from indexer.commands.options import index_option, json_option, settings_of
from indexer.contract.engine import Searcher
from indexer.contract.errors import SettingsError
from indexer.engines import open_searcher
from indexer.evaluation.judged import Judged, read_judged
from indexer.evaluation.measures import Measured, measured
from indexer.evaluation.report import comparison_json, comparison_tables, measures_json, measures_table
from indexer.settings import Settings, load_settings
from indexer.shown import console
from searchapp.arguments import read_args
from searchapp.service import unmarked
from searchapp.state import LIMIT_MAX

HITS = 100

_file = click.Path(path_type=Path)


@click.command("eval")
@click.argument("queries", type=_file)
@click.argument("judgements", metavar="QRELS", type=_file)
@index_option
@click.option("--against", type=_file, metavar="FILE", help="Compare with FILE in the place of fangzhi.toml.")
@json_option
def eval_command(
    queries: Path, judgements: Path, index: str | None, against: Path | None, as_json: bool
) -> None:
    """Measure the answers to judged queries (TREC's formats): nDCG@10, MRR@10, R@100."""
    judged = read_judged(queries, judgements)
    settings = settings_of(index=index)
    other = _other_settings(against, index) if against else None
    first = _evaluated(settings, judged)
    second = _evaluated(other, judged) if other else None
    _warn(judged, first)
    if as_json:
        said = {"ok": True, **measures_json(first), "unjudged": judged.unjudged}
        if second:
            said |= {"against": {"settings": str(against), **measures_json(second)}}
            said |= comparison_json(first, second)
        click.echo(json.dumps(said, ensure_ascii=False))
    elif second:
        texts = {query.id: query.text for query in judged.queries}
        for table in comparison_tables(first, second, str(against), texts):
            console.out().print(table)
    else:
        console.out().print(measures_table(first))


def _other_settings(file: Path, index: str | None) -> Settings:
    if not file.is_file():
        raise SettingsError(
            f"no settings file {file}; --against takes one that is written as fangzhi.toml is"
        )
    return load_settings({"index": index}, os.environ, Path(), str(file))


def _evaluated(settings: Settings, judged: Judged) -> tuple[Measured, ...]:
    """Each query searched as a reader's would be, and measured."""
    searcher = open_searcher(settings.engine, settings.index, settings.ranking)
    terminal = console.err()
    queries = track(
        judged.queries, "searching", console=terminal, transient=True, disable=not terminal.is_terminal
    )
    run = {query.id: names_found(searcher, query.text, judged.paragraphs) for query in queries}
    return measured(judged.queries, run)


def names_found(searcher: Searcher, query: str, paragraphs: bool) -> tuple[str, ...]:
    """What the first HITS paragraphs are called, best first; or HITS documents at most, those of the first
    LIMIT_MAX paragraphs, each where its best one stands."""
    limit = HITS if paragraphs else LIMIT_MAX
    hits = unmarked(searcher, read_args([("q", query), ("limit", str(limit))])).hits
    if paragraphs:
        return tuple(f"{hit.document}#p{hit.paragraph.ordinal}" for hit in hits)
    return tuple(dict.fromkeys(hit.document for hit in hits))[:HITS]


def _warn(judged: Judged, queries: tuple[Measured, ...]) -> None:
    """Of what makes figures mean less than they seem to."""
    if judged.unjudged:
        console.warn(f"{judged.unjudged:,} queries have no judgement and are left out")
    if not any(value for query in queries for value in query.values):
        name = judged.queries[0].relevance[0][0]
        console.warn(f"nothing that is judged was found; are names such as {name!r} those of this index?")
