"""The page of a report as a reader gets it: its parts, its marks, its way back."""

from dataclasses import replace

from searchapp.state import SearchState
from tests.searchapp.html import elements, links, texts
from tests.searchapp.shelf import client, report

SITE = client()


def test_a_report_shows_its_head_sections_and_paragraphs() -> None:
    shown = SITE.get("/d/2021/cixi.txt").text
    assert texts(shown, "h1") == ["年度报告"]
    assert [(e.tag, e.text) for tag in ("h2", "h3") for e in elements(shown, tag, "body")] == [
        ("h2", "一、概况"),
        ("h3", "（一）演练"),
    ]
    (paragraph,) = elements(shown, "p", "body")
    assert (paragraph.attributes["id"], paragraph.text) == ("p1", "慈溪市组织防汛演练。")
    assert links(shown, "body") == {"第 1 段的链接": "#p1"}
    assert texts(shown, "time") == ["2021年12月10日"]


def test_the_contents_of_a_report_lead_to_its_headings() -> None:
    shown = SITE.get("/d/2021/cixi.txt").text
    ids = {e.attributes["id"] for tag in ("h2", "h3") for e in elements(shown, tag, "body")}
    assert set(links(shown, "contents").values()) == {f"#{each}" for each in ids}


def test_a_report_opened_from_a_search_is_marked_and_leads_back_to_it() -> None:
    shown = SITE.get("/d/2021/ningbo.txt?q=防汛+演练&region=330000&page=2").text
    assert texts(shown, "mark") == ["防汛", "防汛演练"]
    assert links(shown, "matching") == {"§第1段": "#p1"}
    back = links(shown)["‹ 返回检索结果"]
    assert back == SearchState(q="防汛 演练", region=("330000",), page=2).to_url("/search")


def test_only_paragraphs_that_match_are_marked_in_a_report() -> None:
    shown = client(report("a", "防汛演练", "演练")).get("/d/a?q=防汛+演练").text
    assert texts(shown, "mark") == ["防汛演练"]


def test_a_paragraph_that_matches_by_title_or_heading_alone_says_so() -> None:
    site = client(
        report("a", "防汛演练。", "图书馆。", section=("一、防汛",)), report("b", "水库。", title="防汛")
    )
    for path, named in (("/d/a?q=防汛", ["p2"]), ("/d/b?q=防汛", ["p1"]), ("/d/a?q=“防汛”", [])):
        shown = site.get(path).text
        hits = [e for e in elements(shown, "p", "body") if "hit" in e.classes]
        assert [e.attributes["id"] for e in hits if "named" in e.classes] == named
        assert [e.attributes.get("title") for e in hits if "named" in e.classes] == ["标题或章节命中"] * len(
            named
        )
        assert ("标题或章节命中" in shown) == bool(named)


def test_a_paragraph_that_matches_by_its_place_is_not_said_to_match_by_its_title() -> None:
    shown = client(report("a", "水库。")).get("/d/a?q=防汛+OR+地区:宁波").text
    (hit,) = (e for e in elements(shown, "p", "body") if "hit" in e.classes)
    assert hit.classes == ["hit"]


def test_a_report_opened_by_itself_leads_back_to_no_search() -> None:
    assert "‹ 返回检索结果" not in links(SITE.get("/d/2021/ningbo.txt").text)


def test_only_web_addresses_become_links() -> None:
    urls = (
        "https://example.org/报告?a=1",
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,x",
        "http://[",
        "http:example.org",
        "见附件",
    )
    site = client(*(report(f"{at}", "水", url=url) for at, url in enumerate(urls)))
    for at, url in enumerate(urls):
        shown = site.get(f"/d/{at}").text
        (about,) = (e for e in elements(shown, "p", "head") if "about" in e.classes)
        anchors = elements(shown, "a", "about")
        assert [e.attributes["href"] for e in anchors] == ([url] if at == 0 else [])
        assert at == 0 or url in about.text
        assert all("noopener noreferrer" in e.attributes["rel"] for e in anchors)


def test_a_section_that_is_taken_up_again_is_set_apart() -> None:
    inner = report("a", "甲", section=("一", "（一）"))
    outer = report("a", "甲", "乙", section=("一",)).paragraphs[1]
    shown = client(replace(inner, paragraphs=(*inner.paragraphs, outer))).get("/d/a").text
    assert len(elements(shown, "hr", "body")) == 1
    assert len(elements(shown, "h2", "body")) == 1


def test_an_undated_report_without_region_is_a_page() -> None:
    shown = SITE.get("/d/undated.txt").text
    assert texts(shown, "h1") == ["年度报告"]
    assert texts(shown, "time") == []
    assert [e for e in elements(shown, "p") if "place" in e.classes] == []
