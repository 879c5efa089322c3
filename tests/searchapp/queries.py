"""Random texts and queries of few characters, so that they meet often, in either script."""

from datetime import date

from hypothesis import strategies as st

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

PIECES = (
    "防汛",
    "防",
    "汛",
    "演练",
    "演練",
    "水库",
    "水庫",
    "和服",
    "产品和服务",
    "马克思主义",
    "A",
    "ａ",
    " ",
    "，",
    "。",
)

TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
SOUGHT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=2).map("".join)
DAYS = st.sampled_from((date(2021, 1, 1), date(2021, 12, 31), date(2022, 6, 1)))

LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.just(Everything()),
    st.builds(Words, text=SOUGHT, any_word=st.booleans()),
    st.builds(Prefix, text=SOUGHT),
    st.builds(Exact, text=SOUGHT),
    st.builds(lambda a, b: Pattern(text=f"{a}?{b}"), SOUGHT, SOUGHT),
    st.builds(Verbatim, text=SOUGHT),
    st.builds(Near, first=SOUGHT, second=SOUGHT, within_chars=st.integers(0, 6) | st.none()),
    st.builds(
        FieldIs,
        field=st.sampled_from(QueryField),
        value=st.sampled_from(("防汛", "水庫", "浙江", "370100", "安全", "2021")),
    ),
    st.builds(DateWithin, start=st.none() | DAYS, end=st.none() | DAYS),
)


def _joined(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(And, parts=parts) | st.builds(Or, parts=parts) | st.builds(Not, part=inner)


QUERIES = st.recursive(LEAVES, _joined, max_leaves=5)
