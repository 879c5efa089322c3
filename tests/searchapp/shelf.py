"""Reports to put on a shelf, searchers over them, and a client to read their pages with."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from flask.testing import FlaskClient

from indexer.contract.completion import Completion
from indexer.contract.documents import Paragraph, Report
from indexer.contract.engine import Searcher
from indexer.contract.errors import IndexMissingError
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.results import SearchRequest, SearchResult
from indexer.contract.vocabulary import Region
from searchapp.app import create_app
from tests.oracle import Oracle

NINGBO = Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200"))
CIXI = Region(
    code="330282",
    name="慈溪市",
    path=("浙江省", "宁波市", "慈溪市"),
    codes=("330000", "330200", "330282"),
)
WENZHOU = Region(code="330300", name="温州市", path=("浙江省", "温州市"), codes=("330000", "330300"))
JINAN = Region(code="370100", name="济南市", path=("山东省", "济南市"), codes=("370000", "370100"))


def report(  # noqa: PLR0913  a test names only what it is about
    document: str,
    *texts: str,
    title: str = "年度报告",
    region: Region | None = NINGBO,
    day: date | None = date(2021, 12, 10),
    section: tuple[str, ...] = ("一、概况",),
    url: str | None = None,
) -> Report:
    """A report whose paragraphs all stand in one section."""
    paragraphs = (
        Paragraph(ordinal=ordinal, section=section, theme="安全", text=text)
        for ordinal, text in enumerate(texts, start=1)
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


SHELF = (
    report("2021/ningbo.txt", "全市组织防汛演练。", "图书馆夜间开放。", title="宁波防汛报告"),
    report("2021/cixi.txt", "慈溪市组织防汛演练。", region=CIXI, section=("一、概况", "（一）演练")),
    report("2022/wenzhou.txt", "温州市检查水库。", region=WENZHOU, day=date(2022, 3, 5)),
    report("2022/jinan.txt", "濟南市檢查水庫，提供产品和服务。", region=JINAN, day=date(2022, 6, 1)),
    report("undated.txt", "没有日期和地区的水库。", region=None, day=None, section=()),
)


RETOLD = "二〇二〇年，宁波市与济南市结对，互派医生和教师，两地图书馆通借通还。"
CLUSTERS = ((("copied.txt", 1), ("first.txt", 1), ("later.txt", 1)),)


def _retold(document: str, text: str, **changes: object) -> Report:
    """A report with a paragraph that others reprint, and one of its own."""
    told = report(document, text, "另有一段，只此一处。", region=None)
    mentioning = replace(told.paragraphs[0], mentioned_regions=(NINGBO, JINAN), mentioned_years=(2020,))
    return replace(told, paragraphs=(mentioning, *told.paragraphs[1:]), **changes)  # type: ignore[arg-type]


REPRINTED = (
    _retold("first.txt", RETOLD, captions=("图为两地医生会诊。",)),
    _retold("copied.txt", f"据悉，{RETOLD}", date=None, year_only=2021),
    _retold("later.txt", RETOLD, date=date(2022, 5, 1)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A searcher that raises this error at every call."""

    error: Exception

    def search(self, request: SearchRequest) -> SearchResult:
        raise self.error

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        raise self.error

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        raise self.error

    def read(self, document_id: str) -> Report | None:
        raise self.error

    def describe(self) -> Manifest:
        raise self.error


# Later than any file of the program, so that it is the date of the answers.
BUILT = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(kw_only=True)
class Rebuilt:
    """An index whose generation is replaced; `searches` counts what it was asked."""

    oracle: Oracle = field(default_factory=lambda: Oracle(SHELF))
    generation: str = "one"
    built_at: datetime = BUILT
    searches: int = 0

    def search(self, request: SearchRequest) -> SearchResult:
        self.searches += 1
        return replace(self.oracle.search(request), index=self.describe())

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        self.searches += 1
        return self.oracle.count(queries)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        self.searches += 1
        return self.oracle.complete(typed, limit)

    def read(self, document_id: str) -> Report | None:
        self.searches += 1
        return self.oracle.read(document_id)

    def describe(self) -> Manifest:
        return replace(self.oracle.describe(), generation=self.generation, built_at=self.built_at)


def no_index() -> Broken:
    return Broken(error=IndexMissingError("no index in index/; run: fangzhi build REPORTS"))


def client(*reports: Report) -> FlaskClient:
    """A client of the site over these reports, or over the whole shelf."""
    return client_of(Oracle(reports or SHELF))


def client_of(searcher: Searcher) -> FlaskClient:
    return create_app(searcher).test_client()
