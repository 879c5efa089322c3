"""Similar paragraphs: those of other reports that share the words which tell most about a paragraph."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from indexer.analysis.fold import fold
from indexer.contract.documents import Report
from indexer.contract.engine import Searcher
from indexer.contract.manifest import Manifest
from indexer.contract.notation import notation
from indexer.contract.query import Everything, Or, Query, Words
from indexer.contract.results import Filters, Hit, SearchRequest
from searchapp.arguments import number
from searchapp.service import Found, marked
from searchapp.telling import Telling, candidates, telling, within

SHOWN_MAX = 10
# A similar paragraph holds at least three of the words, and three tenths of their weight. Of 233 paragraphs
# of the work reports of 31 provinces 85 % then have one, and 67 % of those shown have the same theme (by
# chance 9 %). With a quarter of the weight nearly all have one, but what is told in everyday words is like
# anything.
SHARED_WORDS_MIN = 3
SHARED_WEIGHT_MIN = 0.3
# So many hits are looked through, because those of the report itself and reprints are passed over.
LOOKED_THROUGH = 100


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
    known = number(ordinal)
    return None if known is None else similar(searcher, document, known)


def _itself(searcher: Searcher, report: Report, ordinal: int) -> Hit | None:
    """The paragraph as a hit, which knows its reprints: everything in a report stands by ordinal."""
    places = [paragraph.ordinal for paragraph in report.paragraphs]
    if ordinal not in places:
        return None
    request = SearchRequest(
        query=Everything(),
        filters=Filters(document=report.id),
        offset=places.index(ordinal),
        limit=1,
        facets=frozenset(),
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


def any_of(chosen: tuple[Telling, ...]) -> str:
    """A search for any of the words, as text; "" where there are too few to share."""
    if len(chosen) < SHARED_WORDS_MIN:
        return ""
    return notation(Or(parts=tuple(Words(text=word.text) for word in chosen)))


def _similar_hits(
    searcher: Searcher, query: Query, chosen: tuple[Telling, ...], itself: Hit
) -> tuple[Hit, ...]:
    request = SearchRequest(query=query, limit=LOOKED_THROUGH, fold=True, facets=frozenset())
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
