"""Links: the URLs of one search under other values of one filter, or on other pages, hundreds a page."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from searchapp.addresses import SEARCH
from searchapp.encoding import encoded, encoded_value
from searchapp.state import FacetKey, SearchState

_SOME_PAGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What the URLs have in common: the encoded arguments `before` those of the filter `key`, each with "&"
    behind it, and those `behind`, each with "&" before it. Of the filter's values those in `chosen` are on.
    Each URL is what SearchState.to_url gives for the search it leads to."""

    key: FacetKey
    chosen: tuple[str, ...]
    before: str
    behind: str

    def toggling(self, value: str, dropping: Collection[str] = ()) -> str:
        """The search with this value chosen, or no longer chosen, without those dropped, on page 1."""
        if not self.chosen:
            return f"{SEARCH}?{self.before}{self.key}={encoded_value(value)}{self.behind}"
        kept = tuple(each for each in self.chosen if each not in dropping)
        return self._to(each for each in kept if each != value) if value in kept else self._to((*kept, value))

    def _to(self, values: Iterable[str]) -> str:
        own = encoded((self.key, value) for value in values)
        query = f"{self.before}{own}{self.behind}" if own else f"{self.before}{self.behind[1:]}"
        return f"{SEARCH}?{query.removesuffix('&')}" if query else SEARCH


def links_of(state: SearchState, key: FacetKey) -> Links:
    """The links of a filter of this search."""
    before, behind = (encoded(args) for args in state.around(key))
    return Links(
        key=key,
        chosen=state.values(key),
        before=f"{before}&" if before else "",
        behind=f"&{behind}" if behind else "",
    )


def paging(state: SearchState) -> Callable[[int], str]:
    """The URL of each page of this search."""
    first = state.on_page(1).to_url(SEARCH)
    args = state.on_page(_SOME_PAGE).to_args()
    at = args.index(("page", str(_SOME_PAGE)))
    before, behind = (
        encoded([*args[:at], ("page", "")]),
        "".join(f"&{encoded([arg])}" for arg in args[at + 1 :]),
    )
    return lambda page: first if page == 1 else f"{SEARCH}?{before}{page}{behind}"
