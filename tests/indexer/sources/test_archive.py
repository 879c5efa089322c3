"""Archives: their members under their own names, and everything a bad one may try."""

import contextlib
import io
import random
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, SkippedFile
from indexer.sources.archive import MOST_FILES
from indexer.sources.catalog import SourceFile, find_files
from indexer.sources.read import read_file
from tests.indexer.sources.office import docx_bytes, zip_bytes


def found(folder: Path, data: bytes) -> list[SourceFile | SkippedFile]:
    (folder / "a.zip").write_bytes(data)
    return list(find_files([folder]))


def files(folder: Path, data: bytes) -> list[SourceFile]:
    return [item for item in found(folder, data) if isinstance(item, SourceFile)]


def reasons(folder: Path, data: bytes) -> dict[str, str]:
    skipped = [item for item in found(folder, data) if isinstance(item, SkippedFile)]
    return {item.path.removeprefix(f"{folder}/"): item.reason for item in skipped}


def test_members_are_read_under_the_archive_in_order(tmp_path: Path) -> None:
    data = zip_bytes({"乙/b.md": "# 报告\n\n正文。", "a.txt": "正文。", "c.docx": docx_bytes(["第三份。"])})
    members = files(tmp_path, data)
    assert [member.id for member in members] == ["a.zip/a.txt", "a.zip/c.docx", "a.zip/乙/b.md"]
    read = [next(iter(read_file(member))) for member in members]
    assert all(isinstance(report, RawReport) for report in read)
    assert [report.text for report in read if isinstance(report, RawReport)] == [
        "正文。",
        "第三份。",
        "# 报告\n\n正文。",
    ]
    assert read[0].path == f"{tmp_path / 'a.zip'}/a.txt"


def test_an_archive_named_as_a_source_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_bytes({"x/a.txt": "正文。"}))
    [file] = find_files([tmp_path / "a.zip"])
    assert isinstance(file, SourceFile)
    assert file.id == "a.zip/x/a.txt"


def test_an_archive_stands_in_the_order_of_its_folder(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "a.zip-.txt"):
        (tmp_path / name).write_text("正文。", "utf-8")
    ids = [file.id for file in files(tmp_path, zip_bytes({"x.txt": "正文。"}))]
    assert ids == sorted(ids)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_the_utf_8_flag_are_read_as_what_they_are(tmp_path: Path, encoding: str) -> None:
    raw = "年度报告.txt".encode(encoding)
    placeholder = "x" * len(raw)
    data = zip_bytes({placeholder: "正文。"}).replace(placeholder.encode(), raw)
    [file] = files(tmp_path, data)
    assert file.id == "a.zip/年度报告.txt"
    assert [report.id for report in read_file(file) if isinstance(report, RawReport)] == [file.id]


@pytest.mark.parametrize(
    "name", ["../x.txt", "a/../../x.txt", "/etc/x.txt", "C:\\x.txt", "c:/x.txt", "..\\x.txt", "a/.."]
)
def test_a_path_that_leaves_the_archive_is_not_read(tmp_path: Path, name: str) -> None:
    data = zip_bytes({name: "正文。", "good.txt": "正文。"})
    assert [file.id for file in files(tmp_path, data)] == ["a.zip/good.txt"]
    assert ["leads out" in reason for reason in reasons(tmp_path, data).values()] == [True]


def test_links_archives_and_unknown_types_within_are_skipped_with_the_reason(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", zip_bytes({"a.txt": "正文。"}))
        archive.writestr("old.doc", "x")
        archive.writestr("__MACOSX/a.txt", "x")
        archive.writestr("b/.hidden.txt", "x")
        archive.writestr("~$lock.docx", "x")
        archive.writestr("lzma.txt", "正文。", zipfile.ZIP_LZMA)
    assert reasons(tmp_path, packed.getvalue()) == {
        "a.zip/inner.zip": "an archive within an archive is not read; unpack it",
        "a.zip/link.txt": "a link within an archive is not followed",
        "a.zip/lzma.txt": "packed in a way that is not read (method 14); unpack it",
        "a.zip/old.doc": "file type .doc is not read; save it as .docx",
    }


def test_an_encrypted_member_is_skipped(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.txt": "正文。"}))
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 1
    assert "encrypted" in reasons(tmp_path, bytes(data))["a.zip/a.txt"]


def test_of_two_members_of_one_name_the_first_is_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "甲。")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "乙。")
    assert len(files(tmp_path, packed.getvalue())) == 1
    assert "second file" in reasons(tmp_path, packed.getvalue())["a.zip/a.txt"]


def test_too_many_files_refuse_the_archive_with_the_cure(tmp_path: Path) -> None:
    data = zip_bytes({f"{number}.txt": "x" for number in range(MOST_FILES + 1)})
    assert files(tmp_path, data) == []
    assert "2,001 files" in reasons(tmp_path, data)["a.zip"]
    assert "unpack it" in reasons(tmp_path, data)["a.zip"]


def test_a_directory_beyond_reason_is_not_even_read(tmp_path: Path) -> None:
    data = zip_bytes({f"{number:0200}.txt": b"" for number in range(20_000)})
    assert "too many files" in reasons(tmp_path, data)["a.zip"]


def test_more_than_a_gibibyte_refuses_the_archive(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({f"{number}.txt": "x" for number in range(3)}))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 400 << 20)
        at += 4
    assert "1 GiB" in reasons(tmp_path, bytes(data))["a.zip"]


def test_a_member_that_holds_more_than_it_claims_is_refused(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.txt": b"0" * 50_000_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    [file] = files(tmp_path, bytes(data))
    with pytest.raises(UnreadableFileError, match="size or checksum"):
        list(read_file(file))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06", b"plain words", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_skipped_with_the_reason(tmp_path: Path, data: bytes) -> None:
    assert "not a .zip archive" in reasons(tmp_path, data)["a.zip"]


def test_no_damage_raises_anything_but_the_refusal(tmp_path: Path) -> None:
    data = zip_bytes(
        {"a.txt": "正文。" * 50, "b/c.md": "# 报告\n正文。", "metadata.csv": "path,title\na.txt,甲\n"}
    )
    for seed in range(300):
        mutant = bytearray(data)
        chance = random.Random(seed)
        for _ in range(chance.randint(1, 6)):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        length = chance.choice((len(mutant), chance.randrange(len(mutant))))
        print("seed", seed)
        for file in files(tmp_path, bytes(mutant[:length])):
            with contextlib.suppress(UnreadableFileError):
                list(read_file(file))
