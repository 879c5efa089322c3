"""What a page says of itself: its tags first, and nothing that is not a name, a day or an address."""

import pytest

from tests.indexer.sources.pages import read_page, site_page


def test_the_tags_of_a_page_are_its_metadata() -> None:
    metadata = read_page(
        '<meta name="ArticleTitle" content="夜校报告"><meta name="PubDate" content="2024-03-05 09:00">'
        '<meta name="ContentSource" content="城西日报"><meta name="author" content="林木">'
        '<meta property="og:url" content="https://site.example/a"><title>夜校报告-城西</title><p>正文。'
    ).metadata
    assert (metadata.title, str(metadata.date), metadata.source) == ("夜校报告", "2024-03-05", "城西日报")
    assert (metadata.author, metadata.url) == ("林木", "https://site.example/a")


def test_a_site_is_the_source_where_the_text_names_none() -> None:
    assert read_page(site_page()).metadata.source == "城西区门户网站"
    assert read_page(site_page(above="<h1>报告</h1><p>来源：城西日报</p>")).metadata.source is None


def test_the_h1_of_the_text_outranks_the_title_of_the_window() -> None:
    assert read_page(site_page()).metadata.title is None
    titled = read_page(site_page(above="")).metadata.title
    assert titled is not None
    assert titled.startswith("城西夜校开班情况报告")


def test_a_day_in_the_text_is_not_the_day_of_publication() -> None:
    assert read_page("<p>2021年12月10日，夜校开班。" + "学员都来了。" * 50).metadata.date is None


@pytest.mark.parametrize(
    "tags",
    [
        '<meta name="PubDate" content="昨天"><link rel="canonical" href="/a.html">',
        '<meta property="og:url" content="javascript:x">',
        '<p class="author">作者：林木 来源：某报 2024</p>',
    ],
)
def test_what_is_no_day_no_address_and_no_name_is_not_taken_for_one(tags: str) -> None:
    metadata = read_page(f"<html>{tags}<p>正文。</p>").metadata
    assert (metadata.date, metadata.url, metadata.author) == (None, None, None)


def test_the_one_heading_that_opens_the_text_is_its_title() -> None:
    page = "<html><title>安溪县政府-施政报告</title>{}<p>全县新修道路十公里，群众出行更加方便。</p>{}</html>"
    heading, section = "<h2>安溪县二〇二一年施政报告</h2>", "<h2>一、全年工作的总体情况</h2>"
    assert read_page(page.format(heading, "")).metadata.title == "安溪县二〇二一年施政报告"
    assert read_page(page.format(section, "")).metadata.title == "安溪县政府-施政报告"
    assert read_page(page.format(heading, heading)).metadata.title == "安溪县政府-施政报告"
