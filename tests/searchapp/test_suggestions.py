"""Suggestions: which piece of a query is completed, and where choosing one leads."""

from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.completion import Completer, Entry, read_line
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.query import Mode
from searchapp.arguments import read_args
from searchapp.suggestions import LIMIT_MAX, typing_of
from tests.oracle import Oracle
from tests.searchapp.shelf import SHELF, client_of, no_index

KINDS = {"region": {"浙江省": "330000"}, "theme": {"防汛安全": "防汛安全"}, "title": {"防汛“演练”纪事": ""}}
PHRASES = (
    "防汛演练",
    "防汛物资",
    "浙江大桥",
    *(f"水库{char}坝" for char in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"),
)


def entries() -> list[Entry]:
    named = [(CompletionKind.PHRASE, text, text) for text in PHRASES]
    named += [(CompletionKind(kind), text, value) for kind, of in KINDS.items() for text, value in of.items()]
    return [
        Entry(
            completion=Completion(text=text, kind=kind, documents=len(named) - at, value=value),
            lines=(read_line(text),),
        )
        for at, (kind, text, value) in enumerate(named)
    ]


class Completing(Oracle):
    """The oracle, which completes to the entries above."""

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        return Completer(entries()).complete(typed, limit)


SITE = client_of(Completing(SHELF))


def get(q: str, **args: str) -> dict[str, Any]:
    response = SITE.get("/suggest.json", query_string={"q": q, **args})
    assert response.status_code == 200
    answer: dict[str, Any] = response.get_json()
    assert answer["ok"] is True
    return answer


def suggested(q: str, **args: str) -> list[tuple[str, str]]:
    return [(each["kind"], each["text"]) for each in get(q, **args)["suggestions"]]


def followed(q: str, display: str, kind: str, **args: str) -> dict[str, str]:
    """The arguments of the address that a suggestion leads to."""
    (url,) = (
        each["url"]
        for each in get(q, **args)["suggestions"]
        if (each["display"], each["kind"]) == (display, kind)
    )
    assert urlsplit(url).path == "/search"
    return dict(parse_qsl(urlsplit(url).query))


def test_a_suggestion_has_exactly_the_keys_it_promises() -> None:
    answer = get("fangxunyl")
    assert answer["query"] == {"raw": "fangxunyl", "completed": "fangxunyl"}
    assert answer["suggestions"] == [
        {
            "text": "防汛演练",
            "display": "防汛演练",
            "kind": "phrase",
            "documents": len(PHRASES) + 3,
            "url": "/search?q=" + quote("防汛演练"),
        },
        {
            "text": 'title:"防汛“演练”纪事"',
            "display": "防汛“演练”纪事",
            "kind": "title",
            "documents": 1,
            "url": "/search?q=" + quote('title:"防汛“演练”纪事"'),
        },
    ]


@pytest.mark.parametrize(
    ("q", "before", "piece", "after"),
    [
        ("防汛", "", "防汛", ""),
        ("水库 fx", "水库 ", "fx", ""),
        ("水库　fx", "水库　", "fx", ""),
        ("水库 AND fx", "水库 AND ", "fx", ""),
        ("(水库 OR fx", "(水库 OR ", "fx", ""),
        ("（水库｜防", "（水库｜", "防", ""),
        ("水库 -fx", "水库 -", "fx", ""),
        ("2021-fx", "", "2021-fx", ""),
        ("水库 “防汛", "水库 “", "防汛", "”"),
        ('水库 "防汛 演', '水库 "', "防汛 演", '"'),
        ("「防汛」 水", "「防汛」 ", "水", ""),
        ("“防汛”水", "“防汛”", "水", ""),
        ('"他说""好', '"他说""', "好", '"'),
        ("标题:fx", "", "fx", ""),
        ("水库 OR", "水库 OR", "", ""),
        ("水库 NEAR/10", "水库 NEAR/10", "", ""),
        ("水库 非", "水库 非", "", ""),
        ("政法*", "政法*", "", ""),
        ("水库 ", "水库 ", "", ""),
        ("", "", "", ""),
    ],
)
def test_only_the_last_piece_is_completed(q: str, before: str, piece: str, after: str) -> None:
    typing = typing_of(q, Mode.WORDS)
    assert (typing.before, typing.piece, typing.after) == (before, piece, after)


def test_what_stands_before_the_piece_is_kept() -> None:
    assert ("phrase", "水库 防汛物资") in suggested("水库 fxwz")
    assert ("phrase", "水库 OR (堤坝 -防汛物资") in suggested("水库 OR (堤坝 -fxwz")


def test_an_open_quotation_is_filled_with_a_phrase_and_closed() -> None:
    assert suggested("水库 “防汛") == [("phrase", "水库 “防汛演练”"), ("phrase", "水库 “防汛物资”")]


def test_a_region_becomes_a_filter_and_the_piece_goes() -> None:
    assert followed("水库 zhejiang", "浙江省", "region") == {"q": "水库", "region": "330000"}
    assert followed("水库 AND (浙江", "浙江省", "region") == {"q": "水库", "region": "330000"}
    assert followed("zj", "浙江省", "region") == {"region": "330000"}
    assert followed("水库 -防 地区:zj", "浙江省", "region")["q"] == "水库 -防"


def test_a_theme_becomes_a_filter() -> None:
    assert followed("水库 防汛", "防汛安全", "theme") == {"q": "水库", "theme": "防汛安全"}


def test_the_value_of_a_field_is_completed_with_its_own_kind() -> None:
    assert suggested("region:zj") == suggested("地区：浙") == [("region", "")]
    assert suggested("标题:防汛") == [("title", 'title:"防汛“演练”纪事"')]
    assert suggested("theme:fx") == [("theme", "")]
    assert suggested("date:fx") == suggested("章节:防汛") == []


def test_what_is_excluded_is_a_phrase() -> None:
    assert {kind for kind, _ in suggested("-防汛")} == {"phrase"}


def test_in_the_other_modes_the_whole_box_is_one_piece() -> None:
    assert suggested("fxwz", mode="exact") == [("phrase", "防汛物资")]
    assert followed("fxwz", "防汛物资", "phrase", mode="verbatim") == {"q": "防汛物资", "mode": "verbatim"}
    assert suggested("水库 fx", mode="exact") == []


def test_mode_and_filters_are_kept_and_the_page_is_the_first() -> None:
    args = {
        "region": "330000",
        "year": "2021",
        "from": "2021-01-01",
        "sort": "date",
        "page": "3",
        "limit": "5",
    }
    kept = followed("fxwz", "防汛物资", "phrase", **args)
    assert kept == {"q": "防汛物资", "region": "330000", "year": "2021", "from": "2021-01-01", "sort": "date"}


@pytest.mark.parametrize(
    ("limit", "count"),
    [("3", 3), ("", 8), ("x", 8), ("-1", 8), ("0", 1), ("9999", 8), ("20", 20), ("99", 20)],
)
def test_as_many_come_as_are_wanted(limit: str, count: int) -> None:
    assert LIMIT_MAX == 20
    assert len(get("水库", limit=limit)["suggestions"]) == count


def test_nothing_typed_suggests_nothing() -> None:
    for q in ("", " ", "水库 ", "“", "OR", "<水库", "“'水库"):
        assert get(q)["suggestions"] == []
    assert SITE.get("/suggest.json").get_json()["suggestions"] == []


@given(
    st.text(alphabet='防汛fx“”"「」()（）｜-－: ：*?\x00\ud800A/ANDOR\n', max_size=20),
    st.sampled_from(list(Mode)),
)
def test_a_suggestion_goes_on_with_what_was_typed(q: str, mode: Mode) -> None:
    typing = typing_of(q, mode)
    assert q.startswith(typing.before)
    assert q.endswith(typing.piece)
    for each in get(q.encode("utf-8", "replace").decode(), mode=mode.value)["suggestions"]:
        assert read_args(parse_qsl(urlsplit(each["url"]).query)).state.q == each["text"]


@pytest.mark.parametrize("q", ["防" * 257, "f" * 100_000, "( " * 50_000, '"' * 256, "－" * 256, " OR" * 85])
def test_a_query_of_any_length_is_answered(q: str) -> None:
    assert typing_of(q[:256], Mode.WORDS)
    response = SITE.get("/suggest.json", query_string={"q": q})
    assert response.status_code in (200, 414)
    assert response.get_json()["ok"] is True


def test_bytes_that_are_no_text_are_answered() -> None:
    for raw in ("%FF%FE", "%00", "%ED%A0%80", "%E9%98", "&&&=;", "q=%", "q=%F0%9F%90%9F"):
        assert SITE.get(f"/suggest.json?q={raw}").get_json()["ok"] is True


def test_without_an_index_it_is_a_503() -> None:
    response = client_of(no_index()).get("/suggest.json?q=防")
    assert response.status_code == 503
    assert response.get_json()["ok"] is False
