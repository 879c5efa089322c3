"""Settings: which layer wins, and what is said of a value that cannot be used."""

from pathlib import Path

import pytest

from indexer.contract.errors import SettingsError
from indexer.contract.ranking import Weights
from indexer.settings import Settings, load_settings


def test_without_any_layer_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings({}, {}, tmp_path) == Settings()


def test_a_flag_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_text('index = "from-file"\nhost = "0.0.0.0"\nport = 9000\n', "utf-8")
    environ = {"FANGZHI_INDEX": "from-environment", "FANGZHI_PORT": "9001"}
    settings = load_settings({"port": 9002, "host": None}, environ, tmp_path)
    assert settings == Settings(index=Path("from-environment"), host="0.0.0.0", port=9002)  # noqa: S104 -- a value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('indx = "a"', "indx"),
        ("port = 99999", "port"),
        ("index = 5", "index"),
        ('index = ["a"]', "index"),
        ('port = "８０００"', "port"),
        ("index = [", "cannot be read"),
        ('index = " "', "index"),
        ("host = true", "host"),
        ("port = true", "port"),
        ("port = -1", "port"),
        ('without_steps = "captions"', "without_steps"),
        ("without_steps = [1]", "without_steps"),
        ('themes = [""]', "themes"),
        ('columns = "text"', "columns"),
        ('synonyms = ""', "synonyms"),
        ("dictionary = 1", "dictionary"),
        ("ranking = 1", "ranking"),
        ("[ranking]\nwords = 1", "its weights are: k1"),
        ("[ranking]\nb = 1.1", "from 0 to 1"),
        ("[ranking]\nk1 = -1", "ranking.k1"),
        ("[ranking]\nk1 = true", "ranking.k1"),
        ("[ranking]\nk1 = inf", "ranking.k1"),
        ("[columns]\na = 1", "columns"),
        ('theme = "水利"', "theme"),
        ("theme = [1]", "theme"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "fangzhi.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings({}, {}, tmp_path)
    assert "fangzhi.toml" in str(caught.value)


def test_steps_themes_and_columns_are_read_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_text(
        'without_steps = ["captions"]\nthemes = ["work-report", "water.toml"]\n'
        '[columns]\n"报告全文" = "text"\n[[theme]]\nname = "水利"\nwords = ["水库"]\n',
        "utf-8",
    )
    assert load_settings({}, {}, tmp_path) == Settings(
        without_steps=("captions",),
        themes=("work-report", "water.toml"),
        columns=(("报告全文", "text"),),
        theme=({"name": "水利", "words": ["水库"]},),
    )


def test_a_list_in_the_environment_is_separated_by_commas_and_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_text('without_steps = ["captions"]', "utf-8")
    environ = {"FANGZHI_WITHOUT_STEPS": "page breaks, inner spaces,"}
    assert load_settings({}, environ, tmp_path).without_steps == ("page breaks", "inner spaces")


def test_a_repeated_flag_wins_and_one_that_was_not_given_does_not(tmp_path: Path) -> None:
    environ = {"FANGZHI_WITHOUT_STEPS": "captions"}
    given = load_settings({"without_steps": ("page breaks",)}, environ, tmp_path)
    assert given.without_steps == ("page breaks",)
    assert load_settings({"without_steps": ()}, environ, tmp_path).without_steps == ("captions",)


def test_an_empty_list_in_the_environment_switches_the_files_off(tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_text('without_steps = ["captions"]', "utf-8")
    assert load_settings({}, {"FANGZHI_WITHOUT_STEPS": ""}, tmp_path).without_steps == ()


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings({}, {}, tmp_path)


def test_a_ranking_table_changes_the_weights_it_names(tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_text("[ranking]\nnear = 0\nb = 0.75\n", "utf-8")
    assert load_settings({}, {}, tmp_path).ranking == Weights(near=0, b=0.75)
