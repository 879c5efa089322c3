"""A search, answered: parsed, put to the searcher, relaxed where nothing has all its words, and marked."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.analysis.fold import fold
from indexer.analysis.nearness import Span
from indexer.analysis.words import words
from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.query import Mode, Or, ParsedQuery, Query, Words, relaxed, wanted
from indexer.contract.results import Facet, Facets, Filters, Hit, SearchRequest, SearchResult
from indexer.contract.syntax import parse
from searchapp.arguments import Asked, shortened
from searchapp.branches import Subject, marker_for, shown
from searchapp.marks import Marker, marker_of
from searchapp.state import LIMIT_MAX, SearchState

RELAXED_HINT = "没有一段同时含有全部词语，已放宽为含有其中任一词语。"
_NAMED_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit and where it is marked; `sections` runs in parallel with the headings of the hit's paragraph."""

    hit: Hit
    text: tuple[Span, ...]
    title: tuple[Span, ...]
    subtitle: tuple[Span, ...]
    sections: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A search answered.

    `asked` is the state as it came; `state` the same search with the query as it was read and regions as
    codes, from which links are made. `query` is what was searched in the end: relaxed or as parsed.
    """

    asked: SearchState
    state: SearchState
    parsed: ParsedQuery
    query: Query
    relaxed: bool
    hints: tuple[str, ...]
    found: tuple[Found, ...]
    result: SearchResult
    took_ms: float

    @property
    def listed(self) -> int:
        """How many hits there are to page through."""
        return self.result.distinct if self.state.fold else self.result.paragraphs


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


def answer(searcher: Searcher, asked: Asked) -> Answer:
    """Search. The same for the site, the JSON and the command line."""
    started = time.perf_counter()
    state = asked.state
    parsed = parse(state.q, state.mode)
    query, result = _searched(searcher, state, parsed)
    is_relaxed = query != parsed.query
    facets = result.facets
    found = tuple(_found(hit, query) for hit in result.hits)
    return Answer(
        asked=state,
        state=replace(
            state,
            q=parsed.raw,
            region=_selected(facets.region) or state.region,
            mentions=_selected(facets.mentioned_region) or state.mentions,
        ),
        parsed=parsed,
        query=query,
        relaxed=is_relaxed,
        hints=(*asked.hints, *parsed.hints, *((RELAXED_HINT,) if is_relaxed else ()), *_unknown(facets)),
        found=found,
        result=result,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _searched(searcher: Searcher, state: SearchState, parsed: ParsedQuery) -> tuple[Query, SearchResult]:
    """The query that was searched in the end, and its result.

    Whether a query is relaxed depends on it and the index alone, not on filters: so the counts shown
    beside filters stay what a reader finds on choosing them.
    """
    request = SearchRequest(
        query=parsed.query,
        filters=state.filters(),
        sort=state.sort,
        offset=state.offset,
        limit=state.limit,
        fold=state.fold,
    )
    result = searcher.search(request)
    looser = _looser(parsed)
    if result.paragraphs or looser is None:
        return parsed.query, result
    if state.filtered and _finds(searcher, parsed.query):
        return parsed.query, result
    loose_result = searcher.search(replace(request, query=looser))
    if loose_result.paragraphs or (state.filtered and _finds(searcher, looser)):
        return looser, loose_result
    return parsed.query, result


def _looser(parsed: ParsedQuery) -> Query | None:
    """The relaxed reading, where the query asks for more than one word."""
    leaves = (leaf.text for leaf in wanted(parsed.query) if isinstance(leaf, Words))
    several = sum(len(words(fold(text))) for text in leaves) > 1
    return relaxed(parsed.query) if parsed.mode is Mode.WORDS and several else None


def count(searcher: Searcher, state: SearchState) -> int:
    """How many paragraphs a search finds, relaxed where need be."""
    parsed = parse(state.q, state.mode)
    return _searched(searcher, state, parsed)[1].paragraphs


def _finds(searcher: Searcher, query: Query) -> bool:
    """Whether the index holds anything for a query, filters apart."""
    return searcher.search(SearchRequest(query=query, limit=0)).paragraphs > 0


def _found(hit: Hit, query: Query) -> Found:
    titles = tuple(title for title in (hit.title, hit.subtitle) if title)
    subject = Subject(paragraph=hit.paragraph, titles=titles, date=hit.date, year=hit.year, region=hit.region)
    marker = marker_for(query, subject)
    return Found(
        hit=hit,
        text=marker.in_text(hit.paragraph.text),
        title=marker.in_title(hit.title),
        subtitle=marker.in_title(hit.subtitle or ""),
        sections=tuple(marker.in_heading(heading) for heading in hit.paragraph.section),
    )


def _selected(facet: Facet) -> tuple[str, ...]:
    return tuple(value.value for value in facet.values if value.selected)


def _unknown(facets: Facets) -> Iterator[str]:
    """A hint where regions were asked for that the index does not know."""
    for facet, holds in ((facets.region, "索引里没有"), (facets.mentioned_region, "没有一段提及")):
        unknown = [
            f"“{shortened(value.value)}”"
            for value in facet.values
            if value.selected and value.label == value.value
        ]
        if unknown:
            named = "、".join(unknown[:_NAMED_MAX])
            more = f"等的地区，共 {len(unknown)} 个。" if len(unknown) > _NAMED_MAX else "的地区。"
            yield f"{holds}名为{named}{more}"


def reading(searcher: Searcher, document: str, asked: Asked) -> Reading | None:
    """The report with this id, read for a search; None where the index has no such report."""
    parsed = parse(asked.state.q, asked.state.mode)
    while True:
        generation = searcher.describe().generation
        report = searcher.read(document)
        if report is None:
            return None
        query, matching = _matching(searcher, parsed, document)
        if searcher.describe().generation == generation:  # else text and matches may be of two generations
            break
    queries = _shown(query, report, matching)
    searched = marker_of(query).marks_text
    return Reading(
        report=report,
        state=replace(asked.state, q=parsed.raw),
        searched=searched,
        marker=marker_of(Or(parts=tuple(dict.fromkeys(queries)))),
        matching=matching if searched else (),
        markers=tuple(marker_of(each) for each in queries) if searched else (),
    )


def _shown(query: Query, report: Report, matching: tuple[int, ...]) -> list[Query]:
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
                region=report.region,
            ),
        )
        for paragraph in report.paragraphs
        if paragraph.ordinal in found
    ]


def _matching(searcher: Searcher, parsed: ParsedQuery, document: str) -> tuple[Query, tuple[int, ...]]:
    """The query as read for one report, relaxed where that finds something, and the ordinals it finds."""
    found = _ordinals(searcher, parsed.query, document)
    looser = _looser(parsed)
    if found or looser is None:
        return parsed.query, found
    return looser, _ordinals(searcher, looser, document)


def _ordinals(searcher: Searcher, query: Query, document: str) -> tuple[int, ...]:
    """The ordinals of all paragraphs of one report that match, ascending."""
    found: list[int] = []
    while True:
        request = SearchRequest(
            query=query, filters=Filters(document=document), offset=len(found), limit=LIMIT_MAX
        )
        result = searcher.search(request)
        found += [hit.paragraph.ordinal for hit in result.hits]
        if not result.hits or len(found) >= result.paragraphs:
            return tuple(sorted(found))
