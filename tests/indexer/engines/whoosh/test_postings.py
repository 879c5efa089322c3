"""Posting lists come out of Whoosh as they went in, and the cache keeps to its room."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from whoosh.index import create_in

from indexer.contract.errors import IndexDamagedError
from indexer.engines.whoosh.inverting import InvertedCodec, Inverter
from indexer.engines.whoosh.postings import PostingList, Postings, listed
from indexer.engines.whoosh.schema import whoosh_schema


def held(
    folder: Path, texts: Sequence[dict[str, int]], cache_bytes: int = 1_000_000, room_bytes: int = 1_000_000
) -> Postings:
    """Paragraphs given as the words of their text field."""
    segment = create_in(str(folder), whoosh_schema()).writer(
        codec=InvertedCodec(compression=0), compound=False
    )
    segment.pool = inverter = Inverter(folder, room_bytes)
    for row, text in enumerate(texts):
        segment.add_document()
        inverter.add(row, "text", text)
        inverter.add(row, "grams", dict.fromkeys(text, 1))
    segment.commit()
    assert not list(folder.glob("run*"))
    return Postings(folder, cache_bytes)


@pytest.mark.parametrize("count", [1, 2, 1023, 1024, 1025, 5000])
@pytest.mark.parametrize("room_bytes", [1_000_000, 3000])
def test_a_list_of_any_length_is_decoded_whole(count: int, room_bytes: int, tmp_path: Path) -> None:
    texts = [{"词": 1 + row % 3, "每": 1} for row in range(count)]
    postings = held(tmp_path, texts, room_bytes=room_bytes)
    found = postings.of("text", "词")
    assert found.rows.tolist() == list(range(count))
    assert (found.frequencies.tolist() or [1.0]) == [1.0 + row % 3 for row in range(count)]
    assert len(postings.of("text", "每").frequencies) == 0
    assert postings.count("grams", "词") == postings.paragraphs == count


def test_a_term_that_is_nowhere_has_an_empty_list(tmp_path: Path) -> None:
    postings = held(tmp_path, [{"词": 1}])
    for field, term in (("text", "无"), ("title", "词"), ("text", "")):
        assert postings.count(field, term) == 0
        assert len(postings.of(field, term).rows) == 0


def test_a_long_word_and_a_rare_character_are_terms(tmp_path: Path) -> None:
    words = ["9" * 20_000, "𠮷", "\x00", " "]
    postings = held(tmp_path, [dict.fromkeys(words, 1)])
    assert [len(postings.of("text", word).rows) for word in words] == [1, 1, 1, 1]


class Finder:
    """Finds a list of so many rows for any key, and keeps the keys it was asked for."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self.asked: list[str] = []

    def rows(self, key: str, count: int) -> int:
        return len(self._postings.remembered("kind", key, lambda: self._found(key, count)).rows)

    def _found(self, key: str, count: int) -> PostingList:
        self.asked.append(key)
        return listed(np.arange(count))


def test_what_was_found_is_not_looked_for_again_while_there_is_room(tmp_path: Path) -> None:
    finder = Finder(held(tmp_path, [{"词": 1}], cache_bytes=2500))
    assert [finder.rows("a", 100), finder.rows("b", 100), finder.rows("a", 100)] == [100, 100, 100]
    assert finder.asked == ["a", "b"]
    finder.rows("c", 100)  # b was used longest ago and makes room
    assert [finder.rows("a", 100), finder.rows("b", 100)] == [100, 100]
    assert finder.asked == ["a", "b", "c", "b"]


def test_a_list_larger_than_the_room_is_found_every_time(tmp_path: Path) -> None:
    finder = Finder(held(tmp_path, [{"词": 1}], cache_bytes=2500))
    assert [finder.rows("a", 1000), finder.rows("a", 1000), finder.rows("b", 100)] == [1000, 1000, 100]
    assert finder.asked == ["a", "a", "b"]


def test_postings_that_are_not_as_they_were_written_are_damage(tmp_path: Path) -> None:
    postings = held(tmp_path, [{"词": row} for row in range(1, 400)])
    file = next(tmp_path.glob("*.pst"))
    with file.open("r+b") as mapped:  # never cut short: it is mapped into memory
        mapped.seek(-60, os.SEEK_END)
        mapped.write(b"\xff" * 50)
    with pytest.raises(IndexDamagedError, match="text:词 are damaged"):
        postings.of("text", "词")


def test_terms_of_many_fields_and_runs_come_back_as_they_went_in(tmp_path: Path) -> None:
    words = [chr(code) for code in (0x61, 0x7684, 0x6C34, 0xFF21, 0x20BB7, 0x1F600)]
    texts = [
        {word: 1 + (row * at) % 4 for at, word in enumerate(words) if row % (at + 1) == 0}
        for row in range(60)
    ]
    postings = held(tmp_path, texts, room_bytes=4000)
    for word in words:
        found = postings.of("text", word)
        expected = [(row, text[word]) for row, text in enumerate(texts) if word in text]
        frequencies = found.frequencies.tolist() or [1] * len(found.rows)
        assert list(zip(found.rows.tolist(), frequencies, strict=True)) == expected
        assert postings.of("grams", word).rows.tolist() == [row for row, _ in expected]
