"""Threads search while generations are published: every answer is of one generation, and none fails."""

import threading
from pathlib import Path

import pytest

from indexer.contract.documents import Paragraph, Report
from indexer.contract.engine import Searcher
from indexer.contract.query import Exact, Words
from indexer.contract.results import SearchRequest
from indexer.engines import ENGINES, open_searcher
from tests.conformance.built import publish

THREADS = 8
GENERATIONS = 5
QUERIES = (Words(text="水库"), Exact(text="版的水"), Words(text="水库 巡查"))


def corpus(edition: int) -> list[Report]:
    """As many reports as the edition's number, and three more; every paragraph names its edition."""
    return [
        Report(
            id=f"report-{number}",
            title=f"第{edition}版",
            subtitle=None,
            date=None,
            source=None,
            author=None,
            url=None,
            region=None,
            paragraphs=tuple(
                Paragraph(
                    ordinal=ordinal,
                    section=(f"第{edition}版",),
                    theme=None,
                    text=f"第{edition}版的水库巡查。",
                )
                for ordinal in (1, 2)
            ),
        )
        for number in range(edition + 3)
    ]


class Reader(threading.Thread):
    """Searches until told to stop; keeps what was wrong and which editions it saw."""

    def __init__(self, searcher: Searcher, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._searcher = searcher
        self._stop_asked = stop
        self.wrong: list[str] = []
        self.editions: set[int] = set()

    def run(self) -> None:
        asked = 0
        # The short wait lets the builds, which share the interpreter, come to their turn.
        while not self._stop_asked.wait(0.002) and not self.wrong:
            try:
                self._ask(SearchRequest(query=QUERIES[asked % len(QUERIES)], limit=1000))
            except Exception as exc:
                self.wrong.append(repr(exc))
            asked += 1

    def _ask(self, request: SearchRequest) -> None:
        result = self._searcher.search(request)
        edition = result.index.documents - 3
        self.editions.add(edition)
        section = [(value.value, value.count) for value in result.facets.section.values]
        seen = (
            {hit.title for hit in result.hits},
            {hit.paragraph.text for hit in result.hits},
            result.documents,
            result.paragraphs,
            section,
        )
        paragraphs = 2 * (edition + 3)
        name = f"第{edition}版"
        if seen != ({name}, {f"{name}的水库巡查。"}, edition + 3, paragraphs, [(name, paragraphs)]):
            self.wrong.append(f"{edition}: {seen}")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_answer_is_of_one_generation_while_others_are_published(engine: str, tmp_path: Path) -> None:
    publish(engine, tmp_path, corpus(1))
    searcher, stop = open_searcher(engine, tmp_path), threading.Event()
    readers = [Reader(searcher, stop) for _ in range(THREADS)]
    for reader in readers:
        reader.start()
    for edition in range(2, GENERATIONS + 2):
        publish(engine, tmp_path, corpus(edition))
    assert searcher.describe().documents == GENERATIONS + 1 + 3
    stop.set()
    for reader in readers:
        reader.join(30)
    assert [reader.wrong for reader in readers] == [[]] * THREADS
    assert len(set[int]().union(*(reader.editions for reader in readers))) > 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_searcher_sees_a_new_build_at_the_next_request(engine: str, tmp_path: Path) -> None:
    publish(engine, tmp_path, corpus(1))
    searcher = open_searcher(engine, tmp_path)
    assert searcher.search(SearchRequest(query=QUERIES[0])).paragraphs == 8
    manifest = publish(engine, tmp_path, corpus(2))
    assert searcher.search(SearchRequest(query=QUERIES[0])).paragraphs == 10
    assert searcher.describe() == manifest
