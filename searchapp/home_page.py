"""The home page as its template receives it: what the index holds, and a few ways to ask."""

from dataclasses import dataclass
from datetime import date

from indexer.contract.engine import Searcher
from indexer.contract.query import Everything, Mode
from indexer.contract.results import FacetField, SearchRequest
from indexer.contract.vocabulary import NATIONAL
from searchapp.addresses import SEARCH
from searchapp.facets import ValueLink, region_tree
from searchapp.pages import SearchForm, search_form
from searchapp.state import FacetKey, SearchState

_SHOWN = frozenset((FacetField.REGION, FacetField.YEAR))
_EXAMPLES = (
    (SearchState(q="防汛 演练"), "词语：按词查找，几个词都要出现，先后不论"),
    (SearchState(q="“最後一公里”"), "引号：一字不差连在一起；不分繁简、全半角。「 」也可以"),
    (SearchState(q="志愿*"), "词头：以这几个字开头的词"),
    (SearchState(q="“志愿??队”"), "通配：引号里夹在文字中间的 ? 代表任意一个字"),
    (SearchState(q="志愿服务 NEAR/句 老人"), "相近：在同一句里；NEAR/20 为相距不超过 20 个字"),
    (SearchState(q="图书馆 OR 书屋 -学校"), "取舍：OR 任一即可，减号排除"),
    (SearchState(q="标题:演练"), "字段：在标题、章节、地区、年份中查找"),
    (SearchState(q="最後一公里", mode=Mode.VERBATIM), "原样：繁简、大小写都要相同"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query to try, and what it does."""

    text: str
    url: str
    explained: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """All that the home page shows; `years` are the first and the last of the reports, () of undated ones."""

    form: SearchForm
    documents: int
    paragraphs: int
    provinces: int
    years: tuple[str, ...]
    regions: tuple[ValueLink, ...]
    missing: int
    built_on: date
    examples: tuple[Example, ...]


def home_page(searcher: Searcher) -> HomePage:
    """The home page of what is being served."""
    result = searcher.search(SearchRequest(query=Everything(), limit=0, facets=_SHOWN))
    tree = region_tree(FacetKey.REGION, result.facets.region, SearchState())
    links = sorted((*tree.values, *tree.more), key=lambda link: link.value)
    years = sorted(value.value for value in result.facets.year.values)
    return HomePage(
        form=search_form(SearchState()),
        documents=result.documents,
        paragraphs=result.paragraphs,
        provinces=sum(link.value != NATIONAL.code for link in links),
        years=tuple(dict.fromkeys((years[0], years[-1]))) if years else (),
        regions=tuple(links),
        missing=tree.missing.count,
        built_on=result.index.built_at.astimezone().date(),
        examples=tuple(
            Example(text=state.q, url=state.to_url(SEARCH), explained=explained)
            for state, explained in _EXAMPLES
        ),
    )
