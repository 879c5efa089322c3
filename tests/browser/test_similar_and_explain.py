"""Similar paragraphs, and where a score comes from, in a real browser: with and without scripts."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_hit_leads_to_similar_paragraphs_of_other_reports(page: Page) -> None:
    page.goto("/search?q=“按雨量预警分三批走”")
    page.locator(".hits").get_by_role("link", name="相似段落").click()
    expect(page.locator("h1")).to_have_text("相似段落")
    expect(page.locator(".seed blockquote")).to_contain_text("按雨量预警分三批走")
    expect(page.locator(".hits > li").first).to_contain_text("转移")
    expect(page.locator(".hits mark").first).to_be_visible()
    page.locator(".read-as a").click()
    expect(page).to_have_url(re.compile(r"/search\?q=.*OR"))
    expect(page.locator(".hints")).to_have_count(0)
    expect(page.locator(".hits > li")).not_to_have_count(0)


def test_the_paragraph_leads_to_its_place_in_the_report(plain: Page) -> None:
    plain.goto("/search?q=“按雨量预警分三批走”")
    plain.locator(".hits").get_by_role("link", name="相似段落").click()
    plain.locator(".seed h2 a").click()
    expect(plain).to_have_url(re.compile("/d/.*#p4$"))
    expect(plain.locator("p:target")).to_contain_text("按雨量预警分三批走")


def test_reprints_are_not_similar_paragraphs(page: Page) -> None:
    page.goto("/similar/retold/舟山市?p=1")
    expect(page.locator(".seed")).to_contain_text("另有 2 处转载")
    expect(page.locator(".hits")).to_have_count(0)
    expect(page.locator(".total")).to_contain_text("没有相似段落")


def test_the_explanation_is_switched_on_and_off(page: Page) -> None:
    page.goto("/search?q=渔港")
    expect(page.locator(".score")).to_have_count(0)
    page.get_by_role("link", name="评分说明").click()
    tables = page.locator(".score")
    expect(tables).to_have_count(3)
    *parts, total = [Decimal(points) for points in tables.first.locator(".points").all_inner_texts()]
    assert sum(parts) == total > 0
    expect(tables.first.locator("caption")).to_contain_text(str(total))
    page.get_by_role("link", name="隐去评分说明").click()
    expect(page.locator(".score")).to_have_count(0)


def test_both_fit_a_phone(phone: Page) -> None:
    for address in ("/search?q=防汛演练&explain=1", "/similar/2024/flood-drill-by-river-and-hill.txt?p=4"):
        phone.goto(address)
        expect(phone.locator(".hits > li").first).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375
