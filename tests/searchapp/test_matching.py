"""Which paragraphs of a report match: held to the oracle."""

from hypothesis import given

from indexer.contract.documents import Report
from indexer.contract.query import FieldIs, Query, QueryField, Words
from indexer.contract.results import SearchRequest
from searchapp.matching import ordinals_found
from tests.oracle import Oracle
from tests.searchapp.queries import QUERIES, REPORTS
from tests.searchapp.shelf import CIXI, report


@given(QUERIES, REPORTS)
def test_the_paragraphs_of_a_report_that_match_are_the_oracle_s(query: Query, found: Report) -> None:
    hits = Oracle([found]).search(SearchRequest(query=query, limit=1_000)).hits
    assert ordinals_found(query, found) == tuple(sorted(hit.paragraph.ordinal for hit in hits))


def test_a_query_without_a_word_in_it_finds_nothing() -> None:
    for any_word in (True, False):
        assert ordinals_found(Words(text="，", any_word=any_word), report("a", "水，库")) == ()


def test_a_region_takes_in_what_lies_below_it() -> None:
    inside = FieldIs(field=QueryField.REGION, value="浙江")
    outside = FieldIs(field=QueryField.REGION, value="山东省")
    assert ordinals_found(inside, report("a", "水", region=CIXI)) == (1,)
    assert ordinals_found(outside, report("a", "水", region=CIXI)) == ()
