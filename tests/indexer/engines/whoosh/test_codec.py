"""Whoosh opens what we write as an index of its own, and its searcher finds what ours finds."""

from pathlib import Path

import pytest
from whoosh.index import FileIndex, open_dir
from whoosh.query import And, Every, Or, Prefix, Term
from whoosh.query import Query as WhooshQuery

from indexer.contract.query import And as AllOf
from indexer.contract.query import Everything, Exact, Query, Words
from indexer.contract.query import Or as EitherOf
from indexer.contract.query import Prefix as Beginning
from indexer.contract.results import SearchRequest
from indexer.engines import open_searcher
from indexer.engines.whoosh.schema import whoosh_schema
from tests.indexer.engines.whoosh.building import build_of, invented


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built twice, so that there are two segments, and dead paragraphs in the first."""
    folder = tmp_path_factory.mktemp("index")
    build_of(folder, invented(40), {})
    versions = {report.id: "1" for report in invented(40)}
    build_of(folder, invented(42), versions | {"r3": "2", "r7": "2"}, kept="1")
    return folder


def opened(index: Path) -> FileIndex:
    folder = index / "generations" / (index / "CURRENT").read_text().strip()
    return open_dir(str(folder), readonly=True, schema=whoosh_schema())


def anywhere(word: str) -> WhooshQuery:
    return Or([Term(field, word) for field in ("title", "section", "text")])


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (anywhere("水库"), Words(text="水库")),
        (And([anywhere("水库"), anywhere("灌溉")]), AllOf(parts=(Words(text="水库"), Words(text="灌溉")))),
        (
            Or([anywhere("大坝"), anywhere("图书馆")]),
            EitherOf(parts=(Words(text="大坝"), Words(text="图书馆"))),
        ),
        (Term("grams", "库大"), Exact(text="库大")),
        (Or([Prefix(field, "水") for field in ("title", "section", "text")]), Beginning(text="水")),
        (Every(), Everything()),
    ],
)
def test_whoosh_finds_what_we_find(index: Path, theirs: WhooshQuery, ours: Query) -> None:
    request = SearchRequest(query=ours, limit=1000)
    expected = {
        (hit.document, hit.paragraph.ordinal) for hit in open_searcher("whoosh", index).search(request).hits
    }
    with opened(index).searcher() as searcher:
        found = searcher.search(theirs, limit=None)
        assert {(hit["document"], hit["ordinal"]) for hit in found} == expected
    assert expected


def test_whoosh_reads_texts_terms_and_lengths(index: Path) -> None:
    ours = open_searcher("whoosh", index)
    reader = opened(index).reader()
    assert len(opened(index)._segments()) == 2
    assert reader.doc_count() == ours.describe().paragraphs
    for _, stored in reader.iter_docs():
        report = ours.read(stored["document"])
        assert report is not None
        assert report.paragraphs[stored["ordinal"] - 1].text == stored["text"]
    assert ("text", "水库") in reader
    assert ("text", "没有的词") not in reader
    assert reader.doc_frequency("text", "水库") == len(list(reader.postings("text", "水库").all_ids()))
    assert list(reader.expand_prefix("text", "水")) == sorted(reader.expand_prefix("text", "水"))
    assert reader.field_length("text") > reader.doc_count()
