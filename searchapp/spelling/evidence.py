"""Evidence: what the corpus knows of a text, asked in few batches and remembered for one query."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from indexer.analysis.fold import fold
from indexer.contract.engine import Searcher
from indexer.contract.query import And, Exact, Query
from indexer.contract.results import SearchRequest

_COUNTED_MAX = 1_000
_READ_TIMES_MAX = 8
# The texts in which is looked for what stands between two others.
_READ_MAX = 100
_CORPORA_KEPT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The corpus as slips are judged against it; all texts are folded.

    `count` says how many of its `paragraphs` contain each text: one request a call, some hundreds of texts.
    `between` says which single characters stand between two texts, one of which may be empty, most frequent
    first; it may leave rare ones out. It costs a search, and is asked at most twice a piece. Equal corpora
    answer the same.
    """

    paragraphs: int
    count: Callable[[Sequence[str]], Sequence[int]]
    between: Callable[[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The counts asked for so far. `spent`: so many that no more should be begun."""

    corpus: Corpus
    known: dict[str, int] = field(default_factory=dict)
    read: dict[tuple[str, str], Sequence[str]] = field(default_factory=dict)

    @property
    def spent(self) -> bool:
        """Whether no further piece of the query is to be looked at."""
        return len(self.known) > _COUNTED_MAX or len(self.read) > _READ_TIMES_MAX

    def between(self, before: str, after: str) -> Sequence[str]:
        """What stands between two texts, each pair looked up once."""
        if (before, after) not in self.read:
            self.read[before, after] = self.corpus.between(before, after)
        return self.read[before, after]

    def of(self, texts: Iterable[str]) -> Mapping[str, int]:
        """The counts of these texts and of all asked for before; the empty text stands everywhere."""
        new = [text for text in dict.fromkeys(texts) if text and text not in self.known]
        if new:
            self.known.update(zip(new, self.corpus.count(new), strict=True))
        self.known[""] = self.corpus.paragraphs
        return self.known


class _Same:
    """A searcher as a key: it equals itself, whatever it is made of."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.searcher is other.searcher

    def __hash__(self) -> int:
        return id(self.searcher)


def corpus_of(searcher: Searcher) -> Corpus:
    """The index as the corpus that slips are judged against: one as long as a generation is served."""
    index = searcher.describe()
    return _corpus(_Same(searcher), index.generation, index.paragraphs)


@lru_cache(maxsize=_CORPORA_KEPT)
def _corpus(same: _Same, _generation: str, paragraphs: int) -> Corpus:
    searcher = same.searcher

    def count(texts: Sequence[str]) -> Sequence[int]:
        return searcher.count([Exact(text=text) for text in texts])

    def between(before: str, after: str) -> Sequence[str]:
        sides = tuple(Exact(text=text) for text in (before, after) if text)
        query: Query = And(parts=sides) if len(sides) > 1 else sides[0]
        hits = searcher.search(SearchRequest(query=query, limit=_READ_MAX, facets=frozenset())).hits
        gap = re.compile(f"(?<={re.escape(before)}).(?={re.escape(after)})")
        found = Counter(char for hit in hits for char in gap.findall(fold(hit.paragraph.text)))
        return [char for char, _ in found.most_common()]

    return Corpus(paragraphs=paragraphs, count=count, between=between)
