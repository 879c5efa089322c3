"""Damaged files of every format: whatever a byte becomes, the file is read or refused with a reason."""

import contextlib
import io
import json
import random
import zipfile
from pathlib import Path

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.sources.files import SourceFile
from indexer.sources.read import read_file
from tests.indexer.sources.office import Block, Day, Numbered, docx_bytes, pdf_bytes, xlsx_bytes, zip_bytes

MUTANTS = 200
BODY = "安溪县茶园年报\n\n一、工作回顾\n\n今年新修道路十公里，比去年多了三成。\n"
PAGE = f"<html><head><meta charset=utf-8><title>年报</title></head><body><h1>年报</h1><p>{BODY}</p>"
LISTS = [Numbered(levels=[("chineseCounting", "%1、")])]
WORD = docx_bytes([Block(text="回顾", list_id=1), "正文。", [["甲", "乙"], ["1", "2"]]], lists=LISTS)
WHOLE: dict[str, bytes] = {
    ".txt": BODY.encode("gb18030"),
    ".md": f"---\ntitle: 年报\n---\n# 年报\n|甲|乙|\n|-|-|\n|1|2|\n```\n# x\n```\n<!-- x -->{BODY}".encode(),
    ".html": PAGE.encode(),
    ".jsonl": (json.dumps({"title": "年报", "text": BODY}) + "\n").encode() * 3,
    ".csv": f'title,text,date\n年报,"{BODY}",2021-05-06\n'.encode("utf-16"),
    ".xlsx": xlsx_bytes([["标题", "正文", "日期"], ["年报", BODY, Day(44540)]]),
    ".docx": WORD,
    ".pdf": pdf_bytes([BODY.split("\n"), ["第二页写在这里，一共只有一行。"]]),
}


def mutant(data: bytes, seed: int) -> bytes:
    """The data with some bytes changed, cut out or repeated."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                changed[at : at + 1] = chance.randbytes(1)
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + chance.randint(1, 200)] * chance.randint(1, 20)
            case _:
                changed[at:at] = chance.randbytes(chance.randint(1, 20))
    return bytes(changed)


@pytest.mark.parametrize("suffix", WHOLE)
def test_no_damage_raises_anything_but_the_refusal(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    read = 0
    for seed in range(MUTANTS):
        print("seed", seed)
        path.write_bytes(mutant(WHOLE[suffix], seed))
        with contextlib.suppress(UnreadableFileError):
            read += len(list(read_file(SourceFile(path=path, id=path.name))))
    assert read or suffix in (".docx", ".xlsx")  # packed formats have a checksum


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/numbering.xml", "word/styles.xml", "docProps/core.xml"]
)
def test_no_damage_within_a_document_raises_anything_but_the_refusal(tmp_path: Path, part: str) -> None:
    """The parts themselves damaged, the archive around them whole."""
    parts = unpacked(WORD)
    path = tmp_path / "a.docx"
    for seed in range(MUTANTS // 2):
        print("seed", seed)
        path.write_bytes(zip_bytes({**parts, part: mutant(parts[part], seed)}))
        with contextlib.suppress(UnreadableFileError):
            list(read_file(SourceFile(path=path, id=path.name)))


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
