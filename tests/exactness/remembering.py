"""The oracle with a memory: each leaf and each value of a filter is looked up once for all requests."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any

from indexer.analysis.regions import codes_meant
from indexer.contract.documents import Report
from indexer.contract.query import Query, Whole
from indexer.contract.results import Filters
from tests.exactness.corpora import Place
from tests.exactness.truth import Places, Truth
from tests.oracle import Oracle, Row

_NO_FILTERS = Filters()
# What each filter looks at.
_ASKED_OF: dict[str, Callable[[Row], object]] = {
    "regions": lambda row: row.report.region,
    "sections": lambda row: row.paragraph.section,
    "themes": lambda row: row.paragraph.theme,
    "years": lambda row: row.report.year,
    "mentioned_regions": lambda row: row.paragraph.mentioned_regions,
    "mentioned_years": lambda row: row.paragraph.mentioned_years,
    "start": lambda row: row.report.date,
    "end": lambda row: row.report.date,
    "document": lambda row: row.report.id,
}


class RememberingOracle(Oracle):
    """Answers as the oracle does; a test holds the two to each other."""

    def __init__(self, reports: Sequence[Report], clusters: Iterable[Sequence[Place]]) -> None:
        super().__init__(reports, clusters)
        self._truth = Truth(reports)
        self._found: dict[Query, Places] = {}
        self._passed: dict[Filters, Places] = {}
        self._weighed: dict[Query, tuple[dict[Whole, float], dict[str, float], dict[str, float]]] = {}
        self._listed: dict[Place, float] = {}

    def matches(self, query: Query, row: Row) -> bool:
        """By what all paragraphs that match are."""
        if query not in self._found:
            self._found[query] = self._truth.of(query)
        return row.place in self._found[query]

    def _passes(self, filters: Filters, row: Row) -> bool:
        if filters not in self._passed:
            self._passed[filters] = self._passing(filters)
        return row.place in self._passed[filters]

    def _passing(self, filters: Filters) -> Places:
        """Those that pass each filter, and of each filter any value."""
        passing = frozenset(row.place for row in self._rows)
        for each in fields(Filters):
            value: Any = getattr(filters, each.name)
            if value == getattr(_NO_FILTERS, each.name):
                continue
            values: list[Any] = [(one,) for one in value] if isinstance(value, tuple) else [value]
            alone = [self._alone(each.name, replace(_NO_FILTERS, **{each.name: one})) for one in values]
            passing &= Places().union(*alone)
        return passing

    def _alone(self, name: str, filters: Filters) -> Places:
        """What passes a single value: where all that it is asked of is the same, it passes or does not."""
        if filters not in self._passed:
            passes, asked_of = self._asking(filters), _ASKED_OF[name]
            known: dict[object, bool] = {}
            for row in self._rows:
                if asked_of(row) not in known:
                    known[asked_of(row)] = passes(row)
            self._passed[filters] = frozenset(row.place for row in self._rows if known[asked_of(row)])
        return self._passed[filters]

    def _asking(self, filters: Filters) -> Callable[[Row], bool]:
        """Whether a row passes a single value; what the name of a region means is looked up only once."""
        match filters:
            case Filters(regions=(value,)):
                codes = codes_meant(self._regions, value)
                return lambda row: not codes.isdisjoint(row.codes)
            case Filters(mentioned_regions=(value,)):
                mentioned = codes_meant(self._mentioned, value)
                return lambda row: not mentioned.isdisjoint(row.mentioned_codes)
        return partial(super()._passes, filters)

    def _sought(self, query: Query) -> tuple[dict[Whole, float], dict[str, float], dict[str, float]]:
        if query not in self._weighed:
            self._weighed[query] = super()._sought(query)
        return self._weighed[query]

    def _prose(self, row: Row) -> float:
        if row.place not in self._listed:
            self._listed[row.place] = super()._prose(row)
        return self._listed[row.place]
