"""Themes: which of them a heading tells, and what a taxonomy may hold."""

import time
from pathlib import Path

import pytest

from indexer.contract.errors import SettingsError
from indexer.contract.reading import ReadReport
from indexer.contract.vocabulary import Theme
from indexer.pipeline import read_reports
from indexer.sources.catalog import find_files
from indexer.structure.taxonomy import SHIPPED, parse_taxonomy, shipped
from indexer.structure.themes import theme_of
from tests.real import REAL_DATA, needs_real_data

LINES = (Path(__file__).parent / "headings.tsv").read_text("utf-8").splitlines()
HEADINGS = [line.split("\t") for line in LINES if not line.startswith("#")]
WATER = Theme(name="水利", words=("水库", "河道疏浚"), patterns=(r"\d+座泵站",))
ROADS = Theme(name="公路", words=("公路", "水库公路"))


def test_there_are_enough_headings() -> None:
    assert len(HEADINGS) >= 120
    assert len({heading for heading, _ in HEADINGS}) == len(HEADINGS)


@pytest.mark.parametrize(("heading", "theme"), HEADINGS)
def test_a_heading_tells_its_theme(heading: str, theme: str) -> None:
    assert (theme_of((heading,)) or "none") == theme


@pytest.mark.parametrize("name", SHIPPED)
def test_every_word_of_a_shipped_taxonomy_tells_its_own_theme(name: str) -> None:
    themes = shipped(name)
    wrong = [
        (w, t.name, theme_of((w,), themes))
        for t in themes
        for w in t.words
        if theme_of((w,), themes) != t.name
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_taxonomy_says_nothing_twice(name: str) -> None:
    words = [word for theme in shipped(name) for word in theme.words]
    names = [theme.name for theme in shipped(name)]
    assert sorted(set(words)) == sorted(words)
    assert sorted(set(names)) == sorted(names)


def test_the_nearest_heading_that_tells_a_theme_decides() -> None:
    assert theme_of(("一、民生改善", "（一）筑牢安全防线")) == "安全"


def test_the_theme_of_an_ancestor_is_inherited() -> None:
    assert theme_of(("一、民生改善", "（一）甲乙丙", "1.丁戊己")) == "民生"


def test_no_match_is_no_theme() -> None:
    assert theme_of(("甲乙丙",)) is None
    assert theme_of(()) is None


def test_the_longest_match_decides_wherever_it_stands() -> None:
    assert theme_of(("水库公路",), (WATER, ROADS)) == "公路"
    assert theme_of(("公路与河道疏浚",), (WATER, ROADS)) == "水利"


def test_of_matches_as_long_the_leftmost_decides_then_the_theme_listed_first() -> None:
    assert theme_of(("公路和水库",), (WATER, ROADS)) == "公路"
    again = Theme(name="别的", words=("水库",))
    assert theme_of(("水库",), (WATER, again)) == "水利"
    assert theme_of(("水库",), (again, WATER)) == "别的"


def test_a_pattern_competes_by_the_length_of_what_it_matches() -> None:
    assert theme_of(("公路旁12座泵站",), (WATER, ROADS)) == "水利"


def test_words_and_headings_may_be_in_either_script() -> None:
    taxonomy = (Theme(name="水利", words=("水庫",)),)
    assert theme_of(("水库加固",), taxonomy) == theme_of(("水庫加固",), taxonomy) == "水利"


def test_a_heading_of_any_length_is_judged_at_once() -> None:
    """The pattern takes a time that grows with the cube of the length."""
    slow = (Theme(name="慢", patterns=("一*一*一*二",)),)
    started = time.perf_counter()
    assert theme_of(("一" * 1_000_000,), slow) is None
    assert theme_of(("改" * 1_000_000 + "革",)) is None
    assert time.perf_counter() - started < 5


def test_a_taxonomy_is_read_from_toml() -> None:
    text = '[[theme]]\nname = " 水利 "\nwords = ["水库", "堤防"]\npatterns = ["\\\\d+座泵站"]\n'
    assert parse_taxonomy(text, "mine.toml") == (
        Theme(name="水利", words=("水库", "堤防"), patterns=(r"\d+座泵站",)),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[theme", "cannot be read"),
        ("", "must hold"),
        ('themes = "水利"', "must hold"),
        ("theme = [1]", "is no theme"),
        ('[[theme]]\nname = ""\nwords = ["水库"]', "name"),
        ('[[theme]]\nwords = ["水库"]', "name"),
        ('[[theme]]\nname = "none"\nwords = ["水库"]', "name"),
        ('[[theme]]\nname = "水利"', "neither words nor patterns"),
        ('[[theme]]\nname = "水利"\nwords = "水库"', "must be a list"),
        ('[[theme]]\nname = "水利"\nwords = [" "]', "empty"),
        ('[[theme]]\nname = "水利"\nword = ["水库"]', "no key 'word'"),
        ('[[theme]]\nname = "水利"\npatterns = ["水("]', "水\\("),
        ('[[theme]]\nname = "水利"\npatterns = ["水*"]', "fits everything"),
        ('[[theme]]\nname = "水利"\npatterns = ["(水+)+库"]', "repeats a repetition"),
    ],
)
def test_a_taxonomy_that_cannot_be_used_is_refused_with_its_file(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        parse_taxonomy(text, "mine.toml")
    assert "mine.toml" in str(caught.value)


@pytest.mark.real
@needs_real_data
def test_nearly_all_paragraphs_of_the_real_reports_have_a_theme() -> None:
    """What has none stands mostly above the first heading, or explains words below the last."""
    files = list(find_files((REAL_DATA / "reports", REAL_DATA / "provincial-2026")))
    reads = [read for read in read_reports(files) if isinstance(read, ReadReport)]
    themes = [paragraph.theme for read in reads for paragraph in read.report.paragraphs]
    assert len(reads) == 36
    assert sum(theme is not None for theme in themes) / len(themes) > 0.9
