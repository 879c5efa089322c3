"""Reprints: said where there are any, folded at a reader's wish, never silently left out."""

from tests.oracle import Oracle
from tests.searchapp.html import elements, links, texts
from tests.searchapp.shelf import CLUSTERS, REPRINTED, client, client_of

SITE = client_of(Oracle(REPRINTED, CLUSTERS))


def total(page: str) -> str:
    (found,) = (text for text in texts(page, "p") if text.startswith("共"))
    return found.partition(" · ")[0]


def test_both_counts_are_said_where_there_are_reprints() -> None:
    assert total(SITE.get("/search").text) == "共 6 段，去除转载后 4 段，见于 3 篇报告"
    assert total(SITE.get("/search?q=另有一段").text) == "共 3 段，见于 3 篇报告"


def test_reprints_can_be_folded_and_unfolded_by_a_link() -> None:
    listed = SITE.get("/search?sort=date").text
    assert len(elements(listed, "article")) == 6
    url = links(listed, "found")["合并转载"]
    folded = SITE.get(url).text
    assert (url, len(elements(folded, "article"))) == ("/search?sort=date&fold=1", 4)
    assert total(folded) == total(listed)
    assert links(folded, "found")["全部列出"] == "/search?sort=date"


def test_without_reprints_nothing_is_said_of_folding() -> None:
    assert "转载" not in client().get("/search?fold=1").text


def test_a_hit_says_how_many_reprints_it_has_and_leads_to_them_where_they_are_folded() -> None:
    assert texts(SITE.get("/search?q=结对").text, "span", "hits").count("另有 2 处转载") == 3
    folded = SITE.get("/search?q=结对&fold=1").text
    assert links(folded, "hits")["另有 2 处转载"] == "/search?q=%E7%BB%93%E5%AF%B9"
    assert "转载" not in client().get("/search").text


def test_folded_pages_end_where_what_is_shown_ends() -> None:
    answer = SITE.get("/search.json?fold=1&limit=2&page=2").get_json()
    assert (len(answer["hits"]), answer["next"]) == (2, None)
    assert (answer["total"]["paragraphs"], answer["distinct"]) == (6, 4)
    pages = SITE.get("/search?fold=1&limit=3").text
    assert texts(pages, "li", "pager") == ["1", "2"]


def test_folding_stays_on_through_filters_queries_and_pages() -> None:
    page = SITE.get("/search?fold=1&limit=3&theme=安全").text
    hidden = [e.attributes for e in elements(page, "input", "ask") if e.attributes["type"] == "hidden"]
    assert ("fold", "1") in [(each["name"], each["value"]) for each in hidden]
    assert all("fold=1" in url for url in links(page, "pager").values())
    assert "fold=1" in links(page, "chips")["清除全部"]


def test_json_names_the_cluster_of_a_hit_and_its_copies() -> None:
    hits = SITE.get("/search.json?q=结对").get_json()["hits"]
    assert {(hit["cluster"], hit["copies"]) for hit in hits} == {("copied.txt:1", 2)}
