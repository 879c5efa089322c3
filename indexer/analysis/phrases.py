"""Phrases: what a corpus keeps saying, mined from its words while it is indexed; see branching for how.

Words are taken in as numbers of four bytes. Of a corpus with more than WORDS_MAX of them only every second
document is kept (then every fourth, ...) and its counts are multiplied, so time and memory are bounded but
for the vocabulary.
"""

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.branching import BREAK, FIGURE, Branching, Ints
from indexer.analysis.fold import fold_table
from indexer.analysis.words import Token

PHRASES_MAX = 50_000
LENGTHS = range(3, 13)
WORDS_MAX = 1 << 22
_PENDING_MAX = 1 << 18
# 2021, 5.6%, 第三十条: figures, which differ where a phrase is the same.
_FIGURE = re.compile(r"\d[\d.]*%?|第?[〇零一二三四五六七八九十百千]+[条款项章节]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase as the corpus mostly writes it; `documents` and `occurrences` count those places where it
    begins and ends at a word's edge."""

    text: str
    documents: int
    occurrences: int


class _Numbers(dict[str, int]):
    """Words to numbers, from FIGURE + 1 up in the order of their first use. By number: how long the word is,
    and whether it is a figure; these grow with the words, so that a document costs what it holds.

    >>> numbers = _Numbers()
    >>> numbers["水库"], numbers["2021"], numbers["水库"]
    (2, 3, 2)
    >>> numbers.chars().tolist(), numbers.figures().tolist()
    ([0, 0, 2, 4], [False, False, False, True])
    """

    def __init__(self) -> None:
        super().__init__()
        self._chars = array("q", [0, 0])
        self._figures = bytearray(2)

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + FIGURE + 1
        self._chars.append(len(word))
        self._figures.append(_FIGURE.fullmatch(word) is not None)
        return number

    def chars(self) -> Ints:
        """A view: no word can be added while it is held."""
        return np.frombuffer(self._chars, dtype=np.int64)

    def figures(self) -> NDArray[np.bool_]:
        """A view, too."""
        return np.frombuffer(self._figures, dtype=np.bool_)


class PhraseMiner:
    """Takes in paragraphs, document after document, and gives the phrases at the end."""

    def __init__(self, words_max: int = WORDS_MAX) -> None:
        self._words_max = words_max
        self._numbers = _Numbers()
        self._spellings: dict[str, Counter[str]] = {}
        self._words = array("i", [BREAK])
        self._documents = array("q")
        self._every = 1
        self._seen = 0
        self._keeping = False
        self._pending = array("i")
        self._starts = array("q")
        self._base = 0

    def begin(self) -> None:
        """What is added from here on belongs to the next document."""
        self._flush()
        if len(self._words) > self._words_max:
            self._thin()
        self._keeping = self._seen % self._every == 0
        if self._keeping:
            self._documents.append(len(self._words))
        self._seen += 1

    def add(self, text: str, tokens: Sequence[Token]) -> None:
        """A paragraph and words.tokens() of its folded text, in their order."""
        if not self._keeping:
            return
        numbers, base = self._numbers, self._base
        self._pending.extend([numbers[token.text] for token in tokens])
        self._starts.extend([base + token.start for token in tokens])
        self._base += len(text) + 1
        if _folding().search(text):
            self._spell(text, tokens)
        if len(self._pending) > _PENDING_MAX:
            self._flush()

    def phrases(self) -> list[Phrase]:
        """Most documents first, then most occurrences, then the shorter; at most PHRASES_MAX."""
        self._flush()
        words = np.array(self._words, dtype=np.int32)
        chars = self._numbers.chars()
        counts = np.bincount(words, minlength=len(chars)).tolist()
        spelled = ["", "", *(self._spelled(word, counts[number]) for word, number in self._numbers.items())]
        branching = Branching(words, np.array(self._documents, dtype=np.int64), chars)
        mined = [
            Phrase(
                text="".join(spelled[number] for number in words[run.at : run.at + run.words].tolist()),
                documents=run.documents * self._every,
                occurrences=run.occurrences * self._every,
            )
            for run in branching.runs(LENGTHS)
        ]
        mined.sort(key=lambda phrase: (-phrase.documents, -phrase.occurrences, len(phrase.text), phrase.text))
        return mined[:PHRASES_MAX]

    def _flush(self) -> None:
        """Move what is pending to the words: the longest words only, with a BREAK behind a word that the next
        does not follow at once. A shorter word stands before the word that holds it, so a word is a longest
        one where none behind it begins at or before its start."""
        if self._pending:
            numbers = np.array(self._pending, dtype=np.int32)
            starts = np.array(self._starts, dtype=np.int64)
            behind = np.minimum.accumulate(starts[::-1])[::-1]
            longest = np.append(starts[:-1] < behind[1:], True)
            numbers, starts = numbers[longest], starts[longest]
            ends = starts + self._numbers.chars()[numbers]
            stops = np.flatnonzero(np.append(starts[1:] != ends[:-1], True)) + 1
            numbers[self._numbers.figures()[numbers]] = FIGURE
            self._words.frombytes(np.insert(numbers, stops, BREAK).astype(np.int32).tobytes())
        del self._pending[:]
        del self._starts[:]
        self._base = 0

    def _thin(self) -> None:
        """Forget every second document."""
        bounds = [*self._documents, len(self._words)]
        kept = array("i", [BREAK])
        self._documents = array("q")
        for start, end in zip(bounds[:-1:2], bounds[1::2], strict=False):
            self._documents.append(len(kept))
            kept.extend(self._words[start:end])
        self._words = kept
        self._every *= 2

    def _spell(self, text: str, tokens: Sequence[Token]) -> None:
        """Remember the words that folding changed as they are written."""
        for token in tokens:
            written = text[token.start : token.end]
            if written != token.text:
                self._spellings.setdefault(token.text, Counter())[written] += 1

    def _spelled(self, word: str, count: int) -> str:
        """A word that stands `count` times, as it is mostly written."""
        spellings = self._spellings.get(word)
        if spellings is None:
            return word
        written, so_written = spellings.most_common(1)[0]
        return written if 2 * so_written > count else word


@cache
def _folding() -> re.Pattern[str]:
    """A letter that folding may change; punctuation is in no word. Beyond the first plane all count: a class
    without single characters there is sought many times faster."""
    letters = "".join(char for char in map(chr, fold_table()) if char.isalnum() and char <= "\uffff")
    return re.compile(f"[{re.escape(letters)}\U00010000-\U0010ffff]")
