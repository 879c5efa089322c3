"""A search answered: relaxed where no paragraph has all words, with hints, marked as it was searched."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indexer.contract.completion import Completion
from indexer.contract.documents import Report
from indexer.contract.lexicon import Lexicon
from indexer.contract.manifest import Manifest
from indexer.contract.query import Query
from indexer.contract.results import SearchRequest, SearchResult
from searchapp.arguments import Asked, read_args
from searchapp.reading import reading
from searchapp.service import RELAXED_HINT, answer
from searchapp.state import SearchState
from tests.oracle import Oracle
from tests.searchapp.shelf import NINGBO, SHELF, report

SHELVES = Oracle(SHELF)


def asked(**state: object) -> Asked:
    return read_args([(key, str(value)) for key, value in state.items()])


def test_a_search_that_finds_all_words_is_not_relaxed() -> None:
    answered = answer(SHELVES, asked(q="防汛 慈溪市"))
    assert answered.result.paragraphs == 1
    assert not answered.relaxed
    assert answered.hints == ()


def test_words_that_never_meet_are_sought_apart_and_it_is_said() -> None:
    answered = answer(SHELVES, asked(q="图书馆 水库"))
    assert {found.hit.document for found in answered.found} == {
        "2021/ningbo.txt",
        "2022/wenzhou.txt",
        "2022/jinan.txt",
        "undated.txt",
    }
    assert answered.relaxed
    assert answered.hints == (RELAXED_HINT,)
    assert all(found.text for found in answered.found)


def test_one_word_that_is_not_there_is_not_relaxed() -> None:
    answered = answer(SHELVES, asked(q="地铁"))
    assert (answered.result.paragraphs, answered.relaxed) == (0, False)


def test_words_found_nowhere_even_apart_are_not_called_relaxed() -> None:
    answered = answer(SHELVES, asked(q="地铁 飞机"))
    assert (answered.result.paragraphs, answered.relaxed, answered.hints) == (0, False, ())


def test_quoted_text_is_never_relaxed() -> None:
    assert not answer(SHELVES, asked(q='"图书馆水库"')).relaxed
    assert not answer(SHELVES, asked(q="图书馆 水库", mode="exact")).relaxed


def test_a_filter_that_leaves_nothing_does_not_relax_the_query() -> None:
    answered = answer(SHELVES, asked(q="防汛 慈溪市", region="山东"))
    assert (answered.result.paragraphs, answered.relaxed) == (0, False)


def test_a_relaxed_query_stays_relaxed_under_a_filter_that_leaves_nothing() -> None:
    everywhere = answer(SHELVES, asked(q="图书馆 水库"))
    nowhere = answer(SHELVES, asked(q="图书馆 水库", year="1999"))
    assert nowhere.relaxed
    assert nowhere.result.facets.year.total == everywhere.result.paragraphs


def test_the_count_beside_a_value_is_what_choosing_it_finds_relaxed_or_not() -> None:
    for query in ("防汛", "图书馆 水库", "水库 -山东"):
        for value in answer(SHELVES, asked(q=query, year="2022")).result.facets.region.values:
            chosen = answer(SHELVES, asked(q=query, year="2022", region=value.value))
            assert chosen.result.paragraphs == value.count


def test_regions_are_read_as_codes_and_an_unknown_one_is_said() -> None:
    answered = answer(SHELVES, read_args([("region", "浙江"), ("region", "nowhere")]))
    assert set(answered.state.region) == {"330000", "nowhere"}
    assert answered.asked.region == ("浙江", "nowhere")
    assert answered.hints == ("索引里没有名为“nowhere”的地区。",)


def test_many_unknown_regions_are_one_hint_that_names_the_first_three() -> None:
    unknown = [("region", f"nowhere{number:03}") for number in range(90)]
    assert answer(SHELVES, read_args(unknown)).hints == (
        "索引里没有名为“nowhere000”、“nowhere001”、“nowhere002”等的地区，共 90 个。",
    )


def test_hints_of_the_url_come_before_those_of_the_query() -> None:
    answered = answer(SHELVES, asked(q='"防汛', page="x"))
    assert len(answered.hints) == 2
    assert "页码" in answered.hints[0]


def test_a_title_found_by_its_words_is_marked() -> None:
    (found, *_) = answer(SHELVES, asked(q="宁波 夜间")).found
    assert found.hit.title == "宁波防汛报告"
    assert found.title == ((0, 2),)


def test_a_very_long_query_is_cut_and_links_carry_the_cut() -> None:
    answered = answer(SHELVES, asked(q="水" * 10_000))
    assert len(answered.state.q) < 300
    assert answered.hints


def test_a_report_is_read_for_the_paragraphs_a_search_finds_in_it() -> None:
    shelf = Oracle([report("a", "防汛演练", "图书馆", "防汛检查")])
    found = reading(shelf, "a", asked(q="防汛"))
    assert found is not None
    assert found.matching == (1, 3)


def test_a_report_opened_from_a_relaxed_search_shows_what_that_found() -> None:
    shelf = Oracle([report("a", "防汛演练", "图书馆", "公交")])
    found = reading(shelf, "a", asked(q="防汛 图书馆"))
    assert found is not None
    assert found.matching == (1, 2)


def test_a_report_opened_without_a_query_has_no_matches() -> None:
    shelf = Oracle([report("a", "防汛", region=NINGBO, day=date(2021, 1, 1))])
    for state in (SearchState(), SearchState(q="地区:宁波"), SearchState(q="date:2021")):
        found = reading(shelf, "a", Asked(state=state))
        assert found is not None
        assert found.matching == ()


def test_an_unknown_report_is_none() -> None:
    assert reading(SHELVES, "nowhere.txt", asked()) is None


class Moving:
    """A searcher whose index is replaced, once, after a report was read and before it is searched."""

    def __init__(self, before: Oracle, after: Oracle) -> None:
        self._served = before
        self._after = after

    def search(self, request: SearchRequest) -> SearchResult:
        return self._served.search(request)

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        return self._served.count(queries)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        return self._served.complete(typed, limit)

    def read(self, document_id: str) -> Report | None:
        found = self._served.read(document_id)
        self._served = self._after
        return found

    def describe(self) -> Manifest:
        return replace(
            self._served.describe(), generation="after" if self._served is self._after else "before"
        )


class Rebuilt(Moving):
    """One whose index is replaced after it was described and before it is searched."""

    def search(self, request: SearchRequest) -> SearchResult:
        self._served = self._after
        return super().search(request)


def test_a_query_is_understood_by_the_lexicon_of_the_index_that_answers_it() -> None:
    reports = [report("a", "教育整顿")]
    lexicon = Lexicon(groups=(("教整", "教育整顿"),))
    found = answer(Rebuilt(Oracle(reports), Oracle(reports, lexicon=lexicon)), asked(q="教整"))
    assert (found.result.paragraphs, found.meant.lexicon) == (1, lexicon)


def test_a_report_is_never_shown_with_the_matches_of_another_generation() -> None:
    before, after = report("a", "水库", "水渠"), report("a", "水渠", "水库")
    found = reading(Moving(Oracle([before]), Oracle([after])), "a", asked(q="水库"))
    assert found is not None
    assert (found.report, found.matching) == (after, (2,))
