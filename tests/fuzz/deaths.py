"""Queries of death: texts that bring other engines down, or once brought this one; kept in a file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("queries_of_death.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """`text` is what is typed; `hint` is part of what must be said of it, "" for nothing."""

    text: str
    why: str
    hint: str


def deaths() -> Iterator[Death]:
    """A line each, `{"why", "pieces": [[text, times], …], "hint"}`: the text is made of the pieces."""
    for line in FILE.read_text("utf-8").splitlines():
        told = json.loads(line)
        text = "".join(piece * times for piece, times in told["pieces"])
        yield Death(text=text, why=told["why"], hint=told.get("hint", ""))
