"""The cases as data: cases/<topic>/corpus.jsonl (a report a line) and searches.toml (searches, answered).

A search gives `why`, `text` and what must be found: `finds` (["doc#ordinal", ...]: a set, or the very order
where `sort` or `ordered` is set), `paragraphs` and `documents` where a page shows less than all. Beside:
`mode`, `relaxed` (the relaxed reading of the text), the filters `regions`, `sections`, `themes`, `years`,
`mentioned_regions`, `mentioned_years`, `start`, `end`, `document`, then `sort`, `offset`, `limit`, `fold`,
`distinct`, `counted` (the facets asked for; all where it is not given), and `facets`, of which those named
are compared:

    [search.facets.region]
    total = 3
    missing = 1
    values = [["330000", "浙江省", 2], ["330200", "宁波市", 2]]

Before the searches, `clusters` are reprints: [["doc#ordinal", ...], ...].
"""

import json
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from indexer.contract.documents import Paragraph, Report
from indexer.contract.query import Mode, Query, relaxed
from indexer.contract.results import ALL_FACETS, FacetField, Filters, SearchRequest, Sort
from indexer.contract.syntax import parse
from indexer.contract.vocabulary import Region

CASES = Path(__file__).parent / "cases"
TOPICS = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFacet:
    """Values as [value, label, count], in order."""

    total: int
    missing: int
    values: list[list[str | int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One search and its answer; `paragraphs` and `documents` are None where `finds` is everything,
    `distinct` where it is not compared."""

    why: str
    text: str
    finds: list[str]
    mode: str = "words"
    relaxed: bool = False
    regions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    mentioned_regions: tuple[str, ...] = ()
    mentioned_years: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    document: str | None = None
    sort: str = "relevance"
    offset: int = 0
    limit: int = 100
    fold: bool = False
    ordered: bool = False
    paragraphs: int | None = None
    documents: int | None = None
    distinct: int | None = None
    counted: tuple[str, ...] | None = None
    facets: dict[str, ExpectedFacet]

    def request(self) -> SearchRequest:
        """The case as a searcher is asked."""
        filters = Filters(
            regions=tuple(self.regions),
            sections=tuple(self.sections),
            themes=tuple(self.themes),
            years=tuple(self.years),
            mentioned_regions=tuple(self.mentioned_regions),
            mentioned_years=tuple(self.mentioned_years),
            start=self.start,
            end=self.end,
            document=self.document,
        )
        return SearchRequest(
            query=self._query(),
            filters=filters,
            sort=Sort(self.sort),
            offset=self.offset,
            limit=self.limit,
            fold=self.fold,
            facets=ALL_FACETS if self.counted is None else frozenset(map(FacetField, self.counted)),
        )

    def _query(self) -> Query:
        query = parse(self.text, Mode(self.mode)).query
        if not self.relaxed:
            return query
        looser = relaxed(query)
        assert looser is not None, f"{self.text} has no relaxed reading"
        return looser


def read_reports(topic: str) -> list[Report]:
    """The corpus of a topic."""
    lines = (CASES / topic / "corpus.jsonl").read_text("utf-8").splitlines()
    return [_report(json.loads(line)) for line in lines]


def read_clusters(topic: str) -> list[list[tuple[str, int]]]:
    """The reprints in the corpus of a topic."""
    found = tomllib.loads((CASES / topic / "searches.toml").read_text("utf-8"))
    named = [[name.rpartition("#") for name in cluster] for cluster in found.get("clusters", ())]
    return [[(document, int(ordinal)) for document, _, ordinal in cluster] for cluster in named]


def read_cases(topic: str) -> list[Case]:
    """The searches of a topic; a key that Case does not have is an error."""
    found = tomllib.loads((CASES / topic / "searches.toml").read_text("utf-8"))
    return [_case(values) for values in found["search"]]


def _case(values: dict[str, Any]) -> Case:
    unknown = values.keys() - {field.name for field in fields(Case)}
    assert not unknown, f"{values['why']}: {unknown}"
    facets = {name: ExpectedFacet(**facet) for name, facet in values.pop("facets", {}).items()}
    return Case(**values, facets=facets)


def _report(values: dict[str, Any]) -> Report:
    return Report(
        id=values["id"],
        title=values["title"],
        subtitle=values.get("subtitle"),
        date=date.fromisoformat(values["date"]) if "date" in values else None,
        source=values.get("source"),
        author=values.get("author"),
        url=values.get("url"),
        region=_region(values["region"]) if "region" in values else None,
        paragraphs=tuple(
            Paragraph(
                ordinal=ordinal,
                section=tuple(paragraph.get("section", ())),
                theme=paragraph.get("theme"),
                text=paragraph["text"],
                mentioned_regions=tuple(_region(region) for region in paragraph.get("regions", ())),
                mentioned_years=tuple(paragraph.get("years", ())),
            )
            for ordinal, paragraph in enumerate(values["paragraphs"], start=1)
        ),
        year_only=values.get("year_only"),
    )


def _region(values: dict[str, list[str]]) -> Region:
    path, codes = tuple(values["path"]), tuple(values["codes"])
    return Region(code=codes[-1], name=path[-1], path=path, codes=codes)
