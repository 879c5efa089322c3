"""What the reading half asks of an engine, and what it gets back."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from indexer.contract.documents import Paragraph
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.vocabulary import Region

SECTION_VALUES_MAX = 100


class Sort(StrEnum):
    """The order of hits. Ties, and hits without a score, stand by document id, then ordinal.

    DATE is newest first, undated reports last.
    """

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Ticked facet values: OR within a field, AND between fields, () no filter.

    A region value is read by vocabulary.codes_named and takes in everything below it; a section value
    equals one of the headings above the paragraph; year is four digits. Days are included; an undated
    report lies in no period. `document` is the id of the one report to look in; it may be any text.
    """

    regions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """`offset` hits are passed over (>= 0), then `limit` returned (0..1,000)."""

    query: Query
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet and how many paragraphs found have it; `parent`: the code of the region above."""

    value: str
    label: str
    count: int
    selected: bool
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How the paragraphs found spread over a field, the facet's own filter ignored.

    `total` is how many paragraphs that is, `missing` how many of them have no value. Values stand by
    count, largest first, then by value in code point order. A region counts everything below it; a
    paragraph counts once for each heading above it, and of headings only the first SECTION_VALUES_MAX
    are listed. A selected value is always listed, by code where it names regions, as typed where it
    names none.
    """

    total: int
    missing: int
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The four facets of a result."""

    region: Facet
    section: Facet
    theme: Facet
    year: Facet


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One paragraph found, with what must be known of its report to show and cite it."""

    document: str
    title: str
    subtitle: str | None
    date: date | None
    source: str | None
    url: str | None
    region: Region | None
    paragraph: Paragraph
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """One page of hits with the counts of the whole result, all of one index generation (`index`)."""

    hits: tuple[Hit, ...]
    paragraphs: int
    documents: int
    facets: Facets
    index: Manifest
