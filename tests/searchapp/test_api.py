"""The JSON: its shape, its links, its limits."""

from typing import Any

from searchapp.state import LIMIT_MAX
from tests.searchapp.shelf import client, client_of, no_index, report

SITE = client()


def get(url: str) -> dict[str, Any]:
    response = SITE.get(url)
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    answer: dict[str, Any] = response.get_json()
    return answer


def test_an_answer_has_exactly_the_keys_it_promises() -> None:
    answer = get("/search.json?q=防汛+演练&region=330282")
    assert set(answer) == {
        *("ok", "query", "total", "distinct", "hits", "facets", "took_ms", "index", "next", "offers")
    }
    assert answer["ok"] is True
    assert answer["query"] == {
        "raw": "防汛 演练",
        "mode": "words",
        "read_as": "防汛 演练",
        "hints": [],
        "relaxed": False,
        "fold": False,
        "expansions": [],
        "did_you_mean": [],
        "numerals": False,
        "synonyms": True,
        "filters": {
            "region": ["330282"],
            "section": [],
            "theme": [],
            "year": [],
            "mentions": [],
            "mentions_year": [],
            "from": None,
            "to": None,
        },
    }
    assert answer["total"] == {"paragraphs": 1, "documents": 1}
    assert answer["distinct"] == 1
    (hit,) = answer["hits"]
    assert isinstance(hit.pop("score"), float)
    assert hit == {
        "id": "2021/cixi.txt#p1",
        "document": "2021/cixi.txt",
        "ordinal": 1,
        "title": "年度报告",
        "subtitle": None,
        "region": {"code": "330282", "name": "慈溪市", "path": ["浙江省", "宁波市", "慈溪市"]},
        "section": ["一、概况", "（一）演练"],
        "theme": "安全",
        "date": "2021-12-10",
        "year": 2021,
        "mentioned_regions": [],
        "mentioned_years": [],
        "text": "慈溪市组织防汛演练。",
        "spans": [[5, 9]],
        "url": "/d/2021/cixi.txt#p1",
        "source": "宁波日报",
        "source_url": None,
        "cluster": None,
        "copies": 0,
        "explanation": None,
    }
    assert set(answer["facets"]) == {
        *("region", "section", "theme", "year", "mentioned_region", "mentioned_year")
    }
    assert answer["facets"]["year"] == {
        "total": 1,
        "missing": 0,
        "values": [{"value": "2021", "label": "2021", "count": 1, "selected": False, "parent": None}],
    }
    assert {
        "value": "330200",
        "label": "宁波市",
        "count": 2,
        "selected": False,
        "parent": "330000",
    } in answer["facets"]["region"]["values"]
    assert set(answer["index"]) == {"generation", "built_at", "documents", "paragraphs"}
    assert answer["next"] is None


def test_what_a_report_does_not_say_is_null() -> None:
    (hit,) = get("/search.json?q=没有日期")["hits"]
    assert (hit["region"], hit["date"], hit["section"]) == (None, None, [])


def test_filters_are_shown_as_they_were_read() -> None:
    url = "/search.json?region=浙江&year=2021&from=2021-03&to=2021&section=x&theme=安全"
    filters = get(f"{url}&mentions=慈溪&mentions_year=2019")["query"]["filters"]
    assert filters == {
        "region": ["浙江"],
        "section": ["x"],
        "theme": ["安全"],
        "year": ["2021"],
        "mentions": ["慈溪"],
        "mentions_year": ["2019"],
        "from": "2021-03-01",
        "to": "2021-12-31",
    }


def test_following_next_brings_every_hit_once() -> None:
    url, seen = "/search.json?limit=2&region=浙江", []
    while url:
        answer = get(url)
        seen += [hit["id"] for hit in answer["hits"]]
        url = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"]["paragraphs"] == 4


def test_the_last_page_has_no_next_even_where_it_is_full() -> None:
    assert get("/search.json?limit=3&page=1")["next"].endswith("page=2&limit=3")
    assert get("/search.json?limit=3&page=2")["next"] is None
    assert get("/search.json?limit=3&page=1000000000")["next"] is None


def test_a_relaxed_search_says_so() -> None:
    query = get("/search.json?q=图书馆+水库")["query"]
    assert query["relaxed"] is True
    assert len(query["hints"]) == 1


def test_spans_are_code_points_into_the_original_text() -> None:
    (hit,) = get("/search.json?q=水库&mode=exact&region=370000")["hits"]
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["水庫"]
    astral = client(report("a", "𠮷𠮷水库")).get("/search.json?q=%22水库%22").get_json()
    assert astral["hits"][0]["spans"] == [[2, 4]]


def test_a_thousand_hits_are_given_and_no_more() -> None:
    many = client(report("a", *["水库"] * (LIMIT_MAX + 5)))
    answer = many.get("/search.json?q=水库&limit=5000").get_json()
    assert len(answer["hits"]) == LIMIT_MAX
    assert "1,000" in answer["query"]["hints"][0]
    assert len(many.get(answer["next"]).get_json()["hits"]) == 5


def test_chinese_is_written_as_it_is() -> None:
    assert "慈溪市组织防汛演练。" in SITE.get("/search.json?q=慈溪市").text


def test_health_names_the_generation_served() -> None:
    health = get("/healthz")
    assert health["ok"] is True
    assert health["generation"] == "oracle"
    assert (health["documents"], health["paragraphs"]) == (5, 6)


def test_health_without_an_index_is_a_503() -> None:
    response = client_of(no_index()).get("/healthz")
    assert response.status_code == 503
    assert response.get_json()["ok"] is False


def test_an_empty_answer_says_what_else_finds_something() -> None:
    (offer,) = get("/search.json?q=防汛&region=山东")["offers"]
    assert offer["text"] == "去掉地区筛选"
    assert get(offer["url"].replace("/search", "/search.json"))["total"]["paragraphs"] == offer["paragraphs"]
    assert get("/search.json?q=防汛")["offers"] == []
