"""Laws: the line 检索式 and the address of a search each mean the same search as the one they are of."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indexer.contract.engine import Searcher
from indexer.contract.lexicon import DictionaryWord, Lexicon
from indexer.contract.notation import notation
from indexer.contract.query import Mode
from indexer.contract.results import Sort
from searchapp.addresses import SEARCH
from searchapp.arguments import Asked, read_args
from searchapp.service import Answer, answer
from searchapp.state import LIMIT_MAX, PAGE_MAX, SearchState
from tests.conformance.built import built
from tests.oracle import Oracle
from tests.searchapp.queries import QUERIES
from tests.searchapp.shelf import CLUSTERS, REPRINTED, SHELF

LEXICON = Lexicon(
    words=(DictionaryWord(text="教整"), DictionaryWord(text="防汛演练")),
    groups=(("演练", "演习", "医生"), ("图书馆", "水库"), ("二〇二〇年", "没有日期"), ("教整", "教育整顿")),
)
# Lone surrogates stand for bytes that are no text; no address can carry them.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.lists(TEXT.filter(bool), unique=True, max_size=3).map(tuple)
YEARS = st.lists(st.from_regex(r"[0-9]{4}", fullmatch=True), unique=True, max_size=3).map(tuple)
PIECES = (
    *(
        "防汛",
        "演练",
        "演練",
        "水库",
        "檢查水庫",
        "图书馆",
        "夜间",
        "教整",
        "防汛演练",
        "两地医生",
        "和服",
        "没有的词",
    ),
    *(
        "二〇二〇年",
        "2020年",
        "宁波",
        "“防汛演练”",
        '"水?檢"',
        "“图?馆”",
        "防*",
        "verbatim:“檢查”",
        "title:宁波",
        "region:浙江",
    ),
    *(
        "year:2021",
        "date:2021..2022-03",
        "theme:安全",
        "section:概况",
        "来源:日报",
        " ",
        " ",
        " ",
        " OR ",
        " NOT ",
        " -",
    ),
    *(" NEAR/3 ", " NEAR/句 ", "(", ")", "“", "＂", "|", "*", "？", "，", "\ud800", "防汛 " * 60),
)
TYPED = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | QUERIES.map(notation) | TEXT
PLACES = st.lists(st.sampled_from(("浙江", "330200", "寧波", "nowhere")), unique=True, max_size=2).map(tuple)
SEARCHES = st.builds(
    SearchState,
    q=TYPED,
    mode=st.sampled_from((Mode.WORDS, *Mode)),
    region=st.just(()) | PLACES,
    theme=st.sampled_from(((), (), ("安全",), ("none",))),
    mentions=st.just(()) | PLACES,
    year=st.sampled_from(((), (), ("2021", "2022"))),
    start=st.none() | st.dates(),
    sort=st.sampled_from(Sort),
    fold=st.booleans(),
    numerals=st.booleans(),
    synonyms=st.booleans(),
    explain=st.booleans(),
    page=st.sampled_from((1, 1, 1, 2, PAGE_MAX)),
    limit=st.sampled_from((1, 3, 10)),
)
ANY_STATE = st.builds(
    SearchState,
    q=TEXT | st.text(st.characters(exclude_categories=["Cs"]), min_size=200, max_size=400),
    mode=st.sampled_from(Mode),
    region=VALUES,
    section=VALUES,
    theme=VALUES,
    year=YEARS,
    mentions=VALUES,
    mentions_year=YEARS,
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
    sort=st.sampled_from(Sort),
    fold=st.booleans(),
    numerals=st.booleans(),
    synonyms=st.booleans(),
    explain=st.booleans(),
    page=st.integers(1, PAGE_MAX),
    limit=st.integers(1, LIMIT_MAX),
)
law = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=["oracle", "whoosh"])
def searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    reports = (*SHELF, *REPRINTED)
    if request.param == "oracle":
        return Oracle(reports, CLUSTERS, LEXICON)
    return built(request.param, tmp_path_factory.mktemp("laws"), reports, CLUSTERS, LEXICON)


def _found(answered: Answer) -> object:
    """All that was found, in its order, with its marks and counts."""
    result = answered.result
    counts = (result.paragraphs, result.distinct, result.documents, result.facets)
    return answered.query, answered.relaxed, counts, answered.found


def _opened(address: str) -> Asked:
    return read_args(parse_qsl(urlsplit(address).query, keep_blank_values=True))


@law
@given(SEARCHES)
@example(SearchState(q="教整 没有的词"))
@example(SearchState(q="防汛演练 没有的词 图书馆"))
@example(SearchState(q="二〇二〇年 没有的词", numerals=True))
@example(SearchState(q="“二〇二〇年”", numerals=True, mode=Mode.EXACT))
@example(SearchState(q="2020年", numerals=True))
def test_what_a_search_is_read_as_is_the_same_search(searcher: Searcher, state: SearchState) -> None:
    answered = answer(searcher, Asked(state=state))
    read_as = answered.meant.read_as
    again = answer(searcher, Asked(state=replace(state, q=read_as, mode=Mode.WORDS)))
    assert again.meant.query == answered.meant.query
    assert again.meant.read_as == read_as
    assert _found(again) == _found(answered)


@law
@given(SEARCHES)
def test_the_address_of_a_search_finds_the_same(searcher: Searcher, state: SearchState) -> None:
    answered = answer(searcher, Asked(state=state))
    again = answer(searcher, _opened(state.to_url(SEARCH)))
    assert _found(again) == _found(answered)


@law
@given(SEARCHES)
def test_the_link_to_an_answer_finds_the_same(searcher: Searcher, state: SearchState) -> None:
    """Links are made of the state of the answer, with the query as it was read and regions as codes."""
    answered = answer(searcher, Asked(state=state))
    again = answer(searcher, _opened(answered.state.to_url(SEARCH)))
    assert again.state == answered.state
    assert _found(again) == _found(answered)


@given(ANY_STATE)
def test_an_address_holds_every_option_of_its_search(state: SearchState) -> None:
    assert _opened(state.to_url(SEARCH)) == Asked(state=state, hints=_opened(state.to_url(SEARCH)).hints)
    assert read_args(state.to_args()).state == state
