"""Matching: which paragraphs of one report a query finds, by the words of contract/query.py.

An engine answers over the whole index; a report's page asks the same of the report it already holds.
"""

from dataclasses import dataclass
from datetime import date

from indexer.analysis.fold import fold
from indexer.analysis.words import tokens, words
from indexer.contract.documents import Paragraph, Report
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Or,
    Query,
    QueryField,
    Verbatim,
    Words,
)
from indexer.contract.vocabulary import codes_named
from searchapp.marks import is_near


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """A paragraph in its report, read once: folded names and text, and all the words it can be found by."""

    report: Report
    paragraph: Paragraph
    folded: str
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    words: frozenset[str]


def ordinals_found(query: Query, report: Report) -> tuple[int, ...]:
    """The ordinals of the paragraphs of the report that match, ascending."""
    titles = tuple(fold(title) for title in (report.title, report.subtitle) if title)
    return tuple(
        paragraph.ordinal
        for paragraph in report.paragraphs
        if _matches(query, _subject(report, paragraph, titles))
    )


def _subject(report: Report, paragraph: Paragraph, titles: tuple[str, ...]) -> _Subject:
    folded = fold(paragraph.text)
    headings = tuple(fold(heading) for heading in paragraph.section)
    return _Subject(
        report=report,
        paragraph=paragraph,
        folded=folded,
        titles=titles,
        headings=headings,
        words=frozenset(token.text for text in (folded, *titles, *headings) for token in tokens(text)),
    )


def _matches(query: Query, subject: _Subject) -> bool:
    match query:
        case And(parts=parts):
            holds = all(_matches(part, subject) for part in parts)
        case Or(parts=parts):
            holds = any(_matches(part, subject) for part in parts)
        case Not(part=part):
            holds = not _matches(part, subject)
        case Everything():
            holds = True
        case Words() | Exact() | Verbatim() | Near():
            holds = _in_text(query, subject)
        case FieldIs():
            holds = _field_is(query, subject)
        case DateWithin(start=start, end=end):
            holds = _dated(subject.report, start, end)
    return holds


def _in_text(leaf: Words | Exact | Verbatim | Near, subject: _Subject) -> bool:
    match leaf:
        case Words(text=text, any_word=any_word):
            sought = frozenset(words(fold(text)))
            return bool(sought & subject.words) if any_word else bool(sought) and sought <= subject.words
        case Exact(text=text):
            return fold(text) in subject.folded
        case Verbatim(text=text):
            return text in subject.paragraph.text
        case Near():
            return is_near(subject.folded, leaf)


def _dated(report: Report, start: date | None, end: date | None) -> bool:
    day = report.date
    return day is not None and (start is None or start <= day) and (end is None or day <= end)


def _field_is(leaf: FieldIs, subject: _Subject) -> bool:
    report = subject.report
    match leaf.field:
        case QueryField.TITLE:
            return any(fold(leaf.value) in title for title in subject.titles)
        case QueryField.SECTION:
            return any(fold(leaf.value) in heading for heading in subject.headings)
        case QueryField.REGION:
            return report.region is not None and bool(codes_named([report.region], leaf.value))
        case QueryField.THEME:
            return subject.paragraph.theme == leaf.value
        case QueryField.YEAR:
            return report.date is not None and f"{report.date.year:04}" == leaf.value
