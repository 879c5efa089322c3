"""A report's address brings back the very report, whatever its id, through a browser and a server."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.addresses import report_url
from tests.searchapp.html import texts
from tests.searchapp.shelf import client, report

IDS = (
    "2021/宁波 报告#1.txt",
    "100%.txt",
    "a%2Fb%23.txt",
    "why?.txt",
    "a&b=c+d;e",
    "rows.csv:12",
    "twice//slashed.txt",
    "/leading.txt",
    "//leading.txt",
    "trailing/",
    "../up.txt",
    "a/../b.txt",
    "./here.txt",
    "..",
    "dots...txt",
    "back\\slash",
    "line\nend",
    '"><script>alert(1)</script>',
    "https://example.org/x",
)


def as_a_browser_asks(url: str) -> str:
    """The path and query that are sent when this link is followed: dot steps resolved, no fragment."""
    return urljoin("http://site.example/search", url).removeprefix("http://site.example").partition("#")[0]


@pytest.mark.parametrize("document", IDS)
def test_a_link_brings_back_the_report(document: str) -> None:
    url = report_url(document, [("q", "水库")], 2)
    site = client(report("other", "水库"), report(document, "大坝", "水库", title="要找的报告"))
    response = site.get(as_a_browser_asks(url))
    assert response.status_code == 200
    assert texts(response.text, "h1") == ["要找的报告"]
    assert urlsplit(url).fragment == "p2"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_every_id_has_an_address_of_plain_ascii_below_the_reports(document: str) -> None:
    url = report_url(document, [])
    assert url.isascii()
    assert url.startswith("/d/")
    assert as_a_browser_asks(url) == url


def test_a_name_that_is_no_unicode_still_has_an_address() -> None:
    assert report_url("bad\udcff.txt", []) == "/d/bad%3F.txt"
