"""`fangzhi eval`: judged queries put to a built index."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.cli import main

REPORTS = {
    "flood.txt": "防汛演练纪实\n\n全市开展防汛演练，转移群众三百人。\n\n演练之后检查了两座水库的闸门。\n",
    "canteen.txt": "社区食堂纪实\n\n新开社区食堂四十家，老人用餐方便了许多。\n\n食堂旁边的水库新修了步道。\n",
    "buses.txt": "公交线路纪实\n\n新辟公交线路六条，村村通了公共汽车。\n",
}
QUERIES = "q1\t转移群众\nq2\t社区食堂\nq3\t水库 步道 缆车\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index in `index`, and the queries."""
    folder = tmp_path_factory.mktemp("evaluating")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, "utf-8")
    (folder / "queries.tsv").write_text(QUERIES, "utf-8")
    assert run("build", folder / "reports", "--index", folder / "index", "--quiet").exit_code == 0
    return folder


def run(*args: str | Path) -> Result:
    return CliRunner(env={"FANGZHI_INDEX": None}).invoke(main, [str(arg) for arg in args])


def judged(folder: Path, *judgements: str) -> Path:
    path = folder / "qrels.txt"
    path.write_text("".join(f"{line}\n" for line in judgements), "utf-8")
    return path


def evaluated(folder: Path, judgements: Path, *args: str | Path) -> Result:
    return run("eval", folder / "queries.tsv", judgements, "--index", folder / "index", *args)


def evaluated_json(folder: Path, judgements: Path, *args: str | Path) -> Any:
    return json.loads(evaluated(folder, judgements, "--json", *args).stdout)


def test_reports_are_found_by_their_ids(folder: Path) -> None:
    qrels = judged(folder, "q1 0 flood.txt 1", "q2 0 canteen.txt 1", "q3 0 canteen.txt 1")
    said = evaluated_json(folder, qrels)
    assert said["ok"]
    assert (said["queries"], said["unjudged"]) == (3, 0)
    assert said["measures"] == {"nDCG@10": 1, "MRR@10": 1, "R@100": 1}
    assert said["per_query"][0] == {"id": "q1", "nDCG@10": 1, "MRR@10": 1, "R@100": 1}


def test_paragraphs_are_found_by_report_and_ordinal_and_a_search_is_relaxed_as_a_readers_is(
    folder: Path,
) -> None:
    said = evaluated_json(folder, judged(folder, "q1 0 flood.txt#p1 1", "q3 0 canteen.txt#p2 1"))
    assert [one["R@100"] for one in said["per_query"]] == [1, 1]
    assert said["unjudged"] == 1


def test_a_report_is_found_behind_one_with_a_hundred_better_paragraphs(folder: Path) -> None:
    (folder / "long").mkdir()
    lines = "".join(f"第{number}座泵站修好了。\n\n" for number in range(110))
    (folder / "long" / "pumps.txt").write_text(f"泵站泵站\n\n{lines}", "utf-8")
    (folder / "long" / "roads.txt").write_text(
        f"村道\n\n村道旁有泵站，{'沿路种了树，' * 20}都活了。\n", "utf-8"
    )
    assert run("build", folder / "long", "--index", folder / "long-index", "--quiet").exit_code == 0
    (folder / "pumps.tsv").write_text("q1\t泵站\n", "utf-8")
    qrels = judged(folder, "q1 0 roads.txt 1")
    result = run("eval", folder / "pumps.tsv", qrels, "--index", folder / "long-index", "--json")
    assert json.loads(result.stdout)["measures"]["R@100"] == 1


def test_the_table_names_the_measures_and_what_was_left_out(folder: Path) -> None:
    result = evaluated(folder, judged(folder, "q1 0 flood.txt 1"))
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["measure", "1", "queries"],
        *([name, "1.0000"] for name in ("nDCG@10", "MRR@10", "R@100")),
    ]
    assert "2 queries have no judgement and are left out" in result.stderr


def test_names_of_another_index_are_remarked_on(folder: Path) -> None:
    result = evaluated(folder, judged(folder, "q1 0 elsewhere.txt 1"))
    assert "nothing that is judged was found" in result.stderr
    assert "'elsewhere.txt'" in result.stderr


def test_settings_are_compared_query_by_query(folder: Path) -> None:
    other = folder / "other.toml"
    (folder / "few").mkdir()
    (folder / "few" / "buses.txt").write_text(REPORTS["buses.txt"], "utf-8")
    assert run("build", folder / "few", "--index", folder / "few-index", "--quiet").exit_code == 0
    other.write_text(f"index = '{folder / 'few-index'}'\n", "utf-8")
    (folder / "fangzhi.toml").write_text(f"index = '{folder / 'index'}'\n", "utf-8")
    qrels = judged(folder, "q1 0 flood.txt 1", "q2 0 canteen.txt 1")
    with contextlib.chdir(folder):
        result = run("eval", "queries.tsv", qrels, "--against", other, "--json")
        table = run("eval", "queries.tsv", qrels, "--against", other).stdout
    said = json.loads(result.stdout)
    assert said["measures"]["MRR@10"] == 1
    assert said["against"]["settings"] == str(other)
    assert said["against"]["measures"]["MRR@10"] == 0
    compared = said["comparison"]["MRR@10"]
    assert (compared["difference"], compared["wins"], compared["losses"], compared["ties"]) == (1, 2, 0, 0)
    assert [one["id"] for one in said["differ_most"]] == ["q1", "q2"]
    assert "q1  转移群众" in table
    assert "+1.0000" in table


def test_weights_that_change_nothing_leave_all_queries_the_same(folder: Path) -> None:
    other = folder / "weights.toml"
    other.write_text("[ranking]\nnear = 0.25\n", "utf-8")
    said = evaluated_json(folder, judged(folder, "q1 0 flood.txt 1"), "--against", other)
    assert said["comparison"]["nDCG@10"] == {"difference": 0, "wins": 0, "losses": 0, "ties": 1, "p": 1}
    assert said["differ_most"] == []


def test_errors_are_one_line_and_json_where_json_was_asked_for(folder: Path) -> None:
    result = evaluated(folder, judged(folder, "q1 0 flood.txt"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "line 1 is not a judgement" in result.stderr
    said = evaluated_json(folder, folder / "no-such-file")
    assert (said["ok"], "no file" in said["error"]) == (False, True)


def test_a_settings_file_to_compare_with_must_be_there(folder: Path) -> None:
    result = evaluated(folder, judged(folder, "q1 0 flood.txt 1"), "--against", folder / "none.toml")
    assert result.exit_code == 2
    assert "no settings file" in result.stderr
