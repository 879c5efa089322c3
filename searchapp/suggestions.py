"""Suggestions: what the query being typed may become, and where choosing one leads.

Only the piece being typed is completed: what follows the last space, bracket, quote or minus. What stands
before it stays. A phrase is searched for; inside an open quotation it fills it and closes it. A title is
sought in titles, a region or a theme becomes a filter, and then the piece goes.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.engine import Searcher
from indexer.contract.notation import quoted
from indexer.contract.query import Mode
from indexer.contract.syntax import QUERY_CHARS_MAX
from searchapp.addresses import SEARCH
from searchapp.arguments import read_args
from searchapp.state import FacetKey, SearchState

LIMIT_DEFAULT = 8
LIMIT_MAX = 20
# So many are looked through where only some kinds can be used.
_LOOKED_THROUGH = 50
# What a quotation that opens is closed with.
_CLOSING = {'"': '"', "＂": "＂", "“": "”", "”": "”", "「": "」", "『": "』"}
_PIECE = re.compile(r"[^\s()（）|｜\"＂“”「」『』]*\Z")
_MINUS = re.compile(r"[-－−]+")
_OPERATOR = r"(?:AND|OR|NOT|NEAR(?:/\w*)?|&&|[与或非-])"
# An operator, or a pattern with wildcards: neither begins a phrase.
_UNTYPED = re.compile(rf"{_OPERATOR}|.*[*?＊？].*", re.DOTALL)
_DANGLING = re.compile(rf"(?:(?:^|\s+){_OPERATOR}|\s*[|｜(（])*\s*\Z")
_FIELD = re.compile(r"([^:：]*)[:：](.*)", re.DOTALL)
_FIELDS = {
    **dict.fromkeys(("title", "标题"), CompletionKind.TITLE),
    **dict.fromkeys(("region", "地区"), CompletionKind.REGION),
    **dict.fromkeys(("theme", "主题"), CompletionKind.THEME),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A way to go on: `text` is the whole query then, `display` what is offered, `url` where it leads."""

    text: str
    display: str
    kind: CompletionKind
    documents: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What is suggested for the query `raw`, of which `completed` is the piece being typed."""

    raw: str
    completed: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """A query being typed: `before` stays, `piece` is completed with one of `kinds`, `after` closes it."""

    before: str
    piece: str
    after: str = ""
    kinds: frozenset[CompletionKind] = frozenset(CompletionKind)


def suggest(searcher: Searcher, args: Iterable[tuple[str, str]]) -> Suggestions:
    """Read the arguments of a URL; `limit` is how many are wanted, everything else is the search so far."""
    given = list(args)
    limit = _limit(next((value for key, value in given if key == "limit"), ""))
    state = read_args((key, value) for key, value in given if key not in ("limit", "page")).state
    typing = typing_of(state.q if len(state.q) <= QUERY_CHARS_MAX else "", state.mode)
    if not typing.piece[:1].isalnum():  # no phrase begins with a mark
        return Suggestions(raw=state.q, completed="", suggestions=())
    everything = typing.kinds == frozenset(CompletionKind)
    completions = searcher.complete(typing.piece, limit if everything else _LOOKED_THROUGH)
    usable = (each for each in completions if each.kind in typing.kinds)
    suggested = [_suggestion(state, typing, completion) for completion in usable][:limit]
    return Suggestions(raw=state.q, completed=typing.piece, suggestions=tuple(suggested))


def typing_of(q: str, mode: Mode) -> Typing:
    """The piece being typed, at the end of the query.

    >>> typing = typing_of("水库 -“防汛", Mode.WORDS)
    >>> typing.before, typing.piece, typing.after
    ('水库 -“', '防汛', '”')
    """
    phrases = frozenset((CompletionKind.PHRASE,))
    if mode is not Mode.WORDS:
        return Typing(before="", piece=q, kinds=phrases)
    opened = _open_quotation(q)
    if opened is not None:
        before, piece = q[: opened + 1], q[opened + 1 :]
        return Typing(before=before, piece=piece, after=_CLOSING[q[opened]], kinds=phrases)
    start = _PIECE.search(q).start()  # type: ignore[union-attr]  # the pattern matches the empty piece, too
    if minus := _MINUS.match(q, start):
        return Typing(before=q[: minus.end()], piece=q[minus.end() :], kinds=phrases)
    return _of_field(q[:start], q[start:])


def _of_field(before: str, piece: str) -> Typing:
    """The value of a field is completed with its own kind, and what is no text is not completed."""
    if field := _FIELD.fullmatch(piece):
        kind = _FIELDS.get(field[1].lower())
        return Typing(before=before, piece=field[2], kinds=frozenset((kind,) if kind else ()))
    if _UNTYPED.fullmatch(piece):
        return Typing(before=before + piece, piece="")
    return Typing(before=before, piece=piece)


def _open_quotation(q: str) -> int | None:
    """Where the quotation opens that the query ends in; quotes of one kind do not nest while one types."""
    opened: int | None = None
    for at, char in enumerate(q):
        if opened is None and char in _CLOSING:
            opened = at
        elif opened is not None and char == _CLOSING[q[opened]]:
            opened = None
    return opened


def _suggestion(state: SearchState, typing: Typing, completion: Completion) -> Suggestion:
    match completion.kind:
        case CompletionKind.PHRASE:
            chosen = state.asking(f"{typing.before}{completion.text}{typing.after}", state.mode)
        case CompletionKind.TITLE:
            chosen = state.asking(f"{typing.before}title:{quoted(completion.text)}", state.mode)
        case CompletionKind.REGION:
            chosen = _filtered(state, typing, FacetKey.REGION, completion.value)
        case CompletionKind.THEME:
            chosen = _filtered(state, typing, FacetKey.THEME, completion.value)
    return Suggestion(
        text=chosen.q,
        display=completion.text,
        kind=completion.kind,
        documents=completion.documents,
        url=chosen.to_url(SEARCH),
    )


def _filtered(state: SearchState, typing: Typing, key: FacetKey, value: str) -> SearchState:
    """The query without the piece, under one more filter."""
    rest = _DANGLING.sub("", typing.before).rstrip()
    return state.asking(rest, state.mode).with_values(key, (*state.values(key), value))


def suggestions_json(suggested: Suggestions) -> dict[str, Any]:
    """What /suggest.json answers."""
    return {
        "ok": True,
        "query": {"raw": suggested.raw, "completed": suggested.completed},
        "suggestions": [asdict(suggestion) for suggestion in suggested.suggestions],
    }


def _limit(text: str) -> int:
    within = text.isascii() and text.isdecimal() and len(text) <= len(str(LIMIT_MAX))
    return min(max(int(text), 1), LIMIT_MAX) if within else LIMIT_DEFAULT
