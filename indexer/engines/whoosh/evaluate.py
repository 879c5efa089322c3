"""A query tree to the paragraphs that match it: each leaf a boolean array over all rows.

The masks of regions, themes, years, days and reports serve the filters as well.
"""

from collections.abc import Iterable
from datetime import date

import numpy as np

from indexer.analysis.fold import fold
from indexer.analysis.grams import GRAM_CHARS_MAX, lookup_grams
from indexer.analysis.nearness import near_spans
from indexer.analysis.patterns import pieces, utf8_expression
from indexer.analysis.words import words
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Leaf,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Whole,
    Words,
)
from indexer.contract.results import NO_THEME
from indexer.engines.whoosh.columns import NONE, PATH
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.lists import Mask
from indexer.engines.whoosh.postings import PostingList, Rows, listed
from indexer.engines.whoosh.schema import GRAMS, WORD_FIELDS

# A posting list is worth decoding while it is not this much longer than the candidates it could cut down:
# verifying one candidate costs about as much as decoding this many postings.
_WORTH_DECODING = 4


def matching(query: Query, held: Generation) -> Mask:
    """The paragraphs that match; a fresh array."""
    match query:
        case And(parts=parts):
            return _all_of([matching(part, held) for part in parts])
        case Or(parts=parts):
            return _any_of([matching(part, held) for part in parts])
        case Not(part=part):
            return ~matching(part, held)
        case (
            Everything()
            | Words()
            | Prefix()
            | Exact()
            | Pattern()
            | Verbatim()
            | Near()
            | FieldIs()
            | DateWithin()
        ):
            return _leaf(query, held)


def counted(query: Query, held: Generation) -> int:
    """How many paragraphs match; cheaper than matching() where no array over all rows is needed."""
    if isinstance(query, Exact) and len(needle := fold(query.text)) <= GRAM_CHARS_MAX:
        return held.postings.count(GRAMS, needle)
    if isinstance(query, Whole):
        return len(found_as_one(query, held))
    return int(np.count_nonzero(matching(query, held)))


def _leaf(query: Leaf, held: Generation) -> Mask:
    match query:
        case Everything():
            return np.ones(held.columns.paragraphs, dtype=bool)
        case Words():
            return _words(query, held)
        case Prefix() | Exact() | Pattern() | Verbatim() | Near():
            return marked(found_as_one(query, held), held)
        case FieldIs(field=field, value=value):
            return _field_is(field, value, held)
        case DateWithin(start=start, end=end):
            return days_mask(start, end, held)


def _all_of(masks: list[Mask]) -> Mask:
    return np.array(np.logical_and.reduce(masks), dtype=bool)


def _any_of(masks: list[Mask]) -> Mask:
    return np.array(np.logical_or.reduce(masks), dtype=bool)


def marked(rows: Rows, held: Generation) -> Mask:
    """The rows as an array over all paragraphs."""
    mask = np.zeros(held.columns.paragraphs, dtype=bool)
    mask[rows] = True
    return mask


def _words(query: Words, held: Generation) -> Mask:
    masks = [marked(word_rows(word, held), held) for word in words(fold(query.text), held.tokenize)]
    if not masks:
        return np.zeros(held.columns.paragraphs, dtype=bool)
    return _any_of(masks) if query.any_word else _all_of(masks)


def word_rows(word: str, held: Generation) -> Rows:
    """The rows with this word in their text, title or headings, ascending."""
    terms = ((field.name, word) for field in WORD_FIELDS)
    return held.postings.cache.remembered(("word", word), lambda: listed(_with_any(terms, held))).rows


def _with_any(terms: Iterable[tuple[str, str]], held: Generation) -> Rows:
    """The rows that hold any of the terms, each a field and a word, ascending."""
    mask = np.zeros(held.columns.paragraphs, dtype=bool)
    for field, word in terms:
        mask[held.postings.of(field, word).rows] = True
    return np.flatnonzero(mask)


def found_as_one(query: Whole, held: Generation) -> Rows:
    """The rows of a leaf that is matched as a whole, ascending."""
    match query:
        case Prefix(text=text):
            start = fold(text)
            return held.postings.cache.remembered(("prefix", start), lambda: listed(_prefix(start, held))).rows
        case Pattern(text=text):
            return held.postings.cache.remembered(("pattern", text), lambda: _pattern(text, held)).rows
        case Exact(text=text):
            return _exact(fold(text), held)
        case Verbatim(text=text):
            return held.postings.cache.remembered(("verbatim", text), lambda: _verbatim(text, held)).rows
        case Near(first=first, second=second, within_chars=within):
            key = f"{within} {len(first)} {first}{second}"
            return held.postings.cache.remembered(("near", key), lambda: _near(query, held)).rows


