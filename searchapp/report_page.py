"""The page of one report as its template receives it: headings in their order, paragraphs marked."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from indexer.contract.documents import Report
from searchapp.pages import PATH, SearchForm, search_form
from searchapp.service import Reading
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

    `resumes` where it goes back to an outer section, so that no heading says where it belongs.
    """

    headings: tuple[Heading, ...]
    ordinal: int
    text: tuple[Passage, ...]
    matching: bool
    resumes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page of a report shows; `back_url` is "" where the reader comes from no search."""

    form: SearchForm
    document: str
    title: tuple[Passage, ...]
    plain_title: str
    subtitle: tuple[Passage, ...]
    place: tuple[str, ...]
    date: date | None
    source: str | None
    author: str | None
    url: str | None
    url_is_link: bool
    searched: bool
    matching: tuple[int, ...]
    contents: tuple[Heading, ...]
    paragraphs: tuple[ParagraphView, ...]
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
        source=report.source,
        author=report.author,
        url=report.url,
        url_is_link=_is_web(report),
        searched=marker.marks_text,
        matching=reading.matching,
        contents=tuple(heading for paragraph in paragraphs for heading in paragraph.headings),
        paragraphs=paragraphs,
        back_url=reading.state.to_url(PATH) if reading.state != SearchState() else "",
    )


def _paragraphs(reading: Reading) -> tuple[ParagraphView, ...]:
    views: list[ParagraphView] = []
    matching = frozenset(reading.matching)
    path: tuple[str, ...] = ()
    for paragraph in reading.report.paragraphs:
        found = paragraph.ordinal in matching
        spans = reading.marker.in_text(paragraph.text) if found else ()
        kept = _shared(path, paragraph.section)
        views.append(
            ParagraphView(
                headings=_headings(reading, paragraph.section, kept, paragraph.ordinal),
                ordinal=paragraph.ordinal,
                text=passages(paragraph.text, spans),
                matching=found,
                resumes=kept == len(paragraph.section) < len(path),
            )
        )
        path = paragraph.section
    return tuple(views)


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
