"""The walk: which files, in which order, and what is said of the others."""

from pathlib import Path

import pytest

from indexer.contract.errors import NothingToIndexError
from indexer.contract.reading import SkippedFile
from indexer.sources.catalog import SourceFile, find_files


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("正文。", "utf-8")


def ids(*sources: Path) -> list[str]:
    return [found.id for found in find_files(sources) if isinstance(found, SourceFile)]


def skipped(*sources: Path) -> dict[str, str]:
    found = [item for item in find_files(sources) if isinstance(item, SkippedFile)]
    return {Path(item.path).name: item.reason for item in found}


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a.txt", "a-b/y.txt", "甲.md", "a/b/c.html")
    found = ids(tmp_path)
    assert found == sorted(found)
    assert found == ["a-b/y.txt", "a.txt", "a/b/c.html", "a/z.txt", "b.txt", "甲.md"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/x.txt", "seen.txt")
    assert ids(tmp_path) == ["seen.txt"]
    assert skipped(tmp_path) == {}


def test_a_file_named_as_a_source_has_its_name_as_id(tmp_path: Path) -> None:
    write(tmp_path, "deep/report.txt")
    assert ids(tmp_path / "deep" / "report.txt") == ["report.txt"]


def test_an_unknown_type_is_skipped_with_the_types_that_are_read(tmp_path: Path) -> None:
    write(tmp_path, "picture.png", "README", "good.TXT")
    assert ids(tmp_path) == ["good.TXT"]
    reasons = skipped(tmp_path)
    assert set(reasons) == {"picture.png", "README"}
    assert all(".jsonl" in reason for reason in reasons.values())


def test_a_missing_source_is_named_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(NothingToIndexError, match=r"nowhere; name a folder"):
        list(find_files([tmp_path / "nowhere"]))


def test_an_empty_folder_holds_no_files(tmp_path: Path) -> None:
    assert list(find_files([tmp_path])) == []


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert ids(tmp_path) == ["a/x.txt"]
    assert "already" in skipped(tmp_path)["loop"]


def test_a_link_to_nothing_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert "does not exist" in skipped(tmp_path)["gone.txt"]


def test_a_link_to_itself_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert "cannot be opened" in skipped(tmp_path)["self.txt"]


def test_a_file_that_a_link_names_a_second_time_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert ids(tmp_path) == ["a.txt"]
    assert "already" in skipped(tmp_path)["b.txt"]


def test_a_folder_under_two_sources_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "all/one/a.txt", "all/b.txt")
    assert ids(tmp_path / "all", tmp_path / "all" / "one") == ["b.txt", "one/a.txt"]
    assert ids(tmp_path / "all" / "one", tmp_path / "all") == ["a.txt", "b.txt"]


def test_a_file_is_known_again_whichever_links_lead_to_it(tmp_path: Path) -> None:
    write(tmp_path, "held/deep/a.txt", "sources/b.txt")
    (tmp_path / "sources" / "linked").symlink_to(tmp_path / "held")
    (tmp_path / "sources" / "z.txt").symlink_to(tmp_path / "sources" / "linked" / "deep" / "a.txt")
    (tmp_path / "sources" / "zz").symlink_to(tmp_path / "held" / "deep")
    assert ids(tmp_path / "sources") == ["b.txt", "linked/deep/a.txt"]
    assert set(skipped(tmp_path / "sources")) == {"z.txt", "zz"}


def test_the_index_folder_is_left_out_also_under_another_name(tmp_path: Path) -> None:
    write(tmp_path, "reports/a.txt", "index/held.txt")
    (tmp_path / "reports" / "index").symlink_to(tmp_path / "index")
    (tmp_path / "other").symlink_to(tmp_path / "index")
    found = list(find_files([tmp_path / "reports"], tmp_path / "other"))
    assert [item.id for item in found if isinstance(item, SourceFile)] == ["a.txt"]


def test_names_that_are_no_text_are_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "bad\udcff.txt").write_text("正文。", "utf-8")
    (tmp_path / "bad\udcff.png").write_text("x", "utf-8")
    found = [item for item in find_files([tmp_path]) if isinstance(item, SkippedFile)]
    assert sorted(item.reason.split(";")[0] for item in found) == [
        "file type .png is not read",
        "the file name is not valid UTF-8",
    ]
    for item in found:
        item.path.encode()


def test_locks_that_word_leaves_are_left_out_and_old_formats_have_a_cure(tmp_path: Path) -> None:
    write(tmp_path, "~$report.docx", "old.doc", "old.xls", "notes.wps")
    assert list(find_files([tmp_path])) != []
    assert skipped(tmp_path) == {
        "notes.wps": "file type .wps is not read; save it as .docx",
        "old.doc": "file type .doc is not read; save it as .docx",
        "old.xls": "file type .xls is not read; save it as .xlsx",
    }
