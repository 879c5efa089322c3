"""The state of a search, and its URL: every page follows from one, and every link is another one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from indexer.contract.query import Mode
from indexer.contract.results import Filters, Sort
from searchapp.encoding import encoded

PAGE_MAX = 10**9
LIMIT_DEFAULT = 10
LIMIT_MAX = 1_000

Args = list[tuple[str, str]]


class FacetKey(StrEnum):
    """The filters that take several values; the keys of the URL and the fields of SearchState."""

    REGION = "region"
    SECTION = "section"
    THEME = "theme"
    YEAR = "year"
    MENTIONS = "mentions"
    MENTIONS_YEAR = "mentions_year"


NAMES = {
    FacetKey.REGION: "地区",
    FacetKey.SECTION: "章节",
    FacetKey.THEME: "主题",
    FacetKey.YEAR: "年份",
    FacetKey.MENTIONS: "提及地区",
    FacetKey.MENTIONS_YEAR: "提及年份",
}
_KEYS = tuple(FacetKey)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """One search: the query, its filters, and which page of it.

    `page` is 1..PAGE_MAX, `limit` 1..LIMIT_MAX; filter values are not empty and differ from each other.
    `fold`: of reprints only one is listed. `numerals`: numbers are sought in every way of writing them.
    `synonyms`: the groups of the lexicon are looked up too. `explain`: each hit says where its score is from.
    """

    q: str = ""
    mode: Mode = Mode.WORDS
    region: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    mentions_year: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    sort: Sort = Sort.RELEVANCE
    fold: bool = False
    numerals: bool = False
    synonyms: bool = True
    explain: bool = False
    page: int = 1
    limit: int = LIMIT_DEFAULT

    def to_args(self) -> Args:
        """The keys and values of the URL, in a fixed order, defaults left out. read_args reverses it.

        >>> SearchState(q="防汛", region=("330000", "320000")).to_args()
        [('q', '防汛'), ('region', '330000'), ('region', '320000')]
        """
        return [*self._asked(), *self._chosen(_KEYS), *self._rest(self.page)]

    def around(self, key: FacetKey) -> tuple[Args, Args]:
        """The arguments before those of a filter, and those behind them, on page 1."""
        at = _KEYS.index(key)
        before, behind = _KEYS[:at], _KEYS[at + 1 :]
        return [*self._asked(), *self._chosen(before)], [*self._chosen(behind), *self._rest(page=1)]

    def _asked(self) -> Iterator[tuple[str, str]]:
        if self.q:
            yield "q", self.q
        if self.mode is not Mode.WORDS:
            yield "mode", self.mode.value

    def _chosen(self, keys: Iterable[FacetKey]) -> Iterator[tuple[str, str]]:
        for key in keys:
            for value in filter(None, self.values(key)):
                yield key.value, value

    def _rest(self, page: int) -> Iterator[tuple[str, str]]:
        single = (
            ("from", self.start.isoformat() if self.start else ""),
            ("to", self.end.isoformat() if self.end else ""),
            ("sort", self.sort.value if self.sort is not Sort.RELEVANCE else ""),
            ("fold", "1" if self.fold else ""),
            ("numerals", "1" if self.numerals else ""),
            ("synonyms", "" if self.synonyms else "0"),
            ("explain", "1" if self.explain else ""),
            ("page", str(page) if page != 1 else ""),
            ("limit", str(self.limit) if self.limit != LIMIT_DEFAULT else ""),
        )
        return (arg for arg in single if arg[1])

    def to_url(self, path: str) -> str:
        """The path with this state behind it, percent-encoded.

        >>> SearchState(q="防汛", page=2).to_url("/search")
        '/search?q=%E9%98%B2%E6%B1%9B&page=2'
        """
        args = self.to_args()
        return f"{path}?{encoded(args)}" if args else path

    def filters(self) -> Filters:
        """What an engine is asked to filter by."""
        return Filters(
            regions=self.region,
            sections=self.section,
            themes=self.theme,
            years=self.year,
            mentioned_regions=self.mentions,
            mentioned_years=self.mentions_year,
            start=self.start,
            end=self.end,
        )

    @property
    def offset(self) -> int:
        """How many hits stand before this page."""
        return (self.page - 1) * self.limit

    @property
    def filtered(self) -> bool:
        """Whether any filter narrows the search."""
        return self.filters() != Filters()

    def values(self, key: FacetKey) -> tuple[str, ...]:
        """The chosen values of a filter."""
        match key:
            case FacetKey.REGION:
                return self.region
            case FacetKey.SECTION:
                return self.section
            case FacetKey.THEME:
                return self.theme
            case FacetKey.YEAR:
                return self.year
            case FacetKey.MENTIONS:
                return self.mentions
            case FacetKey.MENTIONS_YEAR:
                return self.mentions_year

    def with_values(self, key: FacetKey, values: Iterable[str]) -> Self:
        """These values and no others chosen, on page 1."""
        chosen = tuple(dict.fromkeys(values))
        match key:
            case FacetKey.REGION:
                return replace(self, region=chosen, page=1)
            case FacetKey.SECTION:
                return replace(self, section=chosen, page=1)
            case FacetKey.THEME:
                return replace(self, theme=chosen, page=1)
            case FacetKey.YEAR:
                return replace(self, year=chosen, page=1)
            case FacetKey.MENTIONS:
                return replace(self, mentions=chosen, page=1)
            case FacetKey.MENTIONS_YEAR:
                return replace(self, mentions_year=chosen, page=1)

    def toggled(self, key: FacetKey, value: str) -> Self:
        """The value chosen, or no longer chosen, on page 1."""
        if value in self.values(key):
            return self.without(key, value)
        return self.with_values(key, (*self.values(key), value))

    def without(self, key: FacetKey, *values: str) -> Self:
        """None of these values chosen, on page 1."""
        return self.with_values(key, (kept for kept in self.values(key) if kept not in values))

    def dated(self, start: date | None, end: date | None) -> Self:
        """Only reports dated within these days; None is open."""
        return replace(self, start=start, end=end, page=1)

    def unfiltered(self) -> Self:
        """The same query without any filter."""
        return replace(
            self,
            region=(),
            section=(),
            theme=(),
            year=(),
            mentions=(),
            mentions_year=(),
            start=None,
            end=None,
            page=1,
        )

    def asking(self, q: str, mode: Mode) -> Self:
        """Another query under the same filters, on page 1."""
        return replace(self, q=q, mode=mode, page=1)

    def sorted_by(self, sort: Sort) -> Self:
        """Another order, on page 1."""
        return replace(self, sort=sort, page=1)

    def folding(self, fold: bool) -> Self:
        """Reprints folded, or all listed, on page 1."""
        return replace(self, fold=fold, page=1)

    def reading_numerals(self, numerals: bool) -> Self:
        """Numbers in every way of writing them, or as typed, on page 1."""
        return replace(self, numerals=numerals, page=1)

    def with_synonyms(self, synonyms: bool) -> Self:
        """Synonyms looked up too, or not, on page 1."""
        return replace(self, synonyms=synonyms, page=1)

    def on_page(self, page: int) -> Self:
        """Another page of the same search."""
        return replace(self, page=page)
