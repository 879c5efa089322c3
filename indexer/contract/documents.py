"""What an index holds: reports, cut into the paragraphs that a search finds."""

from dataclasses import dataclass
from datetime import date

from indexer.contract.vocabulary import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a report: the unit that is found, counted and cited.

    `ordinal` counts from 1 within the report. `section` is the path of headings above the paragraph,
    outermost first, as the report writes them; () outside any section. `theme` is None where no theme
    of the vocabulary fits. `text` is what a reader sees: original script, no line breaks, never empty.
    The regions and years that the text itself certainly names stand in the order of their first mention, each
    once; they are distinct from the region and year of the report.
    """

    ordinal: int
    section: tuple[str, ...]
    theme: str | None
    text: str
    mentioned_regions: tuple[Region, ...] = ()
    mentioned_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, ready to be indexed or shown.

    `id` stays the same from build to build: the report's own id, or its path under the source folder
    (always with "/"), with ":N" behind it for row N (from 1) of a file that holds several reports.
    `year_only` is the year where that is all that is known of the date. `captions` are those of the pictures,
    which stand in no paragraph.
    """

    id: str
    title: str
    subtitle: str | None
    date: date | None
    source: str | None
    author: str | None
    url: str | None
    region: Region | None
    paragraphs: tuple[Paragraph, ...]
    year_only: int | None = None
    captions: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year of publication, as far as it is known."""
        return self.date.year if self.date else self.year_only
