"""The writing flow: files -> raw reports -> clean text -> reports -> an index writer that is handed in."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from indexer.cleaning.steps import clean
from indexer.contract.engine import IndexWriter
from indexer.contract.errors import NothingToIndexError, ReadingBrokeOffError, UnreadableFileError
from indexer.contract.reading import RawReport, ReadingRules, ReadReport, SkippedFile
from indexer.readings.cache import Readings
from indexer.readings.entries import Outcome, Reading, reading_of
from indexer.reprints import Reprints
from indexer.sources.bounded import Reader
from indexer.sources.catalog import find_files
from indexer.sources.files import SUFFIXES, SourceFile
from indexer.structure.read import structure
from indexer.tally import BuildReport, Progress, Tally

Record = Callable[[SourceFile | SkippedFile, Outcome], None]
PLAIN = ReadingRules()
READING, WRITING = "reading", "writing"
_Read = TypeVar("_Read", ReadReport, Reading)


def no_progress(stage: str, done: int, total: int) -> None:
    """The Progress of a build that nobody watches."""


def no_record(file: SourceFile | SkippedFile, outcome: Outcome) -> None:
    """The Record of a build of which only the counts are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPlan:
    """How to go about a build.

    `index` is the index folder, which is no source where it lies in one. `strict` refuses where a file is
    skipped. `readings` is the cache, None where all is read anew and nothing kept. `progress` hears of each
    file done, of how many, and of the stage; `record` of each outcome, and the file it is from.
    """

    rules: ReadingRules = PLAIN
    index: Path | None = None
    strict: bool = False
    readings: Readings | None = None
    progress: Progress = no_progress
    record: Record = no_record


PLAIN_PLAN = BuildPlan()


def read_reports(
    files: Iterable[SourceFile | SkippedFile], rules: ReadingRules = PLAIN
) -> Iterator[ReadReport | SkippedFile]:
    """Read every report of the files, in order, each id made unique."""
    taken: set[int] = set()
    with Reader(dict(rules.columns)) as reader:
        for file in files:
            for outcome in _skipping(file, lambda source: _read_one(source, reader, rules)):
                yield _with_own_id(outcome, taken) if isinstance(outcome, ReadReport) else outcome


def build(sources: Sequence[Path], writer: IndexWriter | None, plan: BuildPlan = PLAIN_PLAN) -> BuildReport:
    """Index the reports and publish; without a writer only count them. Whatever is raised, the writer is
    discarded first and the served index stays as it was.

    Raises NothingToIndexError where a source does not exist, no report was read or, if the plan is strict, a
    file was skipped.
    """
    started = time.monotonic()
    try:
        tally = Tally()
        with Reader(dict(plan.rules.columns)) as reader:
            _add_all(_outcomes(sources, reader, plan, tally), writer, tally)
        plan.progress(WRITING, 0, 0)
        counted = tally.closed(None, time.monotonic() - started)
        if not counted.reports or (plan.strict and counted.skipped):
            raise NothingToIndexError(_refusal(sources, counted))
        if plan.readings is not None:
            plan.readings.drop_unused()
        manifest = None if writer is None else writer.publish()
        return replace(counted, manifest=manifest, seconds=time.monotonic() - started)
    finally:
        if writer is not None:
            writer.discard()


def _outcomes(sources: Sequence[Path], reader: Reader, plan: BuildPlan, tally: Tally) -> Iterator[Outcome]:
    """The outcome of every file in order, each id made unique, told to whom the plan says."""
    # The files are counted by a walk of its own: a list of them would grow with their number.
    total = sum(1 for _ in find_files(sources, plan.index))
    taken: set[int] = set()
    for done, file in enumerate(find_files(sources, plan.index), start=1):
        for read in _skipping(file, lambda source: _read_or_kept(source, reader, plan)):
            outcome = _with_own_id(read, taken) if isinstance(read, Reading) else read
            plan.record(file, outcome)
            yield outcome
        tally.files = done
        tally.opened += isinstance(file, SourceFile)
        plan.progress(READING, done, max(done, total))
    tally.unchanged = plan.readings.unchanged if plan.readings is not None else 0


def _add_all(outcomes: Iterable[Outcome], writer: IndexWriter | None, tally: Tally) -> None:
    """Count the outcomes and index the reports, then the groups of near-identical paragraphs."""
    reprints = Reprints()
    for outcome in outcomes:
        tally.add(outcome)
        if isinstance(outcome, Reading):
            reprints.add(outcome.report)
            if writer is not None:
                writer.add(outcome.report)
    for cluster in reprints.clusters():
        tally.clusters += 1
        tally.reprints += len(cluster)
        if writer is not None:
            writer.group(cluster)


_T = TypeVar("_T")


def _skipping(
    file: SourceFile | SkippedFile, read: Callable[[SourceFile], Iterator[_T]]
) -> Iterator[_T | SkippedFile]:
    """What `read` gives; a file that cannot be read is a SkippedFile."""
    if isinstance(file, SkippedFile):
        yield file
        return
    try:
        yield from read(file)
    except UnreadableFileError as exc:
        yield SkippedFile(path=file.shown, reason=str(exc))


def _read_or_kept(file: SourceFile, reader: Reader, plan: BuildPlan) -> Iterator[Outcome]:
    """The readings of a file: those in the cache, where it holds them. A failure that the bytes decide is
    kept as well: the file would fail again."""

    def read() -> Iterator[Outcome]:
        try:
            for outcome in _read_one(file, reader, plan.rules):
                yield reading_of(outcome) if isinstance(outcome, ReadReport) else outcome
        except ReadingBrokeOffError:
            raise
        except UnreadableFileError as exc:
            yield SkippedFile(path=file.shown, reason=str(exc))

    return read() if plan.readings is None else plan.readings.outcomes(file, read)


def _read_one(file: SourceFile, reader: Reader, rules: ReadingRules) -> Iterator[ReadReport | SkippedFile]:
    for raw in reader.read(file):
        yield _structured(raw, rules) if isinstance(raw, RawReport) else raw


def _structured(raw: RawReport, rules: ReadingRules) -> ReadReport | SkippedFile:
    try:
        return structure(raw, clean(raw, rules.without), rules.themes)
    except UnreadableFileError as exc:
        path = raw.path if raw.row is None else f"{raw.path}:{raw.row}"
        return SkippedFile(path=path, reason=str(exc))


def _with_own_id(read: _Read, taken: set[int]) -> _Read:
    """Two reports may carry one id (two folders with a file of the same name): the later gets "~2". Of
    the ids that are taken the hashes are kept: millions fit."""
    wanted = own = read.report.id
    count = 1
    while hash(own) in taken:
        count += 1
        own = f"{wanted}~{count}"
    taken.add(hash(own))
    if own == wanted:
        return read
    note = f"id {wanted!r} is taken by an earlier report; this one is {own!r}"
    return replace(read, report=replace(read.report, id=own), notes=(*read.notes, note))


def _refusal(sources: Sequence[Path], counted: BuildReport) -> str:
    where = ", ".join(str(source) for source in sources)
    if not counted.skipped:
        return f"no reports in {where}; give a folder that holds {' '.join(SUFFIXES)} files"
    first = counted.skipped[0]
    return f"skipped in {where}: {len(counted.skipped)}; the first is {first.path}: {first.reason}"
