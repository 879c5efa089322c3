"""Paragraphs that a fixed width cut into lines come back whole; lists, headings and tables stay apart."""

import random

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.reading import RawReport

SEED = 45
ENOUGH = 0.99
MOST = 0.9  # a last line that is full tells nothing
CLAUSES = (
    "全县修好乡村公路三百公里",
    "新建茶园二十座",
    "种树一万二千亩",
    "夜校开到了每个镇",
    "老人出门方便了",
    "河道清淤完成",
    "图书馆添书5.6万册",
    "学校食堂全部翻新",
    "全年接待游客120万人次",
    "渔港码头投入使用",
)


def cleaned(text: str) -> list[str]:
    found = clean(RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text))
    return [line for line in found.text.split("\n") if line]


def paragraphs(rng: random.Random, count: int) -> list[str]:
    """Written paragraphs of two to five sentences, each sentence of one to five clauses."""
    return [
        "".join("，".join(rng.choices(CLAUSES, k=rng.randint(1, 5))) + "。" for _ in range(rng.randint(2, 5)))
        for _ in range(count)
    ]


def wrapped(paragraph: str, width: int) -> str:
    return "\n".join(paragraph[at : at + width] for at in range(0, len(paragraph), width))


@pytest.mark.parametrize(("indent", "between"), [("　　", "\n"), ("", "\n\n"), ("　　", "\n\n")])
def test_wrapped_paragraphs_come_back_exactly(indent: str, between: str) -> None:
    print(f"seed {SEED}")
    rng = random.Random(SEED)
    right = total = 0
    for width in range(20, 46):
        written = paragraphs(rng, 30)
        found = set(cleaned(between.join(wrapped(indent + text, width) for text in written)))
        right += sum(text in found for text in written)
        total += len(written)
    assert right >= ENOUGH * total


def test_without_indent_or_blank_line_a_short_line_ends_its_paragraph() -> None:
    written = paragraphs(random.Random(SEED), 200)
    found = set(cleaned("\n".join(wrapped(text, 30) for text in written)))
    assert sum(text in found for text in written) >= MOST * len(written)


def test_headings_items_and_rows_stay_by_themselves() -> None:
    body = wrapped("".join(paragraphs(random.Random(SEED), 2)) + "完", 30)
    for line in ("一、工作回顾", "# 工作回顾", "- 修路", "指标\t数值", "（一）产业"):
        lines = cleaned(f"{body}\n{line}\n{body}")
        assert len(lines) == 3, line


def test_a_space_takes_the_place_of_the_break_between_words() -> None:
    lines = [f"今年{name}县修好乡村公路三百公里，新建茶园二十座" for name in "甲乙丙丁戊己庚辛"]
    text = "\n".join([*lines, "全县今年都修好了路三百公里，并且采用Smart", "Village平台管理茶园。"])
    assert "采用Smart Village平台" in "".join(cleaned(text))


def test_an_even_list_is_no_wrapped_text() -> None:
    titles = "\n".join(f"关于{a}{b}工作的实施意见（试行）" for a in "甲乙丙丁" for b in "子丑寅卯")
    assert cleaned(titles) == titles.split("\n")


def test_a_page_number_between_the_halves_does_not_part_them() -> None:
    lines = wrapped("".join(paragraphs(random.Random(SEED), 3)) + "完。", 30).split("\n")
    page = "\n".join([*lines[:4], "— 3 —", *lines[4:8], "— 4 —", *lines[8:]])
    assert cleaned(page) == ["".join(lines)]
