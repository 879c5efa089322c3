"""A clean text to the report it is: head, tail and body read in turn, then the region they point to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from indexer.contract.documents import Paragraph, Report
from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import CleanText, Metadata, RawReport, ReadReport, Removal
from indexer.contract.vocabulary import Theme
from indexer.structure.dates import impossible_date
from indexer.structure.head import Head, read_head
from indexer.structure.outline.bold import EMPHASIS, bold_openings
from indexer.structure.outline.listed import LIST_MARK, listed_lines
from indexer.structure.outline.sections import Sectioned, divide
from indexer.structure.paragraphs import given_blocks, number
from indexer.structure.places.regions import Evidence, Finding, find_region
from indexer.structure.tail import Tail, read_tail
from indexer.structure.titles import title_again_at

_ADDRESS = re.compile(
    r"(?:本文|本[页頁]|原文)(?:地址|[链鏈]接|[网網]址)[:：]?\s?(https?://[^\s，。）)]{1,300})"
)


def structure(raw: RawReport, text: CleanText, themes: Sequence[Theme] = ()) -> ReadReport:
    """The report with its paragraphs, and the record of how it was read; `themes` as in ReadingRules.

    Raises UnreadableFileError where no paragraph is left.
    """
    lines = [stripped for line in text.text.split("\n") if (stripped := line.strip())]
    head = read_head(lines, raw.metadata)
    below = lines[head.length :]
    again = title_again_at(below, head.title)
    tail = read_tail([line for at, line in enumerate(below) if at != again])
    for credit in tail.credits:
        head.take(credit)
    body = given_blocks(raw.given) if raw.given else _divide(tail.body, text, head.length, again)
    if not body.blocks and len(lines) == 1 and head.title == lines[0]:
        body, head.title = divide(lines), None  # a text of one line is a paragraph, not a title
    if not body.blocks:
        raise UnreadableFileError("no paragraph of text is left once title and page furniture are taken off")
    title = head.title or PurePosixPath(raw.path.replace("\\", "/")).stem
    finding = _region(raw.metadata, head, title, body)
    year_only = None if head.date else raw.metadata.year or head.year
    published = head.date.year if head.date else year_only
    report = Report(
        id=raw.id,
        title=title,
        subtitle=head.subtitle,
        date=head.date,
        source=head.source,
        author=head.author,
        url=raw.metadata.url or _address(raw.text),
        region=finding.region,
        paragraphs=_themed(number(body.blocks, themes, finding.region, published), raw.metadata.theme),
        year_only=year_only,
        captions=tuple(removal.text for removal in text.removed if removal.reason == "caption"),
    )
    return ReadReport(
        path=raw.path,
        encoding=raw.encoding,
        report=report,
        clean=text,
        margin=raw.margin,
        removed=(
            *raw.removed,
            *text.removed,
            *head.removed,
            *_repeated(below, again),
            *body.removed,
            *tail.removed,
        ),
        region_score=finding.score,
        evidence=finding.evidence,
        notes=(*raw.notes, *_notes(head, finding, text), *_dates_that_are_none(head, tail)),
    )


def _repeated(lines: Sequence[str], again: int | None) -> list[Removal]:
    """The line that is the title once more, as a removal."""
    return [] if again is None else [Removal(text=lines[again], reason="title repeated")]


def _divide(body: Sequence[str], text: CleanText, above: int, again: int | None) -> Sectioned:
    """The body in blocks; it stands below the head, which takes so many lines, less the line at `again`."""
    if not any(removal.reason in {EMPHASIS, LIST_MARK} for removal in text.removed):
        return divide(body)
    starts = [start for at, start in enumerate(_starts(text)[above:]) if at != again]
    return divide(body, bold_openings(text, starts), listed_lines(text, starts))


def _starts(text: CleanText) -> list[int]:
    """Where each line of the text begins that is not blank, its indent aside."""
    starts: list[int] = []
    at = 0
    for line in text.text.split("\n"):
        if line.strip():
            starts.append(at + len(line) - len(line.lstrip()))
        at += len(line) + 1
    return starts


def _themed(paragraphs: Iterable[Paragraph], theme: str | None) -> tuple[Paragraph, ...]:
    """The paragraphs; a theme that the file states is that of each."""
    return tuple(replace(paragraph, theme=theme) if theme else paragraph for paragraph in paragraphs)


def _region(metadata: Metadata, head: Head, title: str, body: Sectioned) -> Finding:
    return find_region(
        Evidence(
            metadata=metadata.region,
            title=title,
            subtitle=head.subtitle,
            source=head.source,
            body="\n".join(block.text for block in body.blocks),
        )
    )


def _address(source: str) -> str | None:
    """The report's own address, where the page states it."""
    found = _ADDRESS.search(source)
    return found[1] if found else None


def _notes(head: Head, finding: Finding, text: CleanText) -> list[str]:
    notes = [] if head.title else ["no title; the report is named after its file"]
    if finding.note:
        notes.append(finding.note)
    if text.repaired:
        notes.append(f"misaligned bytes: {_places(len(text.repaired))} repaired")
    if text.marked:
        notes.append(f"{_places(len(text.marked))} where bytes are damaged or lost: they stay as they are")
    return notes


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


def _dates_that_are_none(head: Head, tail: Tail) -> list[str]:
    """A note for each credit line with a date such as the 30th of February."""
    credits = [removal.text for removal in (*head.removed, *tail.removed) if removal.reason == "dateline"]
    wrong = [date for date in map(impossible_date, credits) if date is not None]
    return [f"the date {date} does not exist; the report stays without it" for date in wrong]
