"""The rules of reading: what settings ask for, checked against the fields, steps and taxonomies there are."""

from pathlib import Path

import pytest

from indexer.cleaning.steps import STEPS
from indexer.contract.errors import SettingsError
from indexer.contract.vocabulary import Theme
from indexer.rules import reading_rules
from indexer.settings import Settings
from indexer.structure.taxonomy import SHIPPED, shipped
from indexer.structure.themes import theme_of

WATER = Theme(name="水利", words=("水库",))
WATER_TOML = '[[theme]]\nname = "水利"\nwords = ["水库"]\n'


def test_by_default_every_step_works_and_both_shipped_taxonomies_hold(tmp_path: Path) -> None:
    rules = reading_rules(Settings(), tmp_path)
    assert (rules.columns, rules.without) == ((), frozenset())
    assert rules.themes == tuple(theme for name in SHIPPED for theme in shipped(name))


def test_the_default_rules_judge_as_no_rules_do(tmp_path: Path) -> None:
    section = ("三、改革开放", "（一）筑牢安全防线")
    assert theme_of(section, reading_rules(Settings(), tmp_path).themes) == theme_of(section) == "安全"


def test_the_files_own_themes_come_first_then_the_taxonomies_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "roads.toml").write_text('[[theme]]\nname = "公路"\nwords = ["公路"]\n', "utf-8")
    settings = Settings(themes=("roads.toml", "rectification"), theme=({"name": "水利", "words": ["水库"]},))
    names = [theme.name for theme in reading_rules(settings, tmp_path).themes]
    assert names == ["水利", "公路", *(theme.name for theme in shipped("rectification"))]


def test_themes_of_the_file_alone_are_enough(tmp_path: Path) -> None:
    settings = Settings(themes=(), theme=({"name": "水利", "words": ["水库"]},))
    assert reading_rules(settings, tmp_path).themes == (WATER,)


def test_a_taxonomys_path_starts_from_the_settings_folder_or_the_root(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    path = tmp_path / "own" / "water.toml"
    path.write_text("\ufeff" + WATER_TOML, "utf-8")
    for name in ("own/water.toml", str(path)):
        assert reading_rules(Settings(themes=(name,)), tmp_path).themes == (WATER,)


def test_columns_and_steps_are_those_that_were_named(tmp_path: Path) -> None:
    settings = Settings(columns=(("题目", "title"), ("全文本", "text")), without_steps=(STEPS[0].name,))
    rules = reading_rules(settings, tmp_path)
    assert dict(rules.columns) == {"题目": "title", "全文本": "text"}
    assert rules.without == frozenset({STEPS[0].name})


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(columns=(("题目", "headline"),)), "fangzhi.toml.*'题目'.*'headline'.*fields are: .*title"),
        (Settings(without_steps=("captoins",)), "'captoins'.*steps are: .*captions"),
        (Settings(themes=("rectificaton",)), "'rectificaton'.*rectification, work-report"),
        (Settings(themes=("none.toml",)), "'none.toml'.*cannot be read"),
        (Settings(themes=()), "themes is empty"),
        (Settings(themes=("bad\0.toml",)), "cannot be read"),
        (Settings(theme=({"name": "水利"},)), "fangzhi.toml: theme '水利' has neither words nor patterns"),
        (Settings(theme=({"name": "水", "patterns": ["水["]},)), "fangzhi.toml.*'水\\['.*regular expression"),
    ],
)
def test_rules_that_cannot_be_used_name_the_place_the_value_and_the_cure(
    tmp_path: Path, settings: Settings, said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        reading_rules(settings, tmp_path)
