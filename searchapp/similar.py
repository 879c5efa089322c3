"""Similar paragraphs: those of other reports that share the words which tell most about a paragraph."""

import math
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from indexer.analysis.fold import fold
from indexer.analysis.words import tokenizer_of, tokens, words
from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.lexicon import Lexicon
from indexer.contract.manifest import Manifest
from indexer.contract.notation import notation
from indexer.contract.query import Everything, Mode, Or, Query, Words
from indexer.contract.results import Filters, Hit, SearchRequest
from indexer.contract.syntax import parse
from searchapp.service import Found, marked

SHOWN_MAX = 10
TELLING_MAX = 12
# A similar paragraph holds at least two of the words, and a quarter of their weight. In the work reports of
# 31 provinces 97 % of the paragraphs with a theme then have one, and 63 % of those shown have the same theme
# (by chance 9 %); with three tenths of the weight it were 83 % and 65 %.
SHARED_WORDS_MIN = 2
SHARED_WEIGHT_MIN = 0.25
# As if so many more paragraphs had the word: one that hardly anybody else uses finds hardly anything.
_SMOOTHING = 5
# Twelve words of this length, with the operators between them, are a query that is not too long.
WORD_CHARS_MAX = 16
# So many hits are looked through, because those of the report itself and reprints are passed over.
LOOKED_THROUGH = 100
_DIGITS_MAX = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A word of a paragraph, how many paragraphs of the index have it, and what it weighs."""

    text: str
    paragraphs: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A paragraph (`of`), the words that tell most about it, the heaviest first, and the paragraphs of other
    reports that share them, as a search for any of the words ranks them. `query` is that search as text, ""
    where there are not enough words for one."""

    of: Found
    words: tuple[Telling, ...]
    query: str
    found: tuple[Found, ...]
    index: Manifest
    took_ms: float


def similar(searcher: Searcher, document: str, ordinal: int) -> Similar | None:
    """What is similar to a paragraph; None where the index does not know it. Two searches and a count."""
    started = time.perf_counter()
    while True:
        index = searcher.describe()
        report = searcher.read(document)
        itself = _itself(searcher, report, ordinal) if report else None
        if searcher.describe().generation == index.generation:  # else they may be of two
            break
    if report is None or itself is None:
        return None
    chosen = _told(searcher, report, itself, index)
    # One leaf for all words finds, ranks and marks what an Or of words does, and is marked in far less time.
    shown = Words(text=" ".join(word.text for word in chosen), any_word=True)
    query = any_of(chosen)
    hits = _similar_hits(searcher, shown, chosen, itself) if query else ()
    return Similar(
        of=marked(itself, shown, index.lexicon),
        words=chosen,
        query=query,
        found=tuple(marked(hit, shown, index.lexicon) for hit in hits),
        index=index,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def similar_from(searcher: Searcher, document: str, ordinal: str) -> Similar | None:
    """The same for an ordinal out of a URL, which may be any text."""
    known = ordinal.isascii() and ordinal.isdecimal() and len(ordinal) <= _DIGITS_MAX
    return similar(searcher, document, int(ordinal)) if known else None


def _itself(searcher: Searcher, report: Report, ordinal: int) -> Hit | None:
    """The paragraph as a hit, which knows its reprints: everything in a report stands by ordinal."""
    places = [paragraph.ordinal for paragraph in report.paragraphs]
    if ordinal not in places:
        return None
    request = SearchRequest(
        query=Everything(), filters=Filters(document=report.id), offset=places.index(ordinal), limit=1
    )
    hits = searcher.search(request).hits
    return hits[0] if hits and hits[0].paragraph.ordinal == ordinal else None


def _told(searcher: Searcher, report: Report, itself: Hit, index: Manifest) -> tuple[Telling, ...]:
    frequencies = candidates(itself.paragraph.text, index.lexicon)
    counts = searcher.count([Words(text=word) for word in frequencies])
    return telling(
        frequencies,
        dict(zip(frequencies, counts, strict=True)),
        within(report, frequencies),
        index.paragraphs,
    )


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


def any_of(chosen: tuple[Telling, ...]) -> str:
    """A search for any of the words, as text; "" where there are too few to share."""
    if len(chosen) < SHARED_WORDS_MIN:
        return ""
    return notation(Or(parts=tuple(Words(text=word.text) for word in chosen)))


def _similar_hits(
    searcher: Searcher, query: Query, chosen: tuple[Telling, ...], itself: Hit
) -> tuple[Hit, ...]:
    request = SearchRequest(query=query, limit=LOOKED_THROUGH, fold=True)
    others = _others(searcher.search(request).hits, itself)
    return tuple(islice((hit for hit in others if _shares(hit.paragraph.text, chosen)), SHOWN_MAX))


def _others(hits: Iterable[Hit], itself: Hit) -> Iterator[Hit]:
    """Those of other reports, without reprints of the paragraph."""
    for hit in hits:
        reprint = hit.cluster is not None and hit.cluster == itself.cluster
        if hit.document != itself.document and not reprint:
            yield hit


def _shares(text: str, chosen: tuple[Telling, ...]) -> bool:
    """Whether a text, apart from title and headings, has enough of the words."""
    folded = fold(text)
    shared = [word.weight for word in chosen if word.text in folded]
    whole = sum(word.weight for word in chosen)
    return len(shared) >= SHARED_WORDS_MIN and sum(shared) >= SHARED_WEIGHT_MIN * whole
