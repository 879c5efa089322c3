"""Similar paragraphs: of other reports, by the words that tell most; none rather than anything."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given, settings

from indexer.contract.lexicon import Lexicon
from indexer.contract.query import Mode, Or, Query, Words
from indexer.contract.results import SearchRequest, SearchResult
from indexer.contract.syntax import QUERY_CHARS_MAX, parse
from searchapp.similar import SHOWN_MAX, similar
from searchapp.telling import TELLING_MAX, candidates, telling
from tests.conformance.generated import World, worlds
from tests.oracle import Oracle
from tests.searchapp.html import elements, links, texts
from tests.searchapp.shelf import CIXI, JINAN, NINGBO, WENZHOU, client_of, no_index, report

CANTEEN = "新开社区食堂四十家，老人凭卡用餐，志愿者送餐上门。"
SHELF = (
    report("宁波/1.txt", CANTEEN, "王家村社区食堂由王家村老人用餐协会经办。", "港口吞吐量创新高。"),
    report("cixi.txt", "慈溪的社区食堂让老人用餐有了去处，志愿者每日送餐。", region=CIXI),
    report("../温州.txt", "溫州市社區食堂面向老人，義工與志願者送餐上門。", region=WENZHOU),
    report("jinan.txt", "济南市改造供热管网，冬季室温达标。", region=JINAN),
    report("copy.txt", f"据悉，{CANTEEN}", region=JINAN),
)
CLUSTERS = ((("copy.txt", 1), ("宁波/1.txt", 1)),)
SITE = client_of(Oracle(SHELF, CLUSTERS))
PAGE = f"/similar/{quote('宁波/1.txt')}?p=1"


class Counting(Oracle):
    """An oracle of the shelf that notes what it is asked."""

    def __init__(self) -> None:
        super().__init__(SHELF, CLUSTERS)
        self.asked: list[str] = []

    def search(self, request: SearchRequest) -> SearchResult:
        self.asked.append("search")
        return super().search(request)

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        self.asked.append("count")
        return super().count(queries)


def test_the_page_shows_the_paragraph_and_what_others_wrote_like_it() -> None:
    page = SITE.get(PAGE).text
    assert texts(page, "h1") == ["相似段落"]
    assert texts(page, "blockquote") == [CANTEEN]
    assert links(page, "seed")["年度报告"] == f"/d/{quote('宁波/1.txt')}#p1"
    shown = [urlsplit(url).path for url in links(page, "hits").values()]
    assert len(elements(page, "article", "hits")) == 2
    assert any(path.endswith("cixi.txt") for path in shown)
    assert "其他报告里的 2 个相似段落" in page.replace("<strong>", "").replace("</strong>", "")
    assert "食堂" in "".join(texts(page, "mark", "hits"))


def test_paragraphs_of_the_report_itself_and_reprints_are_left_out() -> None:
    hits = SITE.get("/similar.json?document=宁波/1.txt&p=1").get_json()["hits"]
    assert {hit["document"] for hit in hits} == {"cixi.txt", "../温州.txt"}
    alone = client_of(Oracle(SHELF)).get("/similar.json?document=宁波/1.txt&p=1").get_json()["hits"]
    assert alone[0]["document"] == "copy.txt"


def test_json_gives_the_paragraph_the_words_and_the_hits() -> None:
    found = SITE.get("/similar.json?document=宁波/1.txt&p=1").get_json()
    assert set(found) == {"ok", "paragraph", "words", "query", "hits", "took_ms", "index"}
    assert found["paragraph"]["text"] == CANTEEN
    assert (found["paragraph"]["cluster"], found["paragraph"]["copies"]) == ("copy.txt:1", 1)
    assert all(set(word) == {"text", "paragraphs", "weight"} for word in found["words"])
    assert found["query"] == " OR ".join(word["text"] for word in found["words"])
    assert {"食堂", "老人", "志愿者"} <= {word["text"] for word in found["words"]}
    traditional = next(hit for hit in found["hits"] if hit["document"] == "../温州.txt")
    marked = "".join(traditional["text"][start:end] for start, end in traditional["spans"])
    assert "食堂" in marked
    assert "志願者" in marked


def test_how_it_was_found_is_a_search_that_finds_them() -> None:
    page = SITE.get(PAGE).text
    (url,) = (link.attributes["href"] for link in elements(page, "a", "read-as"))
    assert parse_qs(urlsplit(url).query)["q"][0].split(" OR ") == texts(page, "a", "read-as")[0].split("、")
    answer = SITE.get(url.replace("/search?", "/search.json?")).get_json()
    assert answer["query"]["hints"] == []
    found = {hit["id"] for hit in answer["hits"]}
    similar_hits = SITE.get("/similar.json?document=宁波/1.txt&p=1").get_json()["hits"]
    assert {hit["id"] for hit in similar_hits} <= found


def test_what_has_nothing_alike_is_said_to_have_nothing_alike() -> None:
    heating = SITE.get("/similar/jinan.txt?p=1").text
    assert "没有相似段落" in heating
    assert elements(heating, "article", "hits") == []
    bare = client_of(Oracle([report("a", "12，34。"), report("b", "12，34。")])).get("/similar/a?p=1").text
    assert "这一段没有足够多的词可供比较" in bare
    assert elements(bare, "p", "read-as") == []


def test_words_of_title_and_headings_alone_make_nothing_similar() -> None:
    told = report("a", "社区食堂为老人送餐。")
    titled = report("b", "另有一事。", title="社区食堂为老人送餐")
    assert client_of(Oracle([told, titled])).get("/similar.json?document=a&p=1").get_json()["hits"] == []


def test_names_that_only_the_report_has_are_not_among_the_words() -> None:
    words = SITE.get("/similar.json?document=宁波/1.txt&p=2").get_json()["words"]
    assert {"食堂", "老人"} <= {word["text"] for word in words}
    assert not any("王家" in word["text"] for word in words)


def test_at_most_ten_are_shown_and_twelve_words_are_sought() -> None:
    text = "社区食堂为老人送餐，志愿者检修水库闸门，图书馆延长开放，学校操场借给居民锻炼，医院增设夜间门诊。"
    many = [report(f"{number:02}.txt", text) for number in range(SHOWN_MAX + 5)]
    found = client_of(Oracle(many)).get("/similar.json?document=03.txt&p=1").get_json()
    assert len(found["hits"]) == SHOWN_MAX
    assert len(found["words"]) == TELLING_MAX


def test_a_page_costs_two_searches_and_one_count() -> None:
    counting = Counting()
    assert client_of(counting).get(PAGE).status_code == 200
    assert sorted(counting.asked) == ["count", "search", "search"]


def test_every_hit_leads_to_its_similar_paragraphs() -> None:
    page = SITE.get("/search?q=食堂").text
    urls = [link.attributes["href"] for link in elements(page, "a", "hits") if link.text == "相似段落"]
    assert len(urls) == 5
    assert "/similar/?document=..%2F%E6%B8%A9%E5%B7%9E.txt&p=1" in urls
    for url in urls:
        assert SITE.get(url).status_code == 200, url


@pytest.mark.parametrize("ordinal", ["", "0", "4", "-1", "x", "１", "1.0", "9" * 5000, "²"])
def test_an_unknown_paragraph_is_a_404(ordinal: str) -> None:
    response = SITE.get("/similar/宁波/1.txt", query_string={"p": ordinal})
    assert response.status_code == 404
    assert "索引里没有这一段：宁波/1.txt" in response.text
    refused = SITE.get("/similar.json", query_string={"document": "宁波/1.txt", "p": ordinal})
    assert (refused.status_code, refused.get_json()["ok"]) == (404, False)


def test_an_unknown_report_is_a_404() -> None:
    for url in ("/similar/no.txt?p=1", "/similar/?p=1", "/similar.json", "/similar.json?document=no&p=1"):
        assert SITE.get(url).status_code == 404


def test_without_an_index_it_is_a_503() -> None:
    assert client_of(no_index()).get("/similar/a?p=1").status_code == 503


def test_nothing_in_a_paragraph_becomes_markup() -> None:
    evil = "社区食堂<script>alert(1)</script>为老人送餐&amp;"
    site = client_of(Oracle([report("<i>", evil, title="<b>"), report("b", evil, title="<b>")]))
    page = site.get("/similar/%3Ci%3E?p=1").text
    assert elements(page, "i") == elements(page, "b") == []
    assert texts(page, "blockquote") == [evil]


@settings(max_examples=40, deadline=None)
@given(world=worlds())
def test_any_paragraph_has_a_page_and_a_query_that_reads_back(world: World) -> None:
    oracle = Oracle(world.reports, world.clusters)
    for told in world.reports:
        for paragraph in told.paragraphs:
            found = similar(oracle, told.id, paragraph.ordinal)
            assert found
            assert found.of.hit.paragraph == paragraph
            assert all(hit.hit.document != told.id for hit in found.found)
            if found.query:
                parsed = parse(found.query, Mode.WORDS)
                assert parsed.query == Or(parts=tuple(Words(text=word.text) for word in found.words))
                assert parsed.hints == ()
                together = Words(text=" ".join(word.text for word in found.words), any_word=True)
                one, other = (SearchRequest(query=query) for query in (together, parsed.query))
                assert oracle.search(one).hits == oracle.search(other).hits


def test_twelve_of_the_longest_words_are_a_query_within_its_limit() -> None:
    text = " ".join(f"{'abcdefghijklmno'}{letter}" for letter in "abcdefghijklmnopq")
    found = similar(Oracle([report("a", text), report("b", text)]), "a", 1)
    assert found
    assert len(found.words) == TELLING_MAX
    assert len(found.query) <= QUERY_CHARS_MAX
    assert parse(found.query, Mode.WORDS).read_as == found.query
    assert len(found.found) == 1


def test_operators_and_very_long_words_are_no_candidates() -> None:
    assert candidates(f"near and or {'z' * 17} 2021 98.1% pm2.5", Lexicon()) == {"pm2.5": 1}


def test_a_word_twice_tells_more_and_equals_keep_their_order() -> None:
    frequencies = {"甲": 1, "乙": 2, "丙": 1}
    found = telling(frequencies, dict.fromkeys(frequencies, 3), {}, 100)
    assert [word.text for word in found] == ["乙", "甲", "丙"]


def test_synonyms_are_not_looked_up_by_the_search_of_the_words() -> None:
    lexicon = Lexicon(groups=(("食堂", "饭堂"),))
    page = client_of(Oracle(SHELF, CLUSTERS, lexicon)).get(PAGE).text
    (url,) = (link.attributes["href"] for link in elements(page, "a", "read-as"))
    assert url.endswith("&synonyms=0")
    assert "synonyms" not in links(SITE.get(PAGE).text, "read-as")


def test_a_report_without_titles_and_a_place_has_its_page() -> None:
    bare = replace(report("a", CANTEEN, title="", region=None, day=None, section=()), source=None)
    assert client_of(Oracle([bare])).get("/similar/a?p=1").status_code == 200
    assert NINGBO.name not in client_of(Oracle([bare])).get("/similar/a?p=1").text
