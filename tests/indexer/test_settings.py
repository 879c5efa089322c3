"""Settings: which layer wins, and what is said of a value that cannot be used."""

from pathlib import Path

import pytest

from indexer.contract.errors import SettingsError
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
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "fangzhi.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings({}, {}, tmp_path)
    assert "fangzhi.toml" in str(caught.value)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings({}, {}, tmp_path)
