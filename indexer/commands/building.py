"""The command that reads reports and builds the index."""

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from indexer.commands.options import (
    EXIT_SKIPPED,
    dictionary_option,
    engine_option,
    index_option,
    json_option,
    quiet_option,
    settings_of,
    sources_argument,
    synonyms_option,
    without_option,
)
from indexer.contract.errors import SettingsError
from indexer.engines import open_writer
from indexer.lexicon import read_lexicon
from indexer.pipeline import BuildPlan, build, no_record
from indexer.readings.cache import Readings
from indexer.reprints import Reprints
from indexer.rules import reading_rules
from indexer.settings import Settings
from indexer.shown import console, wire
from indexer.shown.report_file import ReportFile
from indexer.tally import BuildReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a build was asked for; `report` is where its record goes, `shown` whether a person looks on."""

    strict: bool = False
    dry_run: bool = False
    full: bool = False
    report: Path | None = None
    shown: bool = True


@click.command("build")
@sources_argument
@index_option
@engine_option
@without_option
@dictionary_option
@synonyms_option
@click.option("--full", is_flag=True, help="Read every file anew, also those that did not change.")
@click.option("--strict", is_flag=True, help="Fail, and leave the index alone, if any file is skipped.")
@click.option("--dry-run", is_flag=True, help="Read everything, write nothing.")
@click.option("--report", metavar="FILE", help="Write what became of every file to FILE, as JSON.")
@json_option
@quiet_option
def build_command(
    sources: tuple[Path, ...],
    index: str | None,
    engine: str | None,
    without: tuple[str, ...],
    dictionary: str | None,
    synonyms: str | None,
    full: bool,
    strict: bool,
    dry_run: bool,
    report: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read the reports of SOURCE... (files or folders) and build the index that is served from now on.

    Files that did not change since the last build are not read again.
    """
    settings = settings_of(
        index=index, engine=engine, without_steps=without, dictionary=dictionary, synonyms=synonyms
    )
    wishes = Wishes(
        strict=strict, dry_run=dry_run, full=full, report=_report_path(report), shown=not (quiet or as_json)
    )
    built = run_build(settings, sources, wishes)
    if as_json:
        click.echo(json.dumps(wire.built(built), ensure_ascii=False))
    elif not quiet:
        console.show_build(built)
    if built.skipped:
        sys.exit(EXIT_SKIPPED)


def run_build(settings: Settings, sources: Sequence[Path], wishes: Wishes) -> BuildReport:
    """Build as the settings and the wishes say. Nothing is written before the settings are found good."""
    rules = reading_rules(settings, Path())
    lexicon = read_lexicon(settings.dictionary, settings.synonyms)
    _refuse_index(sources, settings.index)
    with ExitStack() as stack:
        report = None if wishes.report is None else stack.enter_context(ReportFile(wishes.report))
        progress = stack.enter_context(console.progress_bar(wishes.shown))
        writer = None
        try:
            if not wishes.dry_run:
                named = [str(path) for path in sources]
                writer = open_writer(settings.engine, settings.index, named, lexicon, settings.memory_mb)
            # What is kept beside the index is opened with its lock held; a dry run, which holds none, does
            # without.
            readings = reprints = None
            if writer is not None:
                readings = stack.enter_context(
                    Readings(settings.index, rules, console.warn, full=wishes.full)
                )
                reprints = stack.enter_context(Reprints(settings.index, console.warn, full=wishes.full))
            plan = BuildPlan(
                rules=rules,
                index=settings.index,
                strict=wishes.strict,
                readings=readings,
                reprints=reprints,
                progress=progress,
                record=no_record if report is None else report.add,
            )
            built = build(sources, writer, plan)
        finally:
            if writer is not None:
                writer.discard()  # harmless after publish, and Ctrl-C may come before build takes over
        if report is not None:
            report.close(wire.built(built))
        return built


def _refuse_index(sources: Sequence[Path], index: Path) -> None:
    """The files of an index are no reports."""
    for source in sources:
        if index.exists() and source.exists() and source.samefile(index):
            raise SettingsError(f"{source} is the index folder itself; name another with --index")


def _report_path(written: str | None) -> Path | None:
    if written is None:
        return None
    if not written.strip():
        raise click.BadParameter("a path is empty", param_hint="--report")
    return Path(written)
