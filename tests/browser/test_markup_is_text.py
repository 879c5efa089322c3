"""Markup in titles, sections, paragraphs, sources, ids and queries: text in the DOM, never elements."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import EVIL

pytestmark = pytest.mark.browser


def test_markup_in_a_report_is_text_in_the_results(page: Page) -> None:
    page.goto("/search?q=段落&region=宁波市&mode=exact")
    hit = page.locator(".hits li").first
    expect(hit.locator("h2")).to_contain_text(f"标题{EVIL}")
    expect(hit.locator(".snippet")).to_contain_text(f"段落{EVIL}一段文字。")
    expect(hit.locator(".sections")).to_contain_text(f"章节{EVIL}")
    assert page.locator("script, img").count() == page.locator("script[src^='/static']").count()


def test_markup_in_a_report_is_text_on_its_own_page(page: Page) -> None:
    page.goto("/search?q=段落&region=宁波市&mode=exact")
    page.locator(".hits h2 a").first.click()
    expect(page).to_have_url(re.compile("/d/"))
    expect(page.locator("h1")).to_contain_text(f"标题{EVIL}")
    expect(page.locator(".body")).to_contain_text(f"段落{EVIL}一段文字。")
    assert page.title().startswith("标题<script>")
    assert page.locator("a[href^='javascript']").count() == 0


@pytest.mark.parametrize("mode", ["words", "exact"])
def test_markup_in_the_query_is_text(page: Page, mode: str) -> None:
    page.goto("/")
    page.get_by_label("检索词").fill(EVIL)
    page.get_by_role("radio", name="逐字" if mode == "exact" else "词语").check()
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_label("检索词")).to_have_value(EVIL)
    assert page.title().startswith("<script>")
    assert page.locator("img").count() == 0


def test_markup_in_json_is_text(page: Page) -> None:
    response = page.request.get("/search.json", params={"q": f"段落{EVIL}", "mode": "exact"})
    assert response.headers["content-type"].startswith("application/json")
    hit = response.json()["hits"][0]
    assert hit["title"] == f"标题{EVIL}"
    assert hit["text"] == f"段落{EVIL}一段文字。"
    assert response.headers["x-content-type-options"] == "nosniff"
