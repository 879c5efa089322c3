"""Understanding: what a search asks, from what was typed; and what it asks where nothing has all words."""

from dataclasses import dataclass

from indexer.analysis.fold import fold
from indexer.analysis.words import tokenizer_of, words
from indexer.contract.lexicon import Lexicon
from indexer.contract.query import Mode, ParsedQuery, Query, Words, relaxed, wanted
from indexer.contract.syntax import parse
from searchapp.state import SearchState


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """`query` is what is searched first; `looser` what is searched where it finds nothing, None where that
    would ask nothing less. `hints` are in Chinese."""

    parsed: ParsedQuery
    query: Query
    looser: Query | None
    read_as: str
    hints: tuple[str, ...]
    lexicon: Lexicon


def understood(state: SearchState, lexicon: Lexicon) -> Understood:
    """What a search means with the lexicon of the index."""
    parsed = parse(state.q, state.mode)
    return Understood(
        parsed=parsed,
        query=parsed.query,
        looser=_looser(parsed, lexicon),
        read_as=parsed.read_as,
        hints=parsed.hints,
        lexicon=lexicon,
    )


def _looser(parsed: ParsedQuery, lexicon: Lexicon) -> Query | None:
    """The relaxed reading, where the query asks for more than one word."""
    leaves = (leaf.text for leaf in wanted(parsed.query) if isinstance(leaf, Words))
    several = sum(len(words(fold(text), tokenizer_of(lexicon))) for text in leaves) > 1
    return relaxed(parsed.query) if parsed.mode is Mode.WORDS and several else None
