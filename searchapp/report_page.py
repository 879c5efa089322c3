"""The page of one report as its template receives it: headings in their order, paragraphs marked."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from indexer.contract.documents import Paragraph, Report
from searchapp.addresses import SEARCH
from searchapp.marks import Marker
from searchapp.pages import SearchForm, search_form
from searchapp.reading import Reading
from searchapp.snippets import Passage, passages
from searchapp.state import SearchState

_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a section that begins here; `level` is that of the HTML heading, 2 to 6."""

    text: tuple[Passage, ...]
    plain: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """A paragraph, after the headings that begin with it.

    `named` where it matches not by its text but by the title or a heading; `resumes` where it goes back
    to an outer section, so that no heading says where it belongs.
    """

    headings: tuple[Heading, ...]
    ordinal: int
    text: tuple[Passage, ...]
    matching: bool
    named: bool
    resumes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page of a report shows; `named`: some paragraph is; `back_url` is "" without a search."""

    form: SearchForm
    document: str
    title: tuple[Passage, ...]
    plain_title: str
    subtitle: tuple[Passage, ...]
    place: tuple[str, ...]
    date: date | None
    year: int | None
    source: str | None
    author: str | None
    url: str | None
    url_is_link: bool
    searched: bool
    matching: tuple[int, ...]
    named: bool
    contents: tuple[Heading, ...]
    paragraphs: tuple[ParagraphView, ...]
    captions: tuple[str, ...]
    back_url: str


def report_page(reading: Reading) -> ReportPage:
    """The page of a report, read for a search."""
    report, marker = reading.report, reading.marker
    paragraphs = _paragraphs(reading)
    return ReportPage(
        form=search_form(SearchState(q=reading.state.q, mode=reading.state.mode)),
        document=report.id,
        title=passages(report.title, marker.in_title(report.title)),
        plain_title=report.title,
        subtitle=passages(report.subtitle, marker.in_title(report.subtitle)) if report.subtitle else (),
        place=report.region.path if report.region else (),
        date=report.date,
        year=report.year,
        source=report.source,
        author=report.author,
        url=report.url,
        url_is_link=_is_web(report),
        searched=reading.searched,
        matching=reading.matching,
        named=any(paragraph.named for paragraph in paragraphs),
        contents=tuple(heading for paragraph in paragraphs for heading in paragraph.headings),
        paragraphs=paragraphs,
        captions=report.captions,
        back_url=reading.state.to_url(SEARCH) if reading.state != SearchState() else "",
    )


def _paragraphs(reading: Reading) -> tuple[ParagraphView, ...]:
    views: list[ParagraphView] = []
    markers = dict(zip(reading.matching, reading.markers, strict=True))
    path: tuple[str, ...] = ()
    for paragraph in reading.report.paragraphs:
        marker = markers.get(paragraph.ordinal)
        spans = marker.in_text(paragraph.text) if marker else ()
        kept = _shared(path, paragraph.section)
        views.append(
            ParagraphView(
                headings=_headings(reading, paragraph.section, kept, paragraph.ordinal),
                ordinal=paragraph.ordinal,
                text=passages(paragraph.text, spans),
                matching=marker is not None,
                named=bool(marker and not spans and _is_named(marker, reading.report, paragraph)),
                resumes=kept == len(paragraph.section) < len(path),
            )
        )
        path = paragraph.section
    return tuple(views)


def _is_named(marker: Marker, report: Report, paragraph: Paragraph) -> bool:
    """Whether the title or a heading above the paragraph matches."""
    titles = (report.title, report.subtitle or "")
    return any(marker.in_title(title) for title in titles) or any(
        marker.in_heading(heading) for heading in paragraph.section
    )


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many steps two section paths share from the top."""
    same = (a == b for a, b in zip(one, other, strict=False))
    return next((depth for depth, equal in enumerate(same) if not equal), min(len(one), len(other)))


def _headings(reading: Reading, section: tuple[str, ...], kept: int, ordinal: int) -> tuple[Heading, ...]:
    """The headings that begin with this paragraph: those that the one before did not stand under."""
    return tuple(
        Heading(
            text=passages(heading, reading.marker.in_heading(heading)),
            plain=heading,
            anchor=f"s{ordinal}-{depth}",
            level=min(depth + 1, _DEEPEST),
        )
        for depth, heading in enumerate(section[kept:], start=kept + 1)
    )


def _is_web(report: Report) -> bool:
    """Whether the report's address may become a link: http and https only, never javascript or data."""
    try:
        parts = urlsplit(report.url or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
