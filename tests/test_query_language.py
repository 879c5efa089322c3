"""The page on the query language: its examples are run on the sample corpus and find what it says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qsl, urlsplit

import pytest

from indexer.analysis.fold import fold
from indexer.analysis.nearness import SENTENCE_ENDS
from indexer.contract.engine import Searcher
from indexer.contract.notation import DEPTH_MAX
from indexer.contract.query import (
    And,
    Everything,
    FieldIs,
    Leaf,
    Mode,
    Near,
    Not,
    Or,
    Query,
    QueryField,
)
from indexer.contract.syntax import CLAUSES_MAX, QUERY_CHARS_MAX, parse
from indexer.engines import open_searcher
from indexer.sample import sample_folder
from searchapp.arguments import read_args
from searchapp.expansion import OTHERS_MAX, OTHERS_OF_A_QUERY_MAX
from searchapp.home_page import home_page
from searchapp.service import Answer, answer
from searchapp.spelling.evidence import corpus_of
from searchapp.spelling.proposals import did_you_mean
from searchapp.suggestions import suggest
from tests.running import fangzhi

PAGE = (Path(__file__).parents[1] / "docs" / "query-language.md").read_text("utf-8")
_ENGLISH = {"写法": "written", "段数": "finds", "附加": "with"}
_CODE = re.compile("`([^`]+)`")
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query of the page, with the other cells of its row."""

    written: str
    row: Row

    @property
    def arguments(self) -> list[tuple[str, str]]:
        """What stands in the address."""
        option = _CODE.findall(self.row.get("with", ""))
        return [("q", self.written), *(tuple(each.split("=")) for each in option)]

    @property
    def mode(self) -> Mode:
        """How the box is read."""
        return Mode(dict(self.arguments).get("mode", Mode.WORDS))


def _rows() -> Iterator[Row]:
    """The rows of all tables, each with the heads of its columns in English."""
    heads: list[str] = []
    for line in PAGE.splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells:
            heads = []
        elif not heads:
            heads = [_ENGLISH.get(cell, cell) for cell in cells]
        elif set("".join(cells)) != {"-"}:
            yield dict(zip(heads, cells, strict=True))


def _examples(*columns: str) -> list[Example]:
    """Those in tables that have these columns."""
    return [
        Example(written=written, row=row)
        for row in _rows()
        if row.keys() >= {*columns}
        for written in _CODE.findall(row[columns[0]])
    ]


def _named(example: Example) -> str:
    return " ".join(value for _, value in example.arguments)


SEARCHED = _examples("written", "finds")
PROPOSED = _examples("written", "proposed", "it finds")
TYPED = _examples("typed", "first", "kind")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("sample")
    done = fangzhi("build", sample_folder(), "--index", folder, cwd=folder)
    assert done.returncode == 0, done.stderr
    return open_searcher("whoosh", folder)


def _answered(searcher: Searcher, example: Example) -> Answer:
    return answer(searcher, read_args(example.arguments))


@pytest.mark.parametrize("example", SEARCHED, ids=_named)
def test_an_example_finds_what_the_page_says(searcher: Searcher, example: Example) -> None:
    found = _answered(searcher, example)
    assert found.result.paragraphs == int(example.row["finds"])
    assert found.relaxed == ("relaxed to" in example.row)


@pytest.mark.parametrize("example", SEARCHED, ids=_named)
def test_an_example_is_read_with_no_hint_but_the_one_beside_it(searcher: Searcher, example: Example) -> None:
    hints = [example.row["hint"]] if "hint" in example.row else []
    assert list(_answered(searcher, example).meant.hints) == hints


@pytest.mark.parametrize("example", SEARCHED, ids=_named)
def test_what_an_example_is_read_as_finds_the_same(searcher: Searcher, example: Example) -> None:
    read_as = _answered(searcher, example).meant.read_as
    if "read as" in example.row:
        assert example.row["read as"] == f"`{read_as}`"
    again = answer(searcher, read_args([("q", read_as)]))
    assert again.result.paragraphs == int(example.row["finds"])
    assert again.meant.read_as == read_as


@pytest.mark.parametrize("example", _examples("written", "relaxed to"), ids=_named)
def test_an_example_is_relaxed_to_the_query_beside_it(searcher: Searcher, example: Example) -> None:
    (loose,) = _CODE.findall(example.row["relaxed to"])
    found = answer(searcher, read_args([("q", loose)]))
    assert (found.result.paragraphs, found.relaxed) == (int(example.row["finds"]), False)


def test_every_construct_has_an_example_that_finds_something() -> None:
    nodes = [
        node
        for example in SEARCHED
        if int(example.row["finds"])
        for node in _nodes(parse(example.written, example.mode).query)
    ]
    kinds = {*get_args(Leaf), And, Or, Not} - {Everything}
    assert {type(node) for node in nodes} == kinds
    assert {node.field for node in nodes if isinstance(node, FieldIs)} == set(QueryField)
    assert {node.within_chars is None for node in nodes if isinstance(node, Near)} == {True, False}
    assert {example.mode for example in SEARCHED} == set(Mode)


def _nodes(query: Query) -> Iterator[Query]:
    yield query
    match query:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _nodes(part)
        case Not(part=part):
            yield from _nodes(part)


@pytest.mark.parametrize("example", PROPOSED, ids=_named)
def test_a_slip_gets_the_proposal_of_the_page(searcher: Searcher, example: Example) -> None:
    def finds(queries: Sequence[str]) -> Sequence[int]:
        return searcher.count([parse(query, Mode.WORDS).query for query in queries])

    first, *_ = did_you_mean(parse(example.written, Mode.WORDS), corpus_of(searcher), finds)
    assert (f"`{first.text}`", str(first.paragraphs)) == (example.row["proposed"], example.row["it finds"])


@pytest.mark.parametrize("example", TYPED, ids=_named)
def test_what_is_typed_gets_the_suggestion_of_the_page_first(searcher: Searcher, example: Example) -> None:
    first, *_ = suggest(searcher, [("q", example.written)]).suggestions
    assert (f"`{first.display}`", first.kind.value) == (example.row["first"], example.row["kind"])


def test_every_example_of_the_home_page_finds_something(searcher: Searcher) -> None:
    for example in home_page(searcher).examples:
        asked = read_args(parse_qsl(urlsplit(example.url).query))
        found = answer(searcher, asked)
        assert (found.result.paragraphs > 0, found.relaxed, found.hints) == (True, False, ()), example.text


def test_the_chinese_part_stands_on_its_own() -> None:
    chinese = "\n".join(row["written"] for row in _rows() if row.keys() >= {"written", "finds", "意思"})
    assert all(
        f"`{field}:" in chinese for field in ("标题", "章节", "来源", "地区", "主题", "年份", "日期", "原样")
    )
    assert all(f" {operator} " in chinese for operator in ("与", "或", "非", "NEAR/句"))


def test_the_page_states_the_limits_of_the_code() -> None:
    assert f"{QUERY_CHARS_MAX} characters, {CLAUSES_MAX} terms, brackets {DEPTH_MAX} deep" in PAGE
    assert f"{OTHERS_MAX} synonyms of a word and {OTHERS_OF_A_QUERY_MAX} others of a query" in PAGE
    (ends,) = re.findall("A sentence ends at `(.*?)`", PAGE)
    assert set(fold(ends)) == SENTENCE_ENDS
    assert f"{QUERY_CHARS_MAX} 字、{CLAUSES_MAX} 个词、{DEPTH_MAX} 层括号" in PAGE
