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
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.batch import Batch, Words, as_text
from indexer.analysis.branching import BREAK, FIGURE, Branching, Ints

PHRASES_MAX = 50_000
LENGTHS = range(3, 13)
WORDS_MAX = 1 << 22
# 2021, 5.6%, 第三十条: figures, which differ where a phrase is the same.
_FIGURE = re.compile(r"\d[\d.]*%?|第?[〇零一二三四五六七八九十百千]+[条款项章节]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase as the corpus mostly writes it; `documents` and `occurrences` count those places where it
    begins and ends at a word's edge."""

    text: str
    documents: int
    occurrences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The longest words of some documents, one behind the other: numbers into the vocabulary from FIRST on,
    with a FIGURE for a figure and a BREAK behind a word that the next does not follow at once.

    `documents` says where each begins (one more). `spelled` counts, of the words that folding changed, how
    often each is written in which way, `folded` how often it stands at all.
    """

    vocabulary: list[str]
    words: NDArray[np.int32]
    documents: list[int]
    spelled: dict[str, Counter[str]]
    folded: dict[str, int]


FIRST = FIGURE + 1


def said_in(batch: Batch, words: Words, documents: Sequence[int]) -> Said:
    """What documents say whose first texts have these numbers in the batch; those of the batch are theirs."""
    used, numbers = np.unique(words.longest, return_inverse=True)
    vocabulary = [words.vocabulary[number] for number in used.tolist()]
    chars = np.array([len(word) for word in vocabulary], dtype=np.int64)
    ends = words.starts + chars[numbers]
    stops = np.flatnonzero(np.append(words.starts[1:] != ends[:-1], np.ones(len(ends[:1]), dtype=bool))) + 1
    figures = np.array([_FIGURE.fullmatch(word) is not None for word in vocabulary], dtype=bool)
    held = np.where(figures[numbers], FIGURE, numbers + FIRST)
    begun = np.searchsorted(words.starts, batch.bounds[[*documents, len(batch)]])
    spelled = _spelled_in(batch, words.starts, ends, numbers, vocabulary)
    counts = np.bincount(numbers, minlength=len(vocabulary)).tolist()
    return Said(
        vocabulary=vocabulary,
        words=np.insert(held, stops, BREAK).astype(np.int32),
        documents=(begun + np.searchsorted(stops, begun, side="right")).tolist(),
        spelled=spelled,
        folded={word: count for word, count in zip(vocabulary, counts, strict=True) if word in spelled},
    )


def _spelled_in(
    batch: Batch, starts: Ints, ends: Ints, numbers: Ints, vocabulary: Sequence[str]
) -> dict[str, Counter[str]]:
    """How the words are written in which folding changed a character."""
    changed = np.concatenate([[0], np.cumsum(batch.written != batch.folded)])
    spelled: dict[str, Counter[str]] = {}
    for at in np.flatnonzero(changed[ends] != changed[starts]).tolist():
        written = as_text(batch.written[starts[at] : ends[at]])
        spelled.setdefault(vocabulary[numbers[at]], Counter())[written] += 1
    return spelled


class _Numbers(dict[str, int]):
    """Words to numbers, from FIRST up in the order of their first use; by number how long each word is.

    >>> numbers = _Numbers()
    >>> numbers["水库"], numbers["大坝上"], numbers["水库"]
    (2, 3, 2)
    >>> numbers.chars().tolist()
    [0, 0, 2, 3]
    """

    def __init__(self) -> None:
        super().__init__()
        self._chars = array("q", [0] * FIRST)

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + FIRST
        self._chars.append(len(word))
        return number

    def chars(self) -> Ints:
        """A view: no word can be added while it is held."""
        return np.frombuffer(self._chars, dtype=np.int64)


class PhraseMiner:
    """Takes in what documents say, and gives the phrases at the end; of `every` documents one is given."""

    def __init__(self, words_max: int = WORDS_MAX, every: int = 1) -> None:
        self._words_max = words_max
        self._given = every
        self._numbers = _Numbers()
        self._spelled: dict[str, Counter[str]] = {}
        self._folded: Counter[str] = Counter()
        self._words = array("i", [BREAK])
        self._documents = array("q")
        self._every = 1
        self._seen = 0

    def add(self, said: Said, every: int = 1) -> None:
        """The next documents, or every so manieth of them."""
        number = np.array([BREAK, FIGURE, *(self._numbers[word] for word in said.vocabulary)], dtype=np.int32)
        words = number[said.words]
        for start, end in list(pairwise(said.documents))[::every]:
            if len(self._words) > self._words_max:
                self._thin()
            if self._seen % self._every == 0:
                self._documents.append(len(self._words))
                self._words.frombytes(words[start:end].tobytes())
            self._seen += 1
        self._folded.update(said.folded)
        for word, written in said.spelled.items():
            self._spelled.setdefault(word, Counter()).update(written)

    def phrases(self) -> list[Phrase]:
        """Most documents first, then most occurrences, then the shorter; at most PHRASES_MAX."""
        words = np.array(self._words, dtype=np.int32)
        chars = self._numbers.chars()
        spelled = [""] * FIRST + [self._written(word) for word in self._numbers]
        branching = Branching(words, np.array(self._documents, dtype=np.int64), chars)
        mined = [
            Phrase(
                text="".join(spelled[number] for number in words[run.at : run.at + run.words].tolist()),
                documents=run.documents * self._every * self._given,
                occurrences=run.occurrences * self._every * self._given,
            )
            for run in branching.runs(LENGTHS)
        ]
        mined.sort(key=lambda phrase: (-phrase.documents, -phrase.occurrences, len(phrase.text), phrase.text))
        return mined[:PHRASES_MAX]

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

    def _written(self, word: str) -> str:
        """A word as it is mostly written."""
        if word not in self._spelled:
            return word
        written, so_written = self._spelled[word].most_common(1)[0]
        return written if 2 * so_written > self._folded[word] else word
