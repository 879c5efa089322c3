"""Fangzhi: through the seam, as the site asks it."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.engines.rows import warm
from benchmarks.engines.seam import HITS, Answer, Asked, Kind
from indexer.analysis.words import tokens
from indexer.contract.documents import Report
from indexer.contract.query import And, Exact, Or, Query, Words
from indexer.contract.results import Facet, FacetField, Filters, SearchRequest
from indexer.engines import open_searcher, open_writer

_ENGINE = "whoosh"
_FACETS = frozenset({FacetField.REGION, FacetField.THEME, FacetField.YEAR})


class Fangzhi:
    """An Engine."""

    def warm(self) -> None:
        """See Engine. A searcher opens nothing before it is asked, but its modules are imported."""
        warm()
        tokens("词典")
        open_searcher(_ENGINE, Path())

    def build(self, reports: Iterable[Report], folder: Path) -> float:
        """See Engine. Cutting is spread over processes, and not told."""
        writer = open_writer(_ENGINE, folder, ["laws"])
        for report in reports:
            writer.add(report)
        writer.publish()
        return 0.0

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._searcher = open_searcher(_ENGINE, folder)
        self._searcher.describe()

    def search(self, asked: Asked) -> Answer:
        """See Engine."""
        regions = (asked.region,) if asked.region else ()
        request = SearchRequest(
            query=_query(asked), filters=Filters(regions=regions), limit=HITS, facets=_FACETS
        )
        found = self._searcher.search(request)
        return Answer(
            hits=tuple((f"{hit.document}:{hit.paragraph.ordinal}", hit.paragraph.text) for hit in found.hits),
            total=found.paragraphs,
            regions=_counts(found.facets.region),
            themes=_counts(found.facets.theme),
            years=_counts(found.facets.year),
        )


def _query(asked: Asked) -> Query:
    if asked.kind is Kind.PHRASE:
        return Exact(text=asked.terms[0])
    leaves = tuple(Words(text=term) for term in asked.terms)
    if len(leaves) == 1:
        return leaves[0]
    return And(parts=leaves) if asked.kind is Kind.ALL else Or(parts=leaves)


def _counts(facet: Facet) -> dict[str, int]:
    """The counts of the values; one that is listed only because it is selected has none."""
    return {value.value: value.count for value in facet.values if value.count}
