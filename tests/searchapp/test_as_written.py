"""Folding is for comparing: what a reader sees is what the report says."""

import pytest

from tests.searchapp.html import texts
from tests.searchapp.shelf import client, report

SITE = client(report("a.txt", "吉林省乾安县修建水庫，羣衆滿意。", title="乾安县纪实"))


@pytest.mark.parametrize("query", ['"乾安"', '"干安县"', "水库", "群众"])
def test_a_text_is_shown_as_it_is_written_however_it_was_sought(query: str) -> None:
    page = SITE.get("/search", query_string={"q": query}).text
    (passage,) = (text for text in texts(page, "p") if text.startswith("吉林"))
    assert passage == "吉林省乾安县修建水庫，羣衆滿意。"
    assert any("乾安县纪实" in text for text in texts(page, "a"))
