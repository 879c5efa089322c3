"""Leaves: the rows of one leaf of a query, looked up in posting lists and, where these say too little, in the
texts. Rows are kept as int32 while there is room: most are asked for again.
"""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.fold import fold
from indexer.analysis.grams import GRAM_CHARS_MAX, lookup_grams
from indexer.analysis.nearness import near_spans
from indexer.analysis.patterns import pieces, utf8_expression
from indexer.analysis.words import words
from indexer.contract.query import Exact, Near, Pattern, Prefix, Verbatim, Whole, Words
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.postings import TEXT, PostingList
from indexer.engines.whoosh.rowsets import Rows, union, within
from indexer.engines.whoosh.schema import GRAMS, WORD_FIELDS

Kept = NDArray[np.int32]


class WordLists(tuple[PostingList, ...]):
    """The posting lists of a word, a field each."""

    __slots__ = ()

    @property
    def size_bytes(self) -> int:
        """What they cost to keep."""
        return sum(each.size_bytes for each in self)


# A posting list is worth decoding while it is not this much longer than the candidates it could cut down:
# verifying one candidate costs about as much as decoding this many postings.
_WORTH_DECODING = 40


def leaf_rows(leaf: Words | Whole, held: Generation) -> Kept:
    """The rows of a leaf, ascending."""
    match leaf:
        case Words():
            return _words_rows(leaf, held)
        case Prefix() | Exact() | Pattern() | Verbatim() | Near():
            return found_as_one(leaf, held)


def asked_words(leaf: Words, held: Generation) -> tuple[str, ...]:
    """The words that a leaf asks for."""
    return tuple(words(fold(leaf.text), held.tokenize))


def _words_rows(leaf: Words, held: Generation) -> Kept:
    asked = asked_words(leaf, held)
    if len(asked) == 1:
        return word_rows(asked[0], held)
    return _kept(("words", *asked, leaf.any_word), held, lambda: _of_words(asked, leaf.any_word, held))


def _of_words(asked: tuple[str, ...], any_word: bool, held: Generation) -> Rows:
    lists = [word_rows(word, held).astype(np.intp) for word in asked]
    return union(lists, held.columns.paragraphs) if any_word else _all_of(lists, held)


def word_rows(word: str, held: Generation) -> Kept:
    """The rows with this word in their text, title or headings, ascending."""
    return _kept(("word", word), held, lambda: _listed_rows(word, held))


def _listed_rows(word: str, held: Generation) -> Rows:
    return union([each.rows for each in word_lists(word, held)], held.columns.paragraphs)


def word_lists(word: str, held: Generation) -> WordLists:
    """The posting lists of a word in each of WORD_FIELDS; kept until they are forgotten."""

    def found() -> WordLists:
        return WordLists(held.postings.decoded(field.name, word) for field in WORD_FIELDS)

    return held.postings.cache.remembered(("lists", word), found)


def text_rows(word: str, held: Generation) -> Kept:
    """The rows with this word in their text, ascending."""
    return _kept(("text", word), held, lambda: held.postings.decoded(TEXT, word).rows)


def forget_lists(word: str, held: Generation) -> None:
    """Let go of the posting lists of a word, which are read rarely beside its rows."""
    held.postings.cache.forget(("lists", word))


def _kept(key: tuple[object, ...], held: Generation, found: Callable[[], Rows]) -> Kept:
    return held.postings.cache.array(key, lambda: found().astype(np.int32))


def _with_any(terms: Iterable[tuple[str, str]], held: Generation) -> Rows:
    """The rows that hold any of the terms, each a field and a word, ascending."""
    return union([held.postings.decoded(field, word).rows for field, word in terms], held.columns.paragraphs)


def found_as_one(query: Whole, held: Generation) -> Kept:
    """The rows of a leaf that is matched as a whole, ascending."""
    match query:
        case Prefix(text=text):
            start = fold(text)
            return _kept(("prefix", start), held, lambda: _prefix(start, held))
        case Pattern(text=text):
            return _kept(("pattern", text), held, lambda: _pattern(text, held))
        case Exact(text=text):
            return _exact(fold(text), held)
        case Verbatim(text=text):
            return _kept(("verbatim", text), held, lambda: _verbatim(text, held))
        case Near(first=first, second=second, within_chars=within_chars):
            return _kept(("near", within_chars, first, second), held, lambda: _near(query, held))


def _exact(needle: str, held: Generation) -> Kept:
    """The rows whose folded text contains the needle."""
    if len(needle) <= GRAM_CHARS_MAX:
        return gram_rows(needle, held)
    return _kept(("exact", needle), held, lambda: _looked_up(needle, held))


def gram_rows(gram: str, held: Generation) -> Kept:
    """The rows that hold one or two characters, ascending."""
    return _kept(("gram", gram), held, lambda: held.postings.decoded(GRAMS, gram).rows)


def _prefix(start: str, held: Generation) -> Rows:
    """The rows with a word that starts so, in any field."""
    starting = held.postings.starting
    return _with_any(
        ((field.name, word) for field in WORD_FIELDS for word in starting(field.name, start)), held
    )


def _pattern(text: str, held: Generation) -> Rows:
    """The rows that hold all pieces between the wildcards, then looked at one by one."""
    rows = _all_of([_exact(piece, held).astype(np.intp) for piece in pieces(text)], held)
    return held.folded.matching(utf8_expression(text), rows)


def _verbatim(text: str, held: Generation) -> Rows:
    """What contains the text contains it folded, too; only those paragraphs are looked at."""
    return held.original.containing(text, _exact(fold(text), held).astype(np.intp))


def _near(query: Near, held: Generation) -> Rows:
    first, second = fold(query.first), fold(query.second)
    candidates = _all_of([_exact(text, held).astype(np.intp) for text in (first, second)], held)
    texts = (held.folded[row] for row in candidates.tolist())
    found = [bool(near_spans(text, first, second, query.within_chars)) for text in texts]
    near: Rows = candidates[np.array(found, dtype=bool)]
    return near


def _looked_up(needle: str, held: Generation) -> Rows:
    """Rows that hold all grams of the needle, rarest first, then looked at one by one."""
    postings, paragraphs = held.postings, held.columns.paragraphs
    (_, rarest), *others = sorted((postings.count(GRAMS, gram), gram) for gram in lookup_grams(needle))
    rows = gram_rows(rarest, held).astype(np.intp)
    for count, gram in others:
        if ("gram", gram) in postings.cache or count <= _WORTH_DECODING * len(rows):
            rows = rows[within(rows, gram_rows(gram, held), paragraphs)]
    return held.folded.containing(needle, rows)


def _all_of(lists: list[Rows], held: Generation) -> Rows:
    """What stands in all of the ascending lists."""
    if not lists:
        return np.zeros(0, dtype=np.intp)
    rows, *others = sorted(lists, key=len)
    for other in others:
        rows = rows[within(rows, other, held.columns.paragraphs)]
    return rows
