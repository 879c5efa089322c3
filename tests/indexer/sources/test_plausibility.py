"""Plausibility: what is written Chinese scores above what its bytes give in another encoding."""

import pytest

from indexer.sources.plausibility import likelihood, plausibility

WRITTEN = [
    "夜校开班报告",
    "今年新开七个班，学员一百二十人。",
    "夜校開班報告",
    "今年新開七個班，學員一百二十人。",
]
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_right_decoding_is_the_likeliest(text: str, encoding: str) -> None:
    data = text.encode(encoding, errors="ignore")
    scores = {name: likelihood(data.decode(name, errors="replace")) for name in ENCODINGS}
    if len(data.decode(encoding)) == len(text):  # Big5 has none of the simplified characters
        assert max(scores, key=lambda name: scores[name]) == encoding


@pytest.mark.parametrize("text", WRITTEN)
def test_written_chinese_is_plausible_in_either_script(text: str) -> None:
    assert plausibility(text) > 0.6


def test_a_broken_character_weighs_more_than_a_rare_one() -> None:
    assert likelihood("报\ufffd") < likelihood("报龘") < likelihood("报告")
    assert plausibility("报\ufffd") < plausibility("报龘")


def test_nothing_beyond_ascii_is_not_plausible_at_all() -> None:
    assert plausibility("plain") == 0.0
