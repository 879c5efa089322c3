"""Cleaning as a whole: it only takes away, and says what."""

import random
import time
from collections import Counter

import pytest

from indexer.cleaning import clean
from indexer.cleaning.cuts import Cut, without
from indexer.contract.reading import CleanText, RawReport

PIECES = (
    *(
        "下载",
        "【字号：",
        "】",
        "您的位置:",
        "首页",
        ">",
        "相关报道：",
        "图为现场。",
        "上一篇：某文",
        "责任编辑：王明",
    ),
    *(
        "正文写得很长，",
        "一句话。",
        "一、回顾",
        "# 标题",
        "**重点**",
        "網(wǎng)",
        "(xí)",
        "\u3000\u3000",
        " ",
        "\ufeff",
    ),
    *("\n", "\n", "\n\n", "“", "”", "（", "\u200b", "PM", "2.5", "的", "来源：", "[链](http://x)", "> "),
)


def cleaned(text: str) -> CleanText:
    return clean(RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text))


def test_an_empty_text_stays_empty() -> None:
    assert cleaned("").text == ""
    assert cleaned("").kept == ()


def test_text_without_anything_to_clean_is_untouched() -> None:
    text = "标题\n\n一、回顾\n正文，没有问题。\n“引文。”"
    assert cleaned(text).text == text
    assert cleaned(text).removed == ()


def test_what_is_kept_and_what_is_removed_are_the_source_and_nothing_else() -> None:
    for seed in range(400):
        rng = random.Random(seed)
        text = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 60)))
        found = cleaned(text)
        assert all(start < end for start, end in found.kept), seed
        assert all(a[1] <= b[0] for a, b in zip(found.kept, found.kept[1:], strict=False)), seed
        removed = Counter("".join(removal.text for removal in found.removed))
        assert Counter(found.text) + removed == Counter(text), seed


def test_removals_stand_in_the_order_of_the_source() -> None:
    found = cleaned("下载\n网(wǎng)络\n相关报道：")
    assert [removal.reason for removal in found.removed] == ["page button", "pinyin note", "related links"]


def test_a_cut_over_an_earlier_cut_leaves_its_characters_out() -> None:
    draft, _ = without(CleanText(source="甲(x)乙丙", kept=((0, 6),)), [Cut(start=1, end=4, reason="note")])
    after, gone = without(draft, [Cut(start=0, end=2, reason="line")])
    assert (after.text, gone[0][2]) == ("丙", "甲乙")


@pytest.mark.parametrize(
    "piece",
    [
        "山洪防御，演练。",
        "（",
        "(a",
        "学(xí)",
        "**字",
        "[a](http://",
        "来源：",
        "“字”",
        "山 ",
        "-1",
        "【字号：",
        "（编辑：",
        "*",
    ],
)
def test_a_line_of_megabytes_is_cleaned_in_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.monotonic()
    cleaned(text)
    assert time.monotonic() - started < 10
