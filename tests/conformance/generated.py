"""Small corpora and requests for Hypothesis, from alphabets chosen to collide: a few Han characters that make
words together, traditional and full-width forms of the same, Latin letters, punctuation and spaces."""

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from indexer.contract.documents import Paragraph, Report
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Words,
)
from indexer.contract.results import ALL_FACETS, NO_THEME, FacetField, Filters, SearchRequest, Sort
from indexer.contract.vocabulary import NATIONAL, Region

WIDE = (*"和服务产品水库庫務國国", "防汛", "演练", "服务", "Ａ", "a", "B", "1", "１", *"。， -ﬁ\\", "😀")
TIGHT = (*"水库庫Ａa",)  # so few that most texts share most pairs of characters
THEMES = ["水利", "教育", "农业"]
NAMES = ("b/2", "a", "B", "文/1", "a b")
HEADINGS = ["一、水庫", "（一）服务", "二、Ａ", "水库"]
DAYS = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2025, 6, 30)]
REGIONS = [
    Region(code="330000", name="浙江省", path=("浙江省",), codes=("330000",)),
    Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200")),
    Region(
        code="330282",
        name="慈溪市",
        path=("浙江省", "宁波市", "慈溪市"),
        codes=("330000", "330200", "330282"),
    ),
    Region(code="370100", name="济南市", path=("山东省", "济南市"), codes=("370000", "370100")),
    Region(code="110101", name="东城区", path=("北京市", "东城区"), codes=("110000", "110101")),
    NATIONAL,
]
PLACES = [
    "330000",
    "浙江",
    "宁波市",
    "宁波",
    "慈溪",
    "370100",
    "110000",
    "东城区",
    "全国",
    "寧波",
    "nowhere",
    "",
]
YEARS = [2023, 2024, 2025, 959]

