"""Pinyin: the readings of a character are those that the library gives, one by one."""

from pypinyin import Style, pinyin

from indexer.analysis.pinyin import readings

HAN = range(0x4E00, 0xA000)
OTHERS = "A1 ，\u3000〇㐀𠀀\U0001f600\ue000ü"


def test_every_reading_of_a_character_is_what_pypinyin_gives() -> None:
    for char in [*map(chr, HAN), *OTHERS]:
        given = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
        assert readings(char) == (frozenset(given[0]) if given else frozenset()), char
