"""The command that shows what is read from files: inspect."""

import json
import sys
from pathlib import Path

import click

from indexer.commands.options import EXIT_SKIPPED, json_option, paths, settings_of, without_option
from indexer.contract.reading import SkippedFile
from indexer.pipeline import read_reports
from indexer.rules import reading_rules
from indexer.shown import console, wire
from indexer.shown.side_by_side import show
from indexer.sources.catalog import find_files


@click.command("inspect")
@click.argument("files", nargs=-1, required=True, callback=paths, metavar="FILE...")
@without_option
@json_option
def inspect_command(files: tuple[Path, ...], without: tuple[str, ...], as_json: bool) -> None:
    """Show each FILE beside what is read from it, and what was taken out and why; nothing is written."""
    settings = settings_of(without_steps=without)
    rules = reading_rules(settings, Path())
    skipped = 0
    for read in read_reports(find_files(files, settings.index), rules):
        skipped += isinstance(read, SkippedFile)
        if as_json:
            click.echo(json.dumps(wire.inspected(read), ensure_ascii=False))
        elif isinstance(read, SkippedFile):
            console.show_skipped(read)
        else:
            show(read, console.out())
    if skipped:
        sys.exit(EXIT_SKIPPED)
