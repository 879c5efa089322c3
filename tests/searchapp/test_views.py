"""The pages as a reader gets them, over a small shelf of reports."""

from dataclasses import replace
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from tests.searchapp.html import elements, links, texts
from tests.searchapp.shelf import client, report

SITE = client()


def page(url: str) -> str:
    response = SITE.get(url)
    assert response.status_code == 200, response.text
    return response.text


def chosen(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def test_home_says_what_the_index_holds() -> None:
    home = page("/")
    (holds,) = [text for text in texts(home, "p") if "篇报告" in text]
    assert holds == "5 篇报告 · 6 段 · 2 个省级地区 · 2021—2022 年"
    assert texts(home, "h1") == ["方志"]


def test_every_link_of_home_leads_to_a_page() -> None:
    urls = set(links(page("/")).values()) - {"#main"}
    assert len(urls) > 6
    for url in urls:
        assert SITE.get(url).status_code == 200, url


def test_home_lists_regions_with_their_counts() -> None:
    assert links(page("/"), "places")["浙江省 4 段"] == "/search?region=330000"


def test_home_of_an_index_without_dates_and_places_names_none() -> None:
    bare = client(report("a.txt", "水", region=None, day=None)).get("/").text
    assert [text for text in texts(bare, "p") if "篇报告" in text] == ["1 篇报告 · 1 段"]
    assert links(bare, "places") == {}


def test_results_say_how_many_and_in_how_many_reports() -> None:
    (total,) = (text for text in texts(page("/search?q=防汛"), "p") if text.startswith("共"))
    assert total.startswith("共 3 段，见于 2 篇报告 · 用时 ")


def test_a_hit_is_marked_in_title_text_and_section_and_links_to_its_paragraph() -> None:
    found = page("/search?q=防汛+演练&region=330282")
    assert texts(found, "mark") == ["防汛演练", "演练"]
    url, similar = (link.attributes["href"] for link in elements(found, "a", "hits"))
    assert similar == "/similar/2021/cixi.txt?p=1"
    assert urlsplit(url).path == "/d/2021/cixi.txt"
    assert urlsplit(url).fragment == "p1"
    assert parse_qs(urlsplit(url).query) == {"q": ["防汛 演练"], "region": ["330282"]}
    assert texts(found, "time") == ["2021年12月10日"]
    assert texts(found, "p", "hits")[0] == "浙江省 › 宁波市 › 慈溪市"


def test_an_empty_query_shows_everything() -> None:
    assert len(texts(page("/search"), "article")) == 6


def test_the_box_keeps_query_and_mode_and_carries_the_filters_on() -> None:
    found = page("/search?q=%22x%22&mode=verbatim&region=330000&from=2021&sort=date&page=3")
    inputs = [element.attributes for element in elements(found, "input", "ask")]
    assert {"name": "q", "value": '"x"'}.items() <= inputs[0].items()
    assert [each["value"] for each in inputs if "checked" in each] == ["verbatim"]
    hidden = [(each["name"], each["value"]) for each in inputs if each["type"] == "hidden"]
    assert hidden == [("region", "330000"), ("from", "2021-01-01"), ("sort", "date")]


def test_the_date_form_carries_all_else_on() -> None:
    found = page("/search?q=水库&region=330000&mode=exact&from=2021&to=2022-06&page=2")
    inputs = {e.attributes["name"]: e.attributes["value"] for e in elements(found, "input", "dates")}
    assert inputs == {
        "from": "2021-01-01",
        "to": "2022-06-30",
        "q": "水库",
        "mode": "exact",
        "region": "330000",
    }


def test_every_filter_has_a_chip_that_takes_it_away() -> None:
    found = page("/search?region=浙江&region=370000&theme=安全&year=2021&from=2020&to=2023")
    removals = {name: url for name, url in links(found, "chips").items() if name.startswith("移除")}
    assert set(removals) == {
        "移除地区：浙江省",
        "移除地区：山东省",
        "移除主题：安全",
        "移除年份：2021",
        "移除起：2020-01-01",
        "移除止：2023-12-31",
    }
    assert ("region", "330000") not in chosen(removals["移除地区：浙江省"])
    assert ("region", "370000") in chosen(removals["移除地区：浙江省"])
    assert ("to", "2023-12-31") in chosen(removals["移除起：2020-01-01"])
    assert links(found, "chips")["清除全部"] == "/search"


def test_two_regions_are_combined_by_their_links() -> None:
    one = links(page("/search?q=水库"), "facets")["温州市 1 段"]
    both = links(page(one), "facets")["山东省 1 段"]
    assert chosen(both) == [("q", "水库"), ("region", "330300"), ("region", "370000")]
    assert len(texts(page(both), "article")) == 2


def test_the_chosen_value_is_told_to_who_cannot_see_it() -> None:
    current = [
        link
        for link in elements(page("/search?year=2021"), "a", "facets")
        if "aria-current" in link.attributes
    ]
    assert [link.text for link in current] == ["2021 3 段，已选，点按移除"]


def test_what_has_no_value_is_counted() -> None:
    notes = texts(page("/search"), "p", "facets")
    assert "未注明地区 1 段" in notes
    assert "未注明年份 1 段" in notes


def test_sorting_is_a_link_and_the_present_order_is_none() -> None:
    sorts = links(page("/search?q=水库&sort=date"), "found")
    assert sorts["按相关度"].endswith("?q=%E6%B0%B4%E5%BA%93")
    assert "按日期" not in sorts


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("防汛 演练", []),
        ("“防汛演练”", []),
        ("防汛　｜　水库", ["防汛 OR 水库"]),
        ("防汛 -水库", ["防汛 -水库"]),
        ("(防汛", ["防汛"]),
    ],
)
def test_how_the_query_was_read_is_said_where_it_is_not_plain(query: str, read_as: list[str]) -> None:
    assert texts(SITE.get("/search", query_string={"q": query}).text, "code") == read_as


