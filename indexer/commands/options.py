"""What several commands take: sources, the index, steps to leave out, JSON; and the settings they make."""

import os
from pathlib import Path

import click

from indexer.settings import Settings, load_settings

JSON_WANTED = "fangzhi.json"
EXIT_SKIPPED = 3  # done, but files were skipped


def settings_of(**flags: object) -> Settings:
    """The settings under these flags, in this environment and working folder; None is a flag not given."""
    return load_settings(flags, os.environ, Path())


def paths(_: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[Path, ...]:
    """Paths, none of them "", which would be the working folder."""
    if not all(path.strip() for path in value):
        raise click.BadParameter("a path is empty", param=param)
    return tuple(Path(path) for path in value)


def _remember_json(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    """Kept on the root context, so that an error is JSON too."""
    ctx.find_root().meta[JSON_WANTED] = value
    return value


sources_argument = click.argument("sources", nargs=-1, required=True, callback=paths, metavar="SOURCE...")
index_option = click.option("--index", help="The index folder; default: index/.")
engine_option = click.option("--engine", help="The engine to build for; default: whoosh.")
without_option = click.option(
    "--without", multiple=True, metavar="STEP", help="A step of cleaning to leave out; repeat for more."
)
dictionary_option = click.option("--dictionary", metavar="FILE", help="Words of your own, in jieba's format.")
synonyms_option = click.option("--synonyms", metavar="FILE", help="Words that mean the same, a group a line.")
quiet_option = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
json_option = click.option(
    "--json", "as_json", is_flag=True, is_eager=True, callback=_remember_json, help="Print JSON."
)
host_option = click.option("--host", help="Default: 127.0.0.1.")
port_option = click.option("--port", type=int, help="Default: 8000.")
