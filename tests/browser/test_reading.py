"""A reader's way through the site: searching, narrowing, paging, opening a report, going back."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def search(page: Page, text: str) -> None:
    page.goto("/")
    page.get_by_label("检索词").fill(text)
    page.get_by_role("button", name="检索").click()
    expect(page).to_have_url(re.compile(r"/search\?"))


def total(page: Page) -> int:
    shown = page.locator(".total strong").first.inner_text()
    return int(shown.replace(",", ""))


def test_a_search_from_the_front_page_marks_what_it_found(page: Page) -> None:
    search(page, "“防汛演练”")
    assert total(page) > 3
    marks = page.locator(".snippet mark").all_inner_texts()
    assert marks
    assert set(marks) == {"防汛演练"}


def found(page: Page) -> list[tuple[str, str]]:
    """The report and the paragraph of each hit on the page."""
    links = page.locator(".hits h2 a").all()
    addresses = [urlsplit(link.get_attribute("href") or "") for link in links]
    return [(address.path, address.fragment) for address in addresses]


def test_the_other_script_finds_the_same_and_is_shown_as_written(page: Page) -> None:
    search(page, "“师傅”")
    simplified, marks = found(page), page.locator(".snippet mark").all_inner_texts()
    search(page, "“師傅”")
    assert found(page) == simplified
    assert len(simplified) == total(page) > 1
    assert page.locator(".snippet mark").all_inner_texts() == marks
    assert set(marks) == {"师傅", "師傅"}


def test_a_title_in_the_other_script_is_found_and_shown_as_written(page: Page) -> None:
    search(page, "标题:小板凳坐满人")
    assert set(page.locator(".hits h2 mark").all_inner_texts()) == {"小板凳坐滿人"}


def test_two_regions_combine_and_a_removed_chip_takes_one_away(page: Page) -> None:
    search(page, "防汛演练")
    region = page.locator("[data-facet=region]")
    everything = total(page)
    region.get_by_role("link", name=re.compile("浙江省")).click()
    zhejiang = total(page)
    region.get_by_role("link", name=re.compile("湖北省")).click()
    both = total(page)
    assert zhejiang < both < everything
    chips = page.locator(".chip")
    expect(chips).to_have_count(2)
    page.get_by_role("link", name="移除地区：浙江省").click()
    expect(chips).to_have_count(1)
    assert total(page) == both - zhejiang


def test_a_facet_opens_down_to_the_county(page: Page) -> None:
    search(page, "防汛演练")
    region = page.locator("[data-facet=region]")
    region.get_by_text("浙江省的下级地区").locator("xpath=..").click()
    region.get_by_text("宁波市的下级地区").locator("xpath=..").click()
    region.get_by_role("link", name=re.compile("慈溪市")).click()
    assert total(page) > 0
    assert all("慈溪市" in place for place in page.locator(".hits .place").all_inner_texts())


def test_pages_follow_each_other_and_back_returns(page: Page) -> None:
    search(page, "“的”")
    first = page.locator(".hits h2").all_inner_texts()
    texts = page.locator(".snippet").all_inner_texts()
    page.get_by_role("link", name="下一页").click()
    expect(page).to_have_url(re.compile("page=2"))
    assert page.locator(".snippet").all_inner_texts() != texts
    page.go_back()
    assert page.locator(".hits h2").all_inner_texts() == first


def test_a_hit_opens_its_report_at_the_paragraph_and_back_returns(page: Page) -> None:
    search(page, "“防汛演练”")
    listed = page.url
    page.locator(".hits h2 a").first.click()
    expect(page).to_have_url(re.compile(r"/d/.+#p\d+$"))
    ordinal = page.url.rsplit("#", 1)[1]
    target = page.locator(f"[id='{ordinal}']")
    expect(target).to_be_in_viewport()
    expect(target.locator("mark").first).to_have_text("防汛演练")
    page.go_back()
    assert page.url == listed


def test_the_result_list_is_one_click_back_from_a_report(page: Page) -> None:
    search(page, "防汛演练")
    page.locator("[data-facet=region]").get_by_role("link", name=re.compile("浙江省")).click()
    listed = page.url
    page.locator(".hits h2 a").first.click()
    page.get_by_role("link", name="返回检索结果").click()
    assert page.url.split("#")[0] == listed


def test_a_search_can_be_made_and_opened_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.get_by_label("检索词").focus()
    page.keyboard.type("志愿服务")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?"))
    page.locator(".hits h2 a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/d/"))


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("“世上没有的一句话”", "改用“词语”"),
        ("防汛 “飞碟”", "去掉"),
        ("“小板凳坐满人”", "看标题中有“小板凳坐满人”的报告"),
    ],
)
def test_nothing_found_offers_a_way_on(page: Page, query: str, offered: str) -> None:
    search(page, query)
    expect(page.get_by_role("heading", name="没有找到")).to_be_visible()
    offer = page.locator(".empty li", has_text=offered)
    says = int(re.sub(r"\D", "", offer.locator(".count").inner_text()))
    offer.get_by_role("link").click()
    expect(page.locator(".hits h2").first).to_be_visible()
    assert total(page) == says > 0


def test_back_leads_to_the_mode_that_was_searched_in(page: Page) -> None:
    search(page, "防汛演练")
    page.get_by_role("radio", name="逐字").check()
    page.get_by_role("button", name="检索").click()
    expect(page).to_have_url(re.compile("mode=exact"))
    page.go_back()
    expect(page.get_by_role("radio", name="词语")).to_be_checked()


def test_print_names_the_query_and_uses_the_whole_sheet(page: Page) -> None:
    search(page, "防汛演练")
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_have_text("检索：防汛演练（词语）")
    expect(page.locator(".printed")).to_be_visible()
    expect(page.get_by_label("检索词")).not_to_be_visible()
    lefts = page.evaluate(
        "['.masthead', '.list'].map(s => document.querySelector(s).getBoundingClientRect().left)"
    )
    assert lefts[0] == lefts[1] == 0


def test_a_very_long_title_or_source_leaves_room_for_the_next_hit(page: Page) -> None:
    search(page, "防汛演练")
    for place, inner in ((".hits h2 a", ".hits h2 a"), (".hits .about", ".hits .about span")):
        line = page.locator(place).first.bounding_box()
        page.locator(inner).first.evaluate("node => { node.textContent = '很长的来源'.repeat(300) }")
        clamped = page.locator(place).first.bounding_box()
        assert line is not None
        assert clamped is not None
        assert line["height"] < clamped["height"] <= 3.5 * line["height"]


def test_the_mode_is_kept_and_named(page: Page) -> None:
    page.goto("/search?q=防汛演练&mode=exact")
    expect(page.get_by_role("radio", name="逐字")).to_be_checked()
    assert set(page.locator(".snippet mark").all_inner_texts()) == {"防汛演练"}


def test_the_whole_way_works_without_javascript(plain: Page) -> None:
    search(plain, "防汛演练")
    plain.locator("[data-facet=region]").get_by_role("link", name=re.compile("浙江省")).click()
    expect(plain.locator(".chip")).to_have_count(1)
    plain.locator(".hits h2 a").first.click()
    expect(plain).to_have_url(re.compile("/d/"))
    expect(plain.locator("mark").first).to_be_visible()


def test_a_phone_shows_results_first_and_facets_on_demand(phone: Page) -> None:
    search(phone, "防汛演练")
    expect(phone.locator(".hits h2").first).to_be_visible()
    value = phone.locator("[data-facet=region]").get_by_role("link", name=re.compile("浙江省"))
    expect(value).not_to_be_visible()
    phone.locator("details.panel > summary").tap()
    expect(value).to_be_visible()
    value.tap()
    expect(phone.locator(".chip")).to_have_count(1)


@pytest.mark.parametrize("path", ["/", "/search?q=防汛演练", "/search?q=没有这一句&mode=exact"])
def test_no_page_is_wider_than_a_phone(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375


def test_a_report_fits_a_phone(phone: Page) -> None:
    search(phone, "防汛演练")
    phone.locator(".hits h2 a").first.tap()
    expect(phone).to_have_url(re.compile("/d/"))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
