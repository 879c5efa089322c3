"""Mining: what a new generation offers to complete a query to.

Phrases come from what all documents say. A build that keeps most documents keeps the phrases, too, until a
fifth of the paragraphs has changed since they were mined; a small corpus is mined at each build.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.completing import Listing, other_entries, phrase_entries
from indexer.analysis.completion import read_line
from indexer.analysis.phrases import WORDS_MAX, PhraseMiner, Said
from indexer.analysis.words import tokenizer_of
from indexer.contract.completion import CompletionKind
from indexer.contract.lexicon import Lexicon
from indexer.engines.whoosh.completions import Row, row_of
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.inverting import Texts, heard, said
from indexer.engines.whoosh.workers import Workers

SMALL_PARAGRAPHS = 20_000
CHANGED_MAX = 0.2
UNMINED = "unmined"
_READ_AT_ONCE = 5000
_SAID_CHARS = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a build adds: how many paragraphs, and the files of what they say."""

    paragraphs: int
    said: Sequence[Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of an earlier generation, by its rows."""

    held: Generation
    rows: NDArray[np.bool_]


def mined(
    now: Added, listing: Listing, kept: Kept | None, lexicon: Lexicon, workers: Workers
) -> tuple[list[Row], int]:
    """The entries, and how many paragraphs have changed since the phrases were mined."""
    tokenize = tokenizer_of(lexicon)
    if kept is None:
        others = other_entries(listing, tokenize)
        return [*_phrases(_mining(map(heard, now.said), PhraseMiner()), workers), *map(row_of, others)], 0
    before = kept.held.completions.rows()
    known = {row[1]: tuple(row[4:]) for row in before if row[0] == CompletionKind.TITLE.value}
    others = other_entries(listing, tokenize, known)
    staying = int(np.count_nonzero(kept.rows))
    changed = int(kept.held.catalog[UNMINED][0]) + max(now.paragraphs, len(kept.rows) - staying)
    total = staying + now.paragraphs
    if total > SMALL_PARAGRAPHS and changed <= CHANGED_MAX * total:
        for beside in now.said:
            beside.unlink()
        phrases = [row for row in before if row[0] == CompletionKind.PHRASE.value]
        return [*phrases, *map(row_of, others)], changed
    every = _every(kept)
    miner = _mining(_said_by(kept, every, lexicon, workers), PhraseMiner(every=every))
    return [*_phrases(_mining(map(heard, now.said), miner, every), workers), *map(row_of, others)], 0


def _mining(all_said: Iterable[Said], miner: PhraseMiner, every: int = 1) -> PhraseMiner:
    for each in all_said:
        miner.add(each, every)
    return miner


def _every(kept: Kept) -> int:
    """Every how many documents are enough for the miner, which would forget the others."""
    words = int(kept.held.columns["text_length"][kept.rows].sum(dtype=np.int64))
    return 1 << max(0, (words // WORDS_MAX).bit_length())


def _phrases(miner: PhraseMiner, workers: Workers) -> list[Row]:
    phrases = miner.phrases()
    texts = [phrase.text for phrase in phrases]
    chunks = [texts[at : at + _READ_AT_ONCE] for at in range(0, len(texts), _READ_AT_ONCE)]
    read = [lines for chunk in chunks for lines in workers.ask(read_lines, chunk)]
    lines = chain.from_iterable([*read, *workers.finish()])
    return [row_of(entry) for entry in phrase_entries(phrases, lines)]


def read_lines(texts: Sequence[str]) -> list[str]:
    """read_line() of each; for a process of its own."""
    return [read_line(text) for text in texts]


def _said_by(kept: Kept, every: int, lexicon: Lexicon, workers: Workers) -> Iterator[Said]:
    """What every so manieth of the documents says that are kept."""
    for texts in _batches(kept, every):
        yield from workers.ask(said, texts, lexicon)
    yield from workers.finish()


def _batches(kept: Kept, every: int) -> Iterator[Texts]:
    columns, original = kept.held.columns, kept.held.original
    first = columns["first"].tolist()
    paragraphs: list[str] = []
    documents: list[int] = []
    chars = 0
    for document in np.unique(columns["document"][kept.rows])[::every].tolist():
        documents.append(len(paragraphs))
        paragraphs += [original[row] for row in range(first[document], first[document + 1])]
        chars += sum(map(len, paragraphs[documents[-1] :]))
        if chars >= _SAID_CHARS:
            yield Texts(paragraphs=paragraphs, documents=documents)
            paragraphs, documents, chars = [], [], 0
    if paragraphs:
        yield Texts(paragraphs=paragraphs, documents=documents)
