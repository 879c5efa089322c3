"""What a file is on its way to becoming a report: as read, as cleaned, as structured, or as skipped."""

import datetime
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.contract.documents import Report
from indexer.contract.vocabulary import Region, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRules:
    """What a user may choose about reading: the same files under the same rules give the same reports.

    `columns` are pairs of a table's column and the field it holds (see sources/records.FIELDS); `without`
    are the names of cleaning steps that are switched off; `themes` the taxonomy that headings are judged by,
    () for the ones that are shipped.
    """

    columns: tuple[tuple[str, str], ...] = ()
    without: frozenset[str] = frozenset()
    themes: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said of a report outside its body (a column, a key, a tag, a row of metadata.csv); None where
    nothing is. It goes before whatever is detected.

    `region` is as written: a code, a name or a short name. `year` is given where no whole date is. A `theme`
    is that of every paragraph.
    """

    title: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    region: str | None = None
    theme: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenParagraph:
    """A paragraph that the file itself delimits (the `paragraphs` key of a JSON Lines report)."""

    text: str
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Characters of the source that no paragraph holds, and the named reason.

    `start` is where they stand in RawReport.text (code points); None for what stands outside it.
    """

    text: str
    reason: str
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReport:
    """One report as its file holds it, decoded; `row` counts from 1 in a file of several, else None.

    `text` is the body with its line ends as "\\n"; headings that the format marks (Markdown, HTML h1-h6)
    stand as lines beginning with "#". `given` is () unless the file delimits its paragraphs itself, and
    then `text` is "". `removed` is what the format itself sets apart from
    the text (a page's navigation). `path` is the file as the user named it, for messages; `id` as Report.id.
    `margin` says how far the encoding stands before the next best guess: 1.0 where it is certain (a byte
    order mark, valid UTF-8), towards 0 where another would read as well.
    """

    id: str
    path: str
    encoding: str
    text: str
    margin: float = 1.0
    row: int | None = None
    given: tuple[GivenParagraph, ...] = ()
    metadata: Metadata = Metadata()
    removed: tuple[Removal, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A span of the source (code points, half-open), `was`, in whose place `text` stands, and why."""

    start: int
    end: int
    text: str
    was: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A source text with spans cut out of it, and a few replaced where damage could be undone.

    `kept` are the spans of `source` that remain, `marked` those that look damaged and stay as they are: code
    points, half-open, ascending, disjoint. Kept, repaired and removed characters are the source, each once: a
    removal fills the places from its start on that nothing else holds.
    """

    source: str
    kept: tuple[tuple[int, int], ...]
    removed: tuple[Removal, ...] = ()
    repaired: tuple[Repair, ...] = ()
    marked: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """What remains of the source, with the repairs in their places.

        >>> CleanText(source="強(qiáng)基", kept=((0, 1), (8, 9))).text
        '強基'
        """
        return "".join(text or self.source[start:end] for start, end, text in self._pieces())

    def offsets(self) -> Sequence[int]:
        """The place in `source` of each character of `text`; those of a repair stand where it starts.

        >>> list(CleanText(source="強(qiáng)基", kept=((0, 1), (8, 9))).offsets())
        [0, 8]
        """
        places = array("L")
        for start, end, text in self._pieces():
            places.extend([start] * len(text) if text else range(start, end))
        return places

    def _pieces(self) -> list[tuple[int, int, str]]:
        """The spans that `text` is made of, in order; the third is "" where the source stands unchanged."""
        kept = [(start, end, "") for start, end in self.kept]
        if not self.repaired:
            return kept
        return sorted([*kept, *((fix.start, fix.end, fix.text) for fix in self.repaired)])


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionEvidence:
    """One reason to take a region for the one that reports: `text` as found in `place` (metadata, title,
    subtitle, dateline, source, self-reference, body) speaks for `region` with so many points."""

    region: Region
    place: str
    text: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report with the record of how it was read: what `fangzhi inspect` shows.

    `clean` is the text it was read from. `region_score` is from 0 to 1, the share of the evidence that agrees
    with the region; `evidence` stands strongest first.
    """

    path: str
    encoding: str
    report: Report
    removed: tuple[Removal, ...]
    notes: tuple[str, ...]
    clean: CleanText
    margin: float = 1.0
    region_score: float = 0.0
    evidence: tuple[RegionEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedFile:
    """A file, or a row of one, that could not be read, and why; the others are indexed all the same."""

    path: str
    reason: str
