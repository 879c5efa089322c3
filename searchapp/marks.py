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
from indexer.analysis.words import tokenizer_of, tokens, words
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

# No word reaches across these, so that a text may be cut into words clause by clause.
_CLAUSE = re.compile(r"[^\s，。；：、！？]+")


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
        folded = fold(text)
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
        folded = fold(name)
        found = [span for value in sought for span in occurrences(folded, value)]
        return merged([*found, *self._of_words(folded)])

    def _of_words(self, folded: str) -> list[Span]:
        """Only clauses that hold one of the words are cut into words, which is what costs time."""
        tokenize = tokenizer_of(self.lexicon)
        sought = (*self.words, *self.starts)
        found = (
            (clause.start() + token.start, clause.start() + token.end)
            for clause in _CLAUSE.finditer(folded)
            if any(word in clause.group() for word in sought)
            for token in tokens(clause.group(), tokenize)
            if token.text in self.words or token.text.startswith(self.starts)
        )
        return _joined(found)


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
