"""Suggestions below the search box: shown while typing, chosen by key, mouse or touch, not in composition."""

import re

import pytest
from playwright.sync_api import CDPSession, Locator, Page, Route, expect

from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.browser

# Longer than the page waits after a key, and than an answer takes.
SETTLED_MS = 600


def box(page: Page) -> Locator:
    return page.get_by_label("检索词")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def asked(page: Page) -> list[str]:
    """The suggestions that the page asks for from now on, filled as it asks."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url) if "/suggest.json" in request.url else None)
    return urls


def typed(page: Page, text: str) -> None:
    page.goto("/")
    box(page).press_sequentially(text)
    expect(options(page).first).to_be_visible()


@pytest.mark.parametrize("keys", ["防汛", "fangxun", "防x", "fangx"])
def test_typing_shows_phrases_in_characters_and_pinyin(page: Page, keys: str) -> None:
    typed(page, keys)
    shown = options(page).locator(".label").all_inner_texts()
    assert 0 < len(shown) <= 8
    assert "防汛演练" in shown


def test_the_box_is_a_combobox_that_says_what_is_chosen(page: Page) -> None:
    typed(page, "防汛")
    field = page.get_by_role("combobox", name="检索词")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    expect(page.get_by_role("status")).to_have_text(re.compile("条建议"))
    assert serious(page) == []


def test_arrows_go_round_by_way_of_the_box(page: Page) -> None:
    typed(page, "防汛")
    count = options(page).count()
    page.keyboard.press("ArrowUp")
    expect(options(page).nth(count - 1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")


def test_enter_on_a_suggestion_searches_for_it(page: Page) -> None:
    typed(page, "防汛")
    page.keyboard.press("ArrowDown")
    chosen = options(page).first.locator(".label").inner_text()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?"))
    expect(box(page)).to_have_value(chosen)


def test_enter_on_none_searches_for_what_was_typed(page: Page) -> None:
    typed(page, "防汛")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?"))
    expect(box(page)).to_have_value("防汛")


def test_escape_closes_and_what_was_typed_stays(page: Page) -> None:
    typed(page, "防汛")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("防汛")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_tab_leaves_the_box_and_closes(page: Page) -> None:
    typed(page, "防汛")
    page.keyboard.press("Tab")
    expect(box(page)).not_to_be_focused()
    expect(options(page)).to_have_count(0)


def test_a_click_on_a_region_adds_its_filter(page: Page) -> None:
    page.goto("/search?q=防汛演练")
    box(page).press("End")
    box(page).press_sequentially(" zhejiang")
    options(page).filter(has_text="地区").filter(has_text="浙江省").click()
    expect(page.locator(".chip")).to_have_count(1)
    expect(box(page)).to_have_value("防汛演练")


def test_a_suggestion_is_touched_on_a_phone(phone: Page) -> None:
    phone.goto("/")
    box(phone).tap()
    box(phone).press_sequentially("fangxun")
    expect(options(phone).first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 375
    assert serious(phone) == []
    options(phone).first.tap()
    expect(phone).to_have_url(re.compile(r"/search\?"))


def test_an_answer_that_comes_late_is_dropped(page: Page) -> None:
    page.goto("/")
    late: list[Route] = []
    page.route("**/suggest.json?q=*", lambda route: late.append(route) if not late else route.continue_())
    box(page).press_sequentially("防")
    page.wait_for_timeout(SETTLED_MS)
    box(page).press_sequentially("汛")
    expect(options(page).first).to_contain_text("防汛")
    shown = options(page).all_inner_texts()
    assert len(late) == 1
    late[0].continue_()
    page.wait_for_timeout(SETTLED_MS)
    assert options(page).all_inner_texts() == shown


def test_keys_in_a_row_ask_once(page: Page) -> None:
    page.goto("/")
    urls = asked(page)
    box(page).press_sequentially("fangxun", delay=5)
    expect(options(page).first).to_be_visible()
    assert len(urls) < len("fangxun")


def composition(page: Page) -> CDPSession:
    page.goto("/")
    box(page).focus()
    return page.context.new_cdp_session(page)


def compose(session: CDPSession, text: str) -> None:
    session.send(
        "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
    )


def test_while_an_input_method_composes_nothing_is_asked(page: Page) -> None:
    session = composition(page)
    urls = asked(page)
    for text in ("f", "fa", "fang", "fang xun"):
        compose(session, text)
    page.wait_for_timeout(SETTLED_MS)
    assert urls == []
    session.send("Input.insertText", {"text": "防汛"})
    expect(box(page)).to_have_value("防汛")
    expect(options(page).first).to_be_visible()
    assert len(urls) == 1


def test_while_an_input_method_composes_enter_submits_nothing(page: Page) -> None:
    session = composition(page)
    compose(session, "fang xun")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(SETTLED_MS)
    assert page.url.endswith("/")
    session.send("Input.insertText", {"text": "防汛"})
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?"))


def test_composing_closes_what_is_shown(page: Page) -> None:
    typed(page, "防汛")
    compose(page.context.new_cdp_session(page), "yan")
    expect(options(page)).to_have_count(0)


def test_without_javascript_the_box_is_a_plain_one(plain: Page) -> None:
    plain.goto("/")
    expect(plain.get_by_role("searchbox", name="检索词")).to_be_visible()
    expect(plain.get_by_role("listbox")).to_have_count(0)
