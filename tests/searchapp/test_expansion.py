"""Expansion: what a query also asks for; the result can be written, read and expanded again."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.contract.lexicon import DictionaryWord, Lexicon
from indexer.contract.notation import notation
from indexer.contract.query import And, Exact, Mode, Not, Or, Query, Words, relaxed
from indexer.contract.syntax import CLAUSES_MAX, QUERY_CHARS_MAX, parse
from searchapp.expansion import OTHERS_MAX, Expanding, Expansion, expanded
from tests.searchapp.queries import QUERIES

MANY = tuple(f"防汛{number}号" for number in range(12))
LEXICON = Lexicon(
    words=(DictionaryWord(text="教整"),),
    groups=(
        ("教整", "教育整顿"),
        ("扫黑", "扫黑除恶", "专项斗争"),
        ("整顿", "整治"),
        ("二十大", "第20次大会"),
        ("AND", "and also"),
        ("演练", *MANY),
        ("百分之三十", "三成"),
    ),
)
BOTH = Expanding(lexicon=LEXICON, synonyms=True, numerals=True)
SYNONYMS, NUMERALS = replace(BOTH, numerals=False), replace(BOTH, synonyms=False)


def _read(text: str) -> Query:
    return parse(text, Mode.WORDS).query


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("教整", '教整 OR "教育整顿"'),
        ("教育整顿", '教育整顿 OR "教整"'),
        ("教整 措施", '(教整 OR "教育整顿") 措施'),
        ("教整措施", '(教整 OR "教育整顿") 措施'),
        ("教整-措施", '(教整 OR "教育整顿") 措施'),
        ("整頓水库", '(整頓 OR "整治") 水库'),
        ("措施 (教整 OR 水库)", '措施 (教整 OR "教育整顿" OR 水库)'),
        ("水库 -教整", '水库 -(教整 OR "教育整顿")'),
        ('教整 OR "教育整顿"', '教整 OR "教育整顿"'),
        ("扫黑", '扫黑 OR "扫黑除恶" OR "专项斗争"'),
    ],
)
def test_a_bare_word_may_also_be_its_synonyms(typed: str, read: str) -> None:
    assert notation(expanded(_read(typed), SYNONYMS).query) == read


@pytest.mark.parametrize(
    "typed",
    [
        '"教整"',
        'title:"教整"',
        "标题:教整",
        'verbatim:"教整"',
        "教整 NEAR/5 措施",
        "教整*",
        '"教?整"',
        "水库",
        "",
        "年份:2021",
        "date:2021..2022",
    ],
)
def test_what_is_not_a_bare_word_has_no_synonyms(typed: str) -> None:
    query = _read(typed)
    assert expanded(query, SYNONYMS).query == query
    assert expanded(query, SYNONYMS).expansions == ()


def test_a_synonym_inside_a_word_is_none() -> None:
    by = replace(SYNONYMS, lexicon=Lexicon(groups=(("和服", "着物"), ("人民", "百姓"))))
    for typed in ("产品和服务", "中华人民共和国"):
        assert expanded(_read(typed), by).query == _read(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2021年", "2021年 OR 二〇二一年 OR 二零二一年"),
        ("二零二一年 水库", "(二零二一年 OR 2021年 OR 二〇二一年) 水库"),
        ('"第十二条"', '"第十二条" OR "第12条"'),
        ("第１２条", "第１２条 OR 第十二条"),
        ("第12条，", "第12条 OR 第十二条"),
        ('-"第十二条"', '-("第十二条" OR "第12条")'),
        (
            "水库 NEAR/5 30%",
            " OR ".join(f'("水库" NEAR/5 "{share}")' for share in ("30%", "百分之三十", "百分之30")),
        ),
        ("三农 十四五", "三农 十四五"),
        ("title:第十二条", 'title:"第十二条"'),
        ('原样:"第十二条"', 'verbatim:"第十二条"'),
    ],
)
def test_a_number_may_be_written_otherwise(typed: str, read: str) -> None:
    assert notation(expanded(_read(typed), NUMERALS).query) == read


def test_each_way_to_type_a_number_finds_the_same() -> None:
    ways = [expanded(_read(typed), NUMERALS).query for typed in ("2021年", "二〇二一年", "二零二一年")]
    assert all(isinstance(way, Or) for way in ways)
    assert len({frozenset(way.parts) for way in ways if isinstance(way, Or)}) == 1


def test_a_number_with_a_comma_is_not_cut_in_two() -> None:
    assert '"1,900"' in notation(expanded(_read("1900"), NUMERALS).query)


def test_what_was_added_is_said_for_each_part() -> None:
    assert expanded(_read("2021年教整"), BOTH).expansions == (
        Expansion(text="2021年", others=("二〇二一年", "二零二一年")),
        Expansion(text="教整", others=("教育整顿",)),
    )


def test_both_switched_off_the_query_stays() -> None:
    query = _read("2021年教整 教整 教整")
    assert expanded(query, Expanding(lexicon=LEXICON, synonyms=False, numerals=False)).query == query


def test_a_relaxed_word_stays_relaxed() -> None:
    loose = relaxed(_read("教整措施"))
    assert loose == Words(text="教整措施", any_word=True)
    assert expanded(loose, BOTH).query == Or(
        parts=(
            Words(text="教整", any_word=True),
            Exact(text="教育整顿"),
            Words(text="措施", any_word=True),
        )
    )


def test_a_group_gives_only_so_many_alternatives() -> None:
    (found,) = expanded(_read("演练"), SYNONYMS).expansions
    assert len(found.others) == OTHERS_MAX


def test_where_the_alternatives_are_too_many_the_last_are_left_out_and_that_is_said() -> None:
    wider = expanded(_read("演练 扫黑 教整 " + "水" * 180), SYNONYMS)
    assert "只加了前" in wider.hints[0]
    assert len(notation(wider.query)) <= QUERY_CHARS_MAX


def test_where_there_is_no_room_for_any_the_query_stays_and_that_is_said() -> None:
    query = _read(" ".join(["教整", *(f"水{number}" for number in range(CLAUSES_MAX - 1))]))
    wider = expanded(query, SYNONYMS)
    assert wider.query == query
    assert wider.expansions == ()
    assert "太长" in wider.hints[0]


_PIECES = st.sampled_from(
    (
        *(
            "教整",
            "教育整顿",
            "整頓",
            "扫黑",
            "扫黑除恶",
            "演练",
            "水库",
            "措施",
            "AND",
            "OR",
            "-",
            " ",
            " ",
            " ",
        ),
        *("2021年", "二〇二一年", "12", "第十二条", "百分之三十", "二十大", "１２", "三万", "，", "?", "*"),
        *("(", ")", '"', "“", "”", "NEAR/3", " NEAR ", "title:", "网址:", "原样:"),
    )
)
_TYPED = st.lists(_PIECES, max_size=18).map("".join)
_WAYS = st.sampled_from((BOTH, SYNONYMS, NUMERALS))


@given(_TYPED, _WAYS)
@example("教整?二十大", BOTH)
@example("演练 演练 12 二〇二一年 教整", BOTH)
def test_an_expanded_query_reads_back_as_itself(typed: str, by: Expanding) -> None:
    wider = expanded(_read(typed), by).query
    assert _read(notation(wider)) == wider


@given(_TYPED, _WAYS)
def test_expanding_twice_is_expanding_once(typed: str, by: Expanding) -> None:
    wider = expanded(_read(typed), by).query
    assert expanded(wider, by).query == wider


@given(_TYPED, _WAYS)
def test_a_relaxed_query_expanded_twice_is_expanded_once(typed: str, by: Expanding) -> None:
    loose = relaxed(_read(typed))
    if loose is not None:
        wider = expanded(loose, by).query
        assert expanded(wider, by).query == wider


@given(QUERIES, _WAYS)
def test_any_tree_can_be_expanded_and_is_flat_where_it_was_widened(query: Query, by: Expanding) -> None:
    wider = expanded(query, by).query
    assert wider == query or _is_flat(wider)


@given(_TYPED, _WAYS)
def test_what_is_read_and_widened_is_flat(typed: str, by: Expanding) -> None:
    assert _is_flat(expanded(_read(typed), by).query)


def _is_flat(query: Query) -> bool:
    match query:
        case And(parts=parts) | Or(parts=parts):
            return len(parts) > 1 and all(type(part) is not type(query) and _is_flat(part) for part in parts)
        case Not(part=part):
            return _is_flat(part)
        case _:
            return True
