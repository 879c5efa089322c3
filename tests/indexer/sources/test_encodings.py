"""Decoding: what is read as what, and what is refused."""

import random
import time

import pytest

from indexer.contract.errors import UnreadableFileError
from indexer.sources.encodings import REPLACEMENT, decode, even_lines

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
    assert decoded.notes == ("characters that could not be decoded and stand as U+FFFD: 1",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("城西夜校学习情况通报", "gb18030"),
        ("臺北圖書館年度報告", "big5"),
        ("城西夜校学习情况通报", "utf-16-le"),
        ("城西夜校学习情况通报", "utf-16-be"),
        ("臺北圖書館年度報告", "gb18030"),
        ("第十一条 禁止倾倒垃圾", "utf-16-le"),
    ],
)
def test_a_title_alone_is_read_in_its_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.margin > 0.8


def test_hong_kong_characters_are_read_and_said() -> None:
    text = "香港嘅圖書館夜間開放，讀者話喺呢度睇書好方便。\n"
    decoded = decode(text.encode("big5hkscs"))
    assert (decoded.text, decoded.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize(
    ("head", "text", "encoding", "note"),
    [
        ("<meta charset=gb2312>", TRADITIONAL, "big5", "declared as gb2312, reads as big5"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=Big5">',
            SIMPLIFIED,
            "gb18030",
            "declared as big5, reads as gb18030",
        ),
        ('<?xml version="1.0" encoding="GBK"?>', SIMPLIFIED, "utf-8", "declared as gbk, reads as utf-8"),
        ('<meta charset="utf-8">', SIMPLIFIED, "utf-16-le", "declared as utf-8, reads as utf-16-le"),
    ],
)
def test_a_wrong_declaration_is_overruled_and_noted(head: str, text: str, encoding: str, note: str) -> None:
    page = f"{head}\n<p>{text}"
    decoded = decode(page.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.notes) == (page, encoding, (note,))


@pytest.mark.parametrize(
    ("declared", "encoding"), [("GB2312", "gb18030"), ("x-gbk", "gb18030"), ("big5", "big5")]
)
def test_a_declaration_that_is_right_is_not_worth_a_note(declared: str, encoding: str) -> None:
    text = TRADITIONAL if encoding == "big5" else SIMPLIFIED
    decoded = decode(text.encode(encoding), declared)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.notes == () or declared.startswith("x-")


def test_a_declaration_tips_the_scale_between_two_readings_of_a_few_bytes() -> None:
    """A name of two characters reads well in both encodings; the margin says so."""
    data = "吳".encode("big5")
    assert decode(data, "big5").text == "吳"
    assert decode(data).margin < 0.9


def test_a_few_broken_bytes_leave_utf_8_what_it_is() -> None:
    data = bytearray((SIMPLIFIED * 40).encode())
    seed = 7
    print(f"seed {seed}")
    for place in random.Random(seed).sample(range(len(data)), 12):
        data[place] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert 12 <= decoded.text.count(REPLACEMENT) <= 36
    assert any("could not be decoded" in note for note in decoded.notes)


def test_a_mark_that_the_text_belies_is_overruled_and_noted() -> None:
    decoded = decode(b"\xef\xbb\xbf" + SIMPLIFIED.encode("gb18030"))
    assert (decoded.text, decoded.encoding) == (SIMPLIFIED, "gb18030")
    assert decoded.notes == ("marked as utf-8, reads as gb18030",)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_an_odd_byte_at_the_end_of_utf_16_is_one_broken_character(codec: str) -> None:
    decoded = decode(SIMPLIFIED.encode(codec) + b"\n")
    assert decoded.text == SIMPLIFIED + REPLACEMENT
    assert len(decoded.notes) == 1


def test_a_null_among_gb18030_does_not_make_it_a_binary_file() -> None:
    decoded = decode(SIMPLIFIED.encode("gb18030").replace(b"\n", b"\0\n"))
    assert (decoded.encoding, decoded.text) == ("gb18030", SIMPLIFIED.replace("\n", "\0\n"))


def test_certain_encodings_have_the_whole_margin_and_guesses_less() -> None:
    assert decode(SIMPLIFIED.encode()).margin == 1.0
    assert decode(SIMPLIFIED.encode("utf-16")).margin == 1.0
    assert 0.9 < decode(SIMPLIFIED.encode("gb18030")).margin < 1.0
    assert decode("title: 报".encode("gb18030")).margin < 0.5


@pytest.mark.parametrize("text", ["café", "Привет, мир", "naïve Ærøskøbing"])
def test_valid_utf_8_without_chinese_is_utf_8(text: str) -> None:
    assert decode(text.encode()).text == text


def test_an_english_text_with_a_stray_byte_is_read_with_a_replacement() -> None:
    decoded = decode("A plain English page with a café and nothing else of note.".encode("latin-1"))
    assert (decoded.encoding, decoded.text.count(REPLACEMENT)) == ("utf-8", 1)
    assert decoded.margin < 0.5


def test_chinese_that_begins_far_into_the_file_is_found() -> None:
    text = "let x = 1;\n" * 20_000 + SIMPLIFIED
    assert decode(text.encode("gb18030")).text == text


def test_decoding_keeps_up_with_a_disk() -> None:
    """At least 100 MB/s of UTF-8 on a quiet machine; a third of that is asked of a busy one."""
    data = (SIMPLIFIED * 200_000).encode()
    began = time.perf_counter()
    decode(data)
    assert len(data) / 1e6 / (time.perf_counter() - began) > 33


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x01\x02\x03\x04abc", "binary"),
        (bytes(range(0x80, 0x100)) * 20, "no encoding that is read"),
        (b"\xff\xfe\x00\xd8" * 9, "cannot be decoded"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        decode(data)


def test_all_line_ends_become_one() -> None:
    assert decode("一\r\n二\r三".encode()).text == "一\n二\n三"
    assert even_lines("一\u2028二\x0b三\x85四") == "一\n二\n三\n四"
