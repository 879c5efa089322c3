"""Offers: what a search that found nothing can be changed into so that it finds something."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.contract.engine import Searcher
from indexer.contract.query import Exact, FieldIs, Mode, QueryField, Verbatim
from indexer.contract.syntax import parse
from searchapp.service import Answer, count
from searchapp.state import FacetKey, SearchState

_NAMES = {
    FacetKey.REGION: "地区",
    FacetKey.SECTION: "章节",
    FacetKey.THEME: "主题",
    FacetKey.YEAR: "年份",
}


_QUOTES = '"“”＂「」『』'


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Another search and how many paragraphs it finds: at least one."""

    text: str
    state: SearchState
    paragraphs: int


def offers(searcher: Searcher, answered: Answer) -> tuple[Offer, ...]:
    """For an answer without any paragraph; one small search for each change that is tried."""
    tried = (*_fewer_filters(answered.state), *_other_readings(answered))
    offered = [Offer(text=text, state=state, paragraphs=count(searcher, state)) for text, state in tried]
    return tuple(offer for offer in offered if offer.paragraphs)


def _fewer_filters(state: SearchState) -> Iterator[tuple[str, SearchState]]:
    less = [(_NAMES[key], state.with_values(key, ())) for key in FacetKey if state.values(key)]
    if state.start or state.end:
        less.append(("日期", state.dated(None, None)))
    for name, narrower in less:
        yield f"去掉{name}筛选", narrower
    if len(less) > 1:
        yield "去掉全部筛选", state.unfiltered()


def _other_readings(answered: Answer) -> Iterator[tuple[str, SearchState]]:
    """The same text read more loosely, and as part of a title; then the same without filters."""
    query = answered.parsed.query
    if not isinstance(query, Exact | Verbatim):
        return
    states = (answered.state, answered.state.unfiltered())
    for state, suffix in zip(dict.fromkeys(states), ("", "，并去掉筛选"), strict=False):
        for text, q, mode in _readings(query):
            yield text + suffix, state.asking(q, mode)


def _readings(query: Exact | Verbatim) -> Iterator[tuple[str, str, Mode]]:
    text = query.text.strip(_QUOTES)
    title = f'title:"{text}"'
    if parse(title, Mode.WORDS).query == FieldIs(field=QueryField.TITLE, value=text):
        yield f"看标题中有“{text}”的报告", title, Mode.WORDS
    if isinstance(query, Verbatim):
        yield "改用“逐字”：不分繁简、全半角和大小写", query.text, Mode.EXACT
    if text and text != query.text:
        yield "去掉引号，逐字查找", text, Mode.EXACT
    yield "改用“词语”：按词查找，不必连在一起", text, Mode.WORDS
