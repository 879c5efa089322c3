"""What a file is on its way to becoming a report: as read, as cleaned, as structured, or as skipped."""

import datetime
from dataclasses import dataclass

from indexer.contract.documents import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a file says of itself outside its body (a column, a key, a tag); None where it says nothing.

    `region` is as written: a code, a name or a short name.
    """

    title: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenParagraph:
    """A paragraph that the file itself delimits (the `paragraphs` key of a JSON Lines report)."""

    text: str
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Characters of the source that no paragraph holds, and the named reason."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReport:
    """One report as its file holds it, decoded; `row` counts from 1 in a file of several, else None.

    `text` is the body with its line ends as "\\n"; headings that the format marks (Markdown, HTML h1-h6)
    stand as lines beginning with "#". `given` is () unless the file delimits its paragraphs itself, and
    then `text` is "". `removed` is what the format itself sets apart from
    the text (a page's navigation). `path` is the file as the user named it, for messages; `id` as Report.id.
    """

    id: str
    path: str
    encoding: str
    text: str
    row: int | None = None
    given: tuple[GivenParagraph, ...] = ()
    metadata: Metadata = Metadata()
    removed: tuple[Removal, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A source text with spans cut out of it; nothing is ever added.

    `kept` are the spans of `source` that remain: code points, half-open, ascending, disjoint.
    """

    source: str
    kept: tuple[tuple[int, int], ...]
    removed: tuple[Removal, ...] = ()

    @property
    def text(self) -> str:
        """What remains of the source.

        >>> CleanText(source="強(qiáng)基", kept=((0, 1), (8, 9))).text
        '強基'
        """
        return "".join(self.source[start:end] for start, end in self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report with the record of how it was read: what `fangzhi inspect` shows."""

    path: str
    encoding: str
    report: Report
    removed: tuple[Removal, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedFile:
    """A file, or a row of one, that could not be read, and why; the others are indexed all the same."""

    path: str
    reason: str
