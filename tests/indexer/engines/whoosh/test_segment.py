"""Segments give back what texts hold, merged or not, and whoever changes a byte of them is found out."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from indexer.analysis.fold import fold
from indexer.analysis.words import tokens
from indexer.contract.errors import IndexDamagedError
from indexer.contract.lexicon import NO_LEXICON
from indexer.engines.whoosh.arrays import BLOCK_BITS
from indexer.engines.whoosh.inverting import Texts, invert
from indexer.engines.whoosh.merging import Source, merge
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.texts import StringArray

SEED = 20261122
PIECES = (
    "水库",
    "大坝加固",
    "３公里",
    "covid-19",
    "98.1%",
    "灌溉",
    "，",
    "。",
    "發展",
    "𠮷",
    "\x00",
    "a\nb",
    " ",
    "的",
)


def texts(count: int, seed: int = SEED) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(PIECES, k=chance.randrange(1, 9))) for _ in range(count)]


def written(folder: Path, paragraphs: Sequence[str], name: str = "one") -> Segment:
    invert(folder / name, Texts(paragraphs=paragraphs, documents=[0]), NO_LEXICON)
    return Segment(folder / name)


def holds(segment: Segment, paragraphs: Sequence[str]) -> None:
    """The segment says of these paragraphs what looking at them says."""
    folded = [fold(text) for text in paragraphs]
    for name, expected in (("original", list(paragraphs)), ("folded", folded)):
        strings = StringArray(segment.arrays, name)
        assert [strings[row] for row in range(len(strings))] == expected
    counts = [Counter(token.text for token in tokens(text)) for text in folded]
    assert segment.arrays["text_length"].tolist() == [count.total() for count in counts]
    words = sorted({word for count in counts for word in count})
    assert [segment.words[at].decode() for at in range(len(segment.words))] == words
    for number, word in enumerate(words):
        found = segment.word(number)
        frequencies = found.frequencies.tolist() or [1] * len(found.rows)
        assert list(zip(found.rows.tolist(), frequencies, strict=True)) == [
            (row, count[word]) for row, count in enumerate(counts) if word in count
        ]
    pairs = {text[at : at + 2] for text in folded for at in range(len(text) - 1)}
    assert list(segment.grams()) == sorted(pairs)
    for gram in [*pairs, *{char for text in folded for char in text}, "无", "水水", "库"]:
        assert segment.gram(gram).tolist() == [row for row, text in enumerate(folded) if gram in text]


@pytest.mark.parametrize("count", [0, 1, 200])
def test_a_segment_gives_back_what_went_in(count: int, tmp_path: Path) -> None:
    holds(written(tmp_path, texts(count)), texts(count))


def test_texts_that_are_empty_or_one_character_are_listed(tmp_path: Path) -> None:
    paragraphs = ["", "水", "", "水水", "\n"]
    holds(written(tmp_path, paragraphs), paragraphs)


@pytest.mark.parametrize("seed", range(5))
def test_merged_segments_are_the_segment_of_all_their_texts(seed: int, tmp_path: Path) -> None:
    chance = np.random.default_rng(SEED + seed)
    parts = [texts(int(chance.integers(0, 60)), SEED + seed * 10 + at) for at in range(4)]
    kept = [None if at == 1 else chance.random(len(part)) < 0.6 for at, part in enumerate(parts)]
    segments = [written(tmp_path, part, f"{at}") for at, part in enumerate(parts)]
    merge(
        tmp_path / "all",
        [Source(segment=each, kept=mask) for each, mask in zip(segments, kept, strict=True)],
    )
    left = [
        text
        for part, mask in zip(parts, kept, strict=True)
        for row, text in enumerate(part)
        if mask is None or mask[row]
    ]
    assert left, SEED + seed
    holds(Segment(tmp_path / "all"), left)


def test_rows_beyond_16_bits_come_back(tmp_path: Path) -> None:
    paragraphs = ["水"] * 70_000 + ["库"]
    segment = written(tmp_path, paragraphs)
    assert segment.gram("库").tolist() == [70_000]
    assert len(segment.gram("水")) == 70_000
    number = segment.words.number("库".encode())
    assert number is not None
    assert segment.word(number).rows.tolist() == [70_000]


def test_every_changed_byte_is_found_when_its_block_is_read(tmp_path: Path) -> None:
    written(tmp_path, texts(3000))
    content = (tmp_path / "one").read_bytes()
    assert len(content) > 4 << BLOCK_BITS
    chance = random.Random(SEED)
    for at in [0, len(content) - 1, *(chance.randrange(len(content)) for _ in range(60))]:
        changed = bytearray(content)
        changed[at] ^= 1 << chance.randrange(8)
        (tmp_path / "one").write_bytes(changed)
        with pytest.raises(IndexDamagedError, match="fangzhi build"):
            Segment(tmp_path / "one").arrays.check_all()


def test_what_was_not_changed_is_still_read(tmp_path: Path) -> None:
    segment = written(tmp_path, texts(3000))
    arrays = segment.arrays
    with (tmp_path / "one").open("r+b") as file:  # never cut short: it is mapped into memory
        file.seek(arrays.start("folded"))
        file.write(b"\xff")
    damaged = Segment(tmp_path / "one")
    assert damaged.gram("水库").tolist() == segment.gram("水库").tolist()
    with pytest.raises(IndexDamagedError, match="not as it was written"):
        StringArray(damaged.arrays, "folded")[0]
