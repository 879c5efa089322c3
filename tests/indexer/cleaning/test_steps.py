"""Cleaning as a whole: it only takes away, and says what."""

import random
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import draft_of
from indexer.cleaning.steps import STEP_NAMES, clean
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


def source_again(found: CleanText) -> str:
    """The source, put together from what was kept, repaired and removed, by their places alone."""
    places: list[str] = [""] * len(found.source)
    for start, end in found.kept:
        places[start:end] = found.source[start:end]
    for fix in found.repaired:
        places[fix.start : fix.end] = fix.was
    for removal in reversed(found.removed):
        assert removal.start is not None
        at = removal.start
        for char in removal.text:
            while places[at]:
                at += 1
            places[at] = char
    return "".join(places)


DAMAGE = (
    "?!闭虺ね跣∶髟谌",
    "?!?1",
    "“",
    "?!瘪R代",
    "GDP\nABC",
    "今年修路三百公里，种树一万亩，建成茶园\n" * 6,
)
PAGES = (
    "- 甲",
    "首页 | 登录 | 新闻",
    "第3页",
    "— 4 —",
    "同一行写了两遍\n同一行写了两遍\n",
    "某县年鉴 5",
    "7",
    "\t",
    "\x00",
)


@given(st.lists(st.sampled_from((*PIECES, *DAMAGE, *PAGES)) | st.text(max_size=8), max_size=30).map("".join))
def test_kept_repaired_and_removed_characters_are_the_source_each_in_its_place(text: str) -> None:
    found = cleaned(text)
    assert source_again(found) == text
    offsets = found.offsets()
    assert len(offsets) == len(found.text)
    fixed = {fix.start for fix in found.repaired}
    for char, place in zip(found.text, offsets, strict=True):
        assert place in fixed or text[place] == char


def test_each_step_has_a_name_of_its_own_and_can_be_left_out() -> None:
    assert len(set(STEP_NAMES)) == len(STEP_NAMES)
    raw = RawReport(id="a.txt", path="a.txt", encoding="utf-8", text="　　- 网(wǎng)络\n下载 打印\n")
    assert clean(raw, frozenset(STEP_NAMES)).text == raw.text
    assert clean(raw, frozenset({"pinyin notes"})).text.strip() == "网(wǎng)络"


def test_removals_stand_in_the_order_of_the_source() -> None:
    found = cleaned("下载\n网(wǎng)络\n相关报道：")
    assert [removal.reason for removal in found.removed] == ["page button", "pinyin note", "related links"]


def test_a_cut_over_an_earlier_cut_leaves_its_characters_out() -> None:
    draft, _ = draft_of("甲(x)乙丙").cut([Cut(start=1, end=4, reason="note")])
    after, gone = draft.cut([Cut(start=0, end=2, reason="line")])
    assert (after.text, [(removal.text, removal.start) for removal in gone]) == ("丙", [("甲乙", 0)])


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
        "\ue266",
        "“?!敝",
        "第3页\n",
        "首页\n",
        "- 字\n",
        "一行字写在这里，没有写完，也没有写满\n",
    ],
)
def test_a_line_of_megabytes_is_cleaned_in_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    cleaned(text)
    assert time.process_time() - started < 10
