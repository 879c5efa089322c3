"""The read-as law from both ends: what can be written reads back as itself, and what was read too."""

from datetime import date

from hypothesis import assume, example, given
from hypothesis import strategies as st

from indexer.contract.notation import notation
from indexer.contract.query import (
    And,
    DateWithin,
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
)
from indexer.contract.syntax import CLAUSES_MAX, QUERY_CHARS_MAX, parse

WORDS = st.text("甲乙丙2aA-.%", min_size=1, max_size=5).filter(
    lambda text: text[0].isalnum() and text not in ("a", "A")
)
# What may stand in quotes: every code point but surrogates, and often what looks like grammar.
QUOTED = st.lists(
    st.sampled_from('"＂“”「」『』()（）|-? *:') | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=5,
).map("".join)
LITERAL = QUOTED.map(lambda text: text.replace("?", "？"))
DAYS = st.dates(min_value=date(1, 1, 1))


def _dated(one: date, other: date | None) -> DateWithin:
    return DateWithin(start=other and min(one, other), end=max(one, other or one))


LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Words, text=WORDS),
    st.builds(Prefix, text=WORDS),
    st.builds(Exact, text=LITERAL),
    st.builds(
        lambda a, wild, b: Pattern(text=a + wild + b), LITERAL, st.sampled_from(["?", "??", "?甲?"]), LITERAL
    ),
    st.builds(Verbatim, text=QUOTED),
    st.builds(Near, first=LITERAL, second=LITERAL, within_chars=st.none() | st.integers(0, 999_999_999)),
    st.builds(FieldIs, field=st.sampled_from(sorted(set(QueryField) - {QueryField.YEAR})), value=QUOTED),
    st.builds(FieldIs, field=st.just(QueryField.YEAR), value=st.from_regex("[0-9]{4}", fullmatch=True)),
    st.builds(_dated, DAYS, st.none() | DAYS),
)


def _parts(
    inner: st.SearchStrategy[Query], own: type[And] | type[Or]
) -> st.SearchStrategy[tuple[Query, ...]]:
    """Two or more, none of the same kind as what they are parts of."""
    return st.lists(inner.filter(lambda part: not isinstance(part, own)), min_size=2, max_size=4).map(tuple)


def _joined(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    return st.one_of(
        st.builds(And, parts=_parts(inner, And)),
        st.builds(Or, parts=_parts(inner, Or)),
        st.builds(Not, part=inner.filter(lambda part: not isinstance(part, Not))),
    )


TREES = st.recursive(LEAVES, _joined, max_leaves=8)  # nested no deeper than brackets may be

OPERANDS = st.sampled_from(
    (
        "甲",
        "乙丙",
        "b2",
        "“甲 乙”",
        '"a""b"',
        "「丙」",
        "『?』",
        "“甲?乙”",
        "政法*",
        "*",
        "，",
        "",
        '"甲',
        "甲＂＂乙",
        "与",
    )
)
NAMED = st.builds(
    str.__add__,
    st.sampled_from(
        (
            "title:",
            "标题：",
            "section:",
            "来源:",
            "region:",
            "year:",
            "theme:",
            "date:",
            "verbatim:",
            "原样：",
        )
    ),
    OPERANDS | st.sampled_from(("2021..2022-06", "..", "2021-13", " 甲", "(甲 OR 乙)", "（甲")),
)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    join = st.sampled_from(
        (
            " ",
            " AND ",
            " 与 ",
            "&&",
            " OR ",
            "|",
            "｜",
            " 或 ",
            " NEAR/3 ",
            " near/句 ",
            "NEAR",
            " NOT ",
            " -",
            "－",
            "\u3000",
        )
    )
    bracket = st.sampled_from(
        ("({})", "（{}）", "-({})", "title:({})", "非 {}", "NOT NOT {}", "({}", "{})", "“{}”", "「{}")
    )
    return st.builds(lambda a, by, b: a + by + b, inner, join, inner) | st.builds(
        lambda around, text: around.replace("{}", text), bracket, inner
    )


TYPED = st.recursive(OPERANDS | NAMED, _wrapped, max_leaves=40)
LONG = st.lists(TYPED, min_size=4, max_size=30).map(" ".join)


@given(TREES)
@example(Exact(text="＂"))
@example(Verbatim(text='甲"＂乙'))
def test_a_query_that_is_written_out_reads_back_as_itself(query: Query) -> None:
    assume(len(notation(query)) <= QUERY_CHARS_MAX and len(list(_leaves(query))) <= CLAUSES_MAX)
    assert parse(notation(query), Mode.WORDS).query == query


@given(TYPED | LONG)
def test_what_any_nested_text_is_read_as_reads_back_and_stays(text: str) -> None:
    parsed = parse(text, Mode.WORDS)
    again = parse(parsed.read_as, Mode.WORDS)
    assert again.query == parsed.query
    assert again.read_as == parsed.read_as
    assert len(parsed.read_as) <= QUERY_CHARS_MAX
    assert len(list(_leaves(parsed.query))) <= CLAUSES_MAX


@given(st.text(max_size=400) | LONG, st.sampled_from(Mode))
def test_what_a_text_of_any_length_is_read_as_reads_back_in_words_mode(text: str, mode: Mode) -> None:
    parsed = parse(text, mode)
    assert parse(parsed.read_as, Mode.WORDS).query == parsed.query
    assert (len(text) > QUERY_CHARS_MAX) <= bool(parsed.hints)


def _leaves(query: Query) -> list[Query]:
    if isinstance(query, Not):
        return _leaves(query.part)
    return (
        [leaf for part in query.parts for leaf in _leaves(part)] if isinstance(query, And | Or) else [query]
    )
