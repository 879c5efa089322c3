"""Errors: a page or JSON with a status, a message and its cure, never a traceback."""

import logging

import pytest

from indexer.contract.errors import IndexDamagedError, IndexMismatchError, NothingToIndexError
from searchapp.errors import status_of
from tests.searchapp.html import texts
from tests.searchapp.shelf import Broken, client, client_of, no_index


@pytest.mark.parametrize("path", ["/", "/search?q=水", "/d/a.txt"])
def test_without_an_index_every_page_says_so_to_readers_and_the_log_says_how_to_build_one(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client_of(no_index()).get(path)
    assert response.status_code == 503
    assert texts(response.text, "h1") == ["索引暂不可用"]
    assert "请稍后再试；管理员可查看服务器日志。" in texts(response.text, "p", "empty")
    assert "index/" not in response.text
    assert "fangzhi build" not in response.text
    assert "no index in index/; run: fangzhi build REPORTS" in caplog.text


@pytest.mark.parametrize("path", ["/search.json?q=水", "/healthz"])
def test_without_an_index_json_says_how_to_build_one(path: str) -> None:
    error = client_of(no_index()).get(path).get_json()
    assert set(error) == {"ok", "error", "status"}
    assert (error["ok"], error["status"]) == (False, 503)
    assert "run: fangzhi build" in error["error"]


def test_an_unknown_report_is_named_as_not_found() -> None:
    response = client().get("/d/no/such<b>.txt")
    assert response.status_code == 404
    assert "索引里没有这篇报告：no/such<b>.txt" in texts(response.text, "p", "empty")


@pytest.mark.parametrize("path", ["/nowhere", "/d/", "/d/?document="])
def test_a_page_that_is_not_there_is_a_404_page(path: str) -> None:
    response = client().get(path)
    assert response.status_code == 404
    assert len(texts(response.text, "h1")) == 1


@pytest.mark.parametrize(("path", "accept"), [("/nowhere.json", "*/*"), ("/d/nowhere", "application/json")])
def test_who_asks_for_json_gets_errors_in_json(path: str, accept: str) -> None:
    response = client().get(path, headers={"Accept": accept})
    assert response.status_code == response.get_json()["status"] == 404


def test_only_reading_is_allowed() -> None:
    response = client().post("/search", data={"q": "水"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_an_unexpected_error_is_logged_and_shows_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    broken = client_of(Broken(error=RuntimeError("secret detail")))
    with caplog.at_level(logging.ERROR):
        page, json = broken.get("/search?q=水"), broken.get("/search.json?q=水")
    assert (page.status_code, json.status_code) == (500, 500)
    assert "secret" not in page.text + json.text
    assert "Traceback" not in page.text + json.text
    assert "secret detail" in caplog.text


def test_only_a_missing_index_is_a_503() -> None:
    assert status_of(IndexDamagedError("x")) == status_of(IndexMismatchError("x")) == 503
    assert status_of(NothingToIndexError("x")) == 400


@pytest.mark.parametrize(
    "path", ["/", "/search?q=水", "/search.json", "/healthz", "/nowhere", "/static/fangzhi.css"]
)
def test_every_answer_carries_the_security_headers(path: str) -> None:
    headers = client().get(path).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_seal_and_the_style_sheet_are_served() -> None:
    for path, mimetype in (("/favicon.ico", "image/svg+xml"), ("/static/fangzhi.css", "text/css")):
        response = client().get(path)
        assert (response.status_code, response.mimetype) == (200, mimetype)
