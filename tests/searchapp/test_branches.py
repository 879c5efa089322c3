"""Branches: of a query with OR, nothing is marked by a part that does not hold for the paragraph."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from indexer.contract.documents import Report
from indexer.contract.query import And, Exact, Not, Or, Query, Words
from searchapp.arguments import read_args
from searchapp.branches import Subject, holds, marker_for
from searchapp.marks import marker_of
from searchapp.reading import reading
from searchapp.service import answer
from tests.oracle import Oracle, Row
from tests.searchapp.queries import QUERIES, SOUGHT, TEXTS
from tests.searchapp.shelf import NINGBO, report

REPORTS = st.builds(
    report,
    st.just("a"),
    TEXTS,
    title=SOUGHT,
    section=st.lists(SOUGHT, max_size=2).map(tuple),
    region=st.sampled_from((NINGBO, None)),
    day=st.sampled_from((date(2021, 12, 10), None)),
)


def marks(query: str, *texts: str, title: str = "年度报告") -> list[list[str]]:
    """What is marked in each paragraph of a report, in the results and on its own page alike."""
    shelf = Oracle([report("a", *texts, title=title)])
    asked = read_args([("q", query)])
    found = {hit.hit.paragraph.ordinal: hit.text for hit in answer(shelf, asked).found}
    read = reading(shelf, "a", asked)
    assert read is not None
    on_page = zip(read.matching, read.markers, strict=True)
    assert {ordinal: marker.in_text(texts[ordinal - 1]) for ordinal, marker in on_page} == found
    return [
        [text[start:end] for start, end in found.get(ordinal, ())]
        for ordinal, text in enumerate(texts, start=1)
    ]


def subject(of: Report) -> Subject:
    return Subject(
        paragraph=of.paragraphs[0],
        titles=(of.title,),
        date=of.date,
        year=of.year,
        source=of.source,
        region=of.region,
    )


def leaves_that_hold(oracle: Oracle, query: Query, row: Row) -> list[Query]:
    """The leaves outside any Not whose every Or-branch matches, said by the oracle; the query matches."""
    if isinstance(query, And):
        return [leaf for part in query.parts for leaf in leaves_that_hold(oracle, part, row)]
    if isinstance(query, Or):
        matching = [part for part in query.parts if oracle.matches(part, row)]
        return [leaf for part in matching for leaf in leaves_that_hold(oracle, part, row)]
    return [] if isinstance(query, Not) else [query]


def covered(query: Query, text: str) -> set[int]:
    return {at for start, end in marker_of(query).in_text(text) for at in range(start, end)}


@given(QUERIES, REPORTS)
def test_whether_a_query_holds_is_what_the_oracle_says(query: Query, found: Report) -> None:
    row = Row(report=found, paragraph=found.paragraphs[0])
    assert holds(query, subject(found)) == Oracle([found]).matches(query, row)


@given(st.lists(QUERIES, min_size=2, max_size=3), REPORTS)
def test_what_is_marked_is_what_the_branches_that_match_mark(parts: list[Query], found: Report) -> None:
    query, oracle = Or(parts=tuple(parts)), Oracle([found])
    row = Row(report=found, paragraph=found.paragraphs[0])
    if not oracle.matches(query, row):
        return
    text = found.paragraphs[0].text
    spans = marker_for(query, subject(found)).in_text(text)
    marked = {at for start, end in spans for at in range(start, end)}
    assert marked == {at for leaf in leaves_that_hold(oracle, query, row) for at in covered(leaf, text)}


def test_a_branch_that_lacks_a_word_marks_nothing() -> None:
    assert marks("(水库 火星飞船) OR 防汛", "水库防汛。", "防汛水库，火星飞船。") == [
        ["防汛"],
        ["防汛水库", "火星飞船"],
    ]


def test_a_branch_that_is_excluded_marks_nothing() -> None:
    assert marks('(水库 -演练) OR "防汛演练"', "水库防汛演练。", "水库。") == [["防汛演练"], ["水库"]]


def test_a_branch_for_another_place_or_year_marks_nothing() -> None:
    assert marks("(水库 地区:山东) OR (防汛 年份:2021)", "水库防汛。") == [["防汛"]]
    assert marks("(水库 地区:宁波) OR (防汛 年份:1999)", "水库防汛。") == [["水库"]]


def test_a_title_is_not_marked_by_a_branch_that_does_not_hold() -> None:
    shelf = Oracle([report("a", "防汛。", title="水库报告")])
    (found,) = answer(shelf, read_args([("q", "(标题:水库 火星飞船) OR 防汛")])).found
    assert found.title == ()
    read = reading(shelf, "a", read_args([("q", "(标题:水库 火星飞船) OR 防汛")]))
    assert read is not None
    assert read.marker.in_title("水库报告") == ()


def test_where_only_an_unseen_subtitle_matches_all_branches_stay() -> None:
    seen = report("a", "防汛。")
    query = Or(parts=(Words(text="水库"), Exact(text="演练")))
    assert marker_for(query, subject(replace(seen, subtitle="水库"))) == marker_of(query)
