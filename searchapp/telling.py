"""Telling words: those that say most about a paragraph, among all paragraphs of an index."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.analysis.fold import fold
from indexer.analysis.words import tokenizer_of, tokens, words
from indexer.contract.documents import Report
from indexer.contract.lexicon import Lexicon
from indexer.contract.query import Mode, Or, Words
from indexer.contract.syntax import parse

TELLING_MAX = 12
# So many words of this length, with the operators between them, are a query that is not too long.
WORD_CHARS_MAX = 16
# As if so many more paragraphs had the word: one that hardly anybody else uses finds hardly anything.
_SMOOTHING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A word of a paragraph, how many paragraphs of the index have it, and what it weighs."""

    text: str
    paragraphs: int
    weight: float


def candidates(text: str, lexicon: Lexicon) -> dict[str, int]:
    """How often each word stands in a text, in the order they first do: words of 2 to WORD_CHARS_MAX
    characters with a letter among them, which alone are cut, and read as a query, as they are.

    >>> candidates("水库放水，水库和 2 个闸门", Lexicon())
    {'水库': 2, '放水': 1, '闸门': 1}
    """
    folded, tokenize = fold(text), tokenizer_of(lexicon)
    frequencies = Counter(token.text for token in tokens(folded, tokenize))
    return {
        word: frequencies[word]
        for word in words(folded, tokenize)
        if 1 < len(word) <= WORD_CHARS_MAX
        and any(char.isalpha() for char in word)
        and words(word, tokenize) == [word]
        and _is_plain(word)
    }


def _is_plain(word: str) -> bool:
    """Whether it is a word in a query too, without a hint: neither an operator nor an operator in small."""
    parsed = parse(f"{word} OR {word}", Mode.WORDS)
    return parsed.query == Or(parts=(Words(text=word), Words(text=word))) and not parsed.hints


def within(report: Report, sought: Iterable[str]) -> dict[str, int]:
    """In how many paragraphs of the report each word stands, its titles and headings included.

    As characters, not as words, because to cut a whole report into words takes longer than all else.
    """
    titles = f"{report.title}\n{report.subtitle or ''}"
    folded = [
        fold("\n".join((titles, *paragraph.section, paragraph.text))) for paragraph in report.paragraphs
    ]
    return {word: sum(word in text for text in folded) for word in sought}


def telling(
    frequencies: Mapping[str, int], counts: Mapping[str, int], own: Mapping[str, int], paragraphs: int
) -> tuple[Telling, ...]:
    """The TELLING_MAX words that tell most, by tf-idf: (1 + ln tf) x ln(1 + paragraphs / (n + 5)), where n
    paragraphs of other reports have the word.

    Words that no other report has are left out: so the names of a place do not crowd out what is common.

    >>> frequencies = {"水库": 1, "全市": 1, "王家村": 3}
    >>> found = telling(frequencies, {"水库": 4, "全市": 9, "王家村": 3}, {"水库": 1, "王家村": 3}, 10)
    >>> [(word.text, word.paragraphs, round(word.weight, 2)) for word in found]
    [('水库', 4, 0.81), ('全市', 9, 0.54)]
    """
    elsewhere = {word: counts[word] - own.get(word, 0) for word in frequencies}
    weighed = [
        Telling(
            text=word,
            paragraphs=counts[word],
            weight=(1 + math.log(frequency)) * math.log1p(paragraphs / (elsewhere[word] + _SMOOTHING)),
        )
        for word, frequency in frequencies.items()
        if elsewhere[word] > 0
    ]
    return tuple(sorted(weighed, key=lambda word: -word.weight)[:TELLING_MAX])
