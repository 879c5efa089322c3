"""What an empty answer offers: searches that do find something, with their counts."""

from collections.abc import Sequence

import pytest

from indexer.contract.completion import Completion
from indexer.contract.documents import Report
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.results import SearchRequest, SearchResult
from searchapp.arguments import read_args
from searchapp.offers import READINGS_MAX, Offer, offers
from searchapp.service import answer
from tests.oracle import Oracle
from tests.searchapp.shelf import SHELF, report

SHELVES = Oracle(SHELF)


class Counted:
    """A searcher that counts the searches put to it."""

    def __init__(self, searcher: Oracle) -> None:
        self._searcher = searcher
        self.searches = 0

    def search(self, request: SearchRequest) -> SearchResult:
        self.searches += 1
        return self._searcher.search(request)

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        self.searches += len(queries)
        return self._searcher.count(queries)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        return self._searcher.complete(typed, limit)

    def read(self, document_id: str) -> Report | None:
        return self._searcher.read(document_id)

    def describe(self) -> Manifest:
        return self._searcher.describe()


def offered(*args: tuple[str, str]) -> tuple[Offer, ...]:
    answered = answer(SHELVES, read_args(args))
    assert answered.result.paragraphs == 0
    return offers(SHELVES, answered)


def test_every_offer_finds_as_many_as_it_says() -> None:
    made = (
        *offered(("q", "防汛"), ("region", "山东"), ("year", "2022")),
        *offered(("q", "宁波防汛"), ("mode", "exact")),
        *offered(("q", "水庫检查"), ("mode", "verbatim"), ("theme", "安全")),
    )
    assert len(made) == 4
    for offer in made:
        assert answer(SHELVES, read_args(offer.state.to_args())).result.paragraphs == offer.paragraphs > 0


def test_filters_are_offered_to_be_dropped_one_by_one_and_together() -> None:
    made = offered(("q", "夜间"), ("region", "山东"), ("from", "2023"))
    assert [offer.text for offer in made] == ["去掉全部筛选"]
    made = offered(("q", "夜间"), ("region", "山东"), ("year", "2021"))
    assert [offer.text for offer in made] == ["去掉地区筛选", "去掉全部筛选"]


def test_text_that_stands_only_in_a_title_is_offered_as_a_title() -> None:
    (offer, *_) = offered(("q", "宁波防汛"), ("mode", "exact"))
    assert (offer.state.q, offer.paragraphs) == ('title:"宁波防汛"', 2)
    assert "宁波防汛" in offer.text
    (offer, *_) = offered(("q", "“宁波防汛”"))
    assert offer.state.q == 'title:"宁波防汛"'


def test_a_looser_mode_is_offered() -> None:
    made = offered(("q", "检查水库"), ("mode", "verbatim"), ("year", "2021"))
    assert any(offer.state.mode == "exact" for offer in made)
    made = offered(("q", "汛防 演练"), ("mode", "exact"))
    assert [offer.state.mode for offer in made] == ["words"]


def test_quotes_typed_in_exact_mode_are_offered_to_be_dropped() -> None:
    made = offered(("q", "“防汛演练”"), ("mode", "exact"))
    assert [(offer.state.q, offer.state.mode) for offer in made] == [
        ("防汛演练", "exact"),
        ("防汛演练", "words"),
    ]


def test_nothing_is_offered_where_nothing_would_help() -> None:
    assert offered(("q", "地铁")) == ()


KIMONO = Oracle(
    [report("a", "提供产品和服务。", title="服务年报"), report("b", "防汛演练。", title="防汛报告")]
)


def ways(*args: tuple[str, str]) -> list[tuple[str, str, int]]:
    """What is offered over a small index: query, mode and count, each count as found."""
    answered = answer(KIMONO, read_args(args))
    assert answered.result.paragraphs == 0
    made = offers(KIMONO, answered)
    for offer in made:
        assert answer(KIMONO, read_args(offer.state.to_args())).result.paragraphs == offer.paragraphs > 0
    return [(offer.state.q, offer.state.mode.value, offer.paragraphs) for offer in made]


def test_a_word_that_stands_only_inside_others_is_offered_as_characters() -> None:
    assert ways(("q", "和服")) == [("和服", "exact", 1)]
    assert ways(("q", "和服"), ("region", "330000")) == [("和服", "exact", 1)]
    assert ways(("q", "和服"), ("region", "370000")) == [("和服", "exact", 1)]


def test_a_word_that_stands_only_inside_one_of_a_title_is_offered_as_a_title() -> None:
    assert ways(("q", "务年")) == [('title:"务年"', "words", 1)]


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ('防汛 "飞碟"', [("防汛", "words", 1)]),
        ("标题:防汛 飞碟", [('title:"防汛"', "words", 1)]),
        ("防汛 -演练", [("防汛", "words", 1)]),
        ('防汛 "飞碟" "火星"', [("防汛", "words", 1)]),
        ("和服 -防汛", [('"和服" -防汛', "words", 1)]),
        ("和服 OR 飞碟", [('"和服" OR "飞碟"', "words", 1)]),
        ("标题:产品", [("产品", "exact", 1), ("产品", "words", 1)]),
        ("theme:演练", [("演练", "exact", 1), ("演练", "words", 1)]),
        ("产品 NEAR/0 服务", [('"产品" "服务"', "words", 1)]),
    ],
)
def test_a_query_of_several_parts_is_offered_without_what_leaves_it_empty(
    query: str, offered: list[tuple[str, str, int]]
) -> None:
    assert ways(("q", query)) == offered


@pytest.mark.parametrize(
    ("query", "mode"), [('"', "exact"), ("「」", "exact"), ("“ ”", "exact"), ("＂", "verbatim")]
)
def test_quotes_around_nothing_are_not_offered_as_a_search_for_everything(query: str, mode: str) -> None:
    assert ways(("q", query), ("mode", mode)) == []


def test_a_query_of_very_many_parts_takes_few_searches() -> None:
    counted = Counted(KIMONO)
    answered = answer(KIMONO, read_args([("q", " ".join(f'"{number}"' for number in range(30)))]))
    offers(counted, answered)
    assert 0 < counted.searches <= READINGS_MAX


def test_what_found_something_is_offered_nothing() -> None:
    assert offers(SHELVES, answer(SHELVES, read_args([("q", "防汛")]))) == ()


def test_words_that_hide_some_of_what_the_same_characters_find_say_so() -> None:
    shelf = Oracle([report("a", "群众满意度很高。", "群众满意。")])
    answered = answer(shelf, read_args([("q", "群众满意")]))
    assert answered.result.paragraphs == 1
    (offer,) = offers(shelf, answered)
    assert (offer.state.q, offer.state.mode, offer.paragraphs) == ("群众满意", "exact", 2)


@pytest.mark.parametrize("query", ["群众", "“群众满意”", "群众 满意"])
def test_where_words_find_as_much_nothing_is_offered(query: str) -> None:
    shelf = Oracle([report("a", "群众满意度很高。", "群众满意。")])
    assert offers(shelf, answer(shelf, read_args([("q", query)]))) == ()
