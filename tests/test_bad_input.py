"""Bad input of every kind, end to end: a clear message or an empty result, and the rest goes on."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer.engines import open_searcher
from searchapp.app import create_app
from tests.running import fangzhi

GOOD = "城西图书馆夜间开放报告\n\n一、开放情况\n\n图书馆夜间开放以来，读者增加了三成，座位天天坐满。\n"


def build(folder: Path, *flags: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, the JSON that was printed, and stderr."""
    done = fangzhi("build", folder, "--index", folder.parent / "index", "--json", *flags, cwd=folder.parent)
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "good.txt").write_text(GOOD, "utf-8")
    return reports


def unreadable(path: Path) -> None:
    """What no user may read: a file without permissions, or for root a link that leads nowhere."""
    if os.geteuid() == 0:
        path.symlink_to("nowhere")
    else:
        path.write_text(GOOD, "utf-8")
        path.chmod(0)


BAD_FILES = {
    "empty.txt": lambda path: path.write_bytes(b""),
    "blank.txt": lambda path: path.write_text("\n \u3000\n", "utf-8"),
    "binary.txt": lambda path: path.write_bytes(bytes(range(256)) * 50),
    "picture.png": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0"),
    "broken.csv": lambda path: path.write_text('title,text\n"never closed,x\n', "utf-8"),
    "no-text.csv": lambda path: path.write_text("a,b\n1,2\n", "utf-8"),
    "broken.jsonl": lambda path: path.write_text('{"title": \n[[[[\n', "utf-8"),
    "unreadable.txt": unreadable,
}


@pytest.mark.parametrize("name", list(BAD_FILES))
def test_a_bad_file_is_named_with_a_reason_and_the_good_one_is_indexed(folder: Path, name: str) -> None:
    BAD_FILES[name](folder / name)
    code, built, _ = build(folder)
    assert (code, built["reports"]) == (3, 1)
    assert all(name in skipped["path"] and len(skipped["reason"]) > 5 for skipped in built["skipped"])
    assert built["skipped"]


def test_one_line_of_five_megabytes_is_read_in_time(folder: Path) -> None:
    (folder / "long.txt").write_text("山洪防御演练，" * 240_000, "utf-8")
    code, built, _ = build(folder)
    assert (code, built["reports"]) == (0, 2)
    assert built["seconds"] < 20


def test_an_empty_folder_and_no_folder_fail_and_leave_the_served_index(folder: Path) -> None:
    code, first, _ = build(folder)
    assert code == 0
    (folder / "good.txt").unlink()
    for missing in (False, True):
        if missing:
            folder.rmdir()
        code, error, stderr = build(folder)
        assert (code, error["ok"]) == (1, False)
        assert str(folder) in error["error"]
        assert str(folder) in stderr
    stats = fangzhi("stats", "--index", folder.parent / "index", "--json", cwd=folder.parent)
    assert json.loads(stats.stdout)["generation"] == first["generation"]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("bad") / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    assert build(folder)[0] == 0
    return create_app(open_searcher("whoosh", folder.parent / "index")).test_client()


MONSTERS = {
    "spaces": "   \u3000 ",
    "ten thousand characters": "防" * 10_000,
    "five thousand brackets": "(" * 5_000,
    "brackets around nothing": "()" * 2_500,
    "five hundred NOT": "NOT " * 500,
    "quotes": '"' * 777,
    "a null": "\0",
    "markup": "<script>alert(1)</script>",
    "operators only": "AND OR NOT | - (",
    "a bare field": "region:",
}
ODD_ARGUMENTS = [
    {"page": "-1"},
    {"page": "1000000000"},
    {"page": "9" * 5_000},
    {"page": "x"},
    {"region": "nowhere"},
    {"from": "2021-13-45"},
    {"to": "never"},
    {"mode": "fuzzy"},
    {"sort": "up"},
    {"limit": "0"},
    {"limit": "x"},
    {"year": "20x1"},
    {"unknown": "1"},
]


@pytest.mark.parametrize("path", ["/search", "/search.json"])
@pytest.mark.parametrize("mode", ["words", "exact", "verbatim"])
@pytest.mark.parametrize("name", list(MONSTERS))
def test_a_monstrous_query_is_answered(client: FlaskClient, path: str, mode: str, name: str) -> None:
    response = client.get(path, query_string={"q": MONSTERS[name], "mode": mode})
    assert response.status_code == 200
    assert "Traceback" not in response.text
    assert "<script>alert" not in response.text or path.endswith("json")


@pytest.mark.parametrize("arguments", ODD_ARGUMENTS, ids=str)
def test_odd_arguments_are_answered_and_what_was_ignored_is_said(
    client: FlaskClient, arguments: dict[str, str]
) -> None:
    assert client.get("/search", query_string={"q": "图书馆"} | arguments).status_code == 200
    answer = client.get("/search.json", query_string={"q": "图书馆"} | arguments).get_json()
    assert answer["ok"]
    harmless = set(arguments) <= {"unknown"} or arguments.get("page") in ("1000000000",)
    assert bool(answer["query"]["hints"]) is not harmless


def test_a_page_past_the_end_is_empty_and_keeps_its_totals(client: FlaskClient) -> None:
    answer = client.get("/search.json", query_string={"q": "图书馆", "page": "1000000000"}).get_json()
    assert (answer["hits"], answer["next"], answer["total"]["paragraphs"]) == ([], None, 1)


def test_an_unknown_region_finds_nothing_and_stays_listed(client: FlaskClient) -> None:
    answer = client.get("/search.json", query_string={"q": "图书馆", "region": "nowhere"}).get_json()
    assert answer["total"]["paragraphs"] == 0
    assert [value for value in answer["facets"]["region"]["values"] if value["selected"]] == [
        {"value": "nowhere", "label": "nowhere", "count": 0, "selected": True, "parent": None}
    ]


def test_an_unknown_page_and_report_are_not_found(client: FlaskClient) -> None:
    assert client.get("/d/none.txt").status_code == 404
    assert client.get("/nothing").status_code == 404


def test_bytes_that_are_no_utf8_in_a_url_are_answered(client: FlaskClient) -> None:
    assert client.get("/search?q=%ff%fe%80").status_code == 200
    assert client.get("/search.json?q=%ed%a0%80").status_code == 200
    assert client.get("/d/%ff%fe").status_code == 404
