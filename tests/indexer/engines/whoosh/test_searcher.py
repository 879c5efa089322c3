"""What the searcher says of an index that is not as it was written, and what it costs to be wrong."""

import random
from pathlib import Path

import pytest

from indexer.contract.errors import IndexDamagedError, IndexMissingError
from indexer.contract.query import Everything
from indexer.contract.results import SearchRequest
from indexer.engines import check_index, open_searcher
from tests.conformance.built import publish
from tests.conformance.cases import read_reports

SEED = 7


def built_files(index: Path) -> list[Path]:
    manifest = publish("whoosh", index, read_reports("facets"))
    return sorted((index / "generations" / manifest.generation).iterdir())


def test_every_file_is_missed_when_it_is_gone(tmp_path: Path) -> None:
    for at, path in enumerate(built_files(tmp_path)):
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexDamagedError, match="fangzhi build"):
            open_searcher("whoosh", tmp_path).describe()
        path.write_bytes(content)
        assert open_searcher("whoosh", tmp_path).describe().paragraphs == 6, at


def test_any_changed_byte_is_found(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    for path in built_files(tmp_path):
        content = path.read_bytes()
        for _ in range(5):
            changed = bytearray(content)
            changed[at := chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            path.write_bytes(changed)
            if path.name != "manifest.json":  # which has no digest of itself
                with pytest.raises(IndexDamagedError, match="fangzhi build"):
                    check_index("whoosh", tmp_path)
                with pytest.raises(IndexDamagedError, match="fangzhi build"):
                    open_searcher("whoosh", tmp_path).describe()
            path.write_bytes(content)
            assert check_index("whoosh", tmp_path).paragraphs == 6, (SEED, path.name, at)


def test_an_index_that_goes_away_while_it_is_served_is_missing(tmp_path: Path) -> None:
    publish("whoosh", tmp_path, read_reports("facets"))
    searcher = open_searcher("whoosh", tmp_path)
    assert searcher.search(SearchRequest(query=Everything())).paragraphs == 6
    (tmp_path / "CURRENT").unlink()
    with pytest.raises(IndexMissingError):
        searcher.search(SearchRequest(query=Everything()))
