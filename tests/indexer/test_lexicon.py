"""The lexicon's files: what they may say, and that a message names file, line and cure."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.contract.errors import SettingsError
from indexer.contract.lexicon import NO_LEXICON, DictionaryWord
from indexer.lexicon import GROUPS_MAX, WORDS_MAX, read_lexicon


def _file(folder: Path, content: str | bytes) -> Path:
    path = folder / "lexicon.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _groups(folder: Path, content: str) -> tuple[tuple[str, ...], ...]:
    return read_lexicon(None, _file(folder, content)).groups


def _error(dictionary: Path | None, synonyms: Path | None) -> str:
    with pytest.raises(SettingsError) as caught:
        read_lexicon(dictionary, synonyms)
    return str(caught.value)


def test_no_files_are_an_empty_lexicon() -> None:
    assert read_lexicon(None, None) == NO_LEXICON


def test_lexicons_that_say_the_same_are_equal(tmp_path: Path) -> None:
    path = _file(tmp_path, "教整 教育整顿")
    assert read_lexicon(None, path) == read_lexicon(None, path) != read_lexicon(path, None)
    assert len({read_lexicon(None, path), read_lexicon(None, path)}) == 1


@pytest.mark.parametrize(
    "line",
    [
        "教整 教育整顿",
        "教整=教育整顿",
        "教整 = 教育整顿",
        "教整、教育整顿",
        "教整，教育整顿",
        "教整,教育整顿",
    ],
)
def test_a_line_is_a_group_however_its_words_are_separated(tmp_path: Path, line: str) -> None:
    assert _groups(tmp_path, line) == (("教整", "教育整顿"),)


def test_comments_empty_lines_and_a_byte_order_mark_say_nothing(tmp_path: Path) -> None:
    content = "\ufeff# 简称\r\n\r\n教整 = 教育整顿  # 2021\r\n"
    assert _groups(tmp_path, content) == (("教整", "教育整顿"),)


def test_synonyms_are_folded_and_each_stands_once(tmp_path: Path) -> None:
    assert _groups(tmp_path, "掃黑 扫黑 ＡＢＣ") == (("扫黑", "abc"),)


def test_groups_that_share_a_word_are_one(tmp_path: Path) -> None:
    content = "甲一 甲二\n乙一 乙二\n丙一 丙二\n甲二 乙一\n"
    assert _groups(tmp_path, content) == (("甲一", "甲二", "乙一", "乙二"), ("丙一", "丙二"))


@given(
    st.lists(st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=2, max_size=3, unique=True), max_size=6)
)
def test_no_synonym_is_in_two_groups(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]]
) -> None:
    groups = _groups(tmp_path_factory.mktemp("lexicon"), "\n".join(" ".join(line) for line in lines))
    members = [member for group in groups for member in group]
    assert sorted(members) == sorted({member for line in lines for member in line})
    assert all(any({*line} <= {*group} for group in groups) for line in lines)


@pytest.mark.parametrize("line", ["教整", "扫黑 掃黑", "= 教整 ="])
def test_a_group_of_one_is_an_error_with_its_line(tmp_path: Path, line: str) -> None:
    path = _file(tmp_path, f"甲 乙\n{line}\n")
    message = _error(None, path)
    assert message.startswith(f"{path}, line 2: ")
    assert "教整 = 教育整顿" in message


def test_a_word_of_signs_alone_is_an_error(tmp_path: Path) -> None:
    assert "line 1: '！！' is no word" in _error(None, _file(tmp_path, "！！ 教整"))


def test_a_dictionary_is_read_as_jieba_reads_it(tmp_path: Path) -> None:
    content = "\ufeff云计算 5\n创新办 3 i\n李小福 nr\n教整\nedu trust認證 2000\n\n# 完\n"
    assert read_lexicon(_file(tmp_path, content), None).words == (
        DictionaryWord(text="云计算", frequency=5),
        DictionaryWord(text="创新办", frequency=3, tag="i"),
        DictionaryWord(text="李小福", tag="nr"),
        DictionaryWord(text="教整"),
        DictionaryWord(text="edu trust认证", frequency=2000),
    )


def test_of_a_word_that_stands_twice_the_later_line_holds(tmp_path: Path) -> None:
    words = read_lexicon(_file(tmp_path, "雲計算 5\n教整\n云计算 9 n\n"), None).words
    assert words[0] == DictionaryWord(text="云计算", frequency=9, tag="n")
    assert len(words) == 2


def test_a_file_that_is_not_utf8_is_named_with_the_cure(tmp_path: Path) -> None:
    path = _file(tmp_path, "教整 = 教育整顿".encode("gb18030"))
    assert "save it as UTF-8" in _error(path, None)
    assert str(path) in _error(None, path)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "none.txt") in _error(tmp_path / "none.txt", None)


def test_too_many_words_or_groups_are_an_error_that_says_how_many_may_be(tmp_path: Path) -> None:
    path = _file(tmp_path, "".join(f"词{number}\n" for number in range(WORDS_MAX + 1)))
    assert "100,000 words" in _error(path, None)
    path = _file(tmp_path, "".join(f"甲{number} 乙{number}\n" for number in range(GROUPS_MAX + 1)))
    assert "10,000 groups" in _error(None, path)


def test_a_group_that_grows_without_end_is_an_error(tmp_path: Path) -> None:
    path = _file(tmp_path, "".join(f"词{number} 词{number + 1}\n" for number in range(40)))
    assert "32 are the most" in _error(None, path)
