"""What engines find, compared: words with each other, phrases with a scan of the corpus."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.engines.seam import HITS, Asked
from indexer.analysis.fold import fold
from indexer.contract.documents import Report

# Total, number of different hits, and the counts by region, theme and year, each sorted: plain JSON.
Counts = list[Any]
Cell = tuple[str, str, str]


def counts(
    total: int, hits: int, regions: Mapping[str, int], themes: Mapping[str, int], years: Mapping[str, int]
) -> Counts:
    """An answer in the form in which it is compared."""
    facets = [
        [[value, count] for value, count in sorted(facet.items())] for facet in (regions, themes, years)
    ]
    return [total, hits, *facets]


def scanned(reports: Iterable[Report], phrases: Sequence[Asked]) -> list[Counts]:
    """The counts of phrases, found by looking into every text."""
    texts = {asked.terms[0] for asked in phrases}
    found: dict[str, Counter[Cell]] = {text: Counter() for text in texts}
    for report in reports:
        region = report.region.code if report.region else ""
        for paragraph in report.paragraphs:
            folded = fold(paragraph.text)
            cell = (region, paragraph.theme or "", str(report.year or ""))
            for text in texts:
                if text in folded:
                    found[text][cell] += 1
    return [_of_cells(found[asked.terms[0]], asked.region) for asked in phrases]


def _of_cells(cells: Counter[Cell], inside: str | None) -> Counts:
    regions, themes, years = Counter[str](), Counter[str](), Counter[str]()
    for (region, theme, year), count in cells.items():
        regions[region] += count
        if inside in (None, region):
            themes[theme] += count
            if year:
                years[year] += count
    total = themes.total()
    return counts(total, min(total, HITS), regions, themes, years)


def agreement(found: Sequence[Counts], truth: Sequence[Counts]) -> float:
    """The share of queries that were answered as they should be."""
    return sum(one == other for one, other in zip(found, truth, strict=True)) / len(truth)
