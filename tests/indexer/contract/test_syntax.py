"""The grammar: what each way of writing a query means, and that no text of any kind is an error."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Mode,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Words,
    relaxed,
    wanted,
)
from indexer.contract.syntax import CLAUSES_MAX, QUERY_CHARS_MAX, parse

A, B, C = Words(text="甲"), Words(text="乙"), Words(text="丙")

READINGS: list[tuple[str, Query]] = [
    ("", Everything()),
    (" \u3000\t", Everything()),
    ("甲", A),
    ("甲 乙", And(parts=(A, B))),
    ("甲\u3000乙", And(parts=(A, B))),
    ("甲 AND 乙", And(parts=(A, B))),
    ("甲 与 乙", And(parts=(A, B))),
    ("甲 OR 乙", Or(parts=(A, B))),
    ("甲|乙", Or(parts=(A, B))),
    ("甲｜乙", Or(parts=(A, B))),
    ("甲 || 乙", Or(parts=(A, B))),
    ("甲 或 乙", Or(parts=(A, B))),
    ("甲 乙 OR 丙", Or(parts=(And(parts=(A, B)), C))),
    ("甲 (乙 OR 丙)", And(parts=(A, Or(parts=(B, C))))),
    ("甲（乙｜丙）", And(parts=(A, Or(parts=(B, C))))),
    ("甲 -乙", And(parts=(A, Not(part=B)))),
    ("甲 －乙", And(parts=(A, Not(part=B)))),
    ("甲 NOT 乙", And(parts=(A, Not(part=B)))),
    ("甲 非 乙", And(parts=(A, Not(part=B)))),
    ("NOT NOT 甲", A),
    ("-甲", Not(part=A)),
    ("-(甲 乙)", Not(part=And(parts=(A, B)))),
    ("2024-2025", Words(text="2024-2025")),
    ("与", Words(text="与")),
    ('"甲 乙"', Exact(text="甲 乙")),
    ("“甲 乙”", Exact(text="甲 乙")),
    ("”甲 乙“", Exact(text="甲 乙")),
    ("「甲 乙」", Exact(text="甲 乙")),
    ("『甲 乙』", Exact(text="甲 乙")),
    ("＂甲 乙＂", Exact(text="甲 乙")),
    ('" 甲 "', Exact(text=" 甲 ")),
    ('"甲""乙"', Exact(text='甲"乙')),
    ("“甲“乙”丙”", Exact(text="甲“乙”丙")),
    ("抓好“四个坚持”", And(parts=(Words(text="抓好"), Exact(text="四个坚持")))),
    ("甲 NEAR/5 乙", Near(first="甲", second="乙", within_chars=5)),
    ("“甲” NEAR 乙", Near(first="甲", second="乙", within_chars=10)),
    ("title:甲", FieldIs(field=QueryField.TITLE, value="甲")),
    ("标题：甲", FieldIs(field=QueryField.TITLE, value="甲")),
    ('section:"甲 乙"', FieldIs(field=QueryField.SECTION, value="甲 乙")),
    ("地区:宁波", FieldIs(field=QueryField.REGION, value="宁波")),
    ("year:2021", FieldIs(field=QueryField.YEAR, value="2021")),
    ("年份：２０２１年", FieldIs(field=QueryField.YEAR, value="2021")),
    ("標題：甲", FieldIs(field=QueryField.TITLE, value="甲")),
    ("章節:甲", FieldIs(field=QueryField.SECTION, value="甲")),
    ("來源:甲", FieldIs(field=QueryField.SOURCE, value="甲")),
    ("地區:甲", FieldIs(field=QueryField.REGION, value="甲")),
    ("主題:甲", FieldIs(field=QueryField.THEME, value="甲")),
    ("原樣:甲", Verbatim(text="甲")),
    ("ＴＩＴＬＥ：甲", FieldIs(field=QueryField.TITLE, value="甲")),
    ("title:甲*", FieldIs(field=QueryField.TITLE, value="甲")),
    ("title:*", FieldIs(field=QueryField.TITLE, value="*")),
    ("甲 與 乙", And(parts=(A, B))),
    ("date:2021..2022-06", DateWithin(start=date(2021, 1, 1), end=date(2022, 6, 30))),
    ("日期:2021至2022年6月", DateWithin(start=date(2021, 1, 1), end=date(2022, 6, 30))),
    ("date:2021～", DateWithin(start=date(2021, 1, 1), end=None)),
    ("日期:2021..", DateWithin(start=date(2021, 1, 1), end=None)),
    ("日期:２０２１－０３", DateWithin(start=date(2021, 3, 1), end=date(2021, 3, 31))),
    ("date:2021-03", DateWithin(start=date(2021, 3, 1), end=date(2021, 3, 31))),
    ('verbatim:"甲"', Verbatim(text="甲")),
    ("网址:甲", Words(text="网址:甲")),
    ("！！", Exact(text="！！")),
    ("甲 / 乙", And(parts=(A, B))),
    ("甲 - 乙 ！", And(parts=(A, B))),
    ("甲 near/5 乙", Near(first="甲", second="乙", within_chars=5)),
    ("甲 Near/5 乙", Near(first="甲", second="乙", within_chars=5)),
    ("甲 NEAR/10000 乙", Near(first="甲", second="乙", within_chars=10000)),
    (f"甲 NEAR/{'9' * 40} 乙", Near(first="甲", second="乙", within_chars=999_999_999)),
    ("甲 NEAR/ 乙", Near(first="甲", second="乙", within_chars=10)),
    ("甲 NEAR/句 乙", Near(first="甲", second="乙", within_chars=None)),
    ("甲 near/s 乙", Near(first="甲", second="乙", within_chars=None)),
    (
        "甲 NEAR/5 乙 NEAR/句 丙",
        And(
            parts=(
                Near(first="甲", second="乙", within_chars=5),
                Near(first="乙", second="丙", within_chars=None),
            )
        ),
    ),
    ("政法*", Prefix(text="政法")),
    ("政法＊", Prefix(text="政法")),
    ("甲 政法*", And(parts=(A, Prefix(text="政法")))),
    ("甲* NEAR/5 “乙?丙”", Near(first="甲", second="乙？丙", within_chars=5)),
    ("“扫?除恶”", Pattern(text="扫?除恶")),
    ("“扫??恶?”", Pattern(text="扫??恶？")),
    ("“怎么办?”", Exact(text="怎么办？")),
    ("“怎么办？怎么干”", Exact(text="怎么办？怎么干")),
    ("source:甲", FieldIs(field=QueryField.SOURCE, value="甲")),
    ("来源：甲", FieldIs(field=QueryField.SOURCE, value="甲")),
    (
        "标题:(甲 OR 乙) 丙",
        And(
            parts=(
                Or(
                    parts=(
                        FieldIs(field=QueryField.TITLE, value="甲"),
                        FieldIs(field=QueryField.TITLE, value="乙"),
                    )
                ),
                C,
            )
        ),
    ),
    ("标题： 甲 乙", And(parts=(FieldIs(field=QueryField.TITLE, value="甲"), B))),
]


@pytest.mark.parametrize(("text", "query"), READINGS, ids=[text or "(empty)" for text, _ in READINGS])
def test_each_way_of_writing_has_its_meaning(text: str, query: Query) -> None:
    assert parse(text, Mode.WORDS).query == query


@pytest.mark.parametrize("mode", [Mode.EXACT, Mode.VERBATIM])
@pytest.mark.parametrize("text", ['甲 OR "乙"', "(甲", "-甲", " 甲", "title:甲"])
def test_in_exact_and_verbatim_mode_nothing_is_grammar(mode: Mode, text: str) -> None:
    expected: Query = Exact(text=text) if mode is Mode.EXACT else Verbatim(text=text)
    assert parse(text, mode).query == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("(甲", "括号未闭合"),
        ("甲)", "多出的右括号"),
        ("“甲", "引号未闭合"),
        ("甲 OR", "OR 缺少一侧"),
        ("甲 NOT", "NOT 后面没有内容"),
        ("NEAR/3 甲", "NEAR 两侧"),
        ("甲 NEAR/3", "NEAR 两侧"),
        ("date:2021-13-45", "无法识别"),
        ("date:2025..2021", "起晚于止"),
        ("甲 -", "已忽略"),
        ("title:", "空的引号或字段"),
        ('""', "没有读出要查的内容"),
        ("！！", "逐字查找"),
        ("政*法", "星号只能放在词尾"),
        ("甲 or 乙", "小写的 or"),
        ("甲 ｏｒ 乙", "小写的 ｏｒ"),
        ("甲 NEAR/五 乙", "相近要写成"),
        ("甲 NEAR10 乙", "相近要写成"),
        ("甲NEAR/3乙", "相近要写成"),
        ("title:甲*", "星号已忽略"),
        ("year:2021..2022", "年份“2021..2022”无法识别"),
        ("date:2021-00", "无法识别"),
        ("甲 NEAR/3 * 乙", "NEAR 两侧"),
        ("（" * 20 + "甲", "括号超过 8 层"),
        ("甲 " * 40, "检索词超过 32 个"),
        ("甲" * 300, "只读了前 256 字"),
    ],
)
def test_what_had_to_be_guessed_is_said(text: str, hint: str) -> None:
    assert any(hint in said for said in parse(text, Mode.WORDS).hints)


@pytest.mark.parametrize(
    "text", ["甲" * 10_000, "(" * 5_000, "NOT " * 500, "()" * 3_000, '"' * 999, "a|" * 99]
)
@pytest.mark.parametrize("mode", list(Mode))
def test_a_monstrous_query_is_cut_and_read(text: str, mode: Mode) -> None:
    parsed = parse(text, mode)
    assert len(parsed.raw) <= QUERY_CHARS_MAX
    assert len(list(wanted(parsed.query))) <= CLAUSES_MAX


def test_a_clause_beyond_the_limit_is_left_out_not_the_rest() -> None:
    parsed = parse(" ".join(f"词{n}" for n in range(40)), Mode.WORDS)
    assert len(list(wanted(parsed.query))) == CLAUSES_MAX


_MARKS = (
    '"',
    "“",
    "”",
    "「",
    "」",
    "(",
    "）",
    "|",
    "-",
    "－",
    " ",
    "\u3000",
    "..",
    "！",
    "\\",
    "\ud800",
    "\0",
)
_WORDS = (
    *("甲", "b", "2021", "AND", "OR", "NOT", "与", "NEAR/3", "NEAR/句"),
    *("甲*", "*", "?", "title:", "日期:", "verbatim:"),
)
_PIECES = st.sampled_from(_MARKS + _WORDS)


@given(st.lists(_PIECES, max_size=24).map("".join) | st.text(max_size=60))
@example("NOT NOT")
@example(") -甲")
def test_the_read_as_line_reads_back_as_the_same_query(text: str) -> None:
    parsed = parse(text, Mode.WORDS)
    again = parse(parsed.read_as, Mode.WORDS)
    assert len(parsed.read_as) <= QUERY_CHARS_MAX
    assert again.query == parsed.query


@pytest.mark.parametrize("piece", ["甲 (乙 OR ", "-(甲 乙|", "甲 (乙 NEAR/2 丙 OR 丁 ("])
def test_brackets_as_deep_as_they_go_read_back_too(piece: str) -> None:
    parsed = parse(piece * 12, Mode.WORDS)
    assert parse(parsed.read_as, Mode.WORDS).query == parsed.query


@given(st.text(alphabet='甲"?*-「', min_size=200, max_size=300), st.sampled_from(Mode))
def test_the_read_as_line_of_a_long_query_reads_back_too(text: str, mode: Mode) -> None:
    parsed = parse(text, mode)
    assert len(parsed.read_as) <= QUERY_CHARS_MAX
    assert parse(parsed.read_as, Mode.WORDS).query == parsed.query


@given(st.text(min_size=1, max_size=60).filter(str.strip), st.sampled_from([Mode.EXACT, Mode.VERBATIM]))
def test_the_read_as_line_of_other_modes_is_a_query_in_words_mode(text: str, mode: Mode) -> None:
    parsed = parse(text, mode)
    assert parse(parsed.read_as, Mode.WORDS).query == parsed.query


def test_relaxing_frees_bare_words_only() -> None:
    loose_a, loose_b = Words(text="甲", any_word=True), Words(text="乙", any_word=True)
    region = FieldIs(field=QueryField.REGION, value="宁波")
    assert relaxed(And(parts=(A, B, region, Not(part=C)))) == And(
        parts=(Or(parts=(loose_a, loose_b)), region, Not(part=C))
    )


@pytest.mark.parametrize("query", [Everything(), Exact(text="甲"), Or(parts=(A, B)), Not(part=A)])
def test_a_query_without_required_words_is_not_relaxed(query: Query) -> None:
    assert relaxed(query) is None


def test_what_is_excluded_is_not_wanted() -> None:
    query = And(parts=(A, Not(part=B), Or(parts=(C, Exact(text="丁")))))
    assert list(wanted(query)) == [A, C, Exact(text="丁")]
