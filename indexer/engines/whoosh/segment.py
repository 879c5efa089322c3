"""Segments: some paragraphs with their postings, as arrays in one file that is never modified.

Rows count the paragraphs of a segment from 0. A posting is a row in 24 bits, the low 16 in one array and the
high 8 in another, which takes a quarter off and is put together by numpy at no cost worth naming. The arrays:

    original, folded        UTF-8 of all texts, one behind the other; <name>_at where each begins (one more)
    text_length, listed     of each row: how many words it has, and how many thousandths of it are a list
    word, word_at, word_key the words of all texts, in the order of their bytes (terms.py)
    word_start              where the postings of each word begin (one more), in word_low and word_high
    more_start              where, of each word (one more), those of its postings begin that are of several
    more_at, more           which of the word's postings it is, and of how many
    alphabet                the characters of all texts as code points, ascending; they are numbered from 1 on
    gram_of                 where the pairs begin whose first character has this number (two more)
    gram_second             the second character of each pair, by number; 0 is the end of the text
    gram_start              where the postings of each pair begin (one more), in gram_low and gram_high

A text is listed under its pairs of neighbouring characters, its last character with END behind it: so a
single character is found as all the pairs that it begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.batch import END, Batch, Bigrams, Words, as_text
from indexer.engines.whoosh.arrays import AnyArray, Arrays, ArraysWriter, add_strings, offsets, smallest
from indexer.engines.whoosh.terms import Terms, add_terms

ROWS_MAX = 1 << 24
LOW_BITS = 16
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A posting list: rows, ascending, and how often each holds the term; empty where all do once."""

    rows: Rows
    frequencies: NDArray[np.float32]


ONCE = np.zeros(0, dtype=np.float32)


