"""The writing flow: files -> raw reports -> clean text -> reports -> an index writer that is handed in."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from indexer.contract.documents import Report
from indexer.contract.engine import IndexWriter
from indexer.contract.errors import NothingToIndexError, ReadingBrokeOffError, UnreadableFileError
from indexer.contract.reading import RawReport, ReadingRules, ReadReport, SkippedFile
from indexer.readings.cache import Readings
from indexer.readings.entries import Outcome, Read, Reading, read_of
from indexer.reprints import Reprints
from indexer.sources.bounded import Reader
from indexer.sources.catalog import find_files
from indexer.sources.files import SUFFIXES, SourceFile
from indexer.tally import BuildReport, Progress, Tally

Found = SourceFile | SkippedFile
Record = Callable[[Found, Outcome], None]
PLAIN = ReadingRules()
READING, COMPARING, WRITING = "reading", "comparing", "writing"
AHEAD = 10_000
_T = TypeVar("_T")


def no_progress(stage: str, done: int, total: int) -> None:
    """The Progress of a build that nobody watches."""


def no_record(file: SourceFile | SkippedFile, outcome: Outcome) -> None:
    """The Record of a build of which only the counts are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPlan:
    """How to go about a build.

    `index` is the index folder, which is no source where it lies in one. `strict` refuses where a file is
    skipped. `readings` is the cache, None where all is read anew and nothing kept; `reprints` may keep what
    tells reprints. `progress` hears of each file done, of how many, and of the stage; `record` of each
    outcome, and the file it is from.
    """

    rules: ReadingRules = PLAIN
    index: Path | None = None
    strict: bool = False
    readings: Readings | None = None
    reprints: Reprints | None = None
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
                yield _under_own_id(outcome, taken) if isinstance(outcome, ReadReport) else outcome


def build(sources: Sequence[Path], writer: IndexWriter | None, plan: BuildPlan = PLAIN_PLAN) -> BuildReport:
    """Index the reports and publish; without a writer only count them. Whatever is raised, the writer is
    discarded first and the served index stays as it was.

    Raises NothingToIndexError where a source does not exist, no report was read or, if the plan is strict, a
    file was skipped.
    """
    started = time.monotonic()
    try:
        tally = Tally()
        with Reader(dict(plan.rules.columns)) as reader, plan.reprints or Reprints() as reprints:
            taking = _Taking(writer, reprints, keeps=plan.readings is not None and not plan.readings.full)
            _take_all(sources, reader, plan, (taking, tally))
            plan.progress(COMPARING, 0, 0)
            _group_all(reprints, writer, tally)
            plan.progress(WRITING, 0, 0)
            counted = tally.closed(None, time.monotonic() - started)
            if not counted.reports or (plan.strict and counted.skipped):
                raise NothingToIndexError(_refusal(sources, counted))
            if plan.readings is not None:
                plan.readings.drop_unused()
            reprints.save()
        manifest = None if writer is None else writer.publish()
        return replace(counted, manifest=manifest, seconds=time.monotonic() - started)
    finally:
        if writer is not None:
            writer.discard()


def _take_all(
    sources: Sequence[Path], reader: Reader, plan: BuildPlan, into: "tuple[_Taking, Tally]"
) -> None:
    """Take in the outcome of every file in order, count it, and tell whom the plan says."""
    taking, tally = into
    total, files = _counted(sources, plan.index)
    for done, file in enumerate(files, start=1):
        for read in _skipping(file, lambda source: _read_or_kept(source, reader, plan)):
            outcome = taking.take(read) if isinstance(read, Read) else read
            tally.add(outcome)
            plan.record(file, outcome)
        tally.files = done
        tally.opened += isinstance(file, SourceFile)
        plan.progress(READING, done, max(done, total))
    tally.unchanged = plan.readings.unchanged if plan.readings is not None else 0


def _counted(sources: Sequence[Path], index: Path | None) -> tuple[int, Iterator[Found]]:
    """How many files there are, and the files. Of more than AHEAD no list is made, which would grow with
    their number: they are walked twice."""
    files = find_files(sources, index)
    ahead = list(islice(files, AHEAD))
    total = len(ahead) if len(ahead) < AHEAD else sum(1 for _ in find_files(sources, index))
    return total, chain(ahead, files)


