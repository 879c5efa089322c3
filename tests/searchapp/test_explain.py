"""Where a score comes from: parts that give the score, said in JSON, on the page and on a terminal."""

import json
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.cli import main
from indexer.contract.query import Everything
from indexer.contract.ranking import Explanation, Part, PartKind
from indexer.contract.results import SearchRequest, Sort
from indexer.engines import open_searcher
from searchapp.explaining import adding_up, score_view
from tests.conformance.built import built, publish
from tests.conformance.generated import World, worlds
from tests.oracle import Oracle
from tests.searchapp.html import elements, links, texts
from tests.searchapp.shelf import SHELF, client, client_of, report

ROSTER = "名单：王一、李二、赵三、钱四、孙五、周六、吴七、郑八、防汛、演练。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shelf, with a list of names."""
    folder = tmp_path_factory.mktemp("explain")
    publish("whoosh", folder, (*SHELF, report("roster.txt", ROSTER)))
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> FlaskClient:
    return client_of(open_searcher("whoosh", folder))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_the_parts_of_an_explanation_times_its_factor_are_the_score(world: World) -> None:
    with tempfile.TemporaryDirectory() as name:
        searcher = built("whoosh", Path(name), world.reports, world.clusters)
        for request in world.requests:
            plain = searcher.search(request)
            told = searcher.search(replace(request, explain=True))
            for hit, bare in zip(told.hits, plain.hits, strict=True):
                assert hit.explanation
                whole = sum(part.score for part in hit.explanation.parts) * hit.explanation.prose
                assert whole == pytest.approx(hit.score)
                assert replace(hit, explanation=None) == bare
                together = [part for part in hit.explanation.parts if part.kind is PartKind.TOGETHER]
                assert not together or request.sort is Sort.RELEVANCE


@given(st.lists(st.floats(-1e4, 1e4), max_size=20))
def test_points_add_up_to_the_digit_and_each_is_off_by_less_than_a_hundredth(values: list[float]) -> None:
    points = [Decimal(f"{value:.2f}") for value in adding_up(values)]
    assert float(sum(points)) == pytest.approx(sum(values), abs=0.0051)
    for point, value in zip(points, values, strict=True):
        assert float(point) == pytest.approx(value, abs=0.0101)


def test_json_says_where_a_score_is_from_when_asked(site: FlaskClient) -> None:
    hits = site.get("/search.json?q=防汛演练&explain=1").get_json()["hits"]
    assert len(hits) == 3
    for hit in hits:
        explained = hit["explanation"]
        assert set(explained) == {"parts", "prose"}
        assert all(set(part) == {"kind", "text", "score", "paragraphs"} for part in explained["parts"])
        whole = sum(part["score"] for part in explained["parts"]) * explained["prose"]
        assert whole == pytest.approx(hit["score"])
    assert {part["kind"] for part in hits[0]["explanation"]["parts"]} == {"word", "pairs", "together"}
    assert hits[0]["explanation"]["parts"][0] == {
        "kind": "word",
        "text": "防汛",
        "score": hits[0]["explanation"]["parts"][0]["score"],
        "paragraphs": 4,
    }
    assert [hit["explanation"] for hit in site.get("/search.json?q=防汛").get_json()["hits"]] == [None] * 4


def test_the_page_shows_rows_that_add_up_to_the_score(site: FlaskClient) -> None:
    page = site.get("/search?q=防汛+“演练”&explain=1").text
    rows = list(zip(texts(page, "th", "score"), points(page), strict=True))
    assert {name for name, _ in rows} == {"词", "整体匹配", "相邻两字", "同句", "名单折减", "合计"}
    gained, totals = Decimal(0), []
    for name, point in rows:
        if name == "合计":
            assert gained == point
            totals.append(f"评分 {point} 的来处")
            gained = Decimal(0)
        else:
            gained += point
    assert len(totals) == 3
    assert texts(page, "caption") == totals


def points(page: str) -> list[Decimal]:
    return [Decimal(cell.text) for cell in elements(page, "td", "score") if "points" in cell.classes]


def test_a_list_of_names_is_said_to_count_for_less(site: FlaskClient) -> None:
    page = site.get("/search?q=名单&explain=1").text
    at = texts(page, "th", "score").index("名单折减")
    assert "这一段多是名单，乘以 0." in texts(page, "tr", "score")[at]
    assert points(page)[at] < 0


def test_a_link_switches_the_explanation_on_and_off(site: FlaskClient) -> None:
    off = site.get("/search?q=水库&sort=date&limit=1&page=2").text
    url = links(off, "found")["评分说明"]
    assert url == "/search?q=%E6%B0%B4%E5%BA%93&sort=date&explain=1&page=2&limit=1"
    assert elements(off, "table") == []
    on = site.get(url).text
    assert len(elements(on, "table")) == 1
    assert links(on, "found")["隐去评分说明"] == url.replace("&explain=1", "")
    assert all("explain=1" in each for each in links(on, "pager").values())


def test_where_nothing_is_scored_the_page_says_so(site: FlaskClient) -> None:
    page = site.get("/search?explain=1").text
    assert set(texts(page, "td")) == {"这次检索没有可以评分的内容。"}
    assert "评分说明" not in site.get("/search?q=地铁").text


def test_an_engine_that_cannot_explain_gives_no_explanation() -> None:
    shelf = client()
    assert elements(shelf.get("/search?q=防汛&explain=1").text, "table") == []
    assert shelf.get("/search.json?q=防汛&explain=1").get_json()["hits"][0]["explanation"] is None


def test_a_long_sentence_is_shown_shortened() -> None:
    part = Part(kind=PartKind.TOGETHER, text="堤" * 500, score=1.0)
    (hit,) = Oracle(SHELF).search(SearchRequest(query=Everything(), limit=1)).hits
    view = score_view(replace(hit, score=1.0, explanation=Explanation(parts=(part,), prose=1.0)))
    assert view
    assert [(row.name, len(row.text), row.points) for row in view.rows] == [("同句", 60, "1.00")]


def test_the_command_prints_where_scores_come_from(folder: Path) -> None:
    def run(*args: str) -> str:
        done = CliRunner().invoke(main, ["search", *args, "--index", str(folder)])
        assert done.exit_code == 0, done.output
        return done.stdout

    told = run("防汛演练", "--explain")
    assert "评分 " in told
    assert "词：防汛（见于 4 段）" in told
    assert "评分 " not in run("防汛演练")


def test_the_command_has_every_switch_of_the_address(folder: Path) -> None:
    flags = ("--numerals", "--no-synonyms", "--explain", "--fold", "--json")
    done = CliRunner().invoke(main, ["search", "防汛", *flags, "--index", str(folder)])
    answer = json.loads(done.stdout)
    read = {name: answer["query"][name] for name in ("numerals", "synonyms", "fold")}
    assert read == {"numerals": True, "synonyms": False, "fold": True}
    assert answer["hits"][0]["explanation"]["parts"]
