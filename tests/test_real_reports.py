"""The 36 real reports, from their files to the answers a reader gets."""

import json
import random
from pathlib import Path

import pytest

from indexer.analysis.fold import fold
from indexer.contract.documents import Paragraph
from indexer.contract.engine import Searcher
from indexer.contract.query import Query
from indexer.contract.reading import ReadReport
from indexer.contract.results import SearchRequest
from indexer.engines import open_searcher
from indexer.pipeline import read_reports
from indexer.sources.catalog import find_files
from searchapp.app import create_app
from searchapp.arguments import read_args
from searchapp.service import answer
from tests.real import REAL_DATA, needs_real_data
from tests.running import fangzhi

pytestmark = [pytest.mark.real, needs_real_data]

FOLDERS = (REAL_DATA / "reports", REAL_DATA / "provincial-2026")
SEED = 20211210
SUBSTRINGS = 2_000
LENGTH_MAX = 12


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real") / "index"
    done = fangzhi("build", *FOLDERS, "--index", folder, "--json", cwd=folder.parent)
    built = json.loads(done.stdout)
    assert (done.returncode, built["reports"], built["skipped"]) == (0, 36, [])
    return folder


@pytest.fixture(scope="module")
def searcher(index: Path) -> Searcher:
    return open_searcher("whoosh", index)


@pytest.fixture(scope="module")
def paragraphs() -> dict[str, Paragraph]:
    """Every paragraph by its id, read anew from the files, without any index."""
    return {
        f"{read.report.id}#p{paragraph.ordinal}": paragraph
        for read in read_reports(list(find_files(FOLDERS)))
        if isinstance(read, ReadReport)
        for paragraph in read.report.paragraphs
    }


def documents(index: Path, query: str, *options: str) -> set[str]:
    done = fangzhi("search", query, "--index", index, "--limit", "1000", "--json", *options, cwd=index.parent)
    return {hit["document"] for hit in json.loads(done.stdout)["hits"]}


def test_a_phrase_is_found_in_all_five_reports_in_either_script(index: Path) -> None:
    found = documents(index, "顽瘴痼疾")
    assert found == documents(index, "頑瘴痼疾")
    assert {name for name in found if name.endswith(".txt")} == {path.name for path in FOLDERS[0].iterdir()}


def test_the_traditional_report_is_shown_as_written_with_the_right_characters_marked(
    searcher: Searcher,
) -> None:
    (document,) = (path.name for path in FOLDERS[0].glob("002*"))
    page = create_app(searcher).test_client().get(f"/d/{document}", query_string={"q": '"顽瘴痼疾"'}).text
    assert page.count("<mark>頑瘴痼疾</mark>") >= 1
    assert page.count("<mark>") == page.count("<mark>頑瘴痼疾</mark>")


def test_words_do_not_match_across_words_and_characters_do(searcher: Searcher) -> None:
    words, exact = (
        answer(searcher, read_args([("q", query), ("limit", "1000")])) for query in ("和服", '"和服"')
    )
    assert words.result.paragraphs == 0
    assert exact.result.paragraphs > 10
    assert all("和服" in fold(found.hit.paragraph.text) for found in exact.found)


def test_quoted_search_equals_ctrl_f(searcher: Searcher, paragraphs: dict[str, Paragraph]) -> None:
    """Random substrings, inside and across words: the same paragraphs as a scan of every text, and each
    span is the text that was asked for."""
    print(f"seed {SEED}")
    rng = random.Random(SEED)
    folded = {name: fold(paragraph.text) for name, paragraph in paragraphs.items()}
    texts = list(folded.values())
    wrong: list[str] = []
    for _ in range(SUBSTRINGS):
        sought = substring(rng, rng.choice(texts))
        expected = {name for name, text in folded.items() if sought in text}
        found = answer(searcher, read_args([("q", quoted(sought))]))
        if found.result.paragraphs != len(expected) or every_id(searcher, found.query) != expected:
            wrong.append(sought)
        for hit in found.found:
            text = hit.hit.paragraph.text
            assert hit.text
            assert all(fold(text[start:end]) == sought for start, end in hit.text)
    assert wrong == []


def every_id(searcher: Searcher, query: Query) -> set[str]:
    """The ids of all hits, page by page."""
    ids: list[str] = []
    while True:
        result = searcher.search(SearchRequest(query=query, offset=len(ids), limit=1000))
        if not result.hits:
            assert len(ids) == len(set(ids)) == result.paragraphs
            return set(ids)
        ids += [f"{hit.document}#p{hit.paragraph.ordinal}" for hit in result.hits]


def substring(rng: random.Random, text: str) -> str:
    start = rng.randrange(len(text))
    return text[start : start + rng.randint(1, LENGTH_MAX)]


def quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
