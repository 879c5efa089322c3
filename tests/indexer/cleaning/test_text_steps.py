"""The steps within lines: pinyin notes, emphasis, spaces, page breaks, characters without a glyph."""

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.reading import RawReport


def cleaned(text: str) -> str:
    return clean(RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text)).text


@pytest.mark.parametrize(
    ("noted", "bare"),
    [
        ("山城新聞網(wǎng)報道。", "山城新聞網報道。"),
        ("强（qiáng）身健体。", "强身健体。"),
        ("聯(lián)系點(diǎn)", "聯系點"),
        ("绿(lǜ)色女(nǚ)工", "绿色女工"),
        ("这儿(zhè er)", "这儿"),
    ],
)
def test_pinyin_notes_go_with_their_brackets(noted: str, bare: str) -> None:
    assert cleaned(noted) == bare


@pytest.mark.parametrize(
    "text",
    [
        "手机客户端(APP)上线。",
        "必应(bing)搜索。",
        "空气质量指数(aqi)下降。",
        "见(附件)。",
        "西安(Xī'ān)城墙。",
        "甲(xyzzy)。",
    ],
)
def test_other_words_in_brackets_stay(text: str) -> None:
    assert cleaned(text) == text


def test_a_note_without_a_tone_goes_where_many_have_one() -> None:
    assert cleaned("我們(men)學(xué)習(xí)實(shí)踐。") == "我們學習實踐。"


def test_a_note_goes_whose_opening_bracket_the_damage_took() -> None:
    assert cleaned("我們(men)學(xué)習(xí)實(shí)踐\ufffdjù)了解。") == "我們學習實踐\ufffd了解。"
    assert cleaned("據\ufffdjù)了解。") == "據\ufffdjù)了解。"


def test_emphasis_goes_and_products_stay() -> None:
    assert cleaned("**一是抓落实。**长2*3*4米，*重点*突出。") == "一是抓落实。长2*3*4米，重点突出。"
    assert cleaned("一个**没有关上。") == "一个**没有关上。"


def test_links_leave_their_words_and_pictures_leave_nothing() -> None:
    assert cleaned("见[报告](http://example.org/a)。![图](http://example.org/b)") == "见报告。"


def test_spaces_inside_a_body_line_go_and_those_of_slogans_and_titles_stay() -> None:
    assert cleaned("先修路后种树 大手拉小手") == "先修路后种树 大手拉小手"
    body = "全县今年新建公路三百公里， 覆盖全部行 政村。“慢城山海 好茶人家”叫得更响，有 100 个村参评。"
    assert cleaned(body) == body.replace("， 覆", "，覆").replace("行 政", "行政")


def test_a_letter_spaced_title_closes_up() -> None:
    assert cleaned("政 府 工 作 报 告\n正文。") == "政府工作报告\n正文。"


def test_indents_and_trailing_spaces_go() -> None:
    assert cleaned("\u3000\u3000各位代表： \n\xa0现在。") == "各位代表：\n现在。"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("开头。\n\n培训期间做到了“三早两不误”，", "即召开了会议。"),
        ("开头。\n\n紧扣每一个。阶段", "的工作要求，抓落实。"),
        ("开头。\n\n课上完了。把“先练后考”", "的办法推开。"),
        ("开头。\n\n明年村里修路的", "主要目标是增长。"),
        ("开头。\n\n买菜的和种菜的“两头", "见面”。"),
        ("开头。\n\n持续改善空气质量。以PM", "2.5"),
        ("开头。\n\n（", "三）改革开放。"),
        ("开头。\n\n图书馆的志愿者每个周末带着书箱到山里的小学、老人活动室、果园和渔港码头", "借书还书。"),
    ],
)
def test_a_paragraph_cut_by_a_page_break_is_joined(first: str, second: str) -> None:
    assert first + second in cleaned(f"{first}\n\n{second}\n\n下一段。")


@pytest.mark.parametrize(
    "text",
    [
        "开头。\n\n凝神聚魂，学习教育贯穿始终\n\n正文。",
        "开头。\n\n一、关于《规划纲要（草案）》的说明\n\n正文。",
        "开头。\n\n问题133条;\n\n下一条。",
        "# 标题\n正文。\n没有写完的一行，\n# 下一节\n正文。",
        "——2026年2月3日在某省第三十届人民代表大会第一次全体会议上这样的一行\n来源：某报\n正文。",
        "开头。\n\n要做的事，\n（一）第一件。\n（二）第二件。",
    ],
)
def test_headings_lists_and_finished_lines_are_not_joined(text: str) -> None:
    assert cleaned(text) == text


def test_a_page_break_between_two_words_leaves_a_space() -> None:
    assert "采用Smart Village" in cleaned("开头。\n\n全县今年修好了路。茶园采用Smart\n\nVillage平台管理。")


def test_an_article_keeps_the_space_behind_its_number() -> None:
    article = "第十二条 乡村公路由县人民政府负责养护。" * 3
    assert cleaned(article).startswith("第十二条 乡村")


def test_a_session_broken_over_two_lines_of_the_head_is_joined_once() -> None:
    text = "工作报告\n——2023年3月6日在某省第三十届\n人民代表大会一次会议上\n省长 王明\n各位代表：\n正文。"
    assert cleaned(text) == text.replace("届\n人", "届人")


def test_characters_without_a_glyph_go() -> None:
    assert cleaned("\ufeff报\u200b告\x07。") == "报告。"


def test_a_no_break_space_between_characters_goes_from_short_lines_too() -> None:
    assert cleaned("茶园\xa0道路\n正文。") == "茶园道路\n正文。"
    for line in ("来源：某报\xa0作者：王明", "茶园\xa0\xa0道路", "记者\xa0王明", "茶园 道路"):
        assert cleaned(f"{line}\n正文。") == f"{line}\n正文。"


def test_cells_keep_the_tab_between_them() -> None:
    row = "茶园道路\t" + "今年修好了三条路。" * 6 + "\t完工"
    assert cleaned(row) == row


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("产值增长**9.1%**，好于预期", "产值增长9.1%，好于预期"),
        ("面积是2**3**4的样子", "面积是2**3**4的样子"),
        ("- **修路**：三百公里", "修路：三百公里"),
        ("- *修路", "- *修路"),
    ],
)
def test_two_asterisks_may_hug_a_figure(text: str, kept: str) -> None:
    raw = RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text)
    assert clean(raw).text == kept
