"""The command that says where the milliseconds of a search went: profile.

The engine has no hooks for this: it runs under Python's profiler, which says the shares of the stages, of the
time that is measured without it.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from cProfile import Profile, label
from dataclasses import asdict
from typing import Any, TypeVar

import click

from indexer.commands.asking import asked_by, search_options
from indexer.commands.options import settings_of
from indexer.commands.stages import STAGES, by_stage
from indexer.contract.engine import Searcher
from indexer.contract.notation import notation
from indexer.contract.query import And, Not, Or, Query
from indexer.engines import open_searcher
from indexer.shown import console
from indexer.shown.profile import LookedUp, Profiled, Split, Steps, profile_json, show
from searchapp.app import create_app
from searchapp.arguments import Asked, read_args
from searchapp.service import Answer, answer
from searchapp.spelling.evidence import corpus_of
from searchapp.spelling.proposals import did_you_mean
from searchapp.warming import warmed

REPEATS = 20
_Made = TypeVar("_Made")


@click.command("profile")
@search_options
def profile_command(query: str, index: str | None, as_json: bool, **options: Any) -> None:
    """Say where the milliseconds of a search went: once, first and again, stage by stage."""
    starting_ms = time.process_time() * 1000
    settings = settings_of(index=index)
    asked = asked_by(query, options)

    def made() -> Searcher:
        return open_searcher(settings.engine, settings.index, settings.ranking)

    profiled = _profiled(made, asked, starting_ms)
    if as_json:
        click.echo(json.dumps(profile_json(profiled), ensure_ascii=False))
    else:
        show(profiled, console.out())


def _profiled(made: Callable[[], Searcher], asked: Asked, starting_ms: float) -> Profiled:
    """Timed in the order of a server's life; then each kind of answer once more, of the index opened anew,
    under the profiler."""
    searcher, anew = made(), made()
    loading_ms, _ = _timed(lambda: warmed(create_app(searcher)))
    opening_ms, _ = _timed(searcher.describe)
    first_ms, answered = _timed(lambda: answer(searcher, asked))
    repeated = [_timed(lambda: answer(searcher, asked))[0] for _ in range(REPEATS)]
    used = _used(made())
    new_ms, _ = _timed(lambda: answer(used, asked))
    steps = Steps(
        starting=starting_ms,
        loading=loading_ms,
        opening=opening_ms,
        first=first_ms,
        new=new_ms,
        median=statistics.median(repeated),
        fastest=min(repeated),
        repeats=REPEATS,
    )
    anew.describe()
    splits = {
        "first": _split(anew, asked, 1, steps.first),
        "new": _split(_used(made()), asked, 1, steps.new),
        "again": _split(anew, asked, REPEATS, steps.median),
    }
    return Profiled(looked_up=_looked_up(answered, searcher), steps=steps, splits=splits)


def _used(searcher: Searcher) -> Searcher:
    """One that was asked something else before: everything."""
    answer(searcher, read_args([]))
    return searcher


def _timed(work: Callable[[], _Made]) -> tuple[float, _Made]:
    """How many milliseconds it took, and what came of it."""
    started = time.perf_counter()
    made = work()
    return (time.perf_counter() - started) * 1000, made


def _looked_up(answered: Answer, searcher: Searcher) -> LookedUp:
    leaves = tuple(dict.fromkeys(_leaves(answered.query)))
    facets = {name: len(facet["values"]) for name, facet in asdict(answered.result.facets).items()}
    return LookedUp(
        read_as=answered.meant.read_as,
        searched=notation(answered.query),
        leaves=tuple(zip(map(notation, leaves), searcher.count(leaves), strict=True)),
        paragraphs=answered.result.paragraphs,
        facets=facets,
        generation=answered.result.index.generation,
        indexed=answered.result.index.paragraphs,
    )


def _leaves(query: Query) -> Iterator[Query]:
    """All of them, those under a Not too."""
    parts = query.parts if isinstance(query, And | Or) else (query.part,) if isinstance(query, Not) else ()
    for part in parts:
        yield from _leaves(part)
    if not parts:
        yield query


def _split(searcher: Searcher, asked: Asked, times: int, took_ms: float) -> Split:
    """An answer that takes so long, by stage, as the profiler sees so many of them."""
    profile = Profile()
    with profile:
        for _ in range(times):
            answer(searcher, asked)
    profile.create_stats()
    shares = by_stage(profile.stats)
    scale = took_ms / sum(shares.values())
    asking = (profile.stats.get(label(function.__code__)) for function in (corpus_of, did_you_mean))
    return Split(
        stages={stage: shares[stage] * scale for stage in STAGES},
        proposing=sum(calls[3] for calls in asking if calls) * scale,
    )
