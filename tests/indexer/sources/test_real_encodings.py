"""Decoding on 500 real texts, written anew in each encoding: right is what equals the original."""

import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from opencc import OpenCC

from indexer.contract.errors import UnreadableFileError
from indexer.sources.encodings import decode
from tests.real import REAL_DATA, needs_real_data

pytestmark = [pytest.mark.real, needs_real_data]

SEED = 20210504
TEXTS = 500
LEAST_RIGHT = 0.995


@pytest.fixture(scope="module")
def texts() -> list[str]:
    print(f"seed {SEED}")
    with lzma.open(REAL_DATA / "laws.jsonl.xz", "rt", encoding="utf-8") as file:
        lines = [line for line in file if line.strip()]
    chosen = random.Random(SEED).sample(lines, TEXTS + 50)
    texts = [json.loads(line)["text"].strip() for line in chosen]
    return [text for text in texts if any(char.isalnum() for char in text)][:TEXTS]


def written(text: str, traditional: str) -> Iterator[tuple[str, str, bytes]]:
    """The text in each encoding, as (encoding, text that it holds, bytes)."""
    held = traditional.encode("big5", errors="ignore").decode("big5")
    yield "gb18030", text, text.encode("gb18030")
    yield "gb18030 traditional", traditional, traditional.encode("gb18030")
    yield "big5", held, held.encode("big5")
    yield "utf-16-le", text, text.encode("utf-16-le")
    yield "utf-16-be", text, text.encode("utf-16-be")
    yield "utf-16-le marked", text, b"\xff\xfe" + text.encode("utf-16-le")
    yield "utf-16-be marked", text, b"\xfe\xff" + text.encode("utf-16-be")


def is_right(data: bytes, text: str) -> bool:
    try:
        return decode(data).text == text
    except UnreadableFileError:
        return False


@pytest.mark.parametrize("length_chars", [20, 50, 200, None])
def test_nearly_all_texts_are_read_as_written(texts: list[str], length_chars: int | None) -> None:
    to_traditional = OpenCC("s2t").convert
    right: Counter[str] = Counter()
    for whole in texts:
        text = whole[:length_chars]
        for name, held, data in written(text, to_traditional(text)):
            right[name] += is_right(data, held)
    print(f"cut to {length_chars}: {dict(right)} of {len(texts)}")
    assert min(right.values()) >= LEAST_RIGHT * len(texts)
