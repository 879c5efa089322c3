"""What the commands show a person: tables and lists on stdout, messages and progress on stderr."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from indexer.contract.manifest import Manifest
from indexer.contract.reading import ReadReport, SkippedFile
from indexer.contract.results import Facet, Facets
from indexer.contract.vocabulary import Region
from indexer.pipeline import BuildReport
from indexer.pipeline import Progress as Report

SHOWN_CHARS = 60
SHOWN_VALUES = 12


def out() -> Console:
    """Results."""
    return Console(highlight=False, soft_wrap=True)


def err() -> Console:
    """Messages; found anew at each call, so that a redirected stream is respected."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress_bar(shown: bool) -> Iterator[Report]:
    """Files done, rate and time left, on a terminal only."""
    console = err()
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not (shown and console.is_terminal)) as bar:
        task = bar.add_task("files", total=None, rate="")

        def report(done: int, total: int) -> None:
            speed = bar.tasks[task].speed
            bar.update(task, completed=done, total=total, rate=f"{speed:.0f} files/s" if speed else "")

        yield report


def show_build(report: BuildReport) -> None:
    """The closing lines of a build."""
    for skipped in report.skipped:
        err().print(Text(f"skipped {skipped.path}: {skipped.reason}", style="yellow"))
    table = Table(box=None, show_header=False)
    rows = {
        "files": report.files,
        "reports": report.reports,
        "paragraphs": report.paragraphs,
        "skipped": len(report.skipped),
        "region unknown": report.unknown_region,
        "undated": report.undated,
    }
    for name, count in rows.items():
        table.add_row(name, f"{count:,}")
    table.add_row("seconds", f"{report.seconds:.1f}")
    table.add_row("generation", report.manifest.generation if report.manifest else "none (dry run)")
    out().print(table)


def show_inspected(read: ReadReport | SkippedFile) -> None:
    """One report as it was read: what it is, its paragraphs by section, what was taken out and why."""
    console = out()
    if isinstance(read, SkippedFile):
        console.print(Text(f"{read.path}: skipped, {read.reason}", style="yellow"))
        return
    report = read.report
    console.print(Text(f"{read.path}  [{read.encoding}]", style="bold"))
    facts = {
        "title": " ".join(part for part in (report.title, report.subtitle) if part),
        "region": _region_line(report.region),
        "date": report.date.isoformat() if report.date else "unknown",
        "source": report.source or "unknown",
        "author": report.author or "unknown",
        "url": report.url or "none",
    }
    for name, value in facts.items():
        console.print(Text(f"  {name:8}{value}"))
    section: tuple[str, ...] = ()
    for paragraph in report.paragraphs:
        if paragraph.section != section:
            section = paragraph.section
            console.print(Text(f"  # {' › '.join(section)}  ({paragraph.theme or 'no theme'})", style="cyan"))
        console.print(Text(f"  {paragraph.ordinal:4} {_shortened(paragraph.text)}"))
    for removal in read.removed:
        console.print(Text(f"     - {removal.reason}: {_shortened(removal.text)!r}", style="dim"))
    for note in read.notes:
        console.print(Text(f"     ! {note}", style="yellow"))


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


def _region_line(region: Region | None) -> str:
    return f"{' › '.join(region.path)} ({region.code})" if region else "unknown"


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}… ({len(text)} characters)"
