"""The docs: links lead somewhere, and the tables of commands, settings and exit codes equal the code."""

import re
import shlex
from dataclasses import fields
from pathlib import Path

import click
import pytest

from indexer.cleaning.steps import STEPS
from indexer.cli import main
from indexer.contract.query import Mode
from indexer.contract.syntax import CLAUSES_MAX, DEPTH_MAX, QUERY_CHARS_MAX, parse
from indexer.rules import reading_rules
from indexer.sample import sample_folder
from indexer.settings import FILE_ONLY, Settings, load_settings
from indexer.sources.records import FIELDS
from tests.running import fangzhi

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "indexer").rglob("README.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]*)(#[^)\s]*)?\)")


def rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    section = page.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines
    ]
    return [row for row in cells if not set("".join(row)) <= {"-"}][1:]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_resolves(page: Path) -> None:
    for target, _ in LINK.findall(page.read_text("utf-8")):
        if target and not target.startswith(("http:", "https:")):
            assert (page.parent / target).exists(), target


def test_the_guide_lists_every_command_and_no_other() -> None:
    table = [row for row in rows(ROOT / "docs" / "guide.md", "Commands") if row[0].startswith("`fangzhi")]
    listed = {row[0].strip("`").split()[1] for row in table}
    assert isinstance(main, click.Group)
    assert listed == set(main.list_commands(click.Context(main)))


def test_the_guide_lists_every_setting_with_its_default() -> None:
    listed = {row[0].strip("`"): row[1:3] for row in rows(ROOT / "docs" / "guide.md", "Settings")}
    assert listed == {
        field.name: [_environment(field.name), _default(field.name)] for field in fields(Settings)
    }


def _environment(name: str) -> str:
    return "none" if name in FILE_ONLY else f"`FANGZHI_{name.upper()}`"


def _default(name: str) -> str:
    value = getattr(Settings(), name)
    shown = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"`{shown}`" if shown else "none"


def test_the_settings_file_of_the_guide_is_read_and_its_rules_can_be_used(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    text = guide.split("```toml\n")[1].split("```")[0]
    (tmp_path / "fangzhi.toml").write_text(text, "utf-8")
    (tmp_path / "water.toml").write_text('[[theme]]\nname = "水文"\nwords = ["水位"]\n', "utf-8")
    rules = reading_rules(load_settings({}, {}, tmp_path), tmp_path)
    assert (len(rules.columns), rules.without, rules.themes[0].name) == (2, frozenset({"captions"}), "水利")


def test_the_guide_lists_every_cleaning_step_in_its_order() -> None:
    listed = [row[0].strip("`") for row in rows(ROOT / "docs" / "guide.md", "Cleaning")]
    assert listed == [step.name for step in STEPS]


def test_the_guide_names_every_field_of_a_table() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    (sentence,) = re.findall(r"^The fields are (.*?)\.", guide, re.MULTILINE | re.DOTALL)
    assert tuple(re.findall("`([a-z]+)`", sentence)) == FIELDS


def test_every_example_of_the_query_language_is_read_without_a_hint() -> None:
    examples = _examples()
    assert len(examples) > 20
    assert [text for text in examples if parse(text, Mode.WORDS).hints] == []


def _examples() -> list[str]:
    page = (ROOT / "docs" / "query-language.md").read_text("utf-8")
    cells = [re.split(r"(?<!\\)\|", line)[1] for line in page.splitlines() if line.startswith("| `")]
    return [example.replace("\\|", "|") for cell in cells for example in re.findall(r"`([^`]+)`", cell)]


def test_the_query_language_page_states_the_limits_of_the_code() -> None:
    page = (ROOT / "docs" / "query-language.md").read_text("utf-8")
    assert f"{QUERY_CHARS_MAX} characters, {CLAUSES_MAX} terms, brackets {DEPTH_MAX} deep" in page


def test_the_commands_of_the_readme_run_in_their_order(tmp_path: Path) -> None:
    """All but serve, which does not end; that one has its own tests."""
    readme = (ROOT / "README.md").read_text("utf-8")
    lines = [line.split("#")[0] for line in readme.splitlines() if line.startswith("    fangzhi ")]
    commands = [shlex.split(line)[1:] for line in lines]
    assert {command[0] for command in commands} == {"inspect", "build", "serve", "search"}
    for command in commands:
        words = [str(sample_folder()) if word in ("REPORTS", "报告文件夹") else word for word in command]
        if words != ["serve"]:
            done = fangzhi(*words, cwd=tmp_path)
            assert done.returncode == 0, (words, done.stderr)
            assert done.stdout


def test_the_make_targets_of_the_readme_exist() -> None:
    readme, makefile = ((ROOT / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    for target in set(re.findall(r"(?:`|^    )make ([a-z]+)", readme, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
