"""axe-core on every kind of page: no serious or critical violation, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = {
    "front": "/",
    "results": "/search?q=防汛演练&region=330000&theme=安全",
    "many": "/search?q=",
    "nothing": "/search?q=“没有这一句话”",
    "folded": "/search?q=渔港&fold=1&mentions=舟山&mentions_year=2019",
    "explained": "/search?q=防汛演练&explain=1",
    "similar": "/similar/2024/flood-drill-by-river-and-hill.txt?p=4",
    "report": "/d/2023/flood-drill-on-the-coast.txt?q=防汛演练",
}


def serious(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_has_no_serious_violation(page: Page, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    response = page.goto(PAGES[name])
    assert response is not None
    assert response.ok
    assert serious(page) == []


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_on_a_phone_has_no_serious_violation(phone: Page, name: str) -> None:
    phone.goto(PAGES[name])
    panel = phone.locator("details.panel > summary")
    if panel.count():
        panel.tap()
    assert serious(phone) == []