class Segment:
    """A segment, opened; may be shared by threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.arrays = Arrays(path)
        self.rows = len(self.arrays.unchecked("listed"))
        self._words: Terms | None = None

    @property
    def words(self) -> Terms:
        """The words of the texts."""
        if self._words is None:
            self._words = Terms(self.arrays, "word")
        return self._words

    def word_bounds(self, number: int) -> tuple[int, int]:
        """Where the postings of a word lie."""
        return self._bounds("word_start", number, number + 1)

    def word(self, number: int) -> Listed:
        """The posting list of a word."""
        start, end = self.word_bounds(number)
        rows = self.postings("word", start, end)
        first, last = self._bounds("more_start", number, number + 1)
        if first == last:
            return Listed(rows=rows, frequencies=ONCE)
        frequencies = np.ones(len(rows), dtype=np.float32)
        frequencies[self.arrays.part("more_at", first, last)] = self.arrays.part("more", first, last)
        return Listed(rows=rows, frequencies=frequencies)

    def gram_bounds(self, gram: str) -> tuple[int, int]:
        """Where the postings of one or two characters lie; of one, those of several pairs."""
        alphabet = self.arrays["alphabet"]
        numbers = [self._number(alphabet, char) for char in gram]
        if 0 in numbers:
            return 0, 0
        start, end = self.arrays["gram_of"][numbers[0] : numbers[0] + 2].tolist()
        if len(numbers) > 1:
            second = self.arrays.part("gram_second", start, end)
            at = int(np.searchsorted(second, numbers[1]))
            if at == len(second) or second[at] != numbers[1]:
                return 0, 0
            start, end = start + at, start + at + 1
        return self._bounds("gram_start", start, end)

    def gram(self, gram: str) -> Rows:
        """The rows that hold one or two characters."""
        rows = self.postings("gram", *self.gram_bounds(gram))
        if len(gram) > 1:
            return rows
        seen = np.zeros(self.rows, dtype=bool)
        seen[rows] = True
        return np.flatnonzero(seen)

    def grams(self) -> Iterator[str]:
        """All pairs that are not at the end of a text, in order."""
        chars = as_text(self.arrays["alphabet"])
        second = self.arrays["gram_second"].tolist()
        bounds = self.arrays["gram_of"].tolist()
        for first, char in enumerate(chars, start=1):
            yield from (char + chars[at - 1] for at in second[bounds[first] : bounds[first + 1]] if at != END)

    def postings(self, kind: str, start: int, end: int) -> Rows:
        """The rows of these postings."""
        rows = self.arrays.part(f"{kind}_low", start, end).astype(np.intp)
        if len(self.arrays.unchecked(f"{kind}_high")):
            rows += self.arrays.part(f"{kind}_high", start, end).astype(np.intp) << LOW_BITS
        return rows

    def _bounds(self, name: str, first: int, last: int) -> tuple[int, int]:
        part = self.arrays.part(name, first, last + 1)
        return int(part[0]), int(part[-1])

    @staticmethod
    def _number(alphabet: AnyArray, char: str) -> int:
        at = int(np.searchsorted(alphabet, ord(char)))
        return at + 1 if at < len(alphabet) and alphabet[at] == ord(char) else 0


def write_segment(path: Path, batch: Batch, words: Words, bigrams: Bigrams, listed: AnyArray) -> None:
    """A segment of the texts of a batch."""
    with ArraysWriter(path) as file:
        _add_texts(file, batch)
        file.add("text_length", smallest(words.lengths))
        file.add("listed", smallest(listed))
        add_terms(file, "word", [word.encode() for word in words.vocabulary])
        counts = np.bincount(words.posting_word, minlength=len(words.vocabulary))
        file.add("word_start", offsets(counts))
        add_rows(file, "word", words.posting_text)
        more = np.flatnonzero(words.posting_count > 1)
        add_more(file, offsets(counts), more, words.posting_count[more])
        _add_grams(file, bigrams)


def _add_texts(file: ArraysWriter, batch: Batch) -> None:
    for name, codes in (("original", batch.written), ("folded", batch.folded)):
        joined, bounds = as_text(codes), batch.bounds.tolist()
        texts = [joined[start : end - 1].encode() for start, end in pairwise(bounds)]
        add_strings(file, name, texts)


def add_rows(file: ArraysWriter, kind: str, rows: AnyArray) -> None:
    """Rows in 24 bits; without the high ones where all are 0."""
    add_split(file, kind, rows.astype(np.uint16), (rows >> LOW_BITS).astype(np.uint8))


def add_split(file: ArraysWriter, kind: str, low: AnyArray, high: AnyArray) -> None:
    """The same of rows that are split already."""
    file.add(f"{kind}_low", low)
    file.add(f"{kind}_high", high if high.any() else high[:0])


def _add_grams(file: ArraysWriter, bigrams: Bigrams) -> None:
    size = len(bigrams.alphabet) + 1
    pairs = bigrams.first * size + bigrams.second
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    add_pairs(file, bigrams.alphabet, pairs[begins], np.diff(begins, append=len(pairs)))
    add_rows(file, "gram", bigrams.texts)


def add_pairs(file: ArraysWriter, alphabet: AnyArray, pairs: AnyArray, counts: AnyArray) -> None:
    """The different pairs, ascending, each first * (len(alphabet) + 1) + second, and how many postings each
    has."""
    size = len(alphabet) + 1
    file.add("alphabet", alphabet)
    first, second = np.divmod(pairs, size)
    file.add("gram_of", offsets(np.bincount(first, minlength=size)))
    file.add("gram_second", second.astype(np.uint16 if size <= 1 << 16 else np.uint32))
    file.add("gram_start", offsets(counts))


def add_more(file: ArraysWriter, word_start: AnyArray, places: AnyArray, counts: AnyArray) -> None:
    """The postings, ascending, whose word stands more than once, and how often."""
    file.add("more_start", np.searchsorted(places, word_start).astype(word_start.dtype))
    word = np.searchsorted(word_start, places, side="right") - 1
    file.add("more_at", smallest(places - word_start[word].astype(np.int64)))
    file.add("more", smallest(counts))
