"""The arguments of a URL -> SearchState. Nothing in a URL is an error: what cannot be used is a hint."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from indexer.contract.periods import parse_period
from indexer.contract.query import Mode
from indexer.contract.results import Sort
from searchapp.state import LIMIT_DEFAULT, LIMIT_MAX, NAMES, PAGE_MAX, FacetKey, SearchState

VALUES_MAX = 100
_DIGITS_MAX = 4_000  # Python reads no more than 4,300

Choice = TypeVar("Choice", Mode, Sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A state as read from a URL, and hints, in Chinese, about what in the URL could not be used."""

    state: SearchState
    hints: tuple[str, ...] = ()


def read_args(args: Iterable[tuple[str, str]], limit_max: int = LIMIT_MAX) -> Asked:
    """Read any keys and values: the first of a key that takes one value, unknown keys passed over.

    >>> read_args([("q", "防汛"), ("page", "-1")]).hints
    ('页码“-1”不能用，显示第 1 页。',)
    """
    return _Reading(args).asked(limit_max)


class _Reading:
    """One reading of the arguments of a URL; `hints` collects what could not be used."""

    def __init__(self, args: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, dict[str, None]] = {}
        for key, value in args:
            if value:
                self._values.setdefault(key, {})[value] = None
        self._hints: list[str] = []

    def asked(self, limit_max: int) -> Asked:
        start, end = self._day("from", "start"), self._day("to", "end")
        if start and end and start > end:
            self._hints.append("起始日期晚于截止日期，没有一天同时符合。")
        state = SearchState(
            q=self._first("q"),
            mode=self._choice("mode", Mode.WORDS, "检索方式", "词语"),
            region=self._several(FacetKey.REGION),
            section=self._several(FacetKey.SECTION),
            theme=self._several(FacetKey.THEME),
            year=self._years(FacetKey.YEAR),
            mentions=self._several(FacetKey.MENTIONS),
            mentions_year=self._years(FacetKey.MENTIONS_YEAR),
            start=start,
            end=end,
            sort=self._choice("sort", Sort.RELEVANCE, "排序", "相关度"),
            fold=self._switch("fold", "合并转载", default=False),
            numerals=self._switch("numerals", "数字写法", default=False),
            synonyms=self._switch("synonyms", "同义词", default=True),
            explain=self._switch("explain", "评分说明", default=False),
            page=self._page(),
            limit=self._limit(limit_max),
        )
        return Asked(state=state, hints=tuple(self._hints))

    def _first(self, key: str) -> str:
        return next(iter(self._values.get(key, ())), "")

    def _several(self, key: FacetKey) -> tuple[str, ...]:
        values = tuple(self._values.get(key, ()))
        if len(values) > VALUES_MAX:
            self._hints.append(f"{NAMES[key]}超过 {VALUES_MAX} 个，其余已忽略。")
        return values[:VALUES_MAX]

    def _years(self, key: FacetKey) -> tuple[str, ...]:
        years = self._several(key)
        for year in years:
            if not _is_year(year):
                self._hints.append(f"{NAMES[key]}“{shortened(year)}”无法识别，已忽略；写法如 2021。")
        return tuple(year for year in years if _is_year(year))

    def _day(self, key: str, edge: Literal["start", "end"]) -> date | None:
        text = self._first(key)
        period = parse_period(text)
        if period:
            return period.start if edge == "start" else period.end
        if text.strip():
            self._hints.append(f"日期“{shortened(text)}”无法识别，已忽略；写法如 2021、2021-03、2021-03-05。")
        return None

    def _choice(self, key: str, default: Choice, name: str, default_name: str) -> Choice:
        text = self._first(key)
        if text in list(type(default)):
            return type(default)(text)
        if text:
            self._hints.append(f"没有{name}“{shortened(text)}”，按{default_name}。")
        return default

    def _switch(self, key: str, name: str, *, default: bool) -> bool:
        text = self._first(key)
        if text in ("0", "1"):
            return text == "1"
        if text:
            self._hints.append(f"{name}“{shortened(text)}”无法识别，已忽略；写法为 {int(not default)}。")
        return default

    def _page(self) -> int:
        text = self._first("page")
        page = number(text)
        if page is None or page < 1:
            if text:
                self._hints.append(f"页码“{shortened(text)}”不能用，显示第 1 页。")
            return 1
        return min(page, PAGE_MAX)

    def _limit(self, limit_max: int) -> int:
        text = self._first("limit")
        limit = number(text)
        if limit is None:
            if text:
                self._hints.append(f"每页条数“{shortened(text)}”不能用，按 {LIMIT_DEFAULT} 条。")
            return LIMIT_DEFAULT
        within = min(max(limit, 1), limit_max)
        if within != limit:
            self._hints.append(f"每页条数须在 1 与 {limit_max:,} 之间，按 {within:,} 条。")
        return within


def shortened(text: str) -> str:
    """A value as a hint quotes it: at most 20 characters."""
    return text if len(text) <= 20 else text[:19] + "…"  # noqa: PLR2004 -- the docstring names it


def _is_year(text: str) -> bool:
    return len(text) == len("2021") and text.isascii() and text.isdecimal()


def number(text: str) -> int | None:
    """The number in digits 0 to 9, perhaps behind a minus; None for anything else, however much int() reads.

    >>> [number(text) for text in ("20", "-1", "2_0", "١", "+2", " 2")]
    [20, -1, None, None, None, None]
    """
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS_MAX):
        return None
    return int(text)
