"""Taxonomies: the themes of a TOML file, and those that are shipped."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from indexer.contract.errors import SettingsError
from indexer.contract.vocabulary import Theme

SHIPPED = ("rectification", "work-report")
_KEYS = ("name", "words", "patterns")
_NO_NAMES = ("", "none")  # the second is how a reader asks for paragraphs without a theme
# (a+)+ and its like: a heading that nearly fits would be tried in more ways than there is time for.
_REPEATED_REPEAT = re.compile(r"[*+}]\)+[*+{]")


@cache
def shipped(name: str) -> tuple[Theme, ...]:
    """The themes of a taxonomy by its name, which is one of SHIPPED.

    >>> shipped("rectification")[0].name
    '学习教育'
    """
    file = files("indexer.structure").joinpath("taxonomies", f"{name}.toml")
    return parse_taxonomy(file.read_text("utf-8"), f"{name}.toml")


def parse_taxonomy(text: str, name: str) -> tuple[Theme, ...]:
    """The themes of a TOML text of [[theme]] tables; `name` is the file's, for messages.

    Raises SettingsError naming the file, the value and the cure.

    >>> parse_taxonomy('[[theme]]\\nname = "水利"\\nwords = ["水库"]', "mine.toml")
    (Theme(name='水利', words=('水库',), patterns=()),)
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise SettingsError(f"{name} cannot be read as TOML: {exc}") from exc
    tables = values.get("theme")
    if set(values) != {"theme"} or not isinstance(tables, list):
        raise SettingsError(f"{name} must hold [[theme]] tables and nothing else")
    return themes_of(tables, name)


def themes_of(tables: Sequence[object], where: str) -> tuple[Theme, ...]:
    """The themes that [[theme]] tables describe, as read from TOML; errors as of parse_taxonomy."""
    return tuple(_theme(table, where) for table in tables)


def _theme(table: object, where: str) -> Theme:
    if not isinstance(table, Mapping):
        raise SettingsError(f"{where}: {table!r} is no theme; write a table headed [[theme]]")
    if unknown := sorted(set(table) - set(_KEYS)):
        raise SettingsError(f"{where}: a theme has no key {unknown[0]!r}; it has {', '.join(_KEYS)}")
    name = table.get("name")
    if not isinstance(name, str) or name.strip() in _NO_NAMES:
        raise SettingsError(f'{where}: the name {name!r} says nothing; give each theme its own: name = "…"')
    theme = Theme(
        name=name.strip(),
        words=_texts(table, "words", f"{where}: theme {name!r}"),
        patterns=_texts(table, "patterns", f"{where}: theme {name!r}"),
    )
    if not theme.words and not theme.patterns:
        raise SettingsError(f"{where}: theme {name!r} has neither words nor patterns; give it words = [“…”]")
    for pattern in theme.patterns:
        _check_pattern(pattern, f"{where}: theme {name!r}")
    return theme


def _texts(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise SettingsError(f'{where} has {key} = {values!r}; it must be a list of texts: ["…", "…"]')
    texts = tuple(value if key == "patterns" else value.strip() for value in values)
    if not all(texts):
        raise SettingsError(f"{where} has an empty text among its {key}; take it out")
    return texts


def _check_pattern(pattern: str, where: str) -> None:
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as exc:
        raise SettingsError(f"{where} has the pattern {pattern!r}, no regular expression: {exc}") from exc
    if compiled.match(""):
        raise SettingsError(f"{where} has the pattern {pattern!r}, which fits everything; make it say more")
    if _REPEATED_REPEAT.search(pattern):
        raise SettingsError(f"{where} has the pattern {pattern!r}, which repeats a repetition; repeat once")
