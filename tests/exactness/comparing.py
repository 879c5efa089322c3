"""Comparing: what the engine finds against the scan, for substrings, and against the truth, for queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from indexer.analysis.fold import fold
from indexer.contract.query import Mode, Query
from indexer.contract.syntax import parse
from tests.exactness.corpora import Corpus, Place
from tests.exactness.leaves import Typed
from tests.exactness.scanning import Scan
from tests.exactness.substrings import ways
from tests.exactness.truth import Truth

_NAMED_MAX = 3


@dataclass(slots=True)
class Compared:
    """What became of the searches of one kind; `wanted`, `found` and `right` count paragraphs over all."""

    searches: int = 0
    with_hits: int = 0
    wanted: int = 0
    found: int = 0
    right: int = 0
    differences: list[str] = field(default_factory=list)

    def add(self, asked: str, wanted: frozenset[Place], found: frozenset[Place]) -> None:
        """Take in one search."""
        self.searches += 1
        self.with_hits += bool(wanted)
        self.wanted += len(wanted)
        self.found += len(found)
        self.right += len(wanted & found)
        if wanted != found:
            self.differences.append(
                f"{asked!r}: missing {_some(wanted - found)}, too many {_some(found - wanted)}"
            )

    def line(self, name: str) -> str:
        """The counts, with recall and precision over all paragraphs."""
        recall, precision = self.right / (self.wanted or 1), self.right / (self.found or 1)
        return (
            f"{name:10} {self.searches:7,} searches, {self.with_hits:7,} with hits, {self.wanted:11,} "
            f"paragraphs, recall {recall:.4%}, precision {precision:.4%}, differences {len(self.differences)}"
        )


def _some(places: frozenset[Place]) -> str:
    return f"{len(places)} {sorted(places)[:_NAMED_MAX]}"


def compare_substrings(corpus: Corpus, sought: Iterable[str], rng: Random) -> dict[str, Compared]:
    """Each piece asked for in each way, by the name of the way."""
    paragraphs = corpus.paragraphs()
    places = list(paragraphs)
    plain = Scan([paragraph.text for paragraph in paragraphs.values()])
    folded = Scan([fold(paragraph.text) for paragraph in paragraphs.values()])
    compared: dict[str, Compared] = {}
    for piece in sought:
        wanted = {
            True: frozenset(places[number] for number in folded.containing(fold(piece))),
            False: frozenset(places[number] for number in plain.containing(piece)),
        }
        found: dict[Query, frozenset[Place]] = {}
        for way in ways(piece, rng):
            query = parse(way.typed, way.mode).query
            if query not in found:
                found[query] = corpus.found(query)
            compared.setdefault(way.name, Compared()).add(way.typed, wanted[way.folded], found[query])
    return compared


def compare_queries(corpus: Corpus, typed: Sequence[Typed]) -> Compared:
    """Each query as it is typed against what it means."""
    truth = Truth(corpus.reports)
    compared = Compared()
    for each in typed:
        query = parse(each.text, Mode.WORDS).query
        found = corpus.found(query)
        assert corpus.searcher.count((query,)) == (len(found),), each.text
        compared.add(each.text, truth.of(each.query), found)
    return compared
