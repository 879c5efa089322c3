"""Synonyms: where a bare text says what the lexicon has other words for."""

from functools import lru_cache

from indexer.analysis.fold import fold
from indexer.analysis.words import tokenizer_of, tokens, words
from indexer.contract.lexicon import Lexicon

# A part of a text, as typed, and the group of synonyms it is of, or ().
Piece = tuple[str, tuple[str, ...]]
_OF_NUMBERS = "%％"


@lru_cache(maxsize=1024)
def pieces(text: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """A bare text cut around the synonyms in it, each piece with its group, or () where it is no synonym.

    A synonym begins and ends where words do. Where there is none, or the words of the pieces would not be
    those of the text, the text is one piece. Signs at the ends of a piece, which are no words, are left out.
    """
    folded, tokenize = fold(text), tokenizer_of(lexicon)
    inside = {at for token in tokens(folded, tokenize) for at in range(token.start + 1, token.end)}
    borders = [at for at in range(len(folded) + 1) if at not in inside]
    found: list[Piece] = []
    done = 0
    for start, end in _synonyms(folded, borders, lexicon):
        found += _plain(text[done:start])
        found.append((text[start:end], _groups(lexicon)[folded[start:end]]))
        done = end
    found += _plain(text[done:])
    kept = {word for piece, _ in found for word in words(fold(piece), tokenize)}
    same = done and kept == {*words(folded, tokenize)}
    return tuple(found) if same else ((trimmed(text), ()),)


def _plain(text: str) -> list[Piece]:
    """The runs of a text between synonyms."""
    return [(trimmed(run), ()) for run in text.split() if any(char.isalnum() for char in run)]


def trimmed(text: str) -> str:
    """The text without the signs at its ends; the text itself where it has nothing else.

    >>> trimmed("30%，"), trimmed("“教整”。")
    ('30%', '教整')
    """
    signs = "".join(char for char in text if not char.isalnum() and char not in _OF_NUMBERS)
    return text.strip(signs) or text


def _synonyms(folded: str, borders: list[int], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where synonyms stand that begin and end where words do: the longest first, none overlapping."""
    groups, longest = _groups(lexicon), _longest(lexicon)
    spans = [
        (start, end)
        for at, start in enumerate(borders)
        for end in borders[at + 1 : at + 1 + longest]
        if folded[start:end] in groups
    ]
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        if all(end <= other or start >= other_end for other, other_end in chosen):
            chosen.append((start, end))
    return sorted(chosen)


@lru_cache(maxsize=4)
def _groups(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    return {member: group for group in lexicon.groups for member in group}


@lru_cache(maxsize=4)
def _longest(lexicon: Lexicon) -> int:
    return max(map(len, _groups(lexicon)), default=0)
