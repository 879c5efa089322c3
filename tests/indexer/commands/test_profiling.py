"""`fangzhi profile`: the milliseconds of an answer, by stage."""

import json
from cProfile import Profile
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from indexer.cli import main
from indexer.commands.asking import search_command
from indexer.commands.profiling import profile_command
from indexer.commands.stages import CALLERS, ENGINE, OTHER, STAGES, Calls, by_stage, stage_of
from indexer.engines import open_searcher
from indexer.engines.whoosh import ranking, rowsets
from indexer.sample import sample_folder
from searchapp import marks
from searchapp.arguments import read_args
from searchapp.service import answer

ROOT = Path(__file__).parents[3]
WIDTH = 80


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("profiling") / "index"
    assert run("build", sample_folder(), "--index", index, "--quiet").exit_code == 0
    return index


def run(*args: str | Path) -> Result:
    runner = CliRunner(env={"FANGZHI_INDEX": None, "COLUMNS": str(WIDTH)})
    return runner.invoke(main, [str(arg) for arg in args])


def profiled(index: Path, *args: str) -> Any:
    done = run("profile", *args, "--index", index, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_stages_of_an_answer_add_up_to_what_it_took(index: Path) -> None:
    said = profiled(index, "防汛 演练")
    for split, took in (("first", "first"), ("new", "new"), ("again", "median")):
        stages = said[split]["stages"]
        assert list(stages) == list(STAGES)
        assert sum(stages.values()) == pytest.approx(said["ms"][took], abs=0.01)
        assert stages["facets"] > 0
    assert said["first"]["stages"]["reading postings"] > 0


def test_each_leaf_is_told_with_what_it_finds_alone_and_the_answer_is_that_of_a_search(index: Path) -> None:
    args = ('演练 -水库 OR "群众满意度"', "--year", "2023")
    said = profiled(index, *args)
    found = json.loads(run("search", *args, "--index", index, "--json").stdout)
    assert said["paragraphs"] == found["total"]["paragraphs"] > 0
    assert [leaf["query"] for leaf in said["leaves"]] == ["演练", "水库", '"群众满意度"']
    for leaf in said["leaves"]:
        alone = json.loads(run("search", leaf["query"], "--index", index, "--json").stdout)
        assert leaf["paragraphs"] == alone["total"]["paragraphs"] > 0
    assert said["facets"]["year"] > 0


def test_a_query_that_is_relaxed_tells_what_was_searched_in_the_end(index: Path) -> None:
    said = profiled(index, "水库 缆车索道")
    assert said["searched"] != said["read_as"]
    assert said["paragraphs"] > 0


def test_a_person_reads_it_in_eighty_columns(index: Path) -> None:
    done = run(
        "profile", "防汛演练 OR 社区食堂 OR 志愿服务 OR 便民服务 OR 河道整治 OR 垃圾分类", "--index", index
    )
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line for line in lines if cell_len(line.rstrip()) > WIDTH and "read as" not in line] == []
    leaves = [line for line in lines if line.startswith("  leaf")]
    assert len({cell_len(line.rstrip()) for line in leaves}) == 1


def test_what_search_can_be_asked_profile_can(index: Path) -> None:
    def names(command: click.Command) -> list[str | None]:
        return [param.name for param in command.params]

    assert names(profile_command) == names(search_command)
    assert run("profile", "演练", "--index", index.parent / "none").exit_code == 4


@pytest.mark.parametrize(
    "args",
    [
        [("q", "防汛 演练"), ("region", "浙江"), ("fold", "1"), ("explain", "1"), ("section", "概况")],
        [("q", '"防汛演练" OR 志愿* -水库 地区:浙江'), ("theme", "none"), ("sort", "date")],
        [("q", '演练 NEAR/句 群众 OR "志愿??队" OR verbatim:"演练"'), ("from", "2020")],
    ],
)
def test_every_module_of_the_engine_that_takes_part_in_a_search_has_a_stage(
    index: Path, args: list[tuple[str, str]]
) -> None:
    with Profile() as profile:
        answer(open_searcher("whoosh", index), read_args(args))
    profile.create_stats()
    files = {Path(file) for file, _, _ in profile.stats}
    met = {f"{ENGINE}{file.stem}" for file in files if file.parent.parts[-2:] == ("engines", "whoosh")}
    assert len(met) > 10
    # What is only there when a generation is opened is no part of an answer.
    opening = {f"{ENGINE}completions"}
    assert {name for name in met - opening if stage_of(name) == OTHER} == set()


def test_no_stage_names_a_module_that_is_gone() -> None:
    for name in (*CALLERS, *(name for names in STAGES.values() for name in names)):
        path = ROOT / name.rstrip(".").replace(".", "/")
        assert path.is_dir() if name.endswith(".") else path.with_suffix(".py").is_file(), name


def test_what_stages_share_counts_for_those_that_called_it() -> None:
    scoring, marking = (str(ranking.__file__), 1, "scores"), (str(marks.__file__), 1, "in_text")
    shared, builtin = (str(rowsets.__file__), 1, "within"), ("~", 0, "<take>")
    calls: Calls = {
        scoring: (1, 1, 1.0, 5.0, {}),
        marking: (1, 1, 2.0, 3.0, {}),
        shared: (2, 2, 1.0, 4.0, {scoring: (1, 1, 0.75, 3.0), marking: (1, 1, 0.25, 1.0)}),
        builtin: (2, 2, 3.0, 3.0, {shared: (2, 2, 3.0, 3.0)}),
    }
    told = {stage: seconds for stage, seconds in by_stage(calls).items() if seconds}
    assert told == pytest.approx({"scoring and selecting": 1 + 3, "marking": 2 + 1})
