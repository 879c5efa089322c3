"""Settings: one value, from flags, else the environment, else fangzhi.toml, else the defaults."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from indexer.contract.errors import SettingsError

SETTINGS_FILE = "fangzhi.toml"
PORT_MAX = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every command needs to know. A relative index folder lies under the working folder."""

    index: Path = Path("index")
    engine: str = "whoosh"
    host: str = "127.0.0.1"
    port: int = 8000


def load_settings(flags: Mapping[str, object], environ: Mapping[str, str], folder: Path) -> Settings:
    """Merge the four layers; a flag that is None was not given. `folder` is where fangzhi.toml may lie.

    Raises SettingsError naming the setting, where it was read and the cure.
    """
    names = [field.name for field in fields(Settings)]
    layers = (
        ("a flag", {name: value for name, value in flags.items() if value is not None}),
        ("the environment", {n: environ[key] for n in names if (key := f"FANGZHI_{n.upper()}") in environ}),
        (SETTINGS_FILE, _read_file(folder / SETTINGS_FILE, names)),
    )
    chosen: dict[str, tuple[object, str]] = {}
    for layer, values in reversed(layers):
        chosen |= {name: (value, layer) for name, value in values.items()}
    return _checked(chosen)


def _read_file(path: Path, names: list[str]) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingsError(f"{path} cannot be read: {exc}") from exc
    if unknown := sorted(set(values) - set(names)):
        raise SettingsError(f"{path}: unknown setting {unknown[0]!r}; known are: {', '.join(names)}")
    return values


def _checked(chosen: Mapping[str, tuple[object, str]]) -> Settings:
    for name, (value, layer) in chosen.items():
        if not isinstance(value, str | Path | int) or (name != "port" and isinstance(value, int)):
            raise SettingsError(f"{name} from {layer} is {value!r}; it must be text in quotes")
    texts = {name: str(value) for name, (value, _) in chosen.items()}
    defaults = Settings()
    port, layer = chosen.get("port", (defaults.port, "the defaults"))
    if not str(port).isascii() or not str(port).isdigit() or not 0 < int(str(port)) <= PORT_MAX:
        raise SettingsError(f"port from {layer} is {port!r}; it must be a number from 1 to {PORT_MAX}")
    for name in ("index", "host", "engine"):
        if not texts.get(name, "given").strip():
            raise SettingsError(f"{name} from {chosen[name][1]} is empty; give it a value or leave it out")
    return Settings(
        index=Path(texts.get("index", str(defaults.index))),
        engine=texts.get("engine", defaults.engine),
        host=texts.get("host", defaults.host),
        port=int(str(port)),
    )
