"""Reading a report for a search: which of its paragraphs match, and what each is marked by."""

from dataclasses import dataclass, replace

from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.lexicon import Lexicon
from indexer.contract.query import Or, Query
from indexer.contract.results import Filters, SearchRequest
from searchapp.arguments import Asked
from searchapp.branches import Subject, shown
from searchapp.marks import Marker, marker_of
from searchapp.state import LIMIT_MAX, SearchState
from searchapp.understanding import Understood, understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report to be read for a search.

    `searched`: the search looks for something in paragraphs, and `matching` are the ordinals of those that
    match. `markers` run in parallel with them; `marker` is that of the title and the headings.
    """

    report: Report
    state: SearchState
    searched: bool
    marker: Marker
    matching: tuple[int, ...]
    markers: tuple[Marker, ...]


def reading(searcher: Searcher, document: str, asked: Asked) -> Reading | None:
    """The report with this id, read for a search; None where the index has no such report."""
    while True:
        index = searcher.describe()
        report = searcher.read(document)
        if report is None:
            return None
        meant = understood(asked.state, index.lexicon)
        query, matching = _matching(searcher, meant, document)
        if searcher.describe().generation == index.generation:  # else text and matches may be of two
            break
    queries = _shown(query, report, matching, index.lexicon)
    searched = marker_of(query, index.lexicon).marks_text
    return Reading(
        report=report,
        state=replace(asked.state, q=meant.parsed.raw),
        searched=searched,
        marker=marker_of(Or(parts=tuple(dict.fromkeys(queries))), index.lexicon),
        matching=matching if searched else (),
        markers=tuple(marker_of(each, index.lexicon) for each in queries) if searched else (),
    )


def _shown(query: Query, report: Report, matching: tuple[int, ...], lexicon: Lexicon) -> list[Query]:
    """What of the query each matching paragraph is marked by."""
    titles = tuple(title for title in (report.title, report.subtitle) if title)
    found = frozenset(matching)
    return [
        shown(
            query,
            Subject(
                paragraph=paragraph,
                titles=titles,
                date=report.date,
                year=report.year,
                source=report.source,
                region=report.region,
                lexicon=lexicon,
            ),
        )
        for paragraph in report.paragraphs
        if paragraph.ordinal in found
    ]


def _matching(searcher: Searcher, meant: Understood, document: str) -> tuple[Query, tuple[int, ...]]:
    """The query as read for one report, relaxed where that finds something, and the ordinals it finds."""
    found = _ordinals(searcher, meant.query, document)
    if found or meant.looser is None:
        return meant.query, found
    return meant.looser, _ordinals(searcher, meant.looser, document)


def _ordinals(searcher: Searcher, query: Query, document: str) -> tuple[int, ...]:
    """The ordinals of all paragraphs of one report that match, ascending."""
    found: list[int] = []
    while True:
        request = SearchRequest(
            query=query,
            filters=Filters(document=document),
            offset=len(found),
            limit=LIMIT_MAX,
            facets=frozenset(),
        )
        result = searcher.search(request)
        found += [hit.paragraph.ordinal for hit in result.hits]
        if not result.hits or len(found) >= result.paragraphs:
            return tuple(sorted(found))
