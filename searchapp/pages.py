"""The result page as its template receives it: built from an answer, every link another search."""

from dataclasses import dataclass, replace
from datetime import date

from indexer.contract.query import And, Mode, Near, Not, Or, Query
from indexer.contract.results import Facets, Sort
from searchapp.addresses import SEARCH, report_url, similar_url
from searchapp.chips import Chip, chips
from searchapp.expansion import Expansion
from searchapp.explaining import ScoreView, score_view
from searchapp.facets import FacetView, facet_view, region_tree
from searchapp.links import paging
from searchapp.offers import QUOTES, Offer
from searchapp.service import Answer, Found
from searchapp.snippets import Passage, Snippet, passages, snippet
from searchapp.state import Args, FacetKey, SearchState
from searchapp.switches import Switch, switches

_PAGES_AROUND = 2
_STRAIGHT = str.maketrans(dict.fromkeys(QUOTES, '"'))

_MODES = (
    (Mode.WORDS, "词语", "按词查找；可用引号、AND OR NOT、-词、()、标题:…"),
    (Mode.EXACT, "逐字", "输入的字连在一起出现；不分繁简、全半角和大小写"),
    (Mode.VERBATIM, "原样", "与输入的字完全相同，繁简、全半角和大小写都区分"),
)
_SORTS = ((Sort.RELEVANCE, "按相关度"), (Sort.DATE, "按日期"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A radio button or a link among several, one of which is the present one."""

    value: str
    text: str
    title: str = ""
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """The search box; `hidden` is what of the state it carries on."""

    q: str
    modes: tuple[Choice, ...]
    hidden: Args


@dataclass(frozen=True, slots=True, kw_only=True)
class DateForm:
    """The form for a range of days, as ISO dates or "" where open."""

    start: str
    end: str
    hidden: Args


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """A paragraph found; `place` from province to county, `subtitle` only where it matches the query. `year`
    is known without a day; `copies` are reprints elsewhere in the index; `score` is None unless explained."""

    url: str
    similar_url: str
    title: tuple[Passage, ...]
    subtitle: tuple[Passage, ...]
    place: tuple[str, ...]
    sections: tuple[tuple[Passage, ...], ...]
    snippet: Snippet
    ordinal: int
    date: date | None
    year: int | None
    copies: int
    source: str | None
    score: ScoreView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Links to pages: "" where there is none; a `numbers` entry without text is a gap."""

    previous: str
    next: str
    numbers: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """Another search that finds something."""

    text: str
    paragraphs: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """All that the result page shows; `read_as` is "" where it says no more than the search box, `foldings`
    is () where there is no reprint, `unfolded_url` "" where none is folded. The mentions stand apart because
    they are not the report's."""

    form: SearchForm
    paragraphs: int
    distinct: int
    documents: int
    took_ms: float
    read_as: str
    did_you_mean: tuple[OfferView, ...]
    also: tuple[Expansion, ...]
    switches: tuple[Switch, ...]
    hints: tuple[str, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    sorts: tuple[Choice, ...]
    explaining: Choice
    foldings: tuple[Choice, ...]
    hits: tuple[HitView, ...]
    first: int
    unfolded_url: str
    regions: FacetView
    facets: tuple[FacetView, ...]
    mentions: FacetView
    mentions_year: FacetView
    dates: DateForm
    pager: Pager
    offers: tuple[OfferView, ...]


def search_page(answered: Answer, offered: tuple[Offer, ...]) -> SearchPage:
    """The page of an answer; `offered` where it found nothing."""
    state, result = answered.state, answered.result
    return SearchPage(
        form=search_form(state),
        paragraphs=result.paragraphs,
        distinct=result.distinct,
        documents=result.documents,
        took_ms=answered.took_ms,
        read_as=_read_as(answered),
        did_you_mean=_proposal_views(answered),
        also=answered.meant.expansions,
        switches=switches(answered),
        hints=answered.hints,
        chips=chips(answered),
        clear_url=state.unfiltered().to_url(SEARCH),
        sorts=_sorts(state),
        explaining=_explaining(state),
        foldings=_foldings(state) if result.distinct < result.paragraphs else (),
        hits=_hit_views(answered),
        first=state.offset + 1,
        unfolded_url=state.folding(False).to_url(SEARCH) if state.fold else "",
        regions=region_tree(FacetKey.REGION, result.facets.region, state),
        facets=_flat_facets(result.facets, state),
        mentions=region_tree(FacetKey.MENTIONS, result.facets.mentioned_region, state),
        mentions_year=facet_view(FacetKey.MENTIONS_YEAR, result.facets.mentioned_year, state),
        dates=_date_form(state),
        pager=_pager(state, answered.listed),
        offers=_offer_views(offered),
    )


def search_form(state: SearchState) -> SearchForm:
    """The search box; a new query keeps filters and order, and begins on page 1."""
    modes = (
        Choice(value=mode, text=text, title=title, current=mode is state.mode) for mode, text, title in _MODES
    )
    return SearchForm(q=state.q, modes=tuple(modes), hidden=state.on_page(1).asking("", Mode.WORDS).to_args())


def _sorts(state: SearchState) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=sort, text=text, url=state.sorted_by(sort).to_url(SEARCH), current=sort is state.sort)
        for sort, text in _SORTS
    )


def _explaining(state: SearchState) -> Choice:
    """The switch that shows where scores come from; `current` where it is on."""
    url = replace(state, explain=not state.explain).to_url(SEARCH)
    return Choice(value="explain", text="评分说明", url=url, current=state.explain)


def _foldings(state: SearchState) -> tuple[Choice, ...]:
    return tuple(
        Choice(value="", text=text, url=state.folding(fold).to_url(SEARCH), current=fold is state.fold)
        for fold, text in ((False, "全部列出"), (True, "合并转载"))
    )


def _flat_facets(facets: Facets, state: SearchState) -> tuple[FacetView, ...]:
    return (
        facet_view(FacetKey.THEME, facets.theme, state),
        facet_view(FacetKey.SECTION, facets.section, state),
        facet_view(FacetKey.YEAR, facets.year, state),
    )


def _offer_views(offered: tuple[Offer, ...]) -> tuple[OfferView, ...]:
    return tuple(
        OfferView(text=offer.text, paragraphs=offer.paragraphs, url=offer.state.to_url(SEARCH))
        for offer in offered
    )


def _proposal_views(answered: Answer) -> tuple[OfferView, ...]:
    state = answered.state
    return tuple(
        OfferView(
            text=proposal.text,
            paragraphs=proposal.paragraphs,
            url=state.asking(proposal.text, state.mode).to_url(SEARCH),
        )
        for proposal in answered.did_you_mean
    )


def _date_form(state: SearchState) -> DateForm:
    return DateForm(
        start=state.start.isoformat() if state.start else "",
        end=state.end.isoformat() if state.end else "",
        hidden=state.dated(None, None).to_args(),
    )


def _read_as(answered: Answer) -> str:
    """How the query was read, where that is not plain from what was typed."""
    meant, parsed = answered.meant, answered.meant.parsed
    plain = _straight(meant.read_as) == _straight(parsed.raw)
    if meant.query == parsed.query and (
        parsed.mode is not Mode.WORDS or (plain and not _has_operators(parsed.query))
    ):
        return ""
    return meant.read_as


def _straight(text: str) -> str:
    """The text with single spaces and straight quotes: what is not worth a line of its own."""
    return " ".join(text.translate(_STRAIGHT).split())


def _has_operators(query: Query) -> bool:
    """Whether more is asked than words side by side."""
    parts = query.parts if isinstance(query, And) else (query,)
    return any(isinstance(part, And | Or | Not | Near) for part in parts)


def _hit_views(answered: Answer) -> tuple[HitView, ...]:
    args = answered.state.to_args()
    return tuple(hit_view(found, args) for found in answered.found)


def hit_view(found: Found, args: Args) -> HitView:
    """A hit of the search with these arguments."""
    hit, paragraph = found.hit, found.hit.paragraph
    return HitView(
        url=report_url(hit.document, args, paragraph.ordinal),
        similar_url=similar_url(hit.document, paragraph.ordinal),
        title=passages(hit.title, found.title),
        subtitle=passages(hit.subtitle or "", found.subtitle) if found.subtitle else (),
        place=hit.region.path if hit.region else (),
        sections=tuple(
            passages(heading, spans) for heading, spans in zip(paragraph.section, found.sections, strict=True)
        ),
        snippet=snippet(paragraph.text, found.text),
        ordinal=paragraph.ordinal,
        date=hit.date,
        year=hit.year,
        copies=hit.copies,
        source=hit.source,
        score=score_view(hit),
    )


def _pager(state: SearchState, listed: int) -> Pager:
    last = max(-(-listed // state.limit), 1)
    url_of = paging(state)
    near = range(max(state.page - _PAGES_AROUND, 1), min(state.page + _PAGES_AROUND, last) + 1)
    numbers: list[Choice] = []
    before = 0
    for page in sorted({1, last, *near}):
        if page > before + 1:
            numbers.append(Choice(value="", text=""))
        numbers.append(Choice(value=str(page), text=str(page), url=url_of(page), current=page == state.page))
        before = page
    return Pager(
        previous=url_of(min(state.page - 1, last)) if state.page > 1 else "",
        next=url_of(state.page + 1) if state.page < last else "",
        numbers=tuple(numbers) if last > 1 or state.page > last else (),
    )
