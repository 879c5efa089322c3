"""Hits: the paragraphs of a page with what is known of their reports."""

from functools import lru_cache

from indexer.contract.documents import Paragraph
from indexer.contract.results import Hit
from indexer.contract.vocabulary import Region
from indexer.engines.whoosh.columns import MENTIONED_REGION, MENTIONED_YEAR, NONE, PATH
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.rowsets import Rows, Scores

_KEPT = 2048
_OF_PARAGRAPHS = ("document", "ordinal", "theme", "cluster", "copies")


class Hits:
    """Makes the hits of a generation; what was read of reports and lists last is kept. May be shared by
    threads."""

    def __init__(self, held: Generation) -> None:
        self._held = held
        self._report = lru_cache(_KEPT)(held.report)
        self._section = lru_cache(_KEPT)(self._read_section)
        self._regions = lru_cache(_KEPT)(self._read_regions)
        self._years = lru_cache(_KEPT)(self._read_years)

    def of(self, rows: Rows, scores: Scores) -> tuple[Hit, ...]:
        """The hits of these rows, in their order."""
        columns = self._held.columns
        known = (columns[name].take(rows).tolist() for name in _OF_PARAGRAPHS)
        lists = (
            columns.lists[name].of_row.take(rows).tolist() for name in (PATH, MENTIONED_REGION, MENTIONED_YEAR)
        )
        each = zip(rows.tolist(), scores.tolist(), *known, *lists, strict=True)
        return tuple(self._hit(*values) for values in each)

    def _hit(
        self,
        row: int,
        score: float,
        document: int,
        ordinal: int,
        theme: int,
        cluster: int,
        copies: int,
        *lists: int,
    ) -> Hit:
        report = self._report(document)
        path, regions, years = lists
        paragraph = Paragraph(
            ordinal=ordinal,
            section=self._section(path),
            theme=None if theme == NONE else self._held.columns.themes[theme],
            text=self._held.original[row],
            mentioned_regions=self._regions(regions),
            mentioned_years=self._years(years),
        )
        return Hit(
            document=report.id,
            title=report.title,
            subtitle=report.subtitle,
            date=report.date,
            year=report.year,
            source=report.source,
            url=report.url,
            region=report.region,
            paragraph=paragraph,
            score=score,
            cluster=None if cluster == NONE else self._cluster(cluster),
            copies=copies,
        )

    def _cluster(self, first: int) -> str:
        """The name of a cluster: its first member, as "<document id>:<ordinal>"."""
        document, ordinal = (int(self._held.columns[name][first]) for name in ("document", "ordinal"))
        return f"{self._report(document).id}:{ordinal}"

    def _read_section(self, path: int) -> tuple[str, ...]:
        lists = self._held.columns.lists[PATH]
        return tuple(lists.values[number] for number in lists.members_of(path))

    def _read_regions(self, mentioned: int) -> tuple[Region, ...]:
        columns = self._held.columns
        lists = columns.lists[MENTIONED_REGION]
        return tuple(columns.mentioned.regions[number] for number in lists.members_of(mentioned))

    def _read_years(self, mentioned: int) -> tuple[int, ...]:
        lists = self._held.columns.lists[MENTIONED_YEAR]
        return tuple(int(lists.values[number]) for number in lists.members_of(mentioned))
