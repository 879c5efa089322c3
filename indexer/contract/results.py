"""What the reading half asks of an engine, and what it gets back."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from indexer.contract.documents import Paragraph
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.ranking import Explanation
from indexer.contract.vocabulary import Region

LISTED_MAX = 100
# The theme value that stands for the paragraphs without a theme.
NO_THEME = "none"


class Sort(StrEnum):
    """The order of hits. Ties, and hits without a score, stand by document id, then ordinal.

    DATE is newest first, undated reports last.
    """

    RELEVANCE = "relevance"
    DATE = "date"


class FacetField(StrEnum):
    """What can be counted: a field of Facets."""

    REGION = "region"
    SECTION = "section"
    THEME = "theme"
    YEAR = "year"
    MENTIONED_REGION = "mentioned_region"
    MENTIONED_YEAR = "mentioned_year"


ALL_FACETS = frozenset(FacetField)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Ticked facet values: OR within a field, AND between fields, () no filter.

    A region value is read by vocabulary.codes_named, as written or else folded, among the regions of reports
    or among those mentioned, and takes in everything below it; a section value equals one of the headings
    above the paragraph; a year is four digits; NO_THEME finds the paragraphs without a theme. Days are
    included; a report without a date lies in no period. `document` is the id of the one report to look in;
    it may be any text.
    """

    regions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    mentioned_regions: tuple[str, ...] = ()
    mentioned_years: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """`offset` hits are passed over (>= 0), then `limit` returned (0..1,000).

    With `fold` only the first of each cluster of reprints, in the order of the request, is a hit. With
    `explain` each hit says where its score is from. Of the facets those in `facets` are counted; the others
    come as NOT_COUNTED.
    """

    query: Query
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    fold: bool = False
    explain: bool = False
    facets: frozenset[FacetField] = ALL_FACETS


class FacetValue(NamedTuple):
    """One value of a facet and how many paragraphs found have it; `parent`: the code of the region above.

    A tuple, because a search makes a hundred of them, and a dataclass takes five times as long.
    """

    value: str
    label: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks a value for
    selected: bool
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How the paragraphs found spread over a field, the facet's own filter ignored.

    `total` is how many paragraphs that is, `missing` how many of them have no value. Values stand by
    count, largest first, then by value in code point order. A region counts everything below it; a
    paragraph counts once for each heading above it, each region it mentions, each region above those, and
    each year it mentions; of these only the first LISTED_MAX are listed. A selected value is always listed,
    by code where it names regions, as typed where it names none; but NO_THEME is `missing`, not a value.
    Reprints are counted, folded or not.
    """

    total: int
    missing: int
    values: tuple[FacetValue, ...]


NOT_COUNTED = Facet(total=0, missing=0, values=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The facets of a result: of the report, and of what the paragraph mentions. Fields as in FacetField."""

    region: Facet
    section: Facet
    theme: Facet
    year: Facet
    mentioned_region: Facet
    mentioned_year: Facet


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One paragraph found, with what must be known of its report to show and cite it.

    `cluster` names its reprints: "<document id>:<ordinal>" of the first of them by document id, then
    ordinal; None where no other report has a near-copy. `copies` are the others in the whole index.
    """

    document: str
    title: str
    subtitle: str | None
    date: date | None
    year: int | None
    source: str | None
    url: str | None
    region: Region | None
    paragraph: Paragraph
    score: float
    cluster: str | None
    copies: int
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """One page of hits with the counts of the whole result, all of one index generation (`index`).

    `paragraphs` counts every paragraph found, `distinct` each cluster of reprints once: with `fold` that is
    how many hits there are to page through.
    """

    hits: tuple[Hit, ...]
    paragraphs: int
    distinct: int
    documents: int
    facets: Facets
    index: Manifest
