"""A generation of kept and added reports answers as one that was built of them all."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.contract.engine import Searcher
from indexer.contract.lexicon import DictionaryWord, Lexicon
from indexer.contract.query import (
    And,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Words,
)
from indexer.contract.results import Filters, SearchRequest, Sort
from indexer.engines import open_searcher, open_writer
from indexer.engines.whoosh.sealing import DEAD_MAX, Piece, grouped
from indexer.engines.whoosh.segment import Segment
from tests.indexer.engines.whoosh.building import build_of, invented

SEED = 20261122
QUERIES: tuple[Query, ...] = (
    Everything(),
    Words(text="水库"),
    Words(text="水库夜校"),
    Or(parts=(Words(text="桥"), Words(text="图书馆"))),
    And(parts=(Words(text="灌溉"), Not(part=Exact(text="桥")))),
    Exact(text="库"),
    Exact(text="大坝加固三"),
    Verbatim(text="發展"),
    Pattern(text="夜?开"),
    Prefix(text="图书"),
    Near(first="水库", second="灌溉", within_chars=10),
    FieldIs(field=QueryField.TITLE, value="夜校"),
    FieldIs(field=QueryField.SECTION, value="水"),
    FieldIs(field=QueryField.SOURCE, value="文化站"),
)
FILTERS = (Filters(), Filters(regions=("330000",)), Filters(themes=("水利",), years=("2023",)))


def answers(searcher: Searcher) -> list[object]:
    """Everything that a search says, but for the generation."""
    found: list[object] = []
    for query in QUERIES:
        for filters in FILTERS:
            for sort in Sort:
                result = searcher.search(SearchRequest(query=query, filters=filters, sort=sort, limit=30))
                found.append(
                    (result.hits, result.paragraphs, result.distinct, result.documents, result.facets)
                )
        found.append(searcher.count([query]))
    found.append([searcher.read(f"r{number}") for number in range(60)])
    return found


@pytest.mark.parametrize("seed", range(6))
def test_a_sequence_of_builds_answers_as_one_build(seed: int, tmp_path: Path) -> None:
    chance = random.Random(SEED + seed)
    versions: dict[str, str] = {}
    for step in range(6):
        texts = {f"{number}": invented(60, f"{number}") for number in range(3)}
        reports = [texts[versions.setdefault(f"r{at}", "0")][at] for at in range(60) if chance.random() < 0.8]
        build_of(tmp_path / "steps", reports, versions, kept="")
        build_of(tmp_path / f"whole{step}", reports, versions)
        assert answers(open_searcher("whoosh", tmp_path / "steps")) == answers(
            open_searcher("whoosh", tmp_path / f"whole{step}")
        ), (SEED + seed, step)
        for name in chance.sample(sorted(versions), chance.randrange(8)):
            versions[name] = str(chance.randrange(3))


def test_a_build_of_many_batches_answers_as_one_of_one(tmp_path: Path) -> None:
    reports = [
        replace(report, paragraphs=tuple(replace(each, text=each.text * 40) for each in report.paragraphs))
        for report in invented(240)
    ]
    assert sum(len(each.text) for report in reports for each in report.paragraphs) > 400_000
    for memory_mb in (256, 1024):
        writer = open_writer("whoosh", tmp_path / f"{memory_mb}", [], memory_mb=memory_mb)
        for report in reports:
            writer.add(report)
        writer.publish()
    few, many = (open_searcher("whoosh", tmp_path / f"{memory_mb}") for memory_mb in (1024, 256))
    assert answers(few) == answers(many)
    assert few.complete("shuiku", 8) == many.complete("shuiku", 8)
    assert not list(tmp_path.glob("*/generations/*/*.run"))
    assert not list(tmp_path.glob("*/generations/*/*.said"))


def test_no_segment_gets_more_rows_than_it_can_have() -> None:
    def piece(rows: int) -> Piece:
        return Piece(path=Path(f"{rows}.run"), rows=rows, total=rows, kept=None, fresh=True)

    groups = grouped([piece(rows) for rows in (6, 4, 5, 9, 1)], rows_max=10)
    assert [[each.rows for each in group] for group in groups] == [[6, 4], [5], [9, 1]]


def test_segments_stay_few_and_those_that_wear_out_are_written_anew(tmp_path: Path) -> None:
    versions = {report.id: "1" for report in invented(400)}
    build_of(tmp_path, invented(400), versions)
    for step in range(12):
        build_of(tmp_path, invented(400), versions | {f"r{step}": "2"}, kept="1")
        assert 1 <= len(segments(tmp_path)) <= 5
    live = build_of(tmp_path, invented(200), versions, kept="1").paragraphs
    assert live <= sum(segment.rows for segment in segments(tmp_path)) <= live / (1 - DEAD_MAX)


def segments(index: Path) -> list[Segment]:
    folder = index / "generations" / (index / "CURRENT").read_text().strip()
    return [Segment(path) for path in folder.glob("*.segment")]


def test_only_what_is_there_in_its_version_is_kept(tmp_path: Path) -> None:
    reports = invented(3)
    build_of(tmp_path, reports, {"r0": "1", "r1": ""})
    writer = open_writer("whoosh", tmp_path, [])
    assert [writer.keep(*named) for named in (("r0", "1"), ("r1", ""), ("r2", "2"), ("r9", "1"))] == [
        True,
        False,
        False,
        False,
    ]
    writer.publish()
    assert open_searcher("whoosh", tmp_path).describe().documents == 1


def test_nothing_is_kept_of_what_another_lexicon_cut(tmp_path: Path) -> None:
    build_of(tmp_path, invented(3), {})
    lexicon = Lexicon(words=(DictionaryWord(text="夜校班"),))
    writer = open_writer("whoosh", tmp_path, [], lexicon)
    assert not writer.keep("r0", "1")
    writer.discard()


def test_nothing_is_kept_of_what_is_damaged(tmp_path: Path) -> None:
    build_of(tmp_path, invented(3), {})
    (segment,) = (tmp_path / "generations").glob("*/*.segment")
    content = bytearray(segment.read_bytes())
    content[200] ^= 1
    segment.write_bytes(content)
    writer = open_writer("whoosh", tmp_path, [])
    assert not writer.keep("r0", "1")
    writer.discard()
