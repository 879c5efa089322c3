"""A clean text to the report it is: head, tail and body read in turn, then the region they point to."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from indexer.contract.documents import Report
from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import CleanText, Metadata, RawReport, ReadReport
from indexer.contract.vocabulary import Theme
from indexer.structure.dates import impossible_date
from indexer.structure.head import Head, read_head
from indexer.structure.paragraphs import given_blocks, number
from indexer.structure.regions import Evidence, Finding, find_region
from indexer.structure.sections import Sectioned, divide
from indexer.structure.tail import Tail, read_tail

_ADDRESS = re.compile(
    r"(?:本文|本[页頁]|原文)(?:地址|[链鏈]接|[网網]址)[:：]?\s?(https?://[^\s，。）)]{1,300})"
)
_DAMAGED = re.compile(r"[?？][!！](?=[\u3400-\u9fff])")


def structure(raw: RawReport, text: CleanText, themes: Sequence[Theme] = ()) -> ReadReport:
    """The report with its paragraphs, and the record of how it was read; `themes` as in ReadingRules.

    Raises UnreadableFileError where no paragraph is left.
    """
    lines = [line.strip() for line in text.text.split("\n") if line.strip()]
    head = read_head(lines, raw.metadata)
    tail = read_tail(lines[head.length :])
    for credit in tail.credits:
        head.take(credit)
    body = given_blocks(raw.given) if raw.given else divide(tail.body)
    if not body.blocks and len(lines) == 1 and head.title == lines[0]:
        body, head.title = divide(lines), None  # a text of one line is a paragraph, not a title
    if not body.blocks:
        raise UnreadableFileError("no paragraph of text is left once title and page furniture are taken off")
    title = head.title or PurePosixPath(raw.path.replace("\\", "/")).stem
    finding = _region(raw.metadata, head, title, body)
    report = Report(
        id=raw.id,
        title=title,
        subtitle=head.subtitle,
        date=head.date,
        source=head.source,
        author=head.author,
        url=raw.metadata.url or _address(raw.text),
        region=finding.region,
        paragraphs=tuple(number(body.blocks, themes)),
    )
    return ReadReport(
        path=raw.path,
        encoding=raw.encoding,
        report=report,
        clean=text,
        margin=raw.margin,
        removed=(*raw.removed, *text.removed, *head.removed, *body.removed, *tail.removed),
        notes=(*raw.notes, *_notes(head, finding, text), *_dates_that_are_none(head, tail)),
    )


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
    damaged = len(_DAMAGED.findall(text.text))
    if damaged:
        notes.append(
            f"{damaged} places look like damaged bytes (“?!” before a character); they stay as they are"
        )
    return notes


def _dates_that_are_none(head: Head, tail: Tail) -> list[str]:
    """A note for each credit line with a date such as the 30th of February."""
    credits = [removal.text for removal in (*head.removed, *tail.removed) if removal.reason == "dateline"]
    wrong = [date for date in map(impossible_date, credits) if date is not None]
    return [f"the date {date} does not exist; the report stays without it" for date in wrong]
