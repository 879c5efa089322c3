"""Hits: the paragraphs of a page with what is known of their reports."""

from dataclasses import dataclass
from functools import lru_cache

from indexer.contract.documents import Paragraph, Report
from indexer.contract.results import Hit
from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.columns import MENTIONED_REGION, MENTIONED_YEAR, NONE, PATH
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.rowsets import Rows, Scores

# The paragraphs and reports that were shown last are often shown again; so many are kept.
_PARAGRAPHS_KEPT, _REPORTS_KEPT, _LISTS_KEPT = 4096, 4096, 1024

_LISTS = (PATH, MENTIONED_REGION, MENTIONED_YEAR)


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
        self._section = lru_cache(_LISTS_KEPT)(self._read_section)
        self._regions = lru_cache(_LISTS_KEPT)(self._read_regions)
        self._years = lru_cache(_LISTS_KEPT)(self._read_years)
        self._row = lru_cache(_PARAGRAPHS_KEPT)(self._read)

    def of(self, rows: Rows, scores: Scores) -> tuple[Hit, ...]:
        """The hits of these rows, in their order."""
        return tuple(map(_hit, map(self._row, rows.tolist()), scores.tolist()))

    def _read(self, row: int) -> _Row:
        columns = self._held.columns
        first = int(columns["cluster"][row])
        return _Row(
            report=self._report(int(columns["document"][row])),
            paragraph=self._paragraph(row),
            cluster=None if first == NONE else self._cluster(first),
            copies=int(columns["copies"][row]),
        )

    def _paragraph(self, row: int) -> Paragraph:
        """As Generation.paragraph makes it; but most paragraphs have the lists of others."""
        columns = self._held.columns
        theme = int(columns["theme"][row])
        path, regions, years = (int(columns.lists[name].of_row[row]) for name in _LISTS)
        return Paragraph(
            ordinal=int(columns["ordinal"][row]),
            section=self._section(path),
            theme=None if theme == NONE else columns.themes[theme],
            text=self._held.original[row],
            mentioned_regions=self._regions(regions),
            mentioned_years=self._years(years),
        )

    def _read_section(self, path: int) -> tuple[str, ...]:
        lists = self._held.columns.lists[PATH]
        return tuple(lists.values[number] for number in lists.members_of(path))

    def _read_regions(self, mentioned: int) -> tuple[Region, ...]:
        columns = self._held.columns
        members = columns.lists[MENTIONED_REGION].members_of(mentioned)
        return tuple(columns.mentioned.regions[number] for number in members)

    def _read_years(self, mentioned: int) -> tuple[int, ...]:
        lists = self._held.columns.lists[MENTIONED_YEAR]
        return tuple(int(lists.values[number]) for number in lists.members_of(mentioned))

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
