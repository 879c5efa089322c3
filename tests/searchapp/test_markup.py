"""Markup in titles, sections, paragraphs, sources, filters and queries is text, in HTML and in JSON."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searchapp.html import elements, texts
from tests.searchapp.shelf import client, report

EVIL = "<script>alert(1)</script>\"'&amp;<b>粗</b>{{ 7*7 }}"
REPORT = replace(
    report("<i>.txt", f"防汛{EVIL}", title=f"题{EVIL}", section=(f"节{EVIL}",)),
    subtitle=f"副{EVIL}",
    source=f"源{EVIL}",
    author=f"作{EVIL}",
    url=EVIL,
)
SITE = client(REPORT)
OUR_SCRIPT = {"src": "/static/suggest.js", "defer": ""}
FOREIGN = ("script", "b", "i", "img")


@pytest.mark.parametrize("path", ["/search", "/d/%3Ci%3E.txt"])
@pytest.mark.parametrize("query", [{}, {"q": "防汛"}, {"q": EVIL, "mode": "exact"}, {"q": EVIL}])
def test_no_text_becomes_an_element(path: str, query: dict[str, str]) -> None:
    page = SITE.get(path, query_string=query).text
    assert [e for tag in FOREIGN for e in elements(page, tag) if e.attributes != OUR_SCRIPT] == []
    assert "49" not in page


def test_the_result_page_shows_markup_as_it_is_written() -> None:
    page = SITE.get("/search", query_string={"q": EVIL, "mode": "exact", "section": f"节{EVIL}"}).text
    assert texts(page, "h2", "hits") == [f"题{EVIL}"]
    assert texts(page, "p", "hits")[1] == f"防汛{EVIL}"
    assert texts(page, "mark") == [EVIL]
    assert elements(page, "input", "box")[0].attributes["value"] == EVIL
    assert any(f"节{EVIL}" in text for text in texts(page, "a", "chips"))
    assert texts(page, "title") == [f"{EVIL} · 检索 · 方志"]


def test_the_report_page_shows_markup_as_it_is_written() -> None:
    page = SITE.get("/d/%3Ci%3E.txt").text
    assert texts(page, "h1") == [f"题{EVIL}"]
    assert texts(page, "h2", "body") == [f"节{EVIL}"]
    assert texts(page, "p", "body") == [f"防汛{EVIL}"]
    assert texts(page, "p", "head")[1:] == [f"副{EVIL}", f"2021年12月10日源{EVIL}作{EVIL}{EVIL}"]


def test_json_gives_markup_as_it_is_written() -> None:
    response = SITE.get("/search.json", query_string={"q": EVIL, "mode": "exact"})
    answer = response.get_json()
    (hit,) = answer["hits"]
    assert (hit["title"], hit["text"], hit["section"]) == (f"题{EVIL}", f"防汛{EVIL}", [f"节{EVIL}"])
    assert answer["query"]["raw"] == EVIL
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_hints_quote_what_was_typed_as_text() -> None:
    page = SITE.get("/search", query_string={"from": EVIL, "region": EVIL}).text
    assert len(texts(page, "li", "hints")) == 2
    assert [script.attributes for script in elements(page, "script")] == [OUR_SCRIPT]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_text_typed_stands_in_the_box_as_typed(text: str) -> None:
    page = SITE.get("/search", query_string={"q": text, "mode": "verbatim"}).text
    assert elements(page, "input", "box")[0].attributes["value"] == text
