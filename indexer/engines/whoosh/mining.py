"""Mining: what a new generation offers to complete a query to.

Phrases come from what all documents say. A build that keeps most documents keeps the phrases, too, until a
tenth of the paragraphs has changed since they were mined; a small corpus is mined at each build.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.completing import Known, Listing, other_entries, phrase_entries
from indexer.analysis.completion import Entry, read_line
from indexer.analysis.phrases import PhraseMiner, Said
from indexer.analysis.words import tokenizer_of
from indexer.contract.completion import CompletionKind
from indexer.contract.lexicon import Lexicon
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.inverting import Texts, said
from indexer.engines.whoosh.workers import Workers

SMALL_PARAGRAPHS = 20_000
CHANGED_MAX = 0.1
UNMINED = "unmined"
_READ_AT_ONCE = 5000
_SAID_CHARS = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a build adds: how many paragraphs, and what they say."""

    paragraphs: int
    said: Sequence[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of an earlier generation, by its rows."""

    held: Generation
    rows: NDArray[np.bool_]


def mined(
    now: Added, listing: Listing, kept: Kept | None, lexicon: Lexicon, workers: Workers
) -> tuple[Iterator[Entry], int]:
    """The entries, and how many paragraphs have changed since the phrases were mined."""
    tokenize = tokenizer_of(lexicon)
    if kept is None:
        return _all(_phrases(now.said, workers), other_entries(listing, tokenize)), 0
    before = list(kept.held.completions.entries())
    known: Known = {
        (entry.completion.kind, entry.completion.text, entry.completion.value): entry.lines
        for entry in before
    }
    others = other_entries(listing, tokenize, known)
    staying = int(np.count_nonzero(kept.rows))
    changed = int(kept.held.catalog[UNMINED][0]) + now.paragraphs + len(kept.rows) - staying
    if staying + now.paragraphs > SMALL_PARAGRAPHS and changed <= CHANGED_MAX * (staying + now.paragraphs):
        phrases = (entry for entry in before if entry.completion.kind is CompletionKind.PHRASE)
        return _all(phrases, others), changed
    return _all(_phrases([*_said_by(kept, lexicon, workers), *now.said], workers), others), 0


def _all(phrases: Iterable[Entry], others: Iterable[Entry]) -> Iterator[Entry]:
    yield from phrases
    yield from others


def _phrases(all_said: Iterable[Said], workers: Workers) -> Iterator[Entry]:
    miner = PhraseMiner()
    for each in all_said:
        miner.add(each)
    phrases = miner.phrases()
    texts = [phrase.text for phrase in phrases]
    chunks = [texts[at : at + _READ_AT_ONCE] for at in range(0, len(texts), _READ_AT_ONCE)]
    read = [lines for chunk in chunks for lines in workers.ask(read_lines, chunk)]
    return phrase_entries(phrases, chain.from_iterable([*read, *workers.finish()]))


def read_lines(texts: Sequence[str]) -> list[str]:
    """read_line() of each; for a process of its own."""
    return [read_line(text) for text in texts]


def _said_by(kept: Kept, lexicon: Lexicon, workers: Workers) -> Iterator[Said]:
    """What the documents say that are kept."""
    for texts in _batches(kept):
        yield from workers.ask(said, texts, lexicon)
    yield from workers.finish()


def _batches(kept: Kept) -> Iterator[Texts]:
    columns, original = kept.held.columns, kept.held.original
    first = columns["first"].tolist()
    paragraphs: list[str] = []
    documents: list[int] = []
    chars = 0
    for document in np.unique(columns["document"][kept.rows]).tolist():
        documents.append(len(paragraphs))
        paragraphs += [original[row] for row in range(first[document], first[document + 1])]
        chars += sum(map(len, paragraphs[documents[-1] :]))
        if chars >= _SAID_CHARS:
            yield Texts(paragraphs=paragraphs, documents=documents)
            paragraphs, documents, chars = [], [], 0
    if paragraphs:
        yield Texts(paragraphs=paragraphs, documents=documents)
