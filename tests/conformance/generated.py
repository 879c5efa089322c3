"""Small corpora and requests for Hypothesis, from an alphabet chosen to collide: a few Han characters that
make words together, traditional and full-width forms of the same, Latin letters, punctuation and spaces."""

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
    Query,
    QueryField,
    Verbatim,
    Words,
)
from indexer.contract.results import Filters, SearchRequest, Sort
from indexer.contract.vocabulary import Region

PIECES = [
    *"和服务产品水库庫务務國国",
    "防汛",
    "演练",
    "服务",
    "Ａ",
    "a",
    "B",
    "1",
    "１",
    "。",
    "，",
    " ",
    "-",
    "😀",
    "ﬁ",
    "\\",
]
THEMES = ["水利", "教育", "农业"]
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
]
PLACES = ["330000", "浙江", "宁波市", "宁波", "慈溪", "370100", "110000", "东城区", "nowhere", ""]

texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
paragraphs = st.lists(
    st.tuples(
        st.lists(st.sampled_from(HEADINGS), max_size=2).map(tuple),
        st.none() | st.sampled_from(THEMES),
        texts,
    ),
    max_size=4,
)


@st.composite
def corpora(draw: st.DrawFn) -> list[Report]:
    """Up to four reports; ids in no order, some without paragraphs."""
    names = draw(st.lists(st.sampled_from(["b/2", "a", "B", "文/1", "a b"]), max_size=4, unique=True))
    return [_report(draw, name) for name in names]


def _report(draw: st.DrawFn, name: str) -> Report:
    return Report(
        id=name,
        title=draw(texts),
        subtitle=draw(st.none() | texts),
        date=draw(st.none() | st.sampled_from(DAYS)),
        source=draw(st.none() | texts),
        author=None,
        url=None,
        region=draw(st.none() | st.sampled_from(REGIONS)),
        paragraphs=tuple(
            Paragraph(ordinal=ordinal, section=section, theme=theme, text=text)
            for ordinal, (section, theme, text) in enumerate(draw(paragraphs), start=1)
        ),
    )


needles = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)
days = st.none() | st.sampled_from(DAYS)
leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(Words, text=needles, any_word=st.booleans()),
    st.builds(Exact, text=needles),
    st.builds(Verbatim, text=needles),
    st.builds(Near, first=needles, second=needles, within_chars=st.integers(0, 5)),
    st.just(Everything()),
    st.builds(DateWithin, start=days, end=days),
    st.builds(FieldIs, field=st.sampled_from([QueryField.TITLE, QueryField.SECTION]), value=needles),
    st.builds(FieldIs, field=st.just(QueryField.REGION), value=st.sampled_from(PLACES)),
    st.builds(FieldIs, field=st.just(QueryField.THEME), value=st.sampled_from([*THEMES, "别的"])),
    st.builds(FieldIs, field=st.just(QueryField.YEAR), value=st.sampled_from(["2023", "2024", "20", "²"])),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(And, parts=st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, parts=st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, part=inner),
    ),
    max_leaves=5,
)
requests = st.builds(
    SearchRequest,
    query=queries,
    filters=st.builds(
        Filters,
        regions=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple),
        sections=st.lists(st.sampled_from([*HEADINGS, "没有"]), max_size=2).map(tuple),
        themes=st.lists(st.sampled_from([*THEMES, "别的"]), max_size=2).map(tuple),
        years=st.lists(st.sampled_from(["2024", "2025", "0000", "x"]), max_size=2).map(tuple),
        start=days,
        end=days,
    ),
    sort=st.sampled_from(Sort),
    offset=st.sampled_from([0, 0, 1, 3, 10**12]),
    limit=st.sampled_from([0, 1, 2, 1000]),
)
