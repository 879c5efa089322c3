"""What a build did, counted as it goes: files, reports, paragraphs, regions, dates, and what was skipped."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from indexer.contract.manifest import Manifest
from indexer.contract.reading import SkippedFile
from indexer.contract.vocabulary import NATIONAL, Region
from indexer.readings.entries import Outcome, Reading

# Hears of a build as it goes: the stage, how many files are done, of how many.
Progress = Callable[[str, int, int], None]
LEVELS = ("national", "provinces", "cities", "counties")
# Where the part of a reason that tells files apart begins: "file type .png is not read; we read …".
_PARTICULARS = re.compile(r"\s*[:;(（：；].*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did, from the first file read to the index published.

    Of the `files`, `unchanged` were taken from the cache and `read` read anew; the others are skipped unread.
    `regions` counts reports by the level of their region (LEVELS); `undated` are those of which not even the
    year is known. `reprints` are the paragraphs that stand in other reports too, in `clusters`. `encodings`
    counts reports, the most frequent first. `manifest` is None where nothing was published (a dry run).
    """

    files: int
    read: int
    unchanged: int
    reports: int
    paragraphs: int
    regions: tuple[tuple[str, int], ...]
    unknown_region: int
    dated: int
    year_only: int
    undated: int
    clusters: int
    reprints: int
    encodings: tuple[tuple[str, int], ...]
    skipped: tuple[SkippedFile, ...]
    seconds: float
    manifest: Manifest | None


@dataclass(slots=True)
class Tally:
    """The counts while they grow."""

    files: int = 0
    opened: int = 0
    unchanged: int = 0
    clusters: int = 0
    reprints: int = 0
    skipped: list[SkippedFile] = field(default_factory=list)
    _reports: int = 0
    _paragraphs: int = 0
    _levels: Counter[str | None] = field(default_factory=Counter)
    _dates: Counter[str] = field(default_factory=Counter)
    _encodings: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count a report, or what was skipped."""
        if isinstance(outcome, SkippedFile):
            # Thousands of files are skipped for few reasons: each reason is held once.
            self.skipped.append(replace(outcome, reason=sys.intern(outcome.reason)))
            return
        self._reports += 1
        self._paragraphs += outcome.paragraphs
        self._levels[None if outcome.region is None else level(outcome.region)] += 1
        self._dates[date_kind(outcome)] += 1
        self._encodings[outcome.encoding] += 1

    def closed(self, manifest: Manifest | None, seconds: float) -> BuildReport:
        """The counts as they stand."""
        return BuildReport(
            files=self.files,
            read=self.opened - self.unchanged,
            unchanged=self.unchanged,
            reports=self._reports,
            paragraphs=self._paragraphs,
            regions=tuple((name, self._levels[name]) for name in LEVELS),
            unknown_region=self._levels[None],
            dated=self._dates["day"],
            year_only=self._dates["year"],
            undated=self._dates["none"],
            clusters=self.clusters,
            reprints=self.reprints,
            encodings=tuple(self._encodings.most_common()),
            skipped=tuple(self.skipped),
            seconds=seconds,
            manifest=manifest,
        )


def level(region: Region) -> str:
    """Which of LEVELS a region is on, by the zeros at the end of its code; a district is a county.

    >>> city = Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200"))
    >>> district = Region(code="110105", name="朝阳区", path=("北京市", "朝阳区"), codes=("110000", "110105"))
    >>> level(city), level(district), level(NATIONAL)
    ('cities', 'counties', 'national')
    """
    if region.code == NATIONAL.code:
        return "national"
    if region.code.endswith("0000"):
        return "provinces"
    return "cities" if region.code.endswith("00") else "counties"


def date_kind(reading: Reading) -> str:
    """How much is known of a report's date: "day", "year" or "none"."""
    if reading.date is not None:
        return "day"
    return "none" if reading.year is None else "year"


def reasons(skipped: Iterable[SkippedFile]) -> list[tuple[str, int]]:
    """How many were skipped for each reason, the most frequent first; figures and particulars left out.

    >>> reasons([SkippedFile(path="a.png", reason="file type .png is not read; we read .txt"),
    ...          SkippedFile(path="b.csv:7", reason="row 7 is empty"),
    ...          SkippedFile(path="b.csv:8", reason="row 8 is empty")])
    [('row … is empty', 2), ('file type .png is not read', 1)]
    """
    general = (re.sub(r"\d+", "…", _PARTICULARS.sub("", skip.reason)) or skip.reason for skip in skipped)
    return Counter(general).most_common()
