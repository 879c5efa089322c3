"""`fangzhi watch` as a process: a change is built, a bad moment does not end it, Ctrl-C does."""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change

from indexer.commands.watching import Concerns
from tests.running import COMMAND, environment, fangzhi

WAIT_S = 40.0
TEXT = "村道养护情况\n\n今年养护村道{number}公里，沿线种树三千棵。\n"


@contextmanager
def watching(folder: Path, *flags: str) -> Iterator[subprocess.Popen[str]]:
    """`fangzhi watch` over a folder, its index beside it."""
    command = [*COMMAND, "watch", str(folder), "--index", str(folder.parent / "index"), *flags]
    with subprocess.Popen(
        command,
        cwd=folder.parent,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait(held: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not held():
        assert time.monotonic() < deadline, "it did not come to pass in time"
        time.sleep(0.05)


def served(folder: Path) -> str:
    current = folder.parent / "index" / "CURRENT"
    return current.read_text() if current.exists() else ""


def found(folder: Path, query: str) -> int:
    done = fangzhi("search", query, "--index", folder.parent / "index", "--json", cwd=folder.parent)
    return int(json.loads(done.stdout)["total"]["paragraphs"])


def test_a_change_is_built_and_ctrl_c_ends_with_0(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.format(number=12), "utf-8")
    with watching(folder) as process:
        wait(lambda: served(folder) != "")
        first = served(folder)
        (folder / "a.txt").write_text(TEXT.format(number=34), "utf-8")
        (folder / "b.txt").write_text(TEXT.format(number=56), "utf-8")
        wait(lambda: served(folder) != first)
        assert [found(folder, f'"{number}公里"') for number in (12, 34, 56)] == [0, 1, 1]
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=WAIT_S)
    assert process.returncode == 0
    assert "Traceback" not in said


def test_a_build_that_fails_is_said_and_the_next_one_mends_it(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    with watching(folder, "--quiet") as process:
        assert process.stderr is not None
        assert "no reports" in process.stderr.readline()
        (folder / "a.txt").write_text(TEXT.format(number=12), "utf-8")
        wait(lambda: served(folder) != "")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=WAIT_S)
    assert process.returncode == 0


def test_a_line_of_the_lexicon_that_cannot_be_read_is_said_and_the_next_change_mends_it(
    tmp_path: Path,
) -> None:
    folder, synonyms = tmp_path / "reports", tmp_path / "synonyms.txt"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.format(number=12), "utf-8")
    (tmp_path / "fangzhi.toml").write_text('synonyms = "synonyms.txt"\n', "utf-8")
    synonyms.write_text("村道 = 乡道\n", "utf-8")
    with watching(folder, "--quiet") as process:
        assert process.stderr is not None
        wait(lambda: served(folder) != "")
        first = served(folder)
        synonyms.write_text("村道\n", "utf-8")
        assert "synonyms.txt, line 1" in process.stderr.readline()
        synonyms.write_text("村道 = 公路\n", "utf-8")
        wait(lambda: served(folder) != first)
        assert found(folder, "公路") == 1
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=WAIT_S)
    assert process.returncode == 0


def test_a_dictionary_that_does_not_exist_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "fangzhi.toml").write_text('dictionary = "none/words.txt"\n', "utf-8")
    done = fangzhi("watch", tmp_path / "reports", "--index", tmp_path / "i", cwd=tmp_path)
    assert done.returncode == 2
    assert "words.txt cannot be read" in done.stderr


def test_a_source_that_does_not_exist_is_not_waited_for(tmp_path: Path) -> None:
    done = fangzhi("watch", tmp_path / "none", "--index", tmp_path / "i", cwd=tmp_path)
    assert done.returncode == 1
    assert "none" in done.stderr


def test_only_what_a_build_would_read_is_a_change(tmp_path: Path) -> None:
    folder, alone = tmp_path / "reports", tmp_path / "alone"
    for each in (folder, alone):
        each.mkdir()
    (alone / "one.txt").touch()
    concerns = Concerns([folder, alone / "one.txt"], folder / "index")
    seen = [
        *(folder / "a.txt", folder / "deep" / "b.md", folder / "metadata.csv"),
        *(alone / "one.txt", alone / "metadata.csv"),
    ]
    unseen = [
        *(folder / ".a.txt.swp", folder / ".git" / "x", folder / "deep" / "~$b.docx"),
        *(folder / "index" / "CURRENT", alone / "two.txt", tmp_path / "other.txt"),
    ]
    assert all(concerns(Change.modified, str(path)) for path in seen)
    assert not any(concerns(Change.modified, str(path)) for path in unseen)


def test_a_source_in_the_index_folder_is_watched_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    assert Concerns([folder], tmp_path)(Change.modified, str(folder / "a.txt"))
