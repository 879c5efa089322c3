"""Law corpus: laws drawn from all of the set as reports that have something in every facet, with reprints.

What the recorded answers rest on is made here, apart from benchmarks and without the code that reads reports,
so that only a change of the set, the gazetteer or the search for reprints makes it another corpus.
"""

import json
import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from random import Random
from typing import Any, TypeVar

from indexer.contract.documents import Paragraph, Report
from indexer.contract.vocabulary import NATIONAL, Region, codes_named
from indexer.reprints import Reprints
from indexer.structure.places.gazetteer import by_code, regions
from tests.exactness.corpora import Place
from tests.real import REAL_DATA

LAW_PARAGRAPHS_MAX = 40
_COPIED_EVERY, _UNDATED_FROM = 12, 1950
_MENTIONING, _MENTIONED_MAX, _YEARS = 0.15, 4, range(1900, 2040)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千]+条")

Row = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Laws:
    """Reports, and their clusters of reprints as an IndexWriter's `group` takes them."""

    reports: tuple[Report, ...]
    clusters: tuple[tuple[Place, ...], ...]

    def told(self) -> Iterator[str]:
        """All of it that an answer may hinge on, line by line; not told are fields that came later."""
        for report in self.reports:
            region = report.region and report.region.code
            yield repr((report.id, report.title, report.subtitle, report.date, report.year, region))
            for each in report.paragraphs:
                mentioned = [region.codes for region in each.mentioned_regions]
                yield repr((each.ordinal, each.section, each.theme, each.text))
                yield repr((report.source, mentioned, each.mentioned_years))
        yield from map(repr, self.clusters)


def law_corpus(paragraphs: int, seed: str) -> Laws:
    """So many paragraphs; every so many laws, one comes again under another id, a little changed."""
    rng = Random(f"{seed}/{paragraphs}/laws")
    reports = tuple(_cut(_reports(rng), paragraphs))
    reprints = Reprints()
    for report in reports:
        reprints.add(report)
    return Laws(reports=reports, clusters=tuple(reprints.clusters()))


def _cut(reports: Iterable[Report], paragraphs: int) -> Iterator[Report]:
    """Reports until there are so many paragraphs; of the last, what is still wanted."""
    for report in reports:
        yield replace(report, paragraphs=report.paragraphs[:paragraphs])
        paragraphs -= len(report.paragraphs)
        if paragraphs <= 0:
            return


def _reports(rng: Random) -> Iterator[Report]:
    laws = _laws()
    rng.shuffle(laws)
    for number, rows in enumerate(laws):
        report = _report(number, rows[:LAW_PARAGRAPHS_MAX], rng)
        yield report
        if number % _COPIED_EVERY == 0:
            yield _copied(report, rng)


def _laws() -> list[list[Row]]:
    with lzma.open(REAL_DATA / "laws.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = (row for row in map(json.loads, lines) if row["text"])
        return [list(law) for _, law in groupby(rows, key=lambda row: (row["law"], row["date"]))]


def _report(number: int, rows: Sequence[Row], rng: Random) -> Report:
    """The kind of a law is its theme, but what stands under no chapter has none."""
    first = rows[0]
    return Report(
        id=f"{first['kind']}/{number}",
        title=first["law"],
        subtitle=first["kind"] if number % 2 else None,
        date=date.fromisoformat(first["date"]) if first["date"] else None,
        source=first["place"] or first["province"],
        author=None,
        url=None,
        region=_region(first, number),
        paragraphs=tuple(_paragraph(ordinal, row, rng) for ordinal, row in enumerate(rows, start=1)),
        year_only=_UNDATED_FROM + number % 80 if number % 3 else None,
    )


def _paragraph(ordinal: int, row: Row, rng: Random) -> Paragraph:
    """Few laws name places and years: what is mentioned is drawn."""
    mentioning = rng.randint(1, _MENTIONED_MAX) if rng.random() < _MENTIONING else 0
    article = _ARTICLE.match(row["text"])
    return Paragraph(
        ordinal=ordinal,
        section=tuple(heading for heading in (row["section"], article and article[0]) if heading),
        theme=row["kind"] if row["section"] else None,
        text=row["text"],
        mentioned_regions=tuple(dict.fromkeys(_often(regions(), rng) for _ in range(mentioning))),
        mentioned_years=tuple(dict.fromkeys(_often(_YEARS, rng) for _ in range(mentioning))),
    )


def _copied(report: Report, rng: Random) -> Report:
    """As another place would print it, later: here and there a paragraph ends otherwise, or is left out."""
    kept = [each for each in report.paragraphs if rng.random() > 0.1]
    return replace(
        report,
        id=f"{report.id}/copy",
        date=report.date and report.date + timedelta(days=rng.randint(0, 400)),
        region=rng.choice(regions()),
        paragraphs=tuple(
            replace(each, ordinal=ordinal, text=each.text + "（略）" * (rng.random() < 0.3))
            for ordinal, each in enumerate(kept, start=1)
        ),
    )


def _region(row: Row, number: int) -> Region | None:
    """Of the laws without a place every other is national."""
    named = row["place"] or row["province"]
    if named is None:
        return NATIONAL if number % 2 else None
    return _named(named)


@cache
def _named(name: str) -> Region | None:
    return by_code().get(min(codes_named(regions(), name), default=""))


def _often(values: Sequence[T], rng: Random) -> T:
    """One of them, the first of them most often."""
    return values[int(len(values) ** rng.random()) - 1]
