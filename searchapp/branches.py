"""Branches: of a query with OR, the part that holds for one paragraph, which alone is marked there."""

from dataclasses import dataclass, replace
from datetime import date

from indexer.analysis.fold import fold
from indexer.analysis.regions import codes_meant
from indexer.analysis.words import tokenizer_of, words
from indexer.contract.documents import Paragraph
from indexer.contract.lexicon import NO_LEXICON, Lexicon
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Words,
)
from indexer.contract.results import NO_THEME
from indexer.contract.vocabulary import Region
from searchapp.marks import Marker, marker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A paragraph that was found, and what is known of its report; `titles`: the title and the subtitle;
    `lexicon`: that of the index it was found in.

    A hit brings no region but its own, so what hinges on which of two regions a short name means may be
    judged wrongly; then a mark is missing or too many, no hit is.
    """

    paragraph: Paragraph
    titles: tuple[str, ...]
    date: date | None
    year: int | None
    source: str | None
    region: Region | None
    lexicon: Lexicon = NO_LEXICON


def marker_for(query: Query, subject: Subject) -> Marker:
    """What a paragraph that the query found is marked by: nothing of a branch that does not hold for it."""
    return marker_of(shown(query, subject), subject.lexicon)


def shown(query: Query, subject: Subject) -> Query:
    """The query without the parts of an Or that do not hold; all of them where none is seen to hold."""
    match query:
        case And(parts=parts):
            return And(parts=tuple(shown(part, subject) for part in parts))
        case Or(parts=parts):
            kept = tuple(shown(part, subject) for part in parts if holds(part, subject))
            if not kept:
                return query
            return kept[0] if len(kept) == 1 else Or(parts=kept)
        case Everything() | Words() | Prefix() | Exact() | Pattern() | Verbatim() | Near():
            return query
        case FieldIs() | DateWithin() | Not():
            return query


def holds(query: Query, subject: Subject) -> bool:  # noqa: PLR0911 -- one short case for each kind of node
    """Whether the query matches. What would be marked is what matches, so the marker is asked."""
    match query:
        case Everything():
            return True
        case Words(text=text, any_word=any_word):
            asked = words(fold(text), tokenizer_of(subject.lexicon))
            found = [_is_named(Marker(words=frozenset((word,))), subject) for word in asked]
            return any(found) if any_word else bool(found) and all(found)
        case Prefix():
            return _is_named(marker_of(query), subject)
        case Exact() | Pattern() | Verbatim() | Near():
            return bool(marker_of(query).in_text(subject.paragraph.text))
        case FieldIs():
            return _field_is(query, subject)
        case DateWithin(start=start, end=end):
            day = subject.date
            return day is not None and (start or day) <= day <= (end or day)
        case And(parts=parts):
            return all(holds(part, subject) for part in parts)
        case Or(parts=parts):
            return any(holds(part, subject) for part in parts)
        case Not(part=part):
            return not holds(part, subject)


def _is_named(marker: Marker, subject: Subject) -> bool:
    """Whether the words of the marker stand in the text, the title or a heading."""
    marker = replace(marker, lexicon=subject.lexicon)
    texts = (subject.paragraph.text, *subject.titles, *subject.paragraph.section)
    return any(marker.in_text(text) for text in texts)


def _field_is(leaf: FieldIs, subject: Subject) -> bool:
    match leaf.field:
        case QueryField.TITLE:
            return any(marker_of(leaf).in_title(title) for title in subject.titles)
        case QueryField.SECTION:
            return any(marker_of(leaf).in_heading(heading) for heading in subject.paragraph.section)
        case QueryField.SOURCE:
            return fold(leaf.value) in fold(subject.source or "")
        case QueryField.REGION:
            region = subject.region
            return region is not None and not codes_meant((region,), leaf.value).isdisjoint(region.codes)
        case QueryField.THEME:
            theme = subject.paragraph.theme
            return fold(NO_THEME if theme is None else theme) == fold(leaf.value)
        case QueryField.YEAR:
            return subject.year is not None and f"{subject.year:04d}" == leaf.value
