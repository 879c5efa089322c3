"""What the commands show a person: tables and lists on stdout, messages and progress on stderr."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from indexer.contract.manifest import Manifest
from indexer.contract.reading import SkippedFile
from indexer.contract.results import Facet, Facets
from indexer.tally import BuildReport, reasons
from indexer.tally import Progress as Report

SHOWN_SKIPPED = 20
SHOWN_VALUES = 12
NAME_CHARS = 60
_TELL_EVERY_S = 0.1


def out() -> Console:
    """Results."""
    return Console(highlight=False, soft_wrap=True)


def err() -> Console:
    """Messages; found anew at each call, so that a redirected stream is respected."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def warn(message: str) -> None:
    """Something the user may want to know; the command goes on."""
    err().print(Text(f"fangzhi: {message}", style="yellow"))


@contextmanager
def progress_bar(shown: bool) -> Iterator[Report]:
    """The stage, files done, rate and time left, on a terminal only."""
    console = err()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not (shown and console.is_terminal)) as bar:
        task = bar.add_task("reading", total=None, rate="")
        told = ("", 0.0)  # the stage, and when

        def report(stage: str, done: int, total: int) -> None:
            nonlocal told
            now = time.monotonic()
            if stage == told[0] and done < total and now - told[1] < _TELL_EVERY_S:
                return  # working out a rate takes longer than to read a small file
            told = (stage, now)
            if total:
                speed = bar.tasks[task].speed
                rate = f"{speed:.0f} files/s" if speed else ""
                bar.update(task, description=stage, completed=done, total=total, rate=rate)
            else:
                bar.update(task, description=stage, rate="")

        yield report


def show_skipped(skipped: SkippedFile) -> None:
    """A file that `inspect` cannot read."""
    out().print(Text(f"{skipped.path}: skipped, {skipped.reason}", style="yellow"))


def show_build(report: BuildReport) -> None:
    """The closing lines of a build: what was skipped on stderr, the table on stdout."""
    for skipped in report.skipped[:SHOWN_SKIPPED]:
        err().print(Text(f"skipped {skipped.path}: {skipped.reason}", style="yellow"))
    more = len(report.skipped) - SHOWN_SKIPPED
    if more > 0:
        err().print(Text(f"… and {more:,} more; --report FILE lists all", style="yellow"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=NAME_CHARS)
    table.add_column(justify="right")
    for name, value in _build_rows(report):
        table.add_row(Text(name), f"{value:,}")
    out().print(table)
    what = f"generation {report.manifest.generation}" if report.manifest else "nothing written (dry run)"
    out().print(f"{what}, {report.seconds:,.1f} s")


def _build_rows(report: BuildReport) -> Iterator[tuple[str, int]]:
    """Names and figures; what makes up a figure stands below it, indented, where there is any of it."""
    yield "files", report.files
    yield from _parts(("read", report.read), ("unchanged", report.unchanged))
    yield "skipped", len(report.skipped)
    yield from _parts(*reasons(report.skipped)[:SHOWN_VALUES])
    yield "reports", report.reports
    if [name for name, _ in report.encodings] != ["utf-8"]:
        yield from _parts(*report.encodings)
    yield "paragraphs", report.paragraphs
    yield from _parts((f"near-identical, in {report.clusters:,} groups", report.reprints))
    yield "regions found", report.reports - report.unknown_region
    yield from _parts(*report.regions, ("unknown", report.unknown_region))
    yield "dates found", report.dated + report.year_only
    yield from _parts(("day", report.dated), ("year only", report.year_only), ("unknown", report.undated))


def _parts(*parts: tuple[str, int]) -> Iterator[tuple[str, int]]:
    return ((f"  {name}", count) for name, count in parts if count)


def show_stats(manifest: Manifest, facets: Facets) -> None:
    """The served generation and how its paragraphs spread."""
    console = out()
    size_mb = sum(file.size_bytes for file in manifest.files) / 1e6
    console.print(
        f"generation {manifest.generation}, built {manifest.built_at:%Y-%m-%d %H:%M} UTC, {size_mb:.1f} MB"
    )
    console.print(f"{manifest.documents:,} reports, {manifest.paragraphs:,} paragraphs")
    for name, facet in (("region", facets.region), ("theme", facets.theme), ("year", facets.year)):
        console.print(_facet_table(name, facet))


def _facet_table(name: str, facet: Facet) -> Table:
    table = Table(box=None)
    table.add_column(name)
    table.add_column("paragraphs", justify="right")
    top = [value for value in facet.values if value.parent is None]
    for value in top[:SHOWN_VALUES]:
        table.add_row(Text(value.label), f"{value.count:,}")
    if len(top) > SHOWN_VALUES:
        table.add_row(f"… {len(top) - SHOWN_VALUES} more", "")
    if facet.missing:
        table.add_row("(none)", f"{facet.missing:,}")
    return table
