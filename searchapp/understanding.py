"""Understanding: what a search asks, from what was typed; and what it asks where nothing has all words."""

from dataclasses import dataclass

from indexer.analysis.fold import fold
from indexer.analysis.words import tokenizer_of, words
from indexer.contract.lexicon import Lexicon
from indexer.contract.notation import notation
from indexer.contract.query import And, Or, ParsedQuery, Query, Words, relaxed, wanted
from indexer.contract.syntax import parse
from searchapp.expansion import Expanding, Expansion, expanded
from searchapp.state import SearchState


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """`query` is what is searched first: as parsed, with synonyms and other writings of numbers as far as
    they are wanted; `expansions` are these. `looser` is what is searched where it finds nothing, None where
    that would ask nothing less. `read_as` is the notation of `query`. `hints` are in Chinese."""

    parsed: ParsedQuery
    query: Query
    looser: Query | None
    expansions: tuple[Expansion, ...]
    read_as: str
    hints: tuple[str, ...]
    lexicon: Lexicon


def understood(state: SearchState, lexicon: Lexicon) -> Understood:
    """What a search means with the lexicon of the index. Verbatim text is never expanded."""
    parsed = parse(state.q, state.mode)
    by = Expanding(lexicon=lexicon, synonyms=state.synonyms, numerals=state.numerals)
    wider = expanded(parsed.query, by)
    looser = _looser(wider.query, by)
    return Understood(
        parsed=parsed,
        query=wider.query,
        looser=looser,
        expansions=wider.expansions,
        read_as=notation(wider.query),
        hints=(*parsed.hints, *wider.hints),
        lexicon=lexicon,
    )


def _looser(wider: Query, by: Expanding) -> Query | None:
    """The relaxed reading of a query with its alternatives, where it asks for more than one word; of nothing
    else, so that the line which says how a query was read is relaxed as the query is."""
    query = _without_alternatives(wider, by)
    leaves = (leaf.text for leaf in wanted(query) if isinstance(leaf, Words))
    several = sum(len(words(fold(text), tokenizer_of(by.lexicon))) for text in leaves) > 1
    looser = relaxed(query) if several else None
    return None if looser is None else expanded(looser, by).query


def _without_alternatives(query: Query, by: Expanding) -> Query:
    """The query with each bare word alone again, where only what it is expanded by stands beside it."""
    if isinstance(query, And):
        return And(parts=tuple(_without_alternatives(part, by) for part in query.parts))
    word = query.parts[0] if isinstance(query, Or) else query
    if not (isinstance(query, Or) and isinstance(word, Words)):
        return query
    wider = expanded(word, by).query
    return word if isinstance(wider, Or) and set(query.parts) <= set(wider.parts) else query