REQUESTS = 10
days = st.none() | st.sampled_from(DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Reports, clusters of reprints as an IndexWriter's `group` takes them, and searches to put to them."""

    reports: list[Report]
    clusters: list[list[tuple[str, int]]]
    requests: list[SearchRequest]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to four reports, ids in no order, some without paragraphs; and requests in the same alphabet."""
    pieces = draw(st.sampled_from([TIGHT, WIDE]))
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    reports = [draw(_reports(name, _texts(pieces, 10))) for name in names]
    asked = draw(st.lists(_requests(_texts(pieces, 4)), min_size=REQUESTS, max_size=REQUESTS))
    return World(reports=reports, clusters=draw(_clusters(reports)), requests=asked)


@st.composite
def haystacks(draw: st.DrawFn) -> World:
    """One report of long paragraphs in very few characters, and much to be looked for in it: nearly every
    pair of characters stands in nearly every paragraph."""
    pieces = ("水", "库", "庫")
    texts = draw(st.lists(_texts(pieces, 30), min_size=1, max_size=6))
    needles = _texts(pieces, 5)
    exact = st.builds(Exact, text=needles) | st.builds(Verbatim, text=needles)
    near = st.builds(Near, first=needles, second=needles, within_chars=st.integers(0, 3) | st.none())
    queries = draw(st.lists(exact | near | _patterns(needles), min_size=3 * REQUESTS, max_size=3 * REQUESTS))
    report = draw(_reports("hay", needles))
    paragraphs = _paragraphs([((), None, text, (), ()) for text in texts])
    requests = [SearchRequest(query=query) for query in queries]
    return World(reports=[replace(report, paragraphs=paragraphs)], clusters=[], requests=requests)


def _patterns(needles: st.SearchStrategy[str]) -> st.SearchStrategy[Pattern]:
    """Two literal ends, and wildcards between them."""
    literal = needles.map(lambda text: text.replace("?", "？"))
    inner = st.sampled_from(["?", "??", "?水?"])
    return st.builds(lambda a, between, b: Pattern(text=a + between + b), literal, inner, literal)


def _clusters(reports: list[Report]) -> st.SearchStrategy[list[list[tuple[str, int]]]]:
    """Any paragraphs, of whatever text, in one of two clusters or in none."""
    places = [(report.id, paragraph.ordinal) for report in reports for paragraph in report.paragraphs]
    drawn = st.lists(st.sampled_from([0, 0, 1, 2]), min_size=len(places), max_size=len(places))

    def grouped(numbers: list[int]) -> list[list[tuple[str, int]]]:
        named = [[place for place, of in zip(places, numbers, strict=True) if of == n] for n in (1, 2)]
        return [cluster for cluster in named if len(cluster) > 1]

    return drawn.map(grouped)


def _texts(pieces: tuple[str, ...], pieces_max: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=pieces_max).map("".join)


def _reports(name: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Report]:
    headings = st.lists(st.sampled_from(HEADINGS), max_size=2).map(tuple)
    themes = st.none() | st.sampled_from(THEMES)
    mentions = st.lists(st.sampled_from(REGIONS), max_size=3, unique=True).map(tuple)
    years = st.lists(st.sampled_from(YEARS), max_size=2, unique=True).map(tuple)
    drawn = st.lists(st.tuples(headings, themes, texts, mentions, years), max_size=4)
    return st.builds(
        Report,
        id=st.just(name),
        title=texts,
        subtitle=st.none() | texts,
        date=days,
        source=st.none() | texts,
        author=st.none() | texts,
        url=st.none() | texts,
        region=st.none() | st.sampled_from(REGIONS),
        paragraphs=drawn.map(_paragraphs),
        year_only=st.none() | st.sampled_from(YEARS),
        captions=st.lists(texts, max_size=2).map(tuple),
    )


def _paragraphs(
    drawn: list[tuple[tuple[str, ...], str | None, str, tuple[Region, ...], tuple[int, ...]]],
) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            ordinal=ordinal,
            section=section,
            theme=theme,
            text=text,
            mentioned_regions=regions,
            mentioned_years=years,
        )
        for ordinal, (section, theme, text, regions, years) in enumerate(drawn, start=1)
    )


def _leaves(needles: st.SearchStrategy[str]) -> st.SearchStrategy[Query]:
    named = {
        QueryField.TITLE: needles,
        QueryField.SOURCE: needles,
        QueryField.SECTION: needles | st.sampled_from(["水库", "服务", "a"]),
        QueryField.REGION: st.sampled_from(PLACES),
        QueryField.THEME: st.sampled_from([*THEMES, "農業", "别的", NO_THEME]),
        QueryField.YEAR: st.sampled_from(["2023", "2024", "20", "²"]),
    }
    return st.one_of(
        st.builds(Words, text=needles, any_word=st.booleans()),
        st.builds(Prefix, text=needles | st.sampled_from(["防", "服"])),
        st.builds(Exact, text=needles),
        _patterns(needles),
        st.builds(Verbatim, text=needles),
        st.builds(Near, first=needles, second=needles, within_chars=st.integers(0, 5) | st.none()),
        st.just(Everything()),
        st.builds(DateWithin, start=days, end=days),
        *(st.builds(FieldIs, field=st.just(field), value=value) for field, value in named.items()),
    )


def _queries(needles: st.SearchStrategy[str]) -> st.SearchStrategy[Query]:
    """Mostly one leaf, because a leaf alone shows best what it finds."""
    leaves = _leaves(needles)
    parts = st.lists(leaves | leaves.map(lambda leaf: Not(part=leaf)), min_size=2, max_size=3).map(tuple)
    flat = st.builds(And, parts=parts) | st.builds(Or, parts=parts)
    deep = st.lists(flat | leaves, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        leaves,
        leaves,
        flat,
        st.builds(Not, part=leaves | flat),
        st.builds(And, parts=deep) | st.builds(Or, parts=deep),
    )


def _filters() -> st.SearchStrategy[Filters]:
    return st.builds(
        Filters,
        regions=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple),
        sections=st.lists(st.sampled_from([*HEADINGS, "没有"]), max_size=2).map(tuple),
        themes=st.lists(st.sampled_from([*THEMES, "别的", NO_THEME]), max_size=2).map(tuple),
        years=st.lists(st.sampled_from(["2024", "2025", "0959", "0000", "x"]), max_size=2).map(tuple),
        mentioned_regions=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple),
        mentioned_years=st.lists(st.sampled_from(["2024", "0959", "959", "x"]), max_size=2).map(tuple),
        start=days,
        end=days,
        document=st.sampled_from([None, None, *NAMES]),
    )


def _requests(needles: st.SearchStrategy[str]) -> st.SearchStrategy[SearchRequest]:
    """Half of them without filters, because filters hide what the query found."""
    return st.builds(
        SearchRequest,
        query=_queries(needles),
        filters=st.just(Filters()) | _filters(),
        sort=st.sampled_from(Sort),
        offset=st.sampled_from([0, 0, 1, 3, 10**12]),
        limit=st.sampled_from([0, 1, 2, 1000]),
        fold=st.booleans(),
        facets=st.just(ALL_FACETS) | st.frozensets(st.sampled_from(FacetField)),
    )
