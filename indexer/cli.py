"""The command `fangzhi`: a composition root. It picks the engine and hands it to the two halves.

Results go to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 usage, 3 done but files were
skipped, 4 index missing, damaged or of another version, 5 locked by another build. The commands themselves
are in indexer/commands.
"""

import errno
import io
import json
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from indexer.commands.options import JSON_WANTED
from indexer.contract.errors import FangzhiError, IndexLockedError, IndexUnavailableError, SettingsError
from indexer.shown import console

_AROUND_NAME = 6  # columns that --help leaves before and behind the name of a command
_EXIT_FAILED, _EXIT_USAGE, _EXIT_INDEX, _EXIT_LOCKED = 1, 2, 4, 5


# The commands in the order of --help, their modules, and what is told of them there, which a test holds to
# what they say themselves: neither --help nor a search loads what reads Word files.
_COMMANDS = {
    "build": (
        "building",
        "Read the reports of SOURCE... (files or folders) and build the index that is served from now on.",
    ),
    "watch": (
        "watching",
        "Build the index of SOURCE..., and again whenever their files change, until Ctrl-C.",
    ),
    "inspect": (
        "inspecting",
        "Show each FILE beside what is read from it, and what was taken out and why; nothing is written.",
    ),
    "search": ("asking", 'Search the paragraphs; "quoted" text is matched character by character.'),
    "serve": ("serving", "Serve the search site; a new build is picked up by itself."),
    "stats": ("asking", "Say what the index holds."),
    "check": ("asking", "Read every byte of the served index and compare it with what the build wrote."),
    "eval": ("evaluating", "Measure the answers to judged queries (TREC's formats): nDCG@10, MRR@10, R@100."),
    "profile": (
        "profiling",
        "Say where the milliseconds of a search went: once, first and again, stage by stage.",
    ),
    "demo": ("demonstrating", "Index the sample corpus and serve it."),
}


class _Commands(click.Group):
    """Loads the command that is asked for, and turns our errors into a message and an exit code, in the one
    place where commands end."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"indexer.commands.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does it, but without loading the commands."""
        limit = formatter.width - _AROUND_NAME - max(map(len, _COMMANDS))
        told = [(name, click.Command(name, help=told)) for name, (_, told) in _COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(limit)) for name, command in told])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as exc:
            _print_error(ctx, FangzhiError(exc.format_message()))
            raise
        except OSError as exc:
            if exc.errno == errno.EPIPE:  # whoever read our output has gone, which is no error of ours
                raise
            self._end(ctx, FangzhiError(f"cannot write the output ({exc.strerror})"))
        except FangzhiError as exc:
            self._end(ctx, exc)

    def _end(self, ctx: click.Context, error: FangzhiError) -> None:
        with suppress(OSError):
            _print_error(ctx, error)
        console.err().print(f"fangzhi: {error}", style="red", markup=False)
        ctx.exit(_exit_code(error))


def _print_error(ctx: click.Context, error: FangzhiError) -> None:
    """On stdout, where JSON was asked for."""
    if ctx.find_root().meta.get(JSON_WANTED):
        from searchapp.errors import status_of  # noqa: PLC0415  with Flask, which few commands need
        from searchapp.wire import error_json  # noqa: PLC0415  with all of the search

        click.echo(json.dumps(error_json(str(error), status_of(error)), ensure_ascii=False))


def _exit_code(error: FangzhiError) -> int:
    if isinstance(error, IndexLockedError):
        return _EXIT_LOCKED
    if isinstance(error, IndexUnavailableError):
        return _EXIT_INDEX
    return _EXIT_USAGE if isinstance(error, SettingsError) else _EXIT_FAILED


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fangzhi", prog_name="fangzhi")
def main() -> None:
    """Exact and ranked search over Chinese regional reports."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a character the terminal lacks is shown as its code
            stream.reconfigure(errors="backslashreplace")
