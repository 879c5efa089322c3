"""Running heads, page numbers and repeated lines go; what a report repeats on purpose stays."""

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.reading import CleanText, RawReport

BODY = "今年全县修好乡村公路三百公里。\n新建茶园二十座。\n种树一万二千亩。\n夜校开到了每个镇。"
CUT = BODY + "\n{}村图书馆的志愿者每个周末带着书箱走进山里的小学和老人"


def cleaned(text: str) -> CleanText:
    return clean(RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text))


def reasons(text: str) -> list[str]:
    return [removal.reason for removal in cleaned(text).removed if removal.text.strip()]


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("某县年鉴 {}", "running head"),
        ("{} 某县年鉴", "running head"),
        ("某县年鉴2023　　第{}页", "running head"),
        ("{}", "page number"),
        ("第{}页 共20页", "page number"),
        ("{}/20", "page number"),
        ("— {} —", "page number"),
        ("某县年鉴办公室编", "running head"),
    ],
)
def test_what_each_page_repeats_goes(head: str, reason: str) -> None:
    pages = "\n".join(
        f"{CUT.format('甲乙丙丁戊己'[number])}\n{head.format(number)}\n活动室。" for number in (3, 4, 5)
    )
    assert reasons("某县情况\n" + pages).count(reason) == 3


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{number}\n加强公路建设\n{BODY}" for number in (1, 2, 3)),
        "\n".join(f"典型案例 {number}\n{BODY}" for number in (1, 2, 3)),
        "\n".join(f"附件{number}\n{BODY}" for number in (1, 2, 3)),
        "\n".join(f"{year}年\n{BODY}" for year in (2021, 2022, 2023)),
        "\n".join(f"{year}\n{BODY}" for year in (2021, 2022, 2023)),
        "\n".join(f"第{name}件事\n{BODY}\n存在问题\n{BODY}" for name in "一二三"),
    ],
)
def test_headings_that_count_up_or_come_again_stay(text: str) -> None:
    assert cleaned(text).text == text


def test_the_line_that_stands_twice_in_a_row_stands_once() -> None:
    found = cleaned("今年修好了三条路。\n\n今年修好了三条路。\n下一段。")
    assert found.text.split() == ["今年修好了三条路。", "下一段。"]
    assert [removal.reason for removal in found.removed] == ["repeated line"]


def test_a_page_saved_twice_stands_once() -> None:
    page = "某县情况\n" + "\n".join(f"第{name}条路修好了，大家都说走起来很方便。" for name in "一二三四五六")
    assert cleaned(f"{page}\n{page}").text.strip() == page


@pytest.mark.parametrize(
    "text",
    [
        "第一条路修好了。\n大家都很高兴。\n第二条路修好了。\n大家都很高兴。",
        "指标名称\t是否完成\n路\t完成\n路\t完成",
        "是\n是\n否",
    ],
)
def test_refrains_rows_and_values_stay(text: str) -> None:
    assert cleaned(text).text == text


def test_the_marks_of_a_list_go_and_minus_signs_and_rows_stay() -> None:
    assert cleaned("- 加快建设乡村公路。\n* 改善民生。").text == "加快建设乡村公路。\n改善民生。"
    for text in ("-5度", "—— 说明", "- 路\t三条", "+86是区号"):
        assert cleaned(text).text == text


def test_a_page_number_between_the_halves_shows_that_they_are_one_paragraph() -> None:
    half, other = "新修的路从县城一直通到最远的山村去看看", "的人多了，孩子们上学不用再翻山。"
    assert f"{half}\n{other}" in cleaned(f"{BODY}\n{half}\n{other}").text
    assert half + other in cleaned(f"{BODY}\n{half}\n— 3 —\n{other}").text


def test_a_heading_above_the_end_of_a_page_stays_by_itself() -> None:
    text = f"{BODY}\n修路种树 造福山村\n— 3 —\n今年全县修好乡村公路三百公里。"
    assert "\n修路种树 造福山村\n" in cleaned(text).text


def test_a_sentence_with_a_note_in_brackets_behind_it_is_whole() -> None:
    text = f"{BODY}\n今年种树三千亩，修路二十公里。（责任单位：林业局）\n附件：种树一览表\n谢谢大家！"
    assert cleaned(text).text.endswith("（责任单位：林业局）\n附件：种树一览表\n谢谢大家！")


def test_a_line_whose_last_character_is_lost_is_not_joined_to_the_next() -> None:
    text = f"{BODY}\n山里的路今年都修好了。孩子们上学不用再翻山，茶农卖茶也方便了\ufffd\n种树一万二千亩。"
    assert "\ufffd\n种树" in cleaned(text).text


def test_a_line_of_a_sentence_that_comes_again_is_no_running_head() -> None:
    again = "各乡镇要压实责任，把防汛的各项"
    page = "\n".join(
        f"第{number}个乡镇的堤防已经加固到位了并且经过\n{again}\n措施落到实处。\n下一句。\n再一句。"
        for number in range(4)
    )
    raw = RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=f"标题\n开头。\n再开头。\n{page}")
    assert clean(raw).text.count(again) == 4
