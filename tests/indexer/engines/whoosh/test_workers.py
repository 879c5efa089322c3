"""Workers give results in the order of asking, and whatever goes wrong in one is heard."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.contract.errors import FangzhiError
from indexer.engines.whoosh.workers import Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    started = Workers(2)
    yield started
    started.stop()


def asked(workers: Workers, *calls: tuple[object, ...]) -> list[object]:
    found: list[object] = []
    for function, *args in calls:
        found += workers.ask(function, *args)  # type: ignore[arg-type]  # any function
    return found + list(workers.finish())


def test_a_single_call_stays_in_this_process(workers: Workers) -> None:
    assert asked(workers, (os.getpid,)) == [os.getpid()]


def test_results_come_in_the_order_of_asking_from_other_processes(workers: Workers) -> None:
    calls = [(pow, 2, at) for at in range(20)]
    assert asked(workers, (time.sleep, 0.3), *calls) == [None, *(2**at for at in range(20))]
    assert os.getpid() not in asked(workers, (os.getpid,), (os.getpid,))
    assert workers.aside(os.getpid)() != os.getpid()


def test_an_error_is_raised_as_it_is(workers: Workers) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        asked(workers, (abs, -1), (os.stat, "nowhere"), (abs, -1))


def test_a_process_that_ends_is_said_with_the_cure(workers: Workers) -> None:
    with pytest.raises(FangzhiError, match=r"exit code 7.*memory_mb"):
        asked(workers, (abs, -1), (os._exit, 7), (abs, -1))


def test_too_little_memory_is_said_with_the_cure(workers: Workers) -> None:
    with pytest.raises(FangzhiError, match="memory_mb"):
        asked(workers, (abs, -1), (bytearray, sys.maxsize))


def test_nothing_is_imported_from_the_working_folder(
    tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "queue.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert asked(workers, (abs, -1), (abs, -2)) == [1, 2]