def test_the_query_is_there_for_print() -> None:
    assert [e.text for e in elements(page("/search?q=水库&mode=exact"), "p") if "printed" in e.classes] == [
        "检索：水库（逐字）"
    ]


def test_the_order_of_focus_in_the_head_of_the_results_is_that_of_the_eye() -> None:
    head = links(page("/search?q=水库&region=330000&region=370000"), "found")
    assert next(iter(head)) == "按日期"
    assert list(head)[-1] == "清除全部"


def test_a_browser_does_not_bring_back_what_was_chosen_in_the_form() -> None:
    for url in ("/", "/search?q=水库", "/d/2021/cixi.txt"):
        (form,) = (e for e in elements(page(url), "form") if "ask" in e.classes)
        assert form.attributes["autocomplete"] == "off"


def test_pages_follow_each_other() -> None:
    site = client(report("a.txt", *[f"水库 {number}" for number in range(95)]))
    middle = site.get("/search?q=水库&page=5").text
    rels = {e.attributes.get("rel"): e.attributes["href"] for e in elements(middle, "a", "pager")}
    assert (chosen(rels["prev"])[-1], chosen(rels["next"])[-1]) == (("page", "4"), ("page", "6"))
    assert texts(middle, "li", "pager") == ["1", "…", "3", "4", "5", "6", "7", "…", "10"]
    assert [e.text for e in elements(middle, "span", "pager") if "aria-current" in e.attributes] == ["5"]
    assert elements(middle, "ol", "list")[0].attributes["start"] == "41"
    assert "rel" not in elements(site.get("/search?q=水库&page=10").text, "a", "pager")[-1].attributes


def test_all_hits_of_all_pages_are_all_there_is() -> None:
    site = client(report("a.txt", *[f"水库 {number}" for number in range(25)]))
    url, seen = "/search?q=水库", []
    while url:
        shown = site.get(url).text
        seen += texts(shown, "p", "hits")[1::3]
        url = next(
            (e.attributes["href"] for e in elements(shown, "a") if e.attributes.get("rel") == "next"), ""
        )
    assert sorted(seen) == sorted(f"水库 {number}" for number in range(25))


def test_a_page_past_the_end_leads_back_to_the_last() -> None:
    past = page("/search?q=水库&page=1000000000")
    assert texts(past, "h2", "empty") == ["这一页没有内容"]
    assert links(past, "empty")["看最后一页"] == "/search?q=%E6%B0%B4%E5%BA%93"


def test_an_empty_answer_offers_what_would_find_something() -> None:
    empty = page("/search?q=宁波防汛&mode=exact&region=330000")
    assert texts(empty, "h2", "empty") == ["没有找到"]
    assert "看标题中有“宁波防汛”的报告" in links(empty, "empty")


def test_an_empty_answer_without_a_way_on_says_so() -> None:
    assert links(page("/search?q=地铁"), "empty") == {"首页": "/"}


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=1000000000",
        "page=abc",
        "limit=abc",
        "limit=100000",
        "region=nowhere",
        "from=2021-13-45",
        "to=x&from=2022",
        "mode=x&sort=y",
        "year=abc&year=2021&year=2021",
        "q=a&q=b&unknown=1",
        "q=" + "%28" * 5_000,
        "q=" + "NOT+" * 500,
        "q=" + "a" * 10_000,
        "q=+++",
        "q=%00%ff%fe",
        "q=%22",
        "section=" + "x" * 5_000,
    ],
)
def test_no_argument_is_an_error(query: str) -> None:
    for path in ("/search", "/search.json", "/d/2021/cixi.txt"):
        response = SITE.get(f"{path}?{query}")
        assert response.status_code == 200
        if path != "/search.json":
            assert elements(response.text, "main")


def test_a_bad_argument_is_said_on_the_page() -> None:
    assert texts(page("/search?from=2021-13-45&q=水库"), "li", "hints") == [
        "日期“2021-13-45”无法识别，已忽略；写法如 2021、2021-03、2021-03-05。"
    ]


def test_a_hit_without_region_and_date_shows_neither() -> None:
    found = page("/search?q=没有日期")
    assert len(texts(found, "article")) == 1
    assert [e for e in elements(found, "p") if "place" in e.classes] == []
    assert texts(found, "time") == []


def test_every_id_on_a_page_is_its_only_one() -> None:
    for url in ("/", "/search?q=防汛", "/d/2021/cixi.txt"):
        ids = [
            e.attributes["id"]
            for tag in ("main", "input", "p", "h2", "h3", "a", "li", "div", "section")
            for e in elements(page(url), tag)
            if "id" in e.attributes
        ]
        assert len(ids) == len(set(ids))


def test_no_page_has_a_script_or_a_style_of_its_own() -> None:
    for url in ("/", "/search?q=防汛", "/d/2021/cixi.txt?q=防汛", "/search?q=地铁"):
        shown = page(url)
        assert all(script.attributes["src"].startswith("/static/") for script in elements(shown, "script"))
        assert shown.count("</script>") == shown.count("></script>")
        assert elements(shown, "style") == []
        assert " style=" not in shown


def test_a_subtitle_is_shown_where_it_is_why_a_paragraph_was_found() -> None:
    named = replace(report("a", "水库", title="筑魂"), subtitle="崇阳县工作纪实")
    found = client(named).get("/search?q=崇阳县").text
    assert '<p class="subtitle"><mark>崇阳县</mark>工作纪实</p>' in found
    assert "工作纪实" not in client(named).get("/search?q=水库").text
