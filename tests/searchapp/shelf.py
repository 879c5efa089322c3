"""A shelf of reports as a Searcher: small enough to be read whole, good enough to put pages over it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from indexer.contract.documents import Paragraph, Report
from indexer.contract.errors import IndexUnavailableError
from indexer.contract.manifest import Manifest
from indexer.contract.results import (
    Facet,
    Facets,
    FacetValue,
    Filters,
    Hit,
    SearchRequest,
    SearchResult,
    Sort,
)
from indexer.contract.vocabulary import Region, codes_named
from searchapp.matching import ordinals_found

NINGBO = Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200"))
CIXI = Region(
    code="330282",
    name="慈溪市",
    path=("浙江省", "宁波市", "慈溪市"),
    codes=("330000", "330200", "330282"),
)
JINAN = Region(code="370100", name="济南市", path=("山东省", "济南市"), codes=("370000", "370100"))

Row = tuple[Report, Paragraph]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Answers from these reports; `requests` remembers what was asked, in order."""

    reports: tuple[Report, ...]
    requests: list[SearchRequest] = field(default_factory=list)

    def search(self, request: SearchRequest) -> SearchResult:
        self.requests.append(request)
        rows = [
            (report, report.paragraphs[ordinal - 1])
            for report in self.reports
            for ordinal in ordinals_found(request.query, report)
        ]
        kept = self._kept(rows, request.filters, but="")
        if request.sort is Sort.DATE:
            kept.sort(key=lambda row: row[0].date or date.min, reverse=True)
        shown = kept[request.offset :][: request.limit]
        return SearchResult(
            hits=tuple(_hit(report, paragraph) for report, paragraph in shown),
            paragraphs=len(kept),
            documents=len({report.id for report, _ in kept}),
            facets=self._facets(rows, request.filters),
            index=self.describe(),
        )

    def read(self, document_id: str) -> Report | None:
        return next((report for report in self.reports if report.id == document_id), None)

    def describe(self) -> Manifest:
        return Manifest(
            generation="20260101-000000",
            built_at=datetime(2026, 1, 1, tzinfo=UTC),
            engine="shelf",
            schema="s",
            analyzer="a",
            documents=len(self.reports),
            paragraphs=sum(len(report.paragraphs) for report in self.reports),
            sources=(),
            files=(),
        )

    def _kept(self, rows: Iterable[Row], filters: Filters, but: str) -> list[Row]:
        codes = self._codes(filters.regions)

        def keeps(report: Report, paragraph: Paragraph) -> bool:
            within = report.date is not None and (
                (filters.start or date.min) <= report.date <= (filters.end or date.max)
            )
            return (
                (but == "region" or not filters.regions or bool(codes & set(_codes_of(report))))
                and (
                    but == "section"
                    or not filters.sections
                    or bool(set(filters.sections) & set(paragraph.section))
                )
                and (but == "theme" or not filters.themes or paragraph.theme in filters.themes)
                and (but == "year" or not filters.years or _year(report) in filters.years)
                and (within or not (filters.start or filters.end))
            )

        return [row for row in rows if keeps(*row)]

    def _codes(self, values: tuple[str, ...]) -> set[str]:
        regions = [report.region for report in self.reports if report.region]
        return {code for value in values for code in codes_named(regions, value) or {value}}

    def _facets(self, rows: list[Row], filters: Filters) -> Facets:
        names = {
            code: (name, above)
            for report in self.reports
            if report.region
            for code, name, above in zip(
                report.region.codes, report.region.path, (None, *report.region.codes), strict=False
            )
        }
        kept = {but: self._kept(rows, filters, but) for but in ("region", "section", "theme", "year")}
        return Facets(
            region=_facet([_codes_of(r) for r, _ in kept["region"]], self._codes(filters.regions), names),
            section=_facet([p.section for _, p in kept["section"]], set(filters.sections), {}),
            theme=_facet([(p.theme,) if p.theme else () for _, p in kept["theme"]], set(filters.themes), {}),
            year=_facet([(_year(r),) if r.date else () for r, _ in kept["year"]], set(filters.years), {}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A searcher that raises this error at every call."""

    error: Exception

    def search(self, request: SearchRequest) -> SearchResult:
        raise self.error

    def read(self, document_id: str) -> Report | None:
        raise self.error

    def describe(self) -> Manifest:
        raise self.error


def no_index() -> Broken:
    return Broken(error=IndexUnavailableError("no index in index/; run: fangzhi build REPORTS"))


def report(  # noqa: PLR0913 -- a test names only what it is about
    document: str = "a.txt",
    *texts: str,
    title: str = "防汛报告",
    region: Region | None = NINGBO,
    day: date | None = date(2021, 12, 10),
    section: tuple[str, ...] = ("一、演练",),
    theme: str | None = None,
    url: str | None = None,
) -> Report:
    paragraphs = (
        Paragraph(ordinal=ordinal, section=section, theme=theme, text=text)
        for ordinal, text in enumerate(texts or ("全市组织防汛演练。",), start=1)
    )
    return Report(
        id=document,
        title=title,
        subtitle=None,
        date=day,
        source="宁波日报",
        author=None,
        url=url,
        region=region,
        paragraphs=tuple(paragraphs),
    )


def _hit(report: Report, paragraph: Paragraph) -> Hit:
    return Hit(
        document=report.id,
        title=report.title,
        date=report.date,
        source=report.source,
        url=report.url,
        region=report.region,
        paragraph=paragraph,
        score=1.0,
    )


def _facet(
    rows: list[tuple[str, ...]], selected: set[str], names: dict[str, tuple[str, str | None]]
) -> Facet:
    counts = Counter(value for values in rows for value in set(values))
    counts.update(dict.fromkeys(selected - set(counts), 0))
    values = (
        FacetValue(
            value=value,
            label=names.get(value, (value, None))[0],
            count=count,
            selected=value in selected,
            parent=names.get(value, (value, None))[1],
        )
        for value, count in counts.items()
    )
    ordered = sorted(values, key=lambda value: (-value.count, value.value))
    return Facet(total=len(rows), missing=sum(not values for values in rows), values=tuple(ordered))


def _codes_of(report: Report) -> tuple[str, ...]:
    return report.region.codes if report.region else ()


def _year(report: Report) -> str:
    return f"{report.date.year:04}" if report.date else ""
