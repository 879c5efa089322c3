"""The docs: links lead somewhere, and the tables of commands, settings and exit codes equal the code."""

import re
import shlex
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import click
import pytest

from indexer.analysis.words import tokenizer_of, words
from indexer.cleaning.steps import STEPS
from indexer.cli import main
from indexer.contract.engine import Searcher
from indexer.contract.query import Mode
from indexer.contract.ranking import DEFAULT_WEIGHTS, Weights
from indexer.contract.results import Sort
from indexer.engines import open_searcher
from indexer.lexicon import GROUPS_MAX, MEMBERS_MAX, WORDS_MAX, read_lexicon
from indexer.rules import reading_rules
from indexer.sample import sample_folder
from indexer.settings import FILE_ONLY, Settings, load_settings
from indexer.sources.records import FIELDS
from searchapp.arguments import read_args
from searchapp.service import answer
from searchapp.state import FacetKey, SearchState
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


def blocks(heading: str, kind: str) -> list[str]:
    """The fenced blocks of the guide under a heading."""
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    section = guide.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(rf"^```{kind}\n(.*?)^```", section, re.MULTILINE | re.DOTALL)


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
    if value is None or value == DEFAULT_WEIGHTS:
        return "none"
    shown = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"`{shown}`" if shown else "none"


def test_the_settings_file_of_the_guide_is_read_and_its_rules_can_be_used(tmp_path: Path) -> None:
    (text,) = blocks("Settings", "toml")
    (tmp_path / "fangzhi.toml").write_text(text, "utf-8")
    (tmp_path / "water.toml").write_text('[[theme]]\nname = "水文"\nwords = ["水位"]\n', "utf-8")
    rules = reading_rules(load_settings({}, {}, tmp_path), tmp_path)
    assert (len(rules.columns), rules.without, rules.themes[0].name) == (2, frozenset({"captions"}), "水利")


def test_the_guide_lists_every_weight_with_its_default() -> None:
    listed = {row[0].strip("`"): float(row[1]) for row in rows(ROOT / "docs" / "guide.md", "Ranking")}
    assert listed == asdict(DEFAULT_WEIGHTS)


def test_the_weights_of_the_guide_are_read(tmp_path: Path) -> None:
    (text,) = blocks("Ranking", "toml")
    (tmp_path / "fangzhi.toml").write_text(text, "utf-8")
    assert load_settings({}, {}, tmp_path).ranking == Weights(title=3, lists=0)


def test_the_words_of_the_guide_are_read_and_found_on_the_sample_corpus(tmp_path: Path) -> None:
    files = [tmp_path / "words.txt", tmp_path / "synonyms.txt"]
    for file, text in zip(files, blocks("Words of your own", "text"), strict=True):
        file.write_text(text, "utf-8")
    lexicon = read_lexicon(*files)
    assert [word.text for word in lexicon.words] == ["助餐点", "街巷志"]
    assert lexicon.groups == (("教整", "教育整顿"), ("食堂", "饭堂"), ("加装电梯", "加梯"))
    assert words("助餐点街巷志", tokenizer_of(lexicon)) == ["助餐点", "街巷志"]
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    assert f"Up to {WORDS_MAX:,} words, {GROUPS_MAX:,} groups, {MEMBERS_MAX} words in a group" in guide
    named = {"FANGZHI_DICTIONARY": str(files[0]), "FANGZHI_SYNONYMS": str(files[1])}
    assert fangzhi("build", sample_folder(), cwd=tmp_path, **named).returncode == 0
    searcher = open_searcher("whoosh", tmp_path / "index")
    assert found(searcher, q="饭堂") == found(searcher, q='"食堂"') > 0
    assert found(searcher, q="饭堂", synonyms="0") == 0


def found(searcher: Searcher, **args: str) -> int:
    return answer(searcher, read_args(args.items())).result.paragraphs


def test_the_guide_lists_every_argument_of_an_address() -> None:
    table = rows(ROOT / "docs" / "guide.md", "Searching")
    listed = {name for row in table for name in re.findall("`([a-z_]+)`", row[0])}
    everything = SearchState(
        q="x",
        mode=Mode.EXACT,
        start=date.min,
        end=date.min,
        sort=Sort.DATE,
        fold=True,
        numerals=True,
        synonyms=False,
        explain=True,
        limit=1,
    )
    for key in FacetKey:
        everything = everything.with_values(key, ("x",))
    everything = everything.on_page(2)
    assert listed == {key for key, _ in everything.to_args()}


def test_the_guide_lists_every_cleaning_step_in_its_order() -> None:
    listed = [row[0].strip("`") for row in rows(ROOT / "docs" / "guide.md", "Cleaning")]
    assert listed == [step.name for step in STEPS]


def test_the_guide_names_every_field_of_a_table() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    (sentence,) = re.findall(r"^The fields are (.*?)\.", guide, re.MULTILINE | re.DOTALL)
    assert tuple(re.findall("`([a-z]+)`", sentence)) == FIELDS


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
