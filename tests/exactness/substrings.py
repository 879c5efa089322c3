"""Substrings: pieces cut from texts, at random or between words, and each way of asking for one exactly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from indexer.analysis.fold import fold
from indexer.analysis.words import tokens
from indexer.contract.query import Mode

USUAL_CHARS_MAX, LONG_CHARS_MAX = 16, 120
_LONG_SHARE = 0.1
_WORDS_MAX = 5
QUOTES = '"＂“”「」『』'
_STYLES = (("“", "”"), ("「", "」"), ("『", "』"), ("＂", "＂"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way of asking for a piece: what is typed, in which mode, and whether text is folded for it."""

    name: str
    typed: str
    mode: Mode
    folded: bool


def at_random(rng: Random, texts: Sequence[str], count: int) -> Iterator[str]:
    """Pieces of texts that are drawn by their length: each place of each text is as likely as any other."""
    for text in rng.choices(texts, [len(text) for text in texts], k=count):
        longest = LONG_CHARS_MAX if rng.random() < _LONG_SHARE else USUAL_CHARS_MAX
        length = min(rng.randint(1, longest), len(text))
        start = rng.randint(0, len(text) - length)
        yield text[start : start + length]


def between_words(rng: Random, texts: Sequence[str], count: int) -> Iterator[str]:
    """Pieces from the start of a word to the end of one."""
    while count:
        text = rng.choice(texts)
        cut = tokens(fold(text))
        if not cut:
            continue
        first = rng.randrange(len(cut))
        last = min(first + rng.randrange(_WORDS_MAX), len(cut) - 1)
        start, end = cut[first].start, cut[last].end
        if start < end:
            yield text[start:end]
            count -= 1


def ways(sought: str, rng: Random) -> Iterator[Way]:
    """Every way there is; a blank text can only be quoted, and needs no other."""
    yield Way(name="quoted", typed=quoted(sought, rng), mode=Mode.WORDS, folded=True)
    yield Way(name="verbatim:", typed=f"verbatim:{doubled(sought)}", mode=Mode.WORDS, folded=False)
    if sought.strip():
        yield Way(name="exact", typed=sought, mode=Mode.EXACT, folded=True)
        yield Way(name="verbatim", typed=sought, mode=Mode.VERBATIM, folded=False)


def quoted(text: str, rng: Random) -> str:
    """The text as a reader quotes it, in any style; "？" because "?" would be a wildcard."""
    literal = text.replace("?", "？")
    if any(quote in literal for quote in QUOTES):
        return doubled(literal)
    opening, closing = rng.choice(_STYLES)
    return f"{opening}{literal}{closing}"


def doubled(text: str) -> str:
    """The text in straight quotes, those inside it, of either width, doubled."""
    return '"' + text.replace('"', '""').replace("＂", "＂＂") + '"'
