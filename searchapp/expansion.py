"""Expansion: a query that also asks for synonyms of its words and for other writings of its numbers."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.analysis.fold import fold
from indexer.analysis.numerals import writings
from indexer.contract.lexicon import Lexicon
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
    Verbatim,
    Words,
)
from indexer.contract.syntax import QUERY_CHARS_MAX, parse
from indexer.contract.wildcards import literal
from searchapp.synonyms import pieces, trimmed

OTHERS_MAX = 8
OTHERS_OF_A_QUERY_MAX = 16
_NO_ROOM = "检索式太长，没有加上同义词和数字的其他写法。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanding:
    """What a query is expanded by: the groups of synonyms of the lexicon, other writings of numbers."""

    lexicon: Lexicon
    synonyms: bool
    numerals: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A part of the query, as typed, and what is sought as well."""

    text: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """`expansions` are those that `query` holds, left to right, each once; `hints` are in Chinese."""

    query: Query
    expansions: tuple[Expansion, ...]
    hints: tuple[str, ...]


def expanded(query: Query, by: Expanding) -> Expanded:
    """The query with alternatives, found again by whoever expands what it gives.

    A bare word that is a synonym, standing there as a word or several whole ones, may also be any other of
    its group, as exact text; quoted text, fields and NEAR have no synonyms. Numbers in bare words, quoted
    text and NEAR may be written otherwise, and stay words, exact text and near. What is excluded is excluded
    in all its forms. To relax a query, relax it first: an Or is not relaxed.

    The notation of the result reads back as the result: alternatives that would make it longer than a query
    may be are left out, the last ones first, and so are those that cannot be written there.
    """
    if not _fits(query, by, most := OTHERS_OF_A_QUERY_MAX):
        most = bisect_left(range(most), True, key=lambda fewer: not _fits(query, by, fewer)) - 1
    walk = _Walk(by, most)
    return Expanded(query=walk.of(query), expansions=walk.expansions(), hints=walk.hints())


def _fits(query: Query, by: Expanding, most: int) -> bool:
    """Whether there is room for so many alternatives; then there is for fewer, and for none always."""
    wider = _Walk(by, most).of(query)
    return wider == query or _reads_back(wider)


def _reads_back(query: Query) -> bool:
    """Whether its notation is a query that means the same; that any word is enough is not written there."""
    strict = _strict(query)
    written = notation(strict)
    return len(written) <= QUERY_CHARS_MAX and parse(written, Mode.WORDS).query == strict


def _strict(query: Query) -> Query:
    match query:
        case And(parts=parts) | Or(parts=parts):
            return replace(query, parts=tuple(_strict(part) for part in parts))
        case Not(part=part):
            return Not(part=_strict(part))
        case Words(text=text):
            return Words(text=text)
        case Everything() | Prefix() | Exact() | Pattern() | Verbatim() | Near() | FieldIs() | DateWithin():
            return query


