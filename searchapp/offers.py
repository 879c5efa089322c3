"""Offers: what a search that found nothing can be changed into so that it finds something."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.contract.engine import Searcher
from indexer.contract.query import Exact, FieldIs, Mode, Query, QueryField, Verbatim
from indexer.contract.syntax import parse
from searchapp.service import Answer, count
from searchapp.state import FacetKey, SearchState

_NAMES = {
    FacetKey.REGION: "地区",
    FacetKey.SECTION: "章节",
    FacetKey.THEME: "主题",
    FacetKey.YEAR: "年份",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Another search and how many paragraphs it finds: at least one."""

    text: str
    state: SearchState
    paragraphs: int


def offers(searcher: Searcher, answered: Answer) -> tuple[Offer, ...]:
    """For an answer without any paragraph; one small search for each change that is tried."""
    tried = (*_fewer_filters(answered.state), *_other_readings(answered))
    queries = ((text, state, _query(state, answered)) for text, state in tried)
    counted = (
        Offer(text=text, state=state, paragraphs=count(searcher, query, state.filters()))
        for text, state, query in queries
    )
    return tuple(offer for offer in counted if offer.paragraphs)


def _query(state: SearchState, answered: Answer) -> Query:
    """What the state asks: the same query, relaxed or not, unless it is another text."""
    same = (state.q, state.mode) == (answered.state.q, answered.state.mode)
    return answered.query if same else parse(state.q, state.mode).query


def _fewer_filters(state: SearchState) -> Iterator[tuple[str, SearchState]]:
    less = [(_NAMES[key], state.with_values(key, ())) for key in FacetKey if state.values(key)]
    if state.start or state.end:
        less.append(("日期", state.dated(None, None)))
    for name, narrower in less:
        yield f"去掉{name}筛选", narrower
    if len(less) > 1:
        yield "去掉全部筛选", state.unfiltered()


def _other_readings(answered: Answer) -> Iterator[tuple[str, SearchState]]:
    """The same text read more loosely, and as part of a title."""
    state, query = answered.state, answered.parsed.query
    if not isinstance(query, Exact | Verbatim):
        return
    title = f'title:"{query.text}"'
    if parse(title, Mode.WORDS).query == FieldIs(field=QueryField.TITLE, value=query.text):
        yield f"标题中有“{query.text}”的报告", state.asking(title, Mode.WORDS)
    if isinstance(query, Verbatim):
        yield "改用“逐字”：不分繁简、全半角和大小写", state.asking(query.text, Mode.EXACT)
    yield "改用“词语”：各词分别出现即可", state.asking(query.text, Mode.WORDS)
