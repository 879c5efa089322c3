"""What a paragraph mentions, and what is known of a report beside: as facets, filters and lines of a page."""

from dataclasses import replace

from searchapp.arguments import read_args
from searchapp.service import answer
from tests.oracle import Oracle
from tests.searchapp.html import Element, elements, links, texts
from tests.searchapp.shelf import CLUSTERS, NINGBO, REPRINTED, client, client_of, report

SHELF = Oracle(REPRINTED, CLUSTERS)
SITE = client_of(SHELF)


def facets(page: str) -> dict[str, Element]:
    return {e.attributes["data-facet"]: e for e in elements(page, "details") if "data-facet" in e.attributes}


def test_mentions_are_two_facets_below_the_others_and_closed() -> None:
    found = facets(SITE.get("/search").text)
    assert list(found) == ["theme", "section", "year", "date", "mentions", "mentions_year"]
    assert "提及地区" in found["mentions"].text
    assert [name for name, facet in found.items() if "open" not in facet.attributes] == [
        *("mentions", "mentions_year")
    ]


def test_a_facet_of_mentions_that_narrows_stands_open() -> None:
    found = facets(SITE.get("/search?mentions=370000").text)
    assert "open" in found["mentions"].attributes
    assert "open" not in found["mentions_year"].attributes


def test_an_index_without_mentions_shows_neither_facet() -> None:
    assert "提及" not in "".join(texts(client().get("/search").text, "h2"))


def test_a_mentioned_place_is_a_link_a_filter_and_a_chip() -> None:
    url = links(SITE.get("/search").text, "facets")["浙江省 3 段"]
    assert url == "/search?mentions=330000"
    found = SITE.get(url).text
    assert len(elements(found, "article")) == 3
    assert "移除提及地区：浙江省" in links(found, "chips")
    assert "移除提及年份：2020" in links(SITE.get("/search?mentions_year=2020").text, "chips")


def test_a_name_is_read_and_becomes_a_code_in_every_link() -> None:
    answered = answer(SHELF, read_args([("mentions", "宁波")]))
    assert (answered.state.mentions, answered.hints) == ((NINGBO.code,), ())


def test_a_place_that_nothing_mentions_is_said() -> None:
    assert answer(SHELF, read_args([("mentions", "东海")])).hints == ("没有一段提及名为“东海”的地区。",)


def test_paragraphs_without_a_theme_are_a_link_and_a_chip() -> None:
    bare = report("a", "水库。", "水渠。")
    bare = replace(bare, paragraphs=(bare.paragraphs[0], replace(bare.paragraphs[1], theme=None)))
    site = client(bare)
    url = links(site.get("/search").text, "facets")["未注明主题 1 段"]
    found = site.get(url).text
    assert [snippet for snippet in texts(found, "p") if "水渠" in snippet] == ["水渠。"]
    assert "移除主题：未注明" in links(found, "chips")
    assert links(found, "facets")["未注明主题 1 段，已选，点按移除"] == "/search"


def test_a_report_of_which_only_the_year_is_known_shows_it() -> None:
    assert texts(SITE.get("/d/copied.txt").text, "time") == ["2021年"]
    assert sorted(texts(SITE.get("/search?q=结对").text, "time")) == [
        "2021年",
        "2021年12月10日",
        "2022年5月1日",
    ]


def test_captions_stand_at_the_end_of_a_report() -> None:
    shown = SITE.get("/d/first.txt").text
    assert texts(shown, "li", "captions") == ["图为两地医生会诊。"]
    assert texts(SITE.get("/d/later.txt").text, "li", "captions") == []


def test_the_whole_country_is_no_province() -> None:
    whole = replace(NINGBO, code="national", name="全国", path=("全国",), codes=("national",))
    home = client(report("a", "水库。", region=whole), report("b", "水渠。")).get("/").text
    (holds,) = [text for text in texts(home, "p") if "篇报告" in text]
    assert "1 个省级地区" in holds
    assert links(home, "places")["全国 1 段"] == "/search?region=national"


def test_json_names_what_a_hit_mentions() -> None:
    hit = SITE.get("/search.json?q=结对").get_json()["hits"][0]
    assert [region["name"] for region in hit["mentioned_regions"]] == ["宁波市", "济南市"]
    assert hit["mentioned_years"] == [2020]
