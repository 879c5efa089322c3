"""Marks: where a query matches in a text, as spans of that text. Nothing else is ever highlighted.

Spans are code points, half-open, ascending and disjoint. A fold keeps every character's place, so spans
found in folded text are spans of the text a reader sees.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.analysis.fold import fold
from indexer.analysis.nearness import Span, near_spans
from indexer.analysis.patterns import expression
from indexer.analysis.words import HAN_FIRST, HAN_LAST, tokenizer_of, tokens, words
from indexer.contract.lexicon import NO_LEXICON, Lexicon
from indexer.contract.query import (
    Exact,
    FieldIs,
    Near,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Words,
    wanted,
)

# No word reaches across these, so that a text may be cut into words clause by clause, ...
_CLAUSE = re.compile(r"[^\s，。；：、！？]+")
# ... and a word of Han characters stands in a run of them.
_HAN = re.compile(f"[{HAN_FIRST}-{HAN_LAST}]+")
# A page folds and cuts its paragraphs once for each word that it looks for; long ones would fill the memory.
_KEPT = 256
_KEPT_CHARS_MAX = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What is looked for in paragraphs, titles and headings: folded, but for `verbatim` and `patterns`."""

    lexicon: Lexicon = NO_LEXICON
    words: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    verbatim: tuple[str, ...] = ()
    near: tuple[tuple[str, str, int | None], ...] = ()
    title: tuple[str, ...] = ()
    section: tuple[str, ...] = ()

    @property
    def marks_text(self) -> bool:
        """Whether the query asks for anything in the text, not only for dates, places and titles."""
        return bool(self.words or self.starts or self.exact or self.patterns or self.verbatim or self.near)

    def in_text(self, text: str) -> tuple[Span, ...]:
        """The spans of a paragraph."""
        folded = folded_text(text)
        spans = [span for sought in self.exact for span in occurrences(folded, sought)]
        spans += [found.span() for sought in self.patterns for found in expression(sought).finditer(folded)]
        spans += [span for sought in self.verbatim for span in occurrences(text, sought)]
        spans += [
            span for first, second, within in self.near for span in near_spans(folded, first, second, within)
        ]
        return merged([*spans, *self._of_words(folded)])

    def in_title(self, title: str) -> tuple[Span, ...]:
        """The spans of a report's title or subtitle."""
        return self._in_name(title, self.title)

    def in_heading(self, heading: str) -> tuple[Span, ...]:
        """The spans of a section's heading."""
        return self._in_name(heading, self.section)

    def _in_name(self, name: str, sought: tuple[str, ...]) -> tuple[Span, ...]:
        folded = folded_text(name)
        found = [span for value in sought for span in occurrences(folded, value)]
        return merged([*found, *self._of_words(folded)])

    def _of_words(self, folded: str) -> list[Span]:
        """Only clauses, or runs of Han, that hold one of the words are cut into words: that costs time."""
        sought = [word for word in (*self.words, *self.starts) if word in folded]
        if not sought:
            return []
        in_han = all(map(_HAN.fullmatch, sought))
        return _joined(
            (part.start() + start, part.start() + end)
            for part in (_HAN if in_han else _CLAUSE).finditer(folded)
            if any(word in part.group() for word in sought)
            for text, start, end in _cut(part.group(), self.lexicon, in_han=in_han)
            if text in self.words or text.startswith(self.starts)
        )


@lru_cache(maxsize=256)  # a page asks for the same few again and again
def marker_of(query: Query, lexicon: Lexicon = NO_LEXICON) -> Marker:
    """What a match of this query is shown by: nothing under a NOT, nothing for dates, places and themes.

    `lexicon` is that of the index, by which words are cut.
    """
    tokenize = tokenizer_of(lexicon)
    leaves = list(wanted(query))
    named = [(leaf.field, fold(leaf.value)) for leaf in leaves if isinstance(leaf, FieldIs)]
    return Marker(
        lexicon=lexicon,
        words=frozenset(
            word for leaf in leaves if isinstance(leaf, Words) for word in words(fold(leaf.text), tokenize)
        ),
        starts=tuple(fold(leaf.text) for leaf in leaves if isinstance(leaf, Prefix)),
        exact=tuple(fold(leaf.text) for leaf in leaves if isinstance(leaf, Exact)),
        patterns=tuple(leaf.text for leaf in leaves if isinstance(leaf, Pattern)),
        verbatim=tuple(leaf.text for leaf in leaves if isinstance(leaf, Verbatim)),
        near=tuple(
            (fold(leaf.first), fold(leaf.second), leaf.within_chars)
            for leaf in leaves
            if isinstance(leaf, Near)
        ),
        title=tuple(value for field, value in named if field is QueryField.TITLE),
        section=tuple(value for field, value in named if field is QueryField.SECTION),
    )


def folded_text(text: str) -> str:
    """The text folded; the last ones are kept."""
    return _kept_folded(text) if len(text) <= _KEPT_CHARS_MAX else fold(text)


_kept_folded = lru_cache(maxsize=_KEPT)(fold)


def _cut(text: str, lexicon: Lexicon, *, in_han: bool) -> Iterable[tuple[str, int, int]]:
    """The words of a clause; of a run of Han they are the tokenizer's own, and need no looking for."""
    if not in_han:
        return ((token.text, token.start, token.end) for token in tokens(text, tokenizer_of(lexicon)))
    return _kept_cut(text, lexicon) if len(text) <= _KEPT_CHARS_MAX else _cut_han(text, lexicon)


def _cut_han(text: str, lexicon: Lexicon) -> tuple[tuple[str, int, int], ...]:
    return tuple(tokenizer_of(lexicon)(text, "search"))


_kept_cut = lru_cache(maxsize=_KEPT)(_cut_han)


def occurrences(text: str, sought: str) -> Iterator[Span]:
    """Where `sought` stands, leftmost first, none overlapping the one before; nowhere if it is empty.

    >>> list(occurrences("ababa", "aba"))
    [(0, 3)]
    """
    at = text.find(sought) if sought else -1
    while at >= 0:
        yield at, at + len(sought)
        at = text.find(sought, at + len(sought))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping ones as one; spans that only touch stay apart.

    >>> merged([(4, 6), (0, 2), (1, 3), (3, 4)])
    ((0, 3), (3, 4), (4, 6))
    """
    return _united(spans, gap=-1)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Overlapping and touching spans as one: words of a query that stand side by side are one mark."""
    return list(_united(spans, gap=0))


def _united(spans: Iterable[Span], gap: int) -> tuple[Span, ...]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start - united[-1][1] <= gap:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)
