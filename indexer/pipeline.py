"""The writing flow: files -> raw reports -> clean text -> reports -> an index writer that is handed in."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.cleaning.steps import clean
from indexer.contract.engine import IndexWriter
from indexer.contract.errors import NothingToIndexError, UnreadableFileError
from indexer.contract.manifest import Manifest
from indexer.contract.reading import RawReport, ReadingRules, ReadReport, SkippedFile
from indexer.sources.catalog import SourceFile, find_files
from indexer.sources.read import read_file
from indexer.structure.read import structure

Progress = Callable[[int, int], None]
PLAIN = ReadingRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did, from the first file read to the index published. `manifest` is None where nothing
    was published (a dry run)."""

    files: int
    reports: int
    paragraphs: int
    unknown_region: int
    undated: int
    skipped: tuple[SkippedFile, ...]
    seconds: float
    manifest: Manifest | None


def no_progress(done: int, total: int) -> None:
    """The Progress of a build that nobody watches."""


def read_reports(
    files: Sequence[SourceFile | SkippedFile],
    rules: ReadingRules = PLAIN,
    progress: Progress = no_progress,
) -> Iterator[ReadReport | SkippedFile]:
    """Read every report of the files, in order, each id made unique; `progress` hears of each file done."""
    taken: set[str] = set()
    for done, file in enumerate(files, start=1):
        for outcome in _read_one(file, rules):
            yield _with_own_id(outcome, taken) if isinstance(outcome, ReadReport) else outcome
        progress(done, len(files))


def build(
    sources: Sequence[Path],
    writer: IndexWriter | None,
    *,
    rules: ReadingRules = PLAIN,
    strict: bool = False,
    progress: Progress = no_progress,
) -> BuildReport:
    """Index the reports and publish; without a writer only count them. Whatever is raised, the writer is
    discarded first and the served index stays as it was.

    Raises NothingToIndexError where a source does not exist, no report was read or, if `strict`, a file
    was skipped.
    """
    started = time.monotonic()
    try:
        counted = _add_all(sources, writer, rules, progress)
        if not counted.reports or (strict and counted.skipped):
            raise NothingToIndexError(_refusal(sources, counted))
        manifest = None if writer is None else writer.publish()
        return replace(counted, manifest=manifest, seconds=time.monotonic() - started)
    finally:
        if writer is not None:
            writer.discard()


def _add_all(
    sources: Sequence[Path], writer: IndexWriter | None, rules: ReadingRules, progress: Progress
) -> BuildReport:
    skipped: list[SkippedFile] = []
    files = list(find_files(sources))
    reports = paragraphs = unknown_region = undated = 0
    for outcome in read_reports(files, rules, progress):
        if isinstance(outcome, SkippedFile):
            skipped.append(outcome)
            continue
        if writer is not None:
            writer.add(outcome.report)
        reports += 1
        paragraphs += len(outcome.report.paragraphs)
        unknown_region += outcome.report.region is None
        undated += outcome.report.date is None
    return BuildReport(
        files=len(files),
        reports=reports,
        paragraphs=paragraphs,
        unknown_region=unknown_region,
        undated=undated,
        skipped=tuple(skipped),
        seconds=0.0,
        manifest=None,
    )


def _read_one(file: SourceFile | SkippedFile, rules: ReadingRules) -> Iterator[ReadReport | SkippedFile]:
    if isinstance(file, SkippedFile):
        yield file
        return
    try:
        for raw in read_file(file, dict(rules.columns)):
            yield _structured(raw, rules) if isinstance(raw, RawReport) else raw
    except UnreadableFileError as exc:
        yield SkippedFile(path=str(file.path), reason=str(exc))


def _structured(raw: RawReport, rules: ReadingRules) -> ReadReport | SkippedFile:
    try:
        return structure(raw, clean(raw, rules.without), rules.themes)
    except UnreadableFileError as exc:
        path = raw.path if raw.row is None else f"{raw.path}:{raw.row}"
        return SkippedFile(path=path, reason=str(exc))


def _with_own_id(read: ReadReport, taken: set[str]) -> ReadReport:
    """Two reports may carry one id (two folders with a file of the same name): the later gets "~2"."""
    wanted = own = read.report.id
    count = 1
    while own in taken:
        count += 1
        own = f"{wanted}~{count}"
    taken.add(own)
    if own == wanted:
        return read
    note = f"id {wanted!r} is taken by an earlier report; this one is {own!r}"
    return replace(read, report=replace(read.report, id=own), notes=(*read.notes, note))


def _refusal(sources: Sequence[Path], counted: BuildReport) -> str:
    where = ", ".join(str(source) for source in sources)
    if not counted.skipped:
        return f"no reports in {where}; give a folder that holds .txt, .md, .html, .jsonl or .csv files"
    first = counted.skipped[0]
    return f"skipped in {where}: {len(counted.skipped)}; the first is {first.path}: {first.reason}"
