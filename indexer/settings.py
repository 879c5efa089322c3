"""Settings: one value, from flags, else the environment, else fangzhi.toml, else the defaults."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from indexer.contract.errors import SettingsError
from indexer.contract.ranking import DEFAULT_WEIGHTS, Weights

SETTINGS_FILE = "fangzhi.toml"
PORT_MAX = 65_535
WEIGHT_MAX = 1_000
MEMORY_MB = range(256, (1 << 20) + 1)
_LISTS = ("without_steps", "themes")
FILE_ONLY = ("columns", "theme", "ranking")
_Given = dict[str, tuple[object, str]]  # each setting that was given, with the place where it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every command needs to know. A relative index folder lies under the working folder.

    `without_steps` to `theme` are about reading, and as written: rules.reading_rules says whether they make
    sense. `themes` names taxonomies, each a shipped one or a file; `theme` are the [[theme]] tables of the
    file itself; `columns` are pairs of a table's column and the field it holds. `dictionary` and `synonyms`
    are files, read when an index is built, in `memory_mb` MiB. `columns`, `theme` and `ranking` stand in the
    file only.
    """

    index: Path = Path("index")
    engine: str = "whoosh"
    host: str = "127.0.0.1"
    port: int = 8000
    without_steps: tuple[str, ...] = ()
    themes: tuple[str, ...] = ("rectification", "work-report")
    columns: tuple[tuple[str, str], ...] = ()
    theme: tuple[Mapping[str, object], ...] = ()
    dictionary: Path | None = None
    synonyms: Path | None = None
    memory_mb: int = 1024
    ranking: Weights = DEFAULT_WEIGHTS


def load_settings(
    flags: Mapping[str, object], environ: Mapping[str, str], folder: Path, file: str = SETTINGS_FILE
) -> Settings:
    """Merge the four layers; a flag that is None, or an empty sequence, was not given. `folder` is where
    fangzhi.toml, or the file that stands for it, may lie. In the environment a list is separated by commas.

    Raises SettingsError naming the setting, where it was read and the cure.
    """
    names = [field.name for field in fields(Settings)]
    layers = (
        ("a flag", {name: value for name, value in flags.items() if value not in (None, (), [])}),
        ("the environment", _of_environment(environ, names)),
        (file, _read_file(folder / file, names)),
    )
    chosen: _Given = {}
    for layer, values in reversed(layers):
        chosen |= {name: (value, layer) for name, value in values.items()}
    return _checked(chosen)


def _of_environment(environ: Mapping[str, str], names: Sequence[str]) -> dict[str, object]:
    given = {
        name: environ[key]
        for name in names
        if name not in FILE_ONLY and (key := f"FANGZHI_{name.upper()}") in environ
    }
    return {
        name: [part.strip() for part in text.split(",") if part.strip()] if name in _LISTS else text
        for name, text in given.items()
    }


def _read_file(path: Path, names: list[str]) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingsError(f"{path} cannot be read: {exc}") from exc
    if unknown := sorted(set(values) - set(names)):
        raise SettingsError(f"{path}: unknown setting {unknown[0]!r}; known are: {', '.join(names)}")
    return values


def _checked(chosen: _Given) -> Settings:
    defaults = Settings()
    return Settings(
        index=Path(_text(chosen, "index", str(defaults.index))),
        engine=_text(chosen, "engine", defaults.engine),
        host=_text(chosen, "host", defaults.host),
        port=_number(chosen, "port", defaults.port, range(1, PORT_MAX + 1)),
        without_steps=_list(chosen, "without_steps", defaults.without_steps),
        themes=_list(chosen, "themes", defaults.themes),
        columns=_columns(chosen),
        theme=_tables(chosen),
        dictionary=_file(chosen, "dictionary"),
        synonyms=_file(chosen, "synonyms"),
        memory_mb=_number(chosen, "memory_mb", defaults.memory_mb, MEMORY_MB),
        ranking=_ranking(chosen),
    )


def _text(chosen: _Given, name: str, default: str) -> str:
    value, layer = chosen.get(name, (default, "the defaults"))
    if not isinstance(value, str | Path):
        raise SettingsError(f"{name} from {layer} is {value!r}; it must be text in quotes")
    if not str(value).strip():
        raise SettingsError(f"{name} from {layer} is empty; give it a value or leave it out")
    return str(value)


def _number(chosen: _Given, name: str, default: int, among: range) -> int:
    value, layer = chosen.get(name, (default, "the defaults"))
    written = str(value) if isinstance(value, str | int) else ""
    if not written.isascii() or not written.isdigit() or int(written) not in among:
        raise SettingsError(
            f"{name} from {layer} is {value!r}; it must be a number from {among[0]} to {among[-1]}"
        )
    return int(written)


def _list(chosen: _Given, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value, layer = chosen.get(name, (default, "the defaults"))
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one.strip() for one in value):
        raise SettingsError(f'{name} from {layer} is {value!r}; it must be a list of names: ["…", "…"]')
    return tuple(str(one).strip() for one in value)


def _file(chosen: _Given, name: str) -> Path | None:
    return Path(_text(chosen, name, "")) if name in chosen else None


def _ranking(chosen: _Given) -> Weights:
    """The [ranking] table over the default weights."""
    value, layer = chosen.get("ranking", ({}, "the defaults"))
    names = [field.name for field in fields(Weights)]
    if not isinstance(value, dict) or not set(value) <= set(names):
        raise SettingsError(f"ranking from {layer} is {value!r}; its weights are: {', '.join(names)}")
    for name, weight in value.items():
        number = isinstance(weight, int | float) and not isinstance(weight, bool)
        if not number or not 0 <= weight <= (1 if name == "b" else WEIGHT_MAX):
            most = "1" if name == "b" else f"{WEIGHT_MAX:,}"
            raise SettingsError(f"ranking.{name} from {layer} is {weight!r}; it must be from 0 to {most}")
    return replace(DEFAULT_WEIGHTS, **value)


def _columns(chosen: _Given) -> tuple[tuple[str, str], ...]:
    value, layer = chosen.get("columns", ({}, "the defaults"))
    if not isinstance(value, dict) or not all(isinstance(field, str) for field in value.values()):
        raise SettingsError(f'columns from {layer} is {value!r}; it must be a table: "column" = "field"')
    return tuple((str(column), str(field)) for column, field in value.items())


def _tables(chosen: _Given) -> tuple[Mapping[str, object], ...]:
    value, layer = chosen.get("theme", ([], "the defaults"))
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise SettingsError(f"theme from {layer} is {value!r}; write it as tables headed [[theme]]")
    return tuple(value)
