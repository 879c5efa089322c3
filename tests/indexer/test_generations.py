"""Generations: what is served stays whole, whatever happens to a build or to the files."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer import generations
from indexer.contract.errors import (
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexUnavailableError,
)
from indexer.contract.lexicon import NO_LEXICON, Lexicon
from indexer.contract.manifest import Manifest
from indexer.generations import (
    Build,
    Made,
    Maker,
    begin,
    current,
    current_id,
    described,
    folder_of,
    verify,
)

MAKER = Maker(engine="test", schema="s1", analyzer="a1")


def by(maker: Maker) -> Callable[[Lexicon], Maker]:
    return lambda _: maker


def write(index: Path, content: str = "content") -> tuple[Build, Manifest]:
    build = begin(index)
    (build.folder / "file").write_text(content, "utf-8")
    made = Made(maker=MAKER, lexicon=NO_LEXICON, documents=1, paragraphs=2, sources=("reports",))
    return build, build.seal(made)


def publish(index: Path, content: str = "content") -> Manifest:
    build, manifest = write(index, content)
    build.publish()
    return manifest


def names(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "generations").iterdir())


def test_a_published_generation_is_the_current_one(tmp_path: Path) -> None:
    manifest = publish(tmp_path)
    assert current(tmp_path, by(MAKER)) == manifest
    assert verify(tmp_path, by(MAKER)) == manifest
    assert current_id(tmp_path) == manifest.generation
    assert (folder_of(tmp_path, manifest) / "file").read_text("utf-8") == "content"
    assert [(file.name, file.size_bytes) for file in manifest.files] == [("file", 7)]


def test_a_folder_that_does_not_exist_is_made(tmp_path: Path) -> None:
    assert publish(tmp_path / "a" / "b").documents == 1


def test_a_sealed_but_unpublished_generation_is_not_served(tmp_path: Path) -> None:
    served = publish(tmp_path)
    build, _ = write(tmp_path)
    assert current(tmp_path, by(MAKER)) == served
    build.discard()
    assert names(tmp_path) == [served.generation]


def test_discard_is_harmless_after_publish_and_twice(tmp_path: Path) -> None:
    build, manifest = write(tmp_path)
    build.publish()
    build.discard()
    build.discard()
    assert verify(tmp_path, by(MAKER)) == manifest


def test_the_current_and_the_one_before_are_kept(tmp_path: Path) -> None:
    made = [publish(tmp_path).generation for _ in range(4)]
    assert names(tmp_path) == made[-2:]


def test_ids_sort_by_time_even_where_the_clock_was_set_back(tmp_path: Path) -> None:
    ahead = "29991231T235959000000-0000"
    (tmp_path / "generations" / ahead).mkdir(parents=True)
    (tmp_path / "generations" / ahead / "manifest.json").touch()
    build = begin(tmp_path)
    assert build.generation == "29991231T235959000000-0001"
    build.discard()


def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path: Path) -> None:
    kept = [publish(tmp_path).generation for _ in range(2)]
    killed = tmp_path / "generations" / "20200101T000000000000-0000"
    killed.mkdir()
    (killed / "half").touch()
    sealed, manifest = write(tmp_path)
    assert not killed.exists()
    # Killed between the manifest and CURRENT: the lock goes, the folder stays.
    sealed._lock.release()
    begin(tmp_path).discard()
    assert names(tmp_path) == kept
    assert manifest.generation not in names(tmp_path)


def test_the_sweep_leaves_what_is_not_ours(tmp_path: Path) -> None:
    for name in ("README.md", ".gitignore"):
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "generations" / "notes").mkdir(parents=True)
    for _ in range(3):
        publish(tmp_path)
    assert (tmp_path / "README.md").read_text("utf-8") == "README.md"
    assert (tmp_path / ".gitignore").exists()
    assert (tmp_path / "generations" / "notes").is_dir()


def test_without_a_readable_current_the_newest_two_are_kept(tmp_path: Path) -> None:
    made = [publish(tmp_path).generation for _ in range(2)]
    (tmp_path / "CURRENT").write_text("garbage", "utf-8")
    begin(tmp_path).discard()
    assert names(tmp_path) == made


def test_a_second_build_is_refused_at_once(tmp_path: Path) -> None:
    build = begin(tmp_path)
    with pytest.raises(IndexLockedError, match="another build"):
        begin(tmp_path)
    build.discard()
    begin(tmp_path).discard()


def test_a_killed_process_gives_up_its_lock(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys\n"
        "from indexer.generations import begin\n"
        "build = begin(pathlib.Path(sys.argv[1]))\n"
        "print('begun', flush=True)\n"
        "sys.stdin.read()\n"
    )
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": root},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        with pytest.raises(IndexLockedError):
            begin(tmp_path)
        process.kill()
    begin(tmp_path).discard()
    assert names(tmp_path) == []


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir, Path.touch])
def test_a_folder_without_an_index_says_how_to_build_one(make: object, tmp_path: Path) -> None:
    assert callable(make)
    make(tmp_path / "index")
    with pytest.raises(IndexMissingError, match=r"no index in .*index; run: fangzhi build REPORTS"):
        current(tmp_path / "index", by(MAKER))


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"../outside", b"/etc", b"20200101T000000000000-0000/..", b"\x00", b"x" * 9999],
)
def test_a_current_that_names_no_generation_is_damage(content: bytes, tmp_path: Path) -> None:
    publish(tmp_path)
    (tmp_path / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"CURRENT .*fangzhi build"):
        current(tmp_path, by(MAKER))


def test_a_current_that_is_a_folder_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").mkdir()
    with pytest.raises(IndexDamagedError, match="fangzhi build"):
        current_id(tmp_path)


def test_a_current_that_names_a_generation_that_is_gone_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("20200101T000000000000-0000\n", "utf-8")
    with pytest.raises(IndexDamagedError, match=r"manifest\.json"):
        current(tmp_path, by(MAKER))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"generation": 1}', "\x00"])
def test_a_manifest_that_cannot_be_read_is_damage(text: str, tmp_path: Path) -> None:
    manifest = publish(tmp_path)
    (folder_of(tmp_path, manifest) / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(IndexDamagedError, match="fangzhi build"):
        current(tmp_path, by(MAKER))


def test_a_manifest_of_a_version_without_a_lexicon_is_read_as_one_with_none(tmp_path: Path) -> None:
    manifest = publish(tmp_path)
    path = folder_of(tmp_path, manifest) / "manifest.json"
    values = json.loads(path.read_text("utf-8"))
    del values["lexicon"]
    path.write_text(json.dumps(values), "utf-8")
    assert described(tmp_path) == manifest
    with pytest.raises(IndexMismatchError, match="fangzhi build"):
        current(tmp_path, by(Maker(engine="test", schema="s2", analyzer="a1")))


def test_a_manifest_that_names_files_elsewhere_is_damage(tmp_path: Path) -> None:
    manifest = publish(tmp_path)
    path = folder_of(tmp_path, manifest) / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"file"', '"../../CURRENT"'), "utf-8")
    with pytest.raises(IndexDamagedError, match="another index"):
        current(tmp_path, by(MAKER))


def test_a_manifest_moved_to_another_folder_is_damage(tmp_path: Path) -> None:
    manifest = publish(tmp_path)
    moved = "29991231T235959000000-0000"
    folder_of(tmp_path, manifest).rename(tmp_path / "generations" / moved)
    (tmp_path / "CURRENT").write_text(moved, "utf-8")
    with pytest.raises(IndexDamagedError, match="another index"):
        current(tmp_path, by(MAKER))


@pytest.mark.parametrize(
    "expected",
    [
        Maker(engine="other", schema="s1", analyzer="a1"),
        Maker(engine="test", schema="s2", analyzer="a1"),
        Maker(engine="test", schema="s1", analyzer="a2"),
    ],
)
def test_an_index_of_another_maker_is_a_mismatch(expected: Maker, tmp_path: Path) -> None:
    publish(tmp_path)
    with pytest.raises(IndexMismatchError, match="fangzhi build"):
        current(tmp_path, by(expected))


def test_a_file_that_is_gone_or_shorter_is_found_at_once(tmp_path: Path) -> None:
    file = folder_of(tmp_path, publish(tmp_path)) / "file"
    file.write_text("short", "utf-8")
    with pytest.raises(IndexDamagedError, match="not as it was written"):
        current(tmp_path, by(MAKER))
    file.unlink()
    with pytest.raises(IndexDamagedError, match="is missing"):
        current(tmp_path, by(MAKER))


def test_a_changed_byte_is_found_by_the_full_check(tmp_path: Path) -> None:
    long = "x" * 2_000_000
    manifest = publish(tmp_path, long)
    (folder_of(tmp_path, manifest) / "file").write_text(long[:-1] + "y", "utf-8")
    assert current(tmp_path, by(MAKER)) == manifest
    with pytest.raises(IndexDamagedError, match="file is not as it was written"):
        verify(tmp_path, by(MAKER))


def test_a_changed_byte_of_a_small_file_is_found_at_once(tmp_path: Path) -> None:
    manifest = publish(tmp_path)
    (folder_of(tmp_path, manifest) / "file").write_text("Content", "utf-8")
    with pytest.raises(IndexDamagedError, match="file is not as it was written"):
        current(tmp_path, by(MAKER))


@pytest.mark.parametrize("blocked", ["index", "index/generations", "index/build.lock"])
def test_an_index_that_cannot_be_written_names_the_folder(blocked: str, tmp_path: Path) -> None:
    if blocked == "index/build.lock":
        (tmp_path / blocked).mkdir(parents=True)
    else:
        (tmp_path / blocked).parent.mkdir(exist_ok=True)
        (tmp_path / blocked).touch()
    with pytest.raises(IndexUnavailableError, match=r"cannot write the index in .*index"):
        generations.begin(tmp_path / "index")