def _exact(needle: str, held: Generation) -> Rows:
    """The rows whose folded text contains the needle."""
    return held.postings.cache.remembered(("exact", needle), lambda: listed(_looked_up(needle, held))).rows


def _prefix(start: str, held: Generation) -> Rows:
    """The rows with a word that starts so, in any field."""
    starting = held.postings.starting
    return _with_any(
        ((field.name, word) for field in WORD_FIELDS for word in starting(field.name, start)), held
    )


def _pattern(text: str, held: Generation) -> PostingList:
    """The rows that hold all pieces between the wildcards, then looked at one by one."""
    rows, *others = sorted((_exact(piece, held) for piece in pieces(text)), key=len)
    for other in others:
        rows = _both(rows, other)
    return listed(held.folded.matching(utf8_expression(text), rows))


def _verbatim(text: str, held: Generation) -> PostingList:
    """What contains the text contains it folded, too; only those paragraphs are looked at."""
    return listed(held.original.containing(text, _exact(fold(text), held)))


def _looked_up(needle: str, held: Generation) -> Rows:
    """Rows that hold all grams of the needle, rarest first, then looked at one by one."""
    postings = held.postings
    by_count = sorted((postings.count(GRAMS, gram), gram) for gram in lookup_grams(needle))
    rows = postings.of(GRAMS, by_count[0][1]).rows
    if len(needle) <= len(by_count[0][1]):
        return rows  # the needle is a gram itself
    for count, gram in by_count[1:]:
        if (GRAMS, gram) in postings.cache or count <= _WORTH_DECODING * len(rows):
            rows = _both(rows, postings.of(GRAMS, gram).rows)
    return held.folded.containing(needle, rows)


def _both(few: Rows, many: Rows) -> Rows:
    """What stands in both of two ascending lists."""
    if not len(many):
        return many
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    both: Rows = few[many[at] == few]
    return both


def _near(query: Near, held: Generation) -> PostingList:
    first, second = fold(query.first), fold(query.second)
    candidates = _both(_exact(first, held), _exact(second, held))
    texts = (held.folded[row] for row in candidates.tolist())
    found = [bool(near_spans(text, first, second, query.within_chars)) for text in texts]
    return listed(candidates[np.array(found, dtype=bool)])


def _field_is(field: QueryField, value: str, held: Generation) -> Mask:
    """The paragraphs whose field has the value, as FieldIs defines it."""
    columns = held.columns
    match field:
        case QueryField.TITLE:
            documents = held.titles.all_containing(fold(value)) // 2  # two rows a document
            return np.isin(columns["document"], documents)
        case QueryField.SECTION:
            return columns.lists[PATH].mask(held.headings.all_containing(fold(value)).tolist())
        case QueryField.SOURCE:
            return np.isin(columns["document"], held.sources.all_containing(fold(value)))
        case QueryField.REGION:
            return regions_mask(columns.places.named(value), held)
        case QueryField.THEME:
            themes = (*columns.themes, NO_THEME)
            return themes_mask(tuple(theme for theme in themes if fold(theme) == fold(value)), held)
        case QueryField.YEAR:
            return years_mask((value,), held)


def regions_mask(codes: frozenset[str], held: Generation) -> Mask:
    """The paragraphs of reports in any of the regions or below."""
    inside = [not codes.isdisjoint(region.codes) for region in held.columns.places.regions]
    return np.array([*inside, False])[held.columns["region"]]  # the last stands for -1, no region


def themes_mask(themes: tuple[str, ...], held: Generation) -> Mask:
    """The paragraphs with any of the themes; NO_THEME stands for those without."""
    inside = [theme in themes for theme in held.columns.themes]
    return np.array([*inside, NO_THEME in themes])[held.columns["theme"]]  # the last stands for -1


def years_mask(years: tuple[str, ...], held: Generation) -> Mask:
    """The paragraphs of reports of any of the years, written in four digits."""
    numbers = [int(year) for year in years if year.isdecimal() and f"{int(year):04d}" == year and int(year)]
    return np.isin(held.columns["year"], numbers)


def days_mask(start: date | None, end: date | None, held: Generation) -> Mask:
    """The paragraphs of reports dated within these days; None is open. An undated report has day 0."""
    day = held.columns["day"]
    first = start.toordinal() if start else 1
    last = end.toordinal() if end else date.max.toordinal()
    return (day >= first) & (day <= last)


def document_mask(document_id: str, held: Generation) -> Mask:
    """The paragraphs of the report with this id."""
    number = held.numbered(document_id)
    mask: Mask = held.columns["document"] == (NONE if number is None else number)
    return mask
