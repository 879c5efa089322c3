"""Hits: the paragraphs of a page with what is known of their reports."""

from dataclasses import dataclass
from functools import lru_cache

from indexer.contract.documents import Paragraph, Report
from indexer.contract.results import Hit
from indexer.engines.whoosh.columns import NONE
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.rowsets import Rows, Scores

# The paragraphs and reports that were shown last are often shown again; so many are kept.
_PARAGRAPHS_KEPT, _REPORTS_KEPT = 4096, 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What a hit says of a paragraph, whatever was searched for."""

    report: Report
    paragraph: Paragraph
    cluster: str | None
    copies: int


class Hits:
    """Makes the hits of a generation; may be shared by threads."""

    def __init__(self, held: Generation) -> None:
        self._held = held
        self._report = lru_cache(_REPORTS_KEPT)(held.report)
        self._row = lru_cache(_PARAGRAPHS_KEPT)(self._read)

    def of(self, rows: Rows, scores: Scores) -> tuple[Hit, ...]:
        """The hits of these rows, in their order."""
        return tuple(map(_hit, map(self._row, rows.tolist()), scores.tolist()))

    def _read(self, row: int) -> _Row:
        columns = self._held.columns
        first = int(columns["cluster"][row])
        return _Row(
            report=self._report(int(columns["document"][row])),
            paragraph=self._held.paragraph(row),
            cluster=None if first == NONE else self._cluster(first),
            copies=int(columns["copies"][row]),
        )

    def _cluster(self, first: int) -> str:
        """The name of a cluster: its first member, as "<document id>:<ordinal>"."""
        columns = self._held.columns
        return f"{self._report(int(columns['document'][first])).id}:{int(columns['ordinal'][first])}"


def _hit(row: _Row, score: float) -> Hit:
    report = row.report
    return Hit(
        document=report.id,
        title=report.title,
        subtitle=report.subtitle,
        date=report.date,
        year=report.year,
        source=report.source,
        url=report.url,
        region=report.region,
        paragraph=row.paragraph,
        score=score,
        cluster=row.cluster,
        copies=row.copies,
    )
