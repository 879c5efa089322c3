"""The rules of reading that settings ask for, checked against the fields, steps and taxonomies there are."""

from pathlib import Path

from indexer.contract.errors import SettingsError
from indexer.contract.reading import ReadingRules
from indexer.contract.vocabulary import Theme
from indexer.settings import SETTINGS_FILE, Settings
from indexer.sources.records import FIELDS
from indexer.structure.taxonomy import SHIPPED, parse_taxonomy, shipped, themes_of


def reading_rules(settings: Settings, folder: Path) -> ReadingRules:
    """The rules; `folder` is where fangzhi.toml lies, and paths of taxonomies start from.

    The themes are always spelled out, so that two sets of rules are equal where they read alike.
    Raises SettingsError naming the setting, the value and the cure.
    """
    return ReadingRules(
        columns=_columns(settings), without=_without(settings), themes=_themes(settings, folder)
    )


def _columns(settings: Settings) -> tuple[tuple[str, str], ...]:
    for column, field in settings.columns:
        if field not in FIELDS:
            raise SettingsError(
                f"{SETTINGS_FILE}: [columns] has {column!r} for the field {field!r}, which does not exist; "
                f"fields are: {', '.join(FIELDS)}"
            )
    return tuple(sorted(settings.columns))


def _without(settings: Settings) -> frozenset[str]:
    if not settings.without_steps:
        return frozenset()
    from indexer.cleaning.steps import STEPS  # noqa: PLC0415  takes 0.1 s, and few leave a step out

    known = [step.name for step in STEPS]
    for name in settings.without_steps:
        if name not in known:
            raise SettingsError(
                f"without_steps names {name!r}, which is no cleaning step; steps are: {', '.join(known)}"
            )
    return frozenset(settings.without_steps)


def _themes(settings: Settings, folder: Path) -> tuple[Theme, ...]:
    """The file's own themes, then those of each taxonomy it names."""
    own = themes_of(settings.theme, SETTINGS_FILE)
    if not settings.themes and not own:
        raise SettingsError(f"themes is empty; name {' or '.join(SHIPPED)}, or leave it out for both")
    return own + tuple(theme for name in settings.themes for theme in _taxonomy(name, folder))


def _taxonomy(name: str, folder: Path) -> tuple[Theme, ...]:
    if name in SHIPPED:
        return shipped(name)
    path = folder / name
    if path.suffix != ".toml":
        raise SettingsError(
            f"themes names {name!r}, which is not shipped; name {', '.join(SHIPPED)} or a .toml file"
        )
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as exc:
        raise SettingsError(f"themes names {name!r}, and {path} cannot be read: {exc}") from exc
    return parse_taxonomy(text, str(path))