class _Walk:
    """One walk over a query, left to right, that adds at most `left` alternatives."""

    def __init__(self, by: Expanding, left: int) -> None:
        self._by = by
        self._left = left
        self._found: dict[str, Expansion] = {}
        self._seen: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._cut = False

    def expansions(self) -> tuple[Expansion, ...]:
        """What was added, or already there, for which part."""
        return tuple(self._found.values())

    def hints(self) -> tuple[str, ...]:
        """What is to be said of alternatives that were left out."""
        added = sum(len(each.others) for each in self._found.values())
        if not self._cut:
            return ()
        return (f"同义词和数字写法太多，只加了前 {added} 个。" if added else _NO_ROOM,)

    def of(self, query: Query) -> Query:  # noqa: PLR0911 -- one short case for each kind of node
        """The query with its alternatives; itself where there are none."""
        match query:
            case And(parts=parts):
                wider = tuple(self.of(part) for part in parts)
                return query if wider == parts else _and(wider)
            case Or(parts=parts):
                return _or(parts, tuple(self.of(part) for part in parts))
            case Not(part=part):
                return Not(part=self.of(part))
            case Words():
                return self._of_words(query)
            case Exact(text=text):
                return _with_others(query, _exactly(self._numerals(text)))
            case Near():
                return self._of_near(query)
            case Everything() | Prefix() | Pattern() | Verbatim() | FieldIs() | DateWithin():
                return query

    def _of_words(self, leaf: Words) -> Query:
        cut = pieces(leaf.text, self._by.lexicon) if self._by.synonyms else ((trimmed(leaf.text), ()),)
        if len(cut) == 1:
            ((text, group),) = cut
            others = self._others_of_word(text, group)
            return _with_others(replace(leaf, text=text), others) if others else leaf
        cut = tuple(dict.fromkeys(cut))
        typed = tuple(replace(leaf, text=text) for text, _ in cut)
        wider = tuple(
            _with_others(word, self._others_of_word(*each)) for word, each in zip(typed, cut, strict=True)
        )
        if wider == typed:
            return leaf
        return _or(typed, wider) if leaf.any_word else _and(wider)

    def _others_of_word(self, text: str, group: tuple[str, ...]) -> tuple[Query, ...]:
        """The other members of the text's group, as exact text, and of all these the numbers written
        otherwise: those of the text are words as it is, so that each way to type a number finds the same."""
        folded = fold(text)
        others = self._taken(text, tuple(member for member in group if member != folded)[:OTHERS_MAX])
        same = tuple(_as_words(written, self._by.lexicon) for written in self._numerals(text))
        again = tuple(written for other in others for written in self._numerals(other))
        return (*_exactly(others), *same, *_exactly(again))

    def _numerals(self, text: str) -> tuple[str, ...]:
        return self._taken(text, writings(fold(text))[1:]) if self._by.numerals else ()

    def _of_near(self, near: Near) -> Query:
        """Only one side is written otherwise: both would be too many ways."""
        if firsts := self._numerals(near.first):
            return _with_others(near, tuple(replace(near, first=literal(first)) for first in firsts))
        seconds = self._numerals(near.second)
        return _with_others(near, tuple(replace(near, second=literal(second)) for second in seconds))

    def _taken(self, text: str, others: tuple[str, ...]) -> tuple[str, ...]:
        """As many of the alternatives as may still be added; what is asked for again is not counted again."""
        if others in self._seen:
            return self._seen[others]
        taken = others[: self._left]
        self._left -= len(taken)
        self._cut = self._cut or len(taken) < len(others)
        self._seen[others] = taken
        if taken:
            known = self._found.get(text, Expansion(text=text, others=()))
            self._found[text] = replace(known, others=tuple(dict.fromkeys((*known.others, *taken))))
        return taken


def _exactly(texts: tuple[str, ...]) -> tuple[Query, ...]:
    return tuple(Exact(text=literal(text)) for text in texts)


def _as_words(number: str, lexicon: Lexicon) -> Query:
    """Words, but where a comma would cut the number in two, or a synonym in it would be expanded again."""
    known = any(group for _, group in pieces(number, lexicon))
    return Exact(text=literal(number)) if known or "," in number else Words(text=number)


def _with_others(leaf: Query, others: tuple[Query, ...]) -> Query:
    return _or((leaf,), (Or(parts=(leaf, *others)),)) if others else leaf


def _or(typed: tuple[Query, ...], wider: tuple[Query, ...]) -> Query:
    """Each part as typed, and what it was widened to as far as no other alternative says the same."""
    known = {_sought(part) for part in typed}
    flat: list[Query] = []
    for part, wide in zip(typed, wider, strict=True):
        for each in _alternatives(wide):
            if each == part or _sought(each) not in known:
                flat.append(each)
                known.add(_sought(each))
    return Or(parts=tuple(flat)) if len(flat) > 1 else flat[0]


def _alternatives(query: Query) -> Iterator[Query]:
    if isinstance(query, Or):
        for part in query.parts:
            yield from _alternatives(part)
    else:
        yield query


def _sought(query: Query) -> object:
    """What two alternatives have in common where one of them is enough."""
    match query:
        case Words(text=text) | Exact(text=text):
            return fold(text)
        case Near(first=first, second=second):
            return replace(query, first=fold(first), second=fold(second))
        case (
            And() | Or() | Not() | Everything() | Prefix() | Pattern() | Verbatim() | FieldIs() | DateWithin()
        ):
            return query


def _and(parts: tuple[Query, ...]) -> Query:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    once = tuple(dict.fromkeys(flat))
    return And(parts=once) if len(once) > 1 else once[0]
