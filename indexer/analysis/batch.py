"""Batches: thousands of texts folded and cut into words and pairs of characters at once, as arrays.

The words are those of words.tokens() and the pairs those of grams.bigrams(), text by text; tests hold them to
each other. Texts stand one behind the other in one array of code points, each with a BREAK behind it.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.fold import folded_codes
from indexer.analysis.prose import ITEM_CHARS_MAX, ITEMS_MIN, SEPARATORS
from indexer.analysis.words import HAN_FIRST, HAN_LAST, OTHER_RUN, Cutter

BREAK = "\n"
_BMP = 0xFFFF
Codes = NDArray[np.uint32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Texts as code points, as written and folded: text n lies from bounds[n] to bounds[n + 1] - 1, where its
    BREAK stands."""

    written: Codes
    folded: Codes
    bounds: Ints

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def texts(self) -> list[str]:
        """The folded texts."""
        joined = as_text(self.folded)
        bounds = self.bounds.tolist()
        return [joined[start : end - 1] for start, end in itertools.pairwise(bounds)]

    def of_code(self) -> Ints:
        """The number of the text that each code point is in."""
        return np.repeat(np.arange(len(self)), np.diff(self.bounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a batch, in numbers of a vocabulary in the order of code points.

    `longest` are those of the default mode, in the order of the texts, and `starts` where they begin in the
    batch. `posting_word`, `posting_text` and `posting_count` say of each word in search mode, ascending, in
    which texts it stands, ascending, and how often; `lengths` how many words each text has.
    """

    vocabulary: list[str]
    longest: Ints
    starts: Ints
    posting_word: Ints
    posting_text: Ints
    posting_count: Ints
    lengths: Ints


def batch_of(texts: Sequence[str]) -> Batch:
    """The texts, folded."""
    joined = "".join(f"{text}{BREAK}" for text in texts)
    written = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=bounds[1:])
    return Batch(written=written, folded=folded_codes(written), bounds=bounds)


def as_text(codes: Codes) -> str:
    """Code points as a string."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def words_of(batch: Batch, cutter: Cutter) -> Words:
    """Cut all texts."""
    numbers: dict[str, int] = _Numbered()
    longest, starts = _longest(batch, cutter, numbers)
    inner, first = _inside(numbers, cutter)
    vocabulary = sorted(numbers.keys() - {BREAK})
    rank = np.zeros(len(numbers), dtype=np.int64)
    rank[[numbers[word] for word in vocabulary]] = np.arange(len(vocabulary))
    text_of = batch.of_code()[starts]
    counts = np.diff(first)[longest]
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    shorter = inner[np.repeat(first[:-1][longest], counts) + within]
    word = rank[np.concatenate([longest, shorter])]
    text = np.concatenate([text_of, np.repeat(text_of, counts)])
    pairs = np.sort(word * max(len(batch), 1) + text)
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    posting_word, posting_text = np.divmod(pairs[begins], max(len(batch), 1))
    return Words(
        vocabulary=vocabulary,
        longest=rank[longest],
        starts=starts,
        posting_word=posting_word,
        posting_text=posting_text,
        posting_count=np.diff(begins, append=len(pairs)),
        lengths=np.bincount(text, minlength=len(batch)),
    )


class _Numbered(dict[str, int]):
    """Words to numbers, in the order of their first use."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def _longest(batch: Batch, cutter: Cutter, numbers: dict[str, int]) -> tuple[Ints, Ints]:
    """The words of the default mode and where each begins, ascending. All but Han characters is hidden from
    the tokenizer behind BREAKs, which it gives back as words."""
    folded = batch.folded
    is_han = (folded >= ord(HAN_FIRST)) & (folded <= ord(HAN_LAST))
    cut = cutter.cut(as_text(np.where(is_han, folded, np.uint32(ord(BREAK)))))
    hidden = numbers[BREAK]
    found = np.fromiter(map(numbers.__getitem__, cut), dtype=np.int64, count=len(cut))
    chars = np.fromiter(map(len, numbers), dtype=np.int64, count=len(numbers))[found]
    starts = np.cumsum(chars) - chars
    seen = found != hidden
    others = list(OTHER_RUN.finditer(as_text(folded)))
    numbered = np.array([numbers[run.group()] for run in others], dtype=np.int64)
    begun = np.array([run.start() for run in others], dtype=np.int64)
    found, starts = np.concatenate([found[seen], numbered]), np.concatenate([starts[seen], begun])
    order = np.argsort(starts, kind="stable")
    return found[order], starts[order]


def _inside(numbers: dict[str, int], cutter: Cutter) -> tuple[Ints, Ints]:
    """The shorter words inside each word, concatenated, and where those of each begin (one more)."""
    found: list[int] = []
    first = [0]
    for word in list(numbers):
        if _is_cut(word):
            found += [numbers[inner] for inner in cutter.inside(word)]
        first.append(len(found))
    return np.array(found, dtype=np.int64), np.array(first, dtype=np.int64)


def _is_cut(word: str) -> bool:
    """Whether the tokenizer gave the word, and may give more inside it."""
    return len(word) > 2 and HAN_FIRST <= word[0] <= HAN_LAST  # noqa: PLR2004  two characters hold no word


@dataclass(frozen=True, slots=True, kw_only=True)
class Bigrams:
    """The different pairs of neighbouring characters of each text, a last character with END behind it.

    A character is its number in `alphabet`, ascending, from 1 on; END is 0. Pairs ascend, and so do the
    `texts` in which each stands: `first` and `second` are those of a posting.
    """

    alphabet: Codes
    first: Ints
    second: Ints
    texts: Ints


END = 0


def bigrams_of(batch: Batch) -> Bigrams:
    """Pair all texts."""
    inside = np.ones(len(batch.folded), dtype=bool)
    inside[batch.bounds[1:] - 1] = False
    alphabet = np.unique(batch.folded[inside])
    numbers = np.zeros(len(batch.folded), dtype=np.int64)  # a BREAK is the END of its text
    numbers[inside] = np.searchsorted(alphabet, batch.folded[inside]) + 1
    starts = np.flatnonzero(inside)
    size = len(alphabet) + 1
    pairs = numbers[starts] * size + numbers[starts + 1]
    keys = np.sort(pairs * max(len(batch), 1) + batch.of_code()[starts])
    pairs, texts = np.divmod(keys[np.flatnonzero(np.diff(keys, prepend=-1))], max(len(batch), 1))
    first, second = np.divmod(pairs, size)
    return Bigrams(alphabet=alphabet, first=first, second=second, texts=texts)


def listed_shares(batch: Batch) -> NDArray[np.float64]:
    """prose.listed_share() of every text."""
    ends = np.flatnonzero(_separating()[np.minimum(batch.folded, _BMP)])
    sizes = np.diff(ends, prepend=-1) - 1
    text = np.searchsorted(batch.bounds, ends, side="right") - 1
    short = (sizes > 0) & (sizes <= ITEM_CHARS_MAX)
    items = np.bincount(text[short], minlength=len(batch))
    chars = np.bincount(text[short], weights=sizes[short], minlength=len(batch))
    length = np.maximum(np.diff(batch.bounds) - 1, 1)
    return np.where(items >= ITEMS_MIN, chars / length, 0.0)


@cache
def _separating() -> NDArray[np.bool_]:
    """Of every code point of the first plane, whether it separates items; none beyond it does."""
    return np.array([SEPARATORS.fullmatch(chr(code)) is not None for code in range(_BMP + 1)])
