"""Revalidating: what a reader already has is not searched for again, and nobody is shown what has changed."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from werkzeug.http import http_date

from indexer.contract.ranking import Weights
from indexer.contract.results import SearchRequest, SearchResult
from searchapp.app import create_app
from searchapp.revalidating import program
from tests.oracle import Oracle
from tests.searchapp.shelf import BUILT, SHELF, Rebuilt, client, client_of, no_index, report

PAGES = (
    "/",
    "/search",
    "/search?q=水库",
    "/search?q=没有这样的话",
    "/search.json?q=水库&region=330000",
    "/suggest.json?q=水",
    "/d/2021/ningbo.txt",
    "/d/2021/ningbo.txt?q=防汛",
    "/d/?document=undated.txt",
    "/similar/2021/ningbo.txt?p=1",
    "/similar.json?document=2021/ningbo.txt&p=1",
)


@pytest.mark.parametrize("url", PAGES)
def test_who_has_a_page_is_told_so_without_a_search(url: str) -> None:
    index = Rebuilt()
    site = client_of(index)
    first = site.get(url)
    assert first.status_code == 200
    assert first.headers["Last-Modified"] == http_date(BUILT)
    assert first.headers["Cache-Control"] == "no-cache"
    searches = index.searches
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-None-Match": f'"other", {first.headers["ETag"]}'},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = site.get(url, headers=headers)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == "no-cache"
        assert "Content-Type" not in again.headers
    assert index.searches == searches


@pytest.mark.parametrize("url", PAGES)
def test_a_new_build_makes_every_page_new(url: str) -> None:
    index = Rebuilt()
    site = client_of(index)
    first = site.get(url)
    index.generation, index.built_at = "two", datetime(2099, 1, 1, tzinfo=UTC)  # the clock was set back
    index.oracle = Oracle((*SHELF, report("new.txt", "新修水库。")))
    for validator, held in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        fresh = site.get(url, headers={validator: first.headers[held]})
        assert fresh.status_code == 200
        assert fresh.headers["ETag"] != first.headers["ETag"]
    index.generation = "three"  # in the same second
    tag = {"If-None-Match": fresh.headers["ETag"], "If-Modified-Since": fresh.headers["Last-Modified"]}
    assert site.get(url, headers=tag).status_code == 200


def test_tags_differ_by_page_and_by_ranking() -> None:
    tags = [client().get(url).headers["ETag"] for url in PAGES]
    other = create_app(Oracle(SHELF), Weights(title=9.0)).test_client()
    tags += [other.get(url).headers["ETag"] for url in PAGES]
    assert len(set(tags)) == len(tags)


def test_a_page_is_no_older_than_the_program_that_made_it() -> None:
    """The oracle says it was built in 2000; a page of it changed when its template did."""
    assert client().get("/").last_modified == program().changed


def test_head_tells_what_get_would_and_sends_nothing() -> None:
    site = client()
    got, told = site.get("/search?q=水库"), site.head("/search?q=水库")
    assert (told.status_code, told.data) == (200, b"")
    assert told.headers["ETag"] == got.headers["ETag"]
    assert site.head("/search?q=水库", headers={"If-None-Match": got.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("url", ["/d/no/such.txt", "/nowhere", "/similar/2021/ningbo.txt?p=99"])
def test_errors_are_neither_kept_nor_revalidated(url: str) -> None:
    site = client()
    for headers in ({}, {"If-None-Match": "*"}):
        error = site.get(url, headers=headers)
        assert error.status_code == 404
        assert error.headers["Cache-Control"] == "no-store"
        assert "ETag" not in error.headers
    assert client_of(no_index()).get("/search").headers["Cache-Control"] == "no-store"


def test_files_that_are_no_answers_keep_their_own_tags() -> None:
    site = client()
    for url in ("/static/fangzhi.css", "/favicon.ico"):
        file = site.get(url)
        assert not file.headers["ETag"].startswith("W/")
        assert site.get(url, headers={"If-None-Match": file.headers["ETag"]}).status_code == 304


def test_an_answer_during_which_the_index_was_replaced_is_not_kept() -> None:
    @dataclass(kw_only=True)
    class Replaced(Rebuilt):
        def search(self, request: SearchRequest) -> SearchResult:
            self.generation = "two"
            return super().search(request)

    page = client_of(Replaced()).get("/search")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "ETag" not in page.headers