def _group_all(reprints: Reprints, writer: IndexWriter | None, tally: Tally) -> None:
    """Index the groups of near-identical paragraphs."""
    for cluster in reprints.clusters():
        tally.clusters += 1
        tally.reprints += len(cluster)
        if writer is not None:
            writer.group(cluster)


class _Taking:
    """Gives each report to the writer and to the reprints under an id of its own; where both keep it from the
    last build, it is not even unpacked."""

    def __init__(self, writer: IndexWriter | None, reprints: Reprints, *, keeps: bool) -> None:
        self._writer = writer
        self._reprints = reprints
        self._keeps = keeps
        self._taken: set[int] = set()

    def take(self, read: Read) -> Outcome:
        """What is told of the report; a SkippedFile where it had to be read again and could not be."""
        reading = _with_own_id(read.reading, self._taken)
        version = reading.version
        try:
            known = self._reprints.knows(version)
            report = None if known else _owned(read, reading)
            if self._writer is not None and not (self._keeps and self._writer.keep(reading.id, version)):
                report = report or _owned(read, reading)
                self._writer.add(report, version)
        except UnreadableFileError as exc:
            return SkippedFile(path=reading.path, reason=str(exc))
        if report is None or known:
            self._reprints.keep(reading.id, version)
        else:
            self._reprints.add(report, version)
        return reading


def _owned(read: Read, reading: Reading) -> Report:
    """The report under the id that its reading has come to have."""
    report = read.report()
    return report if report.id == reading.id else replace(report, id=reading.id)


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


def _read_or_kept(file: SourceFile, reader: Reader, plan: BuildPlan) -> Iterator[Read | SkippedFile]:
    """The readings of a file: those in the cache, where it holds them. A failure that the bytes decide is
    kept as well: the file would fail again."""

    def read() -> Iterator[ReadReport | SkippedFile]:
        try:
            yield from _read_one(file, reader, plan.rules)
        except ReadingBrokeOffError:
            raise
        except UnreadableFileError as exc:
            yield SkippedFile(path=file.shown, reason=str(exc))

    if plan.readings is not None:
        return plan.readings.outcomes(file, read)
    return (outcome if isinstance(outcome, SkippedFile) else read_of(outcome) for outcome in read())


def _read_one(file: SourceFile, reader: Reader, rules: ReadingRules) -> Iterator[ReadReport | SkippedFile]:
    for raw in reader.read(file):
        yield _structured(raw, rules) if isinstance(raw, RawReport) else raw


def _structured(raw: RawReport, rules: ReadingRules) -> ReadReport | SkippedFile:
    # Their patterns take 0.3 s to compile, and where no file has changed nothing is read.
    from indexer.cleaning.steps import clean  # noqa: PLC0415  see above
    from indexer.structure.read import structure  # noqa: PLC0415  see above

    try:
        return structure(raw, clean(raw, rules.without), rules.themes)
    except UnreadableFileError as exc:
        path = raw.path if raw.row is None else f"{raw.path}:{raw.row}"
        return SkippedFile(path=path, reason=str(exc))


def _with_own_id(reading: Reading, taken: set[int]) -> Reading:
    """The reading, its id made unique, and with a note where it had to be."""
    own, notes = _own_id(reading.id, taken)
    return replace(reading, id=own, notes=(*reading.notes, *notes)) if notes else reading


def _under_own_id(read: ReadReport, taken: set[int]) -> ReadReport:
    """The same for a report that is not indexed."""
    own, notes = _own_id(read.report.id, taken)
    if not notes:
        return read
    return replace(read, report=replace(read.report, id=own), notes=(*read.notes, *notes))


def _own_id(wanted: str, taken: set[int]) -> tuple[str, tuple[str, ...]]:
    """Two reports may carry one id (two folders with a file of the same name): the later gets "~2", and a
    note says so. Of the ids that are taken the hashes are kept: millions fit."""
    own = wanted
    count = 1
    while hash(own) in taken:
        count += 1
        own = f"{wanted}~{count}"
    taken.add(hash(own))
    return own, () if own == wanted else (
        f"id {wanted!r} is taken by an earlier report; this one is {own!r}",
    )


def _refusal(sources: Sequence[Path], counted: BuildReport) -> str:
    where = ", ".join(str(source) for source in sources)
    if not counted.skipped:
        return f"no reports in {where}; give a folder that holds {' '.join(SUFFIXES)} files"
    first = counted.skipped[0]
    return f"skipped in {where}: {len(counted.skipped)}; the first is {first.path}: {first.reason}"
