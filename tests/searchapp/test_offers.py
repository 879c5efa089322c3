"""What an empty answer offers: searches that do find something, with their counts."""

from searchapp.arguments import read_args
from searchapp.offers import Offer, offers
from searchapp.service import answer
from tests.oracle import Oracle
from tests.searchapp.shelf import SHELF

SHELVES = Oracle(SHELF)


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
    assert len(made) > 4
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
