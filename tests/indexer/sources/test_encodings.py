"""Decoding: what is read as what, and what is refused."""

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.sources.encodings import decode, even_lines

SIMPLIFIED = "宁波市图书馆今年夜间开放，读者比去年多了三成，大家都说方便。\n"
TRADITIONAL = "臺北市圖書館今年夜間開放，讀者比去年多了三成，大家都說這個辦法好。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_simplified_text_is_read_in_its_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "big5"])
def test_traditional_text_is_read_in_its_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "plain words\n"])
def test_utf_16_without_a_mark_is_read_in_its_byte_order(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_big5_is_not_taken_for_gb18030_though_it_decodes_as_such() -> None:
    assert decode(TRADITIONAL.encode("big5")).encoding == "big5"
    assert decode(SIMPLIFIED.encode("gb18030")).encoding == "gb18030"


def test_a_few_damaged_bytes_stand_as_replacements_with_a_note() -> None:
    decoded = decode((SIMPLIFIED * 5).encode() + b"\xff" + SIMPLIFIED.encode())
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert "1 characters" in decoded.notes[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x01\x02\x03\x04abc", "binary"),
        (bytes(range(0x80, 0x100)) * 20, "neither"),
        (b"\xff\xfe\x00\xd8" * 9, "cannot be decoded"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        decode(data)


def test_all_line_ends_become_one() -> None:
    assert decode("一\r\n二\r三".encode()).text == "一\n二\n三"
    assert even_lines("一\u2028二\x0b三\x85四") == "一\n二\n三\n四"
