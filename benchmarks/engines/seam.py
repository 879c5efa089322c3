"""What is asked of every engine that is measured, and what it answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from indexer.contract.documents import Report

HITS = 10
# The queries of a class: the first are timed, the others warm the engine.
QUERIES = 60
WARMING = 20


class Kind(StrEnum):
    """How the terms of a query are meant: all the words, any of them, or one text, character by character."""

    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query: folded terms, and the code of the province to look in (None: everywhere)."""

    kind: Kind
    terms: tuple[str, ...]
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The best HITS paragraphs as (id, text), how many there are, and how many by region, theme and year.

    As on the page, counts by region ignore the filter by region, and all else heeds it.
    """

    hits: tuple[tuple[str, str], ...]
    total: int
    regions: Mapping[str, int]
    themes: Mapping[str, int]
    years: Mapping[str, int]


class Engine(Protocol):
    """An engine; one process builds or searches one index."""

    def warm(self) -> None:
        """Load what a process loads once, whatever it indexes: dictionaries and tables."""

    def build(self, reports: Iterable[Report], folder: Path) -> float:
        """Index the reports in an empty folder; gives the seconds spent on cutting words, 0 where untold."""

    def open(self, folder: Path) -> None:
        """Get ready to search."""

    def search(self, asked: Asked) -> Answer:
        """Answer a query."""
