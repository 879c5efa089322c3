"""Proposals: the query with its slips put right, as the reader would have typed it. None is ever applied."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

from indexer.analysis.fold import fold
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Or,
    ParsedQuery,
    Pattern,
    Prefix,
    Query,
    Verbatim,
    Words,
    wanted,
)
from searchapp.spelling.characters import is_han
from searchapp.spelling.evidence import Corpus, Counts
from searchapp.spelling.pieces import CHOICES_MAX, PIECES_MAX, Piece, pieces

PROPOSALS_MAX = 3
_JUDGED_KEPT = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A query to offer instead, and how many paragraphs it finds."""

    text: str
    paragraphs: int


def did_you_mean(
    parsed: ParsedQuery, corpus: Corpus, finds: Callable[[Sequence[str]], Sequence[int]]
) -> tuple[Proposal, ...]:
    """What the reader may have meant, best first, at most PROPOSALS_MAX.

    `finds` says how many paragraphs each of some queries finds, read in the mode of this one, relaxed where
    a search would be. A proposal finds more than the query. Bare words are compared as phrases, though, as
    pieces() does: what a slip is cut into may stand scattered in any number of paragraphs; there it is enough
    that the proposal finds something.
    """
    forms = _judged(parsed, corpus)
    if not forms:
        return ()
    found, *counts = finds([parsed.raw, *forms])
    least = 0 if any(isinstance(leaf, Words) for leaf in wanted(parsed.query)) else found
    proposals = (Proposal(text=form, paragraphs=count) for form, count in zip(forms, counts, strict=True))
    return tuple(proposal for proposal in proposals if proposal.paragraphs > least)[:PROPOSALS_MAX]


@lru_cache(maxsize=_JUDGED_KEPT)
def _judged(parsed: ParsedQuery, corpus: Corpus) -> tuple[str, ...]:
    """The forms to propose; kept, because a reader who turns pages and chooses filters asks again."""
    return tuple(_forms(parsed.raw, _suspected(parsed, Counts(corpus=corpus))))


def _suspected(parsed: ParsedQuery, counts: Counts) -> list[Piece]:
    """The pieces of the raw text that a slip seems to be in, left to right; at most PIECES_MAX."""
    found: list[Piece] = []
    at = 0
    for text, judged in _texts(parsed.query, judged=True):
        start = parsed.raw.find(text, at)
        if start < 0:  # a quote doubled inside quotes
            continue
        at = start + len(text)
        if judged:
            found += [
                Piece(start=start + piece.start, end=start + piece.end, meant=piece.meant)
                for piece in pieces(fold(text), counts)
            ]
    return found[:PIECES_MAX]


def _texts(query: Query, *, judged: bool) -> Iterator[tuple[str, bool]]:
    """What the leaves look for, left to right, and whether it is to be judged."""
    match query:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _texts(part, judged=judged)
        case Not(part=part):
            yield from _texts(part, judged=False)
        case Words(text=text) | Prefix(text=text) | Exact(text=text) | Verbatim(text=text):
            yield text, judged
        case Near(first=first, second=second):
            yield from ((first, judged), (second, judged))
        case Pattern(text=text) | FieldIs(value=text):
            yield text, False
        case Everything() | DateWithin():
            return


def _forms(raw: str, suspected: list[Piece]) -> list[str]:
    """The raw text with every piece put right in the best way; then with one of them in another."""
    best = {piece: piece.meant[0] for piece in suspected}
    others = (best | {piece: other} for piece in suspected for other in piece.meant[1:])
    chosen = [best, *others] if suspected else []
    forms = dict.fromkeys(_replaced(raw, choice) for choice in chosen)
    return [form for form in forms if form != raw][: PROPOSALS_MAX + CHOICES_MAX]


def _replaced(raw: str, choice: dict[Piece, str]) -> str:
    text, at = "", 0
    for piece, meant in choice.items():
        text += raw[at : piece.start] + _as_typed(raw[piece.start : piece.end], meant)
        at = piece.end
    return text + raw[at:]


def _as_typed(typed: str, meant: str) -> str:
    """What is meant, in the characters that were typed where they are the same, and in their script.

    >>> _as_typed("依法制國", "依法治国"), _as_typed("法制會", "法治会")
    ('依法治國', '法治會')
    """
    folded = fold(typed)
    before = _alike(folded, meant)
    behind = min(_alike(folded[::-1], meant[::-1]), len(meant) - before, len(folded) - before)
    end = len(meant) - behind
    traditional = any(is_han(char) and char != same for char, same in zip(typed, folded, strict=True))
    written = _traditional().convert(meant) if traditional else meant
    changed = (written if len(written) == len(meant) else meant)[before:end]
    return typed[:before] + changed + typed[len(typed) - behind :]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")
