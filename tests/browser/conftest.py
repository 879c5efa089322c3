"""A real Chromium, and a real site: the sample corpus and a report made of markup, served by the command."""

import json
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from indexer.sample import sample_folder
from tests.running import fangzhi, site

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EVIL = '<script>document.title="owned"</script><img src=x onerror="document.title=1">&amp;"\'</p>'


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser")
    evil: dict[str, object] = {
        "id": 'a/"><script>1</script>',
        "title": f"标题{EVIL}",
        "region": "宁波市",
        "date": "2024-05-01",
        "source": f"来源{EVIL}",
        "url": "javascript:alert(1)",
        "paragraphs": [{"text": f"段落{EVIL}一段文字。", "section": [f"章节{EVIL}"]}],
    }
    (folder / "more").mkdir()
    for name, reports in {"evil": [evil], "retold": retold()}.items():
        lines = "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)
        (folder / "more" / f"{name}.jsonl").write_text(lines, "utf-8")
    done = fangzhi("build", sample_folder(), folder / "more", "--index", folder / "index", cwd=folder)
    assert done.returncode == 0, done.stderr
    with site(folder / "index", folder) as running:
        yield running


def retold() -> list[dict[str, object]]:
    """Three reports with one paragraph in common, which names places and a year."""
    text = "2019年，舟山市与青岛市的渔港结为姊妹港，互派船员，合办讲习班，交换冷库里的鱼苗种质。"
    return [
        {"id": f"retold/{place}", "title": f"{place}渔港纪事", "region": place, "date": "2022", "text": shown}
        for place, shown in (("舟山市", text), ("青岛市", f"据悉，{text}"), ("福州市", text))
    ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    assert found, "no Chromium on PATH; install it, or run: make test BROWSER=no"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A desktop page; whatever the browser complains of on its console fails the test."""
    yield from opened(browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}))


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A page of 375 px that is touched."""
    context = browser.new_context(base_url=address, viewport={"width": 375, "height": 700}, has_touch=True)
    yield from opened(context)


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page with JavaScript off."""
    yield from opened(browser.new_context(base_url=address, java_script_enabled=False))


def opened(context: BrowserContext) -> Iterator[Page]:
    complaints: list[str] = []
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []
