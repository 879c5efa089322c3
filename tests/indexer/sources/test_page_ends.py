"""Ends of pages: what a print repeats goes, what the report says stays."""

from indexer.sources.page_ends import without_page_ends

SENTENCE = "茶农人均增收八百六十元，农村面貌发生了可喜的变化。"


def test_what_a_browser_prints_at_the_foot_goes_with_its_count_of_pages() -> None:
    pages = [
        f"安溪县年报\n第{n}段写得不同。\n1/22/26, 9:05 AM 安溪县年报\nhttps://a.example/b {n}/3"
        for n in (1, 2, 3)
    ]
    kept, removed = without_page_ends(pages)
    assert kept == ["安溪县年报\n第1段写得不同。", "第2段写得不同。", "第3段写得不同。"]
    assert [removal.text for removal in removed][:2] == [
        "1/22/26, 9:05 AM 安溪县年报",
        "https://a.example/b 1/3",
    ]


def test_a_number_that_counts_with_the_pages_goes_whatever_stands_around_it() -> None:
    pages = [f"{text}\n— {number} —" for number, text in enumerate(("甲。", "乙。", "丙。"), start=11)]
    kept, removed = without_page_ends(pages)
    assert kept == ["甲。", "乙。", "丙。"]
    assert {removal.reason for removal in removed} == {"page number"}


def test_numbers_that_do_not_count_with_the_pages_stay() -> None:
    pages = ["2019 10亿元\n甲。", "2024 12亿元\n乙。", "2011 15亿元\n丙。"]
    assert without_page_ends(pages) == (pages, ())


def test_a_sentence_of_the_body_stays_however_often_it_ends_a_page() -> None:
    pages = [f"第{n}页的话。\n{SENTENCE}" for n in (1, 2, 3)]
    assert without_page_ends(pages) == (pages, ())


def test_the_title_stays_where_later_pages_repeat_it() -> None:
    pages = ["安溪县年报\n甲。", "安溪县年报\n乙。", "安溪县年报\n丙。"]
    assert without_page_ends(pages)[0] == ["安溪县年报\n甲。", "乙。", "丙。"]


def test_a_single_page_has_nothing_to_repeat() -> None:
    assert without_page_ends(["安溪县年报\n甲。\n1"]) == (["安溪县年报\n甲。\n1"], ())
