"""Offers: what a search that found nothing can be changed into so that it finds something."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from indexer.contract.engine import Searcher
from indexer.contract.notation import notation
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Mode,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Words,
    wanted,
)
from indexer.contract.syntax import parse
from searchapp.arguments import shortened
from searchapp.service import Answer, count
from searchapp.state import NAMES, FacetKey, SearchState

QUOTES = '"“”＂「」『』'
READINGS_MAX = 6

# What is offered: what a reader is told, and the query and mode that are put.
Reading = tuple[str, str, Mode]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Another search and how many paragraphs it finds: at least one."""

    text: str
    state: SearchState
    paragraphs: int


def offers(searcher: Searcher, answered: Answer) -> tuple[Offer, ...]:
    """For an answer without any paragraph what finds one, a small search for each change that is tried; for
    others the same text as exact text, where more paragraphs hold it than were found by its words."""
    state, lexicon = answered.state, answered.meant.lexicon
    if answered.result.paragraphs:
        return _as_exact(searcher, answered)

    def offer(text: str, other: SearchState) -> Offer:
        return Offer(text=text, state=other, paragraphs=count(searcher, other, lexicon))

    offered = [offer(text, fewer) for text, fewer in _fewer_filters(state)]
    without_filters = max((offer.paragraphs for offer in offered), default=0)
    for text, q, mode in islice(_readings(answered.meant.parsed.query), READINGS_MAX):
        here = offer(text, state.asking(q, mode))
        offered.append(here)
        if state.filtered and not here.paragraphs:
            wider = offer(f"{text}，并去掉筛选", state.unfiltered().asking(q, mode))
            offered += [wider] if wider.paragraphs > without_filters else []
    return tuple(offer for offer in offered if offer.paragraphs)


def _as_exact(searcher: Searcher, answered: Answer) -> tuple[Offer, ...]:
    """Words hide what is cut otherwise in a text: whoever checks with Ctrl+F must not find more unsaid."""
    state, asked = answered.state, answered.meant.parsed.query
    if not isinstance(asked, Words) or state.filtered:
        return ()
    held = searcher.count([Exact(text=asked.text)])[0]
    if held <= (0 if answered.relaxed else answered.result.paragraphs):
        return ()
    text = "按“逐字”查，这些字连在一起出现"
    return (Offer(text=text, state=state.asking(asked.text, Mode.EXACT), paragraphs=held),)


def _fewer_filters(state: SearchState) -> Iterator[tuple[str, SearchState]]:
    less = [(NAMES[key], state.with_values(key, ())) for key in FacetKey if state.values(key)]
    if state.start or state.end:
        less.append(("日期", state.dated(None, None)))
    for name, narrower in less:
        yield f"去掉{name}筛选", narrower
    if len(less) > 1:
        yield "去掉全部筛选", state.unfiltered()


def _readings(query: Query) -> Iterator[Reading]:
    """The same text read otherwise, or with a part left out; the nearest to what was asked first."""
    match query:
        case Words(text=text):
            yield "改用“逐字”：这些字连在一起出现", text, Mode.EXACT
            yield from _as_title(text)
        case Prefix(text=text):
            yield "改用“逐字”：不必是词的开头", text, Mode.EXACT
        case Exact() | Pattern() | Verbatim():
            yield from _of_quoted(query)
        case FieldIs(value=value):
            yield from _somewhere(value)
        case Near(first=first, second=second):
            both = And(parts=(Exact(text=first), Exact(text=second)))
            yield from _written("两处都出现，远近不限", both)
        case And(parts=parts):
            yield from _with_quotes(query)
            yield from _with_less(parts)
        case Or():
            yield from _with_quotes(query)
        case Everything() | DateWithin() | Not():
            return


def _of_quoted(query: Exact | Pattern | Verbatim) -> Iterator[Reading]:
    text = query.text.strip(QUOTES).strip()
    if not text:
        return
    yield from _as_title(text)
    if isinstance(query, Verbatim):
        yield "改用“逐字”：不分繁简、全半角和大小写", query.text, Mode.EXACT
    if text != query.text:
        yield "去掉引号，逐字查找", text, Mode.EXACT
    yield "改用“词语”：按词查找，不必连在一起", text, Mode.WORDS


def _as_title(text: str) -> Iterator[Reading]:
    yield from _written(f"看标题中有“{shortened(text)}”的报告", FieldIs(field=QueryField.TITLE, value=text))


def _somewhere(value: str) -> Iterator[Reading]:
    """A value that its field does not have, looked for in the text."""
    yield f"在正文中逐字查找“{shortened(value)}”", value, Mode.EXACT
    yield from _written(f"按词语查找“{shortened(value)}”", Words(text=value))


def _with_quotes(query: And | Or) -> Iterator[Reading]:
    quoted = _quoted(query)
    if quoted != query:
        yield from _written(f"给词语加上引号，逐字查找：{shortened(notation(quoted))}", quoted)


def _quoted(query: Query) -> Query:
    """The query with its bare words as exact text; what it excludes stays as it is."""
    match query:
        case Words(text=text):
            return Exact(text=text)
        case And(parts=parts) | Or(parts=parts):
            return replace(query, parts=tuple(_quoted(part) for part in parts))
        case Everything() | Prefix() | Exact() | Pattern() | Verbatim() | Near():
            return query
        case FieldIs() | DateWithin() | Not():
            return query


def _with_less(parts: tuple[Query, ...]) -> Iterator[Reading]:
    """Each part left out; of more than two, then each alone."""
    for at, part in enumerate(parts):
        rest = (*parts[:at], *parts[at + 1 :])
        kept = rest[0] if len(rest) == 1 else And(parts=rest)
        if any(wanted(kept)):  # exclusions alone would find nearly everything
            yield from _written(f"去掉 {shortened(notation(part))}", kept)
    if len(parts) > 2:  # noqa: PLR2004 -- of two, leaving one out leaves the other alone
        for part in (part for part in parts if any(wanted(part))):
            yield from _written(f"只查 {shortened(notation(part))}", part)


def _written(text: str, query: Query) -> Iterator[Reading]:
    """The reading, where the query can be written so that it is read as meant."""
    written = notation(query)
    if parse(written, Mode.WORDS).query == query:
        yield text, written, Mode.WORDS
