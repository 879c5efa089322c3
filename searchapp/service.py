"""A search, answered: parsed, put to the searcher, relaxed where nothing has all its words, and marked."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.analysis.nearness import Span
from indexer.contract.engine import Searcher
from indexer.contract.lexicon import Lexicon
from indexer.contract.query import Query
from indexer.contract.results import ALL_FACETS, Facet, Facets, Hit, SearchRequest, SearchResult
from searchapp.arguments import Asked, shortened
from searchapp.branches import Subject, marker_for
from searchapp.spelling.evidence import corpus_of
from searchapp.spelling.proposals import Proposal, did_you_mean
from searchapp.state import SearchState
from searchapp.understanding import Understood, understood

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
    codes, from which links are made. `did_you_mean` are queries to offer instead, never searched by
    themselves. `query` is what was searched in the end: relaxed or as meant.
    """

    asked: SearchState
    state: SearchState
    meant: Understood
    did_you_mean: tuple[Proposal, ...]
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


def answer(searcher: Searcher, asked: Asked) -> Answer:
    """Search. The same for the site, the JSON and the command line."""
    started = time.perf_counter()
    state = asked.state
    while True:
        meant = understood(state, searcher.describe().lexicon)
        query, result = _searched(searcher, state, meant)
        if result.index.lexicon == meant.lexicon:  # else a build with other words came between
            break
    is_relaxed = query != meant.query
    facets = result.facets
    found = tuple(marked(hit, query, meant.lexicon) for hit in result.hits)
    return Answer(
        asked=state,
        state=replace(
            state,
            q=meant.parsed.raw,
            region=_selected(facets.region) or state.region,
            mentions=_selected(facets.mentioned_region) or state.mentions,
        ),
        meant=meant,
        did_you_mean=_proposals(searcher, state, meant) if state.page == 1 else (),
        query=query,
        relaxed=is_relaxed,
        hints=(*asked.hints, *meant.hints, *((RELAXED_HINT,) if is_relaxed else ()), *_unknown(facets)),
        found=found,
        result=result,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _proposals(searcher: Searcher, state: SearchState, meant: Understood) -> tuple[Proposal, ...]:
    """What else may have been meant, each with what it finds under the same filters."""

    def finds(queries: Sequence[str]) -> Sequence[int]:
        return [count(searcher, state.asking(query, state.mode), meant.lexicon) for query in queries]

    return did_you_mean(meant.parsed, corpus_of(searcher), finds)


def _searched(
    searcher: Searcher, state: SearchState, meant: Understood, *, only_counted: bool = False
) -> tuple[Query, SearchResult]:
    """The query that was searched in the end, and its result; without hits and facets if `only_counted`.

    Whether a query is relaxed depends on it and the index alone, not on filters: so the counts shown
    beside filters stay what a reader finds on choosing them.
    """
    request = SearchRequest(
        query=meant.query,
        filters=state.filters(),
        sort=state.sort,
        offset=state.offset,
        limit=0 if only_counted else state.limit,
        fold=state.fold,
        explain=state.explain,
        facets=frozenset() if only_counted else ALL_FACETS,
    )
    result = searcher.search(request)
    if result.paragraphs or meant.looser is None:
        return meant.query, result
    if state.filtered and _finds(searcher, meant.query):
        return meant.query, result
    loose_result = searcher.search(replace(request, query=meant.looser))
    if loose_result.paragraphs or (state.filtered and _finds(searcher, meant.looser)):
        return meant.looser, loose_result
    return meant.query, result


def unmarked(searcher: Searcher, asked: Asked) -> SearchResult:
    """The hits and counts that answer() gives, without marking them or thinking of what else was meant."""
    return _searched(searcher, asked.state, understood(asked.state, searcher.describe().lexicon))[1]


def count(searcher: Searcher, state: SearchState, lexicon: Lexicon) -> int:
    """How many paragraphs a search finds, relaxed where need be."""
    meant = understood(state, lexicon)
    if state.filtered:
        return _searched(searcher, state, meant, only_counted=True)[1].paragraphs
    found = searcher.count([meant.query])[0]
    return searcher.count([meant.looser])[0] if meant.looser is not None and not found else found


def _finds(searcher: Searcher, query: Query) -> bool:
    """Whether the index holds anything for a query, filters apart."""
    return searcher.count((query,))[0] > 0


def marked(hit: Hit, query: Query, lexicon: Lexicon) -> Found:
    """The hit, marked by what of the query it matches."""
    subject = Subject(
        paragraph=hit.paragraph,
        titles=tuple(title for title in (hit.title, hit.subtitle) if title),
        date=hit.date,
        year=hit.year,
        source=hit.source,
        region=hit.region,
        lexicon=lexicon,
    )
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
