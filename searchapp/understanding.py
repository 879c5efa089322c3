"""Understanding: what a search asks, from what was typed; and what it asks where nothing has all words."""

from dataclasses import dataclass

from indexer.analysis.fold import fold
from indexer.analysis.words import tokenizer_of, words
from indexer.contract.lexicon import Lexicon
from indexer.contract.notation import notation
from indexer.contract.query import Mode, ParsedQuery, Query, Words, relaxed, wanted
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
    looser = _looser(parsed, lexicon)
    return Understood(
        parsed=parsed,
        query=wider.query,
        looser=None if looser is None else expanded(looser, by).query,
        expansions=wider.expansions,
        read_as=notation(wider.query),
        hints=(*parsed.hints, *wider.hints),
        lexicon=lexicon,
    )


def _looser(parsed: ParsedQuery, lexicon: Lexicon) -> Query | None:
    """The relaxed reading, where the query asks for more than one word."""
    leaves = (leaf.text for leaf in wanted(parsed.query) if isinstance(leaf, Words))
    several = sum(len(words(fold(text), tokenizer_of(lexicon))) for text in leaves) > 1
    return relaxed(parsed.query) if parsed.mode is Mode.WORDS and several else None
