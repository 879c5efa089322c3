"""Reprints fold and unfold, and places and years that paragraphs mention narrow, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_reprints_are_folded_and_listed_again(page: Page) -> None:
    page.goto("/search?q=渔港")
    expect(page.locator(".total")).to_contain_text("共 3 段，去除转载后 1 段，见于 3 篇报告")
    page.get_by_role("link", name="合并转载").click()
    expect(page.locator(".hits > li")).to_have_count(1)
    expect(page.locator(".total")).to_contain_text("共 3 段")
    page.locator(".hits").get_by_role("link", name="另有 2 处转载").click()
    expect(page.locator(".hits > li")).to_have_count(3)


def test_a_mentioned_place_narrows_without_scripts(plain: Page) -> None:
    plain.goto("/search?q=渔港")
    facet = plain.locator("[data-facet=mentions]")
    expect(facet.get_by_role("link", name=re.compile("浙江省"))).to_be_hidden()
    facet.locator("summary").first.click()
    facet.get_by_role("link", name=re.compile("浙江省")).click()
    expect(plain).to_have_url(re.compile("mentions=330000"))
    expect(plain.locator(".chip")).to_contain_text("浙江省")
    expect(plain.locator(".hits > li")).to_have_count(3)
    expect(plain.locator("[data-facet=mentions] .value[aria-current]")).to_be_visible()


def test_a_mentioned_year_is_chosen_on_a_phone(phone: Page) -> None:
    phone.goto("/search?q=渔港")
    phone.locator("details.panel > summary").tap()
    facet = phone.locator("[data-facet=mentions_year]")
    facet.locator("summary").tap()
    facet.get_by_role("link", name=re.compile("2019")).tap()
    expect(phone.locator(".chip")).to_contain_text("2019")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375


def test_a_report_of_which_only_the_year_is_known_shows_the_year(page: Page) -> None:
    page.goto("/d/retold/舟山市")
    expect(page.locator(".about time")).to_have_text("2022年")
