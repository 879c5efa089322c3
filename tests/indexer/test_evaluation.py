"""Evaluation: judged queries read, a run measured, two runs compared."""

from pathlib import Path

import numpy as np
import pytest

from indexer.contract.errors import FangzhiError
from indexer.evaluation.comparison import compared, most_differing
from indexer.evaluation.judged import Judged, JudgedQuery, read_judged
from indexer.evaluation.measures import MEASURES, Measured, means, measured

SEED = 11


def written(folder: Path, queries: str | bytes, judgements: str | bytes) -> tuple[Path, Path]:
    paths = folder / "queries.tsv", folder / "qrels.txt"
    for path, text in zip(paths, (queries, judgements), strict=True):
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return paths


def read(folder: Path, queries: str | bytes, judgements: str | bytes) -> Judged:
    return read_judged(*written(folder, queries, judgements))


def reason(folder: Path, queries: str | bytes, judgements: str | bytes) -> str:
    with pytest.raises(FangzhiError) as caught:
        read(folder, queries, judgements)
    return str(caught.value)


def query(name: str, *relevant: str) -> JudgedQuery:
    return JudgedQuery(id=name, text="防汛", relevance=tuple((each, 1) for each in relevant))


def test_queries_and_judgements_are_read_in_the_order_of_the_queries(tmp_path: Path) -> None:
    judged = read(tmp_path, "2\t防汛 演练\r\n\n1\t食堂\n", "1 0 a.txt 1\n2\t0\tb.txt\t0\n2 0 c.txt 2\n")
    assert [(one.id, one.text, one.relevance) for one in judged.queries] == [
        ("2", "防汛 演练", (("b.txt", 0), ("c.txt", 2))),
        ("1", "食堂", (("a.txt", 1),)),
    ]
    assert not judged.paragraphs


def test_a_number_behind_a_hash_makes_it_a_paragraph(tmp_path: Path) -> None:
    assert read(tmp_path, "1\t食堂\n", "1 0 夜校 记录.txt#p3 1\n").paragraphs


def test_no_text_is_the_empty_query(tmp_path: Path) -> None:
    assert [one.text for one in read(tmp_path, "1\t\n", "1 0 a 1\n").queries] == [""]


def test_queries_without_a_judgement_are_counted_and_left_out(tmp_path: Path) -> None:
    judged = read(tmp_path, "1\t食堂\n2\t公交\n", "1 0 a 1\n9 0 a 1\n")
    assert ([one.id for one in judged.queries], judged.unjudged) == (["1"], 1)


@pytest.mark.parametrize(
    ("queries", "judgements", "said"),
    [
        ("1 食堂\n", "1 0 a 1\n", "queries.tsv: line 1 is not a query; write: id<TAB>text"),
        ("1\t食堂\n\t公交\n", "1 0 a 1\n", "queries.tsv: line 2 is not a query"),
        ("1\t食堂\n1\t公交\n", "1 0 a 1\n", "queries.tsv: line 2 gives the id '1' a second time"),
        ("1\t食堂\n".encode() + b"2\t\xff\n", "1 0 a 1\n", "queries.tsv: line 2 is not UTF-8"),
        ("\n", "1 0 a 1\n", "queries.tsv is empty"),
        ("1\t食堂\n", "", "qrels.txt is empty"),
        ("1\t食堂\n", "1 0 a\n", "qrels.txt: line 1 is not a judgement; write: id 0 document[#pN] relevance"),
        ("1\t食堂\n", "1 0 a 1\n1 0 b good\n", "qrels.txt: line 2 is not a judgement"),
        ("1\t食堂\n", "1 0 a 1\n1 0 b#p2 1\n", "qrels.txt: line 2 mixes documents and paragraphs"),
        ("1\t食堂\n", "1 0 a 1\n1 0 a 0\n", "qrels.txt: line 2 judges a a second time"),
        ("1\t食堂\n", "7 0 a 1\n", "judges no query of"),
    ],
)
def test_what_cannot_be_read_is_said_with_file_and_line(
    tmp_path: Path, queries: str | bytes, judgements: str | bytes, said: str
) -> None:
    assert said in reason(tmp_path, queries, judgements)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FangzhiError, match=r"no file .*nowhere\.tsv"):
        read_judged(tmp_path / "nowhere.tsv", tmp_path / "qrels.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FangzhiError, match="cannot be read"):
        read_judged(tmp_path, tmp_path / "qrels.txt")


def test_measures_follow_from_the_rank_of_what_is_relevant() -> None:
    queries = [query("first", "a"), query("third", "a"), query("eleventh", "a"), query("nothing", "a")]
    before = [f"x{number}" for number in range(10)]
    run = {"first": ["a", "b"], "third": ["b", "c", "a"], "eleventh": [*before, "a"], "nothing": []}
    got = {one.id: one.values for one in measured(queries, run)}
    assert got["first"] == (1, 1, 1)
    assert got["third"] == pytest.approx((0.5, 1 / 3, 1))
    assert got["eleventh"] == (0, 0, 1)
    assert got["nothing"] == (0, 0, 0)


def test_a_query_that_was_not_run_counts_as_having_found_nothing() -> None:
    assert measured([query("1", "a"), query("2", "a")], {"1": ["a"]})[1].values == (0, 0, 0)


def test_names_of_equal_worth_keep_the_order_they_were_found_in() -> None:
    for names in (["a", "b"], ["b", "a"]):
        (got,) = measured([query("1", "b")], {"1": names})
        assert got.values[MEASURES.index("MRR@10")] == 1 / (names.index("b") + 1)


def runs(rng: np.random.Generator, queries: int, lift: float) -> tuple[list[Measured], list[Measured]]:
    """Two runs of random values, the first better by so much on average."""
    second = rng.random((queries, len(MEASURES)))
    first = second + lift + rng.normal(0, 0.1, second.shape)
    names = [str(number) for number in range(queries)]
    return tuple(
        [Measured(id=name, values=tuple(row)) for name, row in zip(names, values.tolist(), strict=True)]
        for values in (first, second)
    )  # type: ignore[return-value]  # two lists, which mypy sees as any number


def test_a_difference_is_told_from_chance() -> None:
    print("seed", SEED)
    rng = np.random.default_rng(SEED)
    better, worse = runs(rng, 200, lift=0.05)
    (ndcg, *_) = compared(better, worse)
    assert (ndcg.difference > 0, ndcg.wins > ndcg.losses, ndcg.p < 0.01) == (True, True, True)
    assert ndcg.wins + ndcg.losses + ndcg.ties == 200
    same, likewise = runs(rng, 200, lift=0)
    assert all(measure.p > 0.01 for measure in compared(same, likewise))


def test_comparing_a_run_with_itself_finds_no_difference() -> None:
    run = [Measured(id="1", values=(0.5, 0.5, 1.0))]
    assert [(one.difference, one.ties, one.p) for one in compared(run, run)] == [(0, 1, 1)] * len(MEASURES)
    assert most_differing(run, run, 10) == ()


def test_the_queries_that_differ_most_come_first() -> None:
    first = [Measured(id=str(number), values=(value, 0.0, 0.0)) for number, value in enumerate((0.1, 0.9, 0))]
    second = [Measured(id=str(number), values=(0.0, 0.0, 0.0)) for number in range(3)]
    assert [pair.id for pair in most_differing(first, second, 10)] == ["1", "0"]
    assert [pair.id for pair in most_differing(first, second, 1)] == ["1"]
    assert means(first)[0] == pytest.approx(1 / 3)
