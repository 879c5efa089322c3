"""The command: what each subcommand prints where, and the exit code it ends with."""

import contextlib
import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from indexer.cli import main
from tests.running import COMMAND, environment, fangzhi

REPORTS = {
    "one.txt": (
        "慈溪市防汛演练总结\n\n市防汛办公室 2024年5月12日\n\n一、演练经过\n\n"
        "五月十二日，全市开展防汛演练，转移群众三百人。\n"
    ),
    "two.md": "# 武漢市社區食堂報告\n\n## 辦成的事\n\n全市新開社區食堂四十家，老人用餐方便了許多。\n",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "built"
    assert run("build", corpus, "--index", folder, "--quiet").exit_code == 0
    return folder


def run(*args: str | Path) -> Result:
    return CliRunner(env={"FANGZHI_INDEX": None}).invoke(main, [str(arg) for arg in args])


def run_json(*args: str | Path) -> Any:
    return json.loads(run(*args, "--json").stdout)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_help_tells_of_every_command_what_it_says_itself(width: int) -> None:
    ours, clicks = click.HelpFormatter(width=width), click.HelpFormatter(width=width)
    context = click.Context(main)
    main.format_commands(context, ours)
    click.Group.format_commands(main, context, clicks)  # which loads them all
    assert ours.getvalue() == clicks.getvalue()


def test_build_says_what_it_did_on_stdout(corpus: Path, tmp_path: Path) -> None:
    result = run("build", corpus, "--index", tmp_path / "i")
    assert (result.exit_code, result.stderr) == (0, "")
    table = dict(line.rsplit(maxsplit=1) for line in result.stdout.splitlines() if line.strip())
    assert {name.strip(): table[name] for name in table}.items() >= {
        ("files", "2"),
        ("read", "2"),
        ("paragraphs", "2"),
        ("regions found", "2"),
        ("cities", "1"),
        ("counties", "1"),
        ("dates found", "1"),
        ("day", "1"),
        ("unknown", "1"),
    }


def test_words_given_to_a_build_are_known_to_every_search(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "same.txt").write_text("老年食堂 社区食堂\n", "utf-8")
    (tmp_path / "own.txt").write_text("开社区\n", "utf-8")
    own = ("--synonyms", tmp_path / "same.txt", "--dictionary", tmp_path / "own.txt")
    run("build", corpus, "--index", tmp_path / "i", "--quiet", *own)
    found = run_json("search", "老年食堂", "--index", tmp_path / "i")
    assert (found["total"]["paragraphs"], found["query"]["relaxed"]) == (1, False)
    assert found["query"]["expansions"] == [{"text": "老年食堂", "others": ["社区食堂"]}]
    typed = run_json("search", "老年食堂", "--index", tmp_path / "i", "--no-synonyms")
    assert typed["query"]["expansions"] == []
    assert run_json("search", "开社区", "--index", tmp_path / "i")["query"]["relaxed"] is False


def test_a_second_build_reads_nothing_unless_it_is_told_to(corpus: Path, index: Path) -> None:
    counts = [
        (built["read"], built["unchanged"])
        for flags in ((), ("--full",), ("--without", "page breaks"))
        for built in [run_json("build", corpus, "--index", index, *flags)]
    ]
    assert counts == [(0, 2), (2, 0), (2, 0)]


def test_a_cache_that_cannot_be_used_costs_a_message_and_no_build(corpus: Path, index: Path) -> None:
    (index / "readings.sqlite").write_bytes(b"x" * 5000)
    result = run("build", corpus, "--index", index)
    assert result.exit_code == 0
    assert "readings.sqlite" in result.stderr
    assert run_json("build", corpus, "--index", index)["unchanged"] == 2


def test_the_report_says_what_became_of_every_file(corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").write_text("")
    target = tmp_path / "report.json"
    result = run("build", corpus, "--index", tmp_path / "i", "--report", target)
    assert result.exit_code == 3
    told = json.loads(target.read_text("utf-8"))
    assert [file["id"] for file in told["files"]] == ["one.txt", "two.md"]
    (report,) = told["files"][0]["reports"]
    assert report["region"]["path"] == ["浙江省", "宁波市", "慈溪市"]
    assert (report["date"], report["year"], report["paragraphs"]) == ("2024-05-12", 2024, 1)
    assert [Path(skipped["path"]).name for skipped in told["skipped"]] == ["empty.txt"]
    assert told["totals"]["reports"] == 2
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("target", ["none/report.json", "."])
def test_a_report_that_cannot_be_written_is_said_before_the_build(
    corpus: Path, tmp_path: Path, target: str
) -> None:
    result = run("build", corpus, "--index", tmp_path / "i", "--report", tmp_path / target)
    assert result.exit_code == 2
    assert "cannot write the report" in result.stderr
    assert not (tmp_path / "i").exists()


def test_many_skipped_files_are_counted_and_the_first_are_named(corpus: Path, tmp_path: Path) -> None:
    for number in range(30):
        (corpus / f"picture{number}.png").write_bytes(b"x")
    result = run("build", corpus, "--index", tmp_path / "i")
    assert result.stderr.count("skipped ") == 20
    assert "… and 10 more; --report FILE lists all" in result.stderr
    assert "file type .png is not read" in result.stdout


def test_an_unknown_step_is_a_usage_error(corpus: Path, tmp_path: Path) -> None:
    for command in (("build", corpus, "--index", tmp_path / "i"), ("inspect", corpus)):
        result = run(*command, "--without", "no such step")
        assert result.exit_code == 2
        assert "no such step" in result.stderr


def test_build_quiet_prints_nothing(corpus: Path, tmp_path: Path) -> None:
    assert run("build", corpus, "--index", tmp_path / "i", "--quiet").output == ""


def test_build_json_counts(corpus: Path, tmp_path: Path) -> None:
    built = run_json("build", corpus, "--index", tmp_path / "i")
    assert (built["ok"], built["files"], built["reports"], built["paragraphs"], built["skipped"]) == (
        *(True, 2, 2, 2),
        [],
    )


def test_a_skipped_file_is_named_on_stderr_and_the_others_are_indexed(corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").write_text("")
    result = run("build", corpus, "--index", tmp_path / "i")
    assert result.exit_code == 3
    assert "empty.txt" in result.stderr
    assert run_json("stats", "--index", tmp_path / "i")["documents"] == 2


def test_a_strict_build_fails_on_a_skipped_file_and_leaves_the_index(corpus: Path, index: Path) -> None:
    before = run_json("stats", "--index", index)["generation"]
    (corpus / "empty.txt").write_text("")
    assert run("build", corpus, "--index", index, "--strict").exit_code == 1
    assert run_json("stats", "--index", index)["generation"] == before


def test_a_dry_run_writes_nothing(corpus: Path, tmp_path: Path) -> None:
    result = run("build", corpus, "--index", tmp_path / "i", "--dry-run")
    assert result.exit_code == 0
    assert not (tmp_path / "i").exists()


def test_an_unknown_engine_is_a_usage_error(corpus: Path, tmp_path: Path) -> None:
    result = run("build", corpus, "--index", tmp_path / "i", "--engine", "sphinx")
    assert result.exit_code == 2
    assert "whoosh" in result.stderr


def test_a_second_build_at_the_same_time_is_locked_out(corpus: Path, index: Path) -> None:
    with FileLock(index / "build.lock"):
        result = run("build", corpus, "--index", index)
    assert result.exit_code == 5
    assert str(index) in result.stderr


def test_inspect_prints_a_line_a_report(corpus: Path) -> None:
    lines = [json.loads(line) for line in run("inspect", corpus, "--json").stdout.splitlines()]
    assert [line["region"]["path"] for line in lines] == [
        ["浙江省", "宁波市", "慈溪市"],
        ["湖北省", "武汉市"],
    ]
    assert lines[0]["date"] == "2024-05-12"
    assert lines[0]["paragraphs"] == [
        {
            "ordinal": 1,
            "section": ["一、演练经过"],
            "theme": lines[0]["paragraphs"][0]["theme"],
            "text": "五月十二日，全市开展防汛演练，转移群众三百人。",
            "mentioned_regions": [],
            "mentioned_years": [],
        }
    ]
    assert set(lines[0]) >= {"path", "encoding", "title", "source", "author", "url", "removed", "notes"}
    assert set(lines[0]) >= {"margin", "region_score", "evidence", "year", "captions", "repaired"}


def test_inspect_shows_a_person_the_same(corpus: Path) -> None:
    shown = run("inspect", corpus / "one.txt").stdout
    assert "浙江省 › 宁波市 › 慈溪市 (330282)" in shown
    assert "五月十二日" in shown


def test_inspect_tells_of_a_file_it_cannot_read(corpus: Path) -> None:
    (corpus / "empty.txt").write_text("")
    result = run("inspect", corpus / "empty.txt", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["skipped"]


def test_search_answers_in_either_script(index: Path) -> None:
    found = run_json("search", '"社区食堂"', "--index", index)
    assert [hit["document"] for hit in found["hits"]] == ["two.md"]
    hit = found["hits"][0]
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["社區食堂"]


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (["--region", "宁波"], 1),
        (["--region", "330282", "--region", "武汉市"], 2),
        (["--region", "nowhere"], 0),
        (["--from", "2024-05", "--to", "2024"], 1),
        (["--year", "2024"], 1),
        (["--mentions", "武汉", "--mentions", "nowhere"], 0),
        (["--mentions-year", "1999"], 0),
        (["--fold"], 2),
        (["--section", "辦成的事"], 1),
    ],
)
def test_search_filters(index: Path, options: list[str], documents: int) -> None:
    assert run_json("search", "全市", "--index", index, *options)["total"]["documents"] == documents


def test_search_prints_hits_for_a_person(index: Path) -> None:
    result = run("search", "防汛演练", "--index", index)
    assert result.exit_code == 0
    assert "共 1 段，见于 1 篇报告" in result.stdout
    assert "one.txt#p1" in result.stdout


def test_search_pages_do_not_overlap(index: Path) -> None:
    first, second = (
        run_json("search", "全市", "--index", index, "--limit", "1", "--page", str(page)) for page in (1, 2)
    )
    assert first["hits"][0]["id"] != second["hits"][0]["id"]
    assert (first["next"] is None, second["next"]) == (False, None)


def test_an_unknown_mode_is_a_usage_error(index: Path) -> None:
    assert run("search", "x", "--index", index, "--mode", "fuzzy").exit_code == 2


@pytest.mark.parametrize("command", [("search", "x"), ("stats",), ("check",), ("serve",)])
def test_a_missing_index_ends_with_4_and_the_cure(command: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*command, "--index", tmp_path / "none")
    assert result.exit_code == 4
    assert "fangzhi build" in result.stderr


def test_an_error_is_json_where_json_was_asked_for(tmp_path: Path) -> None:
    error = run_json("search", "x", "--index", tmp_path / "none")
    assert (error["ok"], error["status"]) == (False, 503)
    assert "fangzhi build" in error["error"]


def test_check_finds_a_changed_byte(index: Path) -> None:
    assert run_json("check", "--index", index)["ok"]
    changed = max((index / "generations").glob("*/*"), key=lambda path: path.stat().st_size)
    content = bytearray(changed.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    result = run("check", "--index", index)
    assert result.exit_code == 4
    assert changed.name in result.stderr


def test_python_m_is_the_same_command_and_the_environment_names_the_index(
    index: Path, tmp_path: Path
) -> None:
    done = fangzhi("stats", "--json", cwd=tmp_path, FANGZHI_INDEX=str(index))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["paragraphs"] == 2


def test_a_search_that_finds_nothing_says_what_would(index: Path) -> None:
    result = run("search", "“转移 群众”", "--index", index)
    assert "共 0 段" in result.stdout
    assert "可以试试" in result.stderr


def test_the_demo_does_not_replace_an_index_of_other_reports(index: Path) -> None:
    before = run_json("stats", "--index", index)["generation"]
    result = run("demo", "--index", index)
    assert result.exit_code == 1
    assert "--index" in result.stderr
    assert run_json("stats", "--index", index)["generation"] == before


def test_the_demo_builds_nothing_where_it_cannot_listen(tmp_path: Path) -> None:
    assert run("demo", "--index", tmp_path / "i", "--host", "192.0.2.1").exit_code == 1
    assert not (tmp_path / "i").exists()


def test_a_usage_error_is_json_where_json_was_asked_for(index: Path) -> None:
    result = run("search", "x", "--index", index, "--limit", "0", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["ok"] is False


@pytest.mark.parametrize("command", [("build", ""), ("inspect", " "), ("stats", "--index", "")])
def test_an_empty_path_is_not_the_working_folder(command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 2
    assert "empty" in result.stderr


def test_a_full_disk_under_the_output_is_said(index: Path, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "search", "全市", "--json", "--index", str(index)],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "cannot write the output" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_locale_without_chinese_is_no_obstacle(index: Path, tmp_path: Path) -> None:
    done = fangzhi(
        *("search", '"社區食堂"', "--json", "--index", index),
        cwd=tmp_path,
        LC_ALL="POSIX",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        PYTHONIOENCODING="ascii",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["hits"][0]["document"] == "two.md"


def test_a_port_in_use_is_said_with_the_cure(index: Path, tmp_path: Path) -> None:
    result = run("serve", "--index", index, "--host", "192.0.2.1")
    assert result.exit_code == 1
    assert "--port" in result.stderr


def test_progress_is_shown_on_a_terminal_only(corpus: Path, tmp_path: Path) -> None:
    command = [*COMMAND, "build", str(corpus), "--index", str(tmp_path / "i")]
    main_end, terminal = pty.openpty()
    process = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment(TERM="xterm"),
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        check=True,
    )
    os.close(terminal)
    shown = b""
    with contextlib.suppress(OSError):  # Linux reports the end of a terminal as an error
        while piece := os.read(main_end, 4096):
            shown += piece
    os.close(main_end)
    assert process.returncode == 0
    assert b"reading" in shown
    assert b"2/2" in shown
    assert run("build", corpus, "--index", tmp_path / "i").stderr == ""
