"""Choosing an engine by name, and what each must do at its edges beside answering."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.contract.documents import Paragraph, Report
from indexer.contract.errors import IndexLockedError, IndexMissingError, IndexUnavailableError, SettingsError
from indexer.contract.query import Everything, Exact
from indexer.contract.results import SearchRequest
from indexer.engines import ENGINES, check_index, open_searcher, open_writer
from tests.conformance.built import built, ids, publish


def report(report_id: str, *texts: str) -> Report:
    return Report(
        id=report_id,
        title="题",
        subtitle=None,
        date=None,
        source=None,
        author=None,
        url=None,
        region=None,
        paragraphs=tuple(
            Paragraph(ordinal=ordinal, section=(), theme=None, text=text)
            for ordinal, text in enumerate(texts, start=1)
        ),
    )


def test_an_unknown_engine_names_those_there_are(tmp_path: Path) -> None:
    for opened in (lambda: open_writer("lucene", tmp_path, []), lambda: open_searcher("lucene", tmp_path)):
        with pytest.raises(SettingsError, match="'lucene'; there is: whoosh"):
            opened()
    with pytest.raises(SettingsError, match="lucene"):
        check_index("lucene", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_searcher_opens_the_index_only_when_it_is_asked(engine: str, tmp_path: Path) -> None:
    searcher = open_searcher(engine, tmp_path / "later")
    with pytest.raises(IndexMissingError, match="fangzhi build"):
        searcher.describe()
    publish(engine, tmp_path / "later", [report("a", "文字")])
    assert searcher.describe().paragraphs == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_publish_says_what_was_built_and_from_what(engine: str, tmp_path: Path) -> None:
    writer = open_writer(engine, tmp_path, ["reports", "more"])
    writer.add(report("a", "一", "二"))
    writer.add(report("b"))
    manifest = writer.publish()
    assert (manifest.engine, manifest.documents, manifest.paragraphs) == (engine, 2, 2)
    assert manifest.sources == ("reports", "more")
    assert check_index(engine, tmp_path) == manifest == open_searcher(engine, tmp_path).describe()


@pytest.mark.parametrize("engine", ENGINES)
def test_an_index_of_nothing_answers_nothing(engine: str, tmp_path: Path) -> None:
    searcher = built(engine, tmp_path, [])
    for query in (Everything(), Exact(text="文")):
        result = searcher.search(SearchRequest(query=query))
        assert (result.hits, result.paragraphs, result.documents) == ((), 0, 0)
    assert searcher.read("a") is None


@pytest.mark.parametrize("engine", ENGINES)
def test_a_discarded_build_leaves_the_served_index_as_it_was(engine: str, tmp_path: Path) -> None:
    manifest = publish(engine, tmp_path, [report("a", "旧文")])
    writer = open_writer(engine, tmp_path, [])
    writer.add(report("a", "新文"))
    writer.discard()
    writer.discard()
    assert ids(open_searcher(engine, tmp_path).search(SearchRequest(query=Exact(text="旧文")))) == ["a#1"]
    assert [path.name for path in (tmp_path / "generations").iterdir()] == [manifest.generation]
    publish(engine, tmp_path, [report("a", "新文")])


@pytest.mark.parametrize("engine", ENGINES)
def test_discard_after_publish_is_harmless(engine: str, tmp_path: Path) -> None:
    writer = open_writer(engine, tmp_path, [])
    writer.add(report("a", "文字"))
    manifest = writer.publish()
    writer.discard()
    assert check_index(engine, tmp_path) == manifest


@pytest.mark.parametrize("engine", ENGINES)
def test_two_builds_at_once_are_refused(engine: str, tmp_path: Path) -> None:
    writer = open_writer(engine, tmp_path, [])
    with pytest.raises(IndexLockedError, match="another build"):
        open_writer(engine, tmp_path, [])
    writer.discard()
    open_writer(engine, tmp_path, []).discard()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_folder_that_cannot_be_made_is_a_clear_error(engine: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnavailableError, match="cannot write the index"):
        open_writer(engine, tmp_path / "file" / "index", [])


@pytest.mark.parametrize("engine", ENGINES)
def test_any_characters_make_an_id(engine: str, tmp_path: Path) -> None:
    odd = ["", " ", "a/b c.txt:12", "..", "日记.md", "\x00", "😀", "a\nb", "'\"\\", "x" * 5000]
    searcher = built(engine, tmp_path, [report(name, f"第{at}段") for at, name in enumerate(odd)])
    for at, name in enumerate(odd):
        assert searcher.read(name) == report(name, f"第{at}段")
    assert searcher.read("b") is None


def test_importing_the_engines_loads_none_of_them() -> None:
    code = "import indexer.engines, sys; sys.exit('whoosh' in sys.modules or 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False)
    assert done.returncode == 0
