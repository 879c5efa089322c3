"""The head: what the lines above a body give, and where the body begins."""

import pytest

from indexer.contract.reading import Metadata
from indexer.structure.credits import read_credit
from indexer.structure.head import read_head
from indexer.structure.tail import read_tail


@pytest.mark.parametrize(
    ("line", "date", "source", "author"),
    [
        ("山城日報    2021年12月10日", "2021-12-10", "山城日報", None),
        ("2024-06-27 09:30 来源：区养老服务简报 浏览次数：318", "2024-06-27", "区养老服务简报", None),
        ("来源：某报\u3000作者：王明\u3000日期：2024/5/6", "2024-05-06", "某报", "王明"),
        ("（来源：某日报）", None, "某日报", None),
        ("来源：某报  作者：王明  字体：[大 中 小]", None, "某报", "王明"),
        ("作者：王明 字號：大 中 小", None, None, "王明"),
        ("江城日报全媒体记者 马小丽 通讯员 甘大球", None, "江城日报", "全媒体记者 马小丽 通讯员 甘大球"),
        ("◎王小陽 州圖書館 文/圖", None, None, "王小陽 州圖書館"),
        ("自治区主席 阿里·买买提", None, None, "自治区主席 阿里·买买提"),
        ("（2023年9月14日）", "2023-09-14", None, None),
        ("某体发〔2023〕12号", None, None, None),
        ("（此件公开发布）", None, None, None),
        ("第12期", None, None, None),
        ("（总第15期）", None, None, None),
        ("二〇二一年五月", None, None, None),
        ("某县茶叶局 2021年5月", None, "某县茶叶局", None),
        ("来 源：某县茶叶局\t成文日期：\t2021年12月30日", "2021-12-30", "某县茶叶局", None),
        ("索 引 号：\t014321987\t分 类：\t茶业", None, None, None),
        ("关 键 词：\t茶园 道路", None, None, None),
        ("来源 | 某县融媒", None, "某县融媒", None),
        ("原创 山里人 某县茶讯 2021-05-12 18:30", "2021-05-12", "某县茶讯", None),
    ],
)
def test_a_credit_line_says_what_it_says(
    line: str, date: str | None, source: str | None, author: str | None
) -> None:
    credit = read_credit(line)
    assert credit is not None
    assert (str(credit.date) if credit.date else None, credit.source, credit.author) == (date, source, author)


@pytest.mark.parametrize(
    "line",
    [
        "工作回顾",
        "来源于基层的经验。",
        "2024年1月5日在某省人民代表大会上",
        "◆ 加强队伍建设",
        "正文，2021年12月10日举行",
        "市长热线 便民服务",
    ],
)
def test_other_lines_are_no_credits(line: str) -> None:
    assert read_credit(line) is None


def test_a_short_line_right_above_the_body_is_a_heading_not_a_subtitle() -> None:
    head = read_head(["标题", "基本情况", "正文写在这里。"], Metadata())
    assert (head.title, head.subtitle, head.length) == ("标题", None, 1)


def test_a_short_line_above_the_credits_is_a_subtitle() -> None:
    head = read_head(["标题", "我州工作小记", "某地日报 2024年5月6日", "正文写在这里。"], Metadata())
    assert (head.subtitle, head.source, head.length) == ("我州工作小记", "某地日报", 3)


def test_a_publisher_above_a_bare_date_is_the_source() -> None:
    head = read_head(["标题", "省河湖服务办公室简报", "2024年11月12日", "正文。"], Metadata())
    assert (head.subtitle, head.source, str(head.date)) == (None, "省河湖服务办公室简报", "2024-11-12")


def test_a_label_and_its_value_may_stand_on_two_lines() -> None:
    head = read_head(
        ["标题", "来源：", "江城晚报", "发表时间：", "2026-02-09 09:45:30", "正文。"], Metadata()
    )
    assert (head.source, str(head.date), head.length) == ("江城晚报", "2026-02-09", 5)


def test_lines_above_a_marked_title_are_the_pages_and_listed() -> None:
    head = read_head(["街道动态", "# 标题", "正文。"], Metadata())
    assert (head.title, head.length) == ("标题", 2)
    assert [(r.text, r.reason) for r in head.removed] == [
        ("街道动态", "line above the title"),
        ("# ", "heading mark"),
    ]


def test_the_subtitle_gives_the_date_where_no_line_does() -> None:
    head = read_head(["报告", "——二〇二三年三月二十七日在某省人民代表大会会议上", "正文。"], Metadata())
    assert str(head.date) == "2023-03-27"


@pytest.mark.parametrize("ending", ["（完）", "（未完待续）", "（草案）", "(APP)", "（见附件）"])
def test_other_brackets_at_the_end_are_no_author(ending: str) -> None:
    assert read_tail([f"正文。{ending}"]).body == (f"正文。{ending}",)


def test_a_signature_above_a_month_is_taken_off() -> None:
    tail = read_tail(["正文。", "某县防汛办公室", "2024年5月"])
    assert (tail.body, [credit.year for credit in tail.credits]) == (("正文。",), [2024, None])


def test_a_signature_below_the_body_is_taken_off() -> None:
    tail = read_tail(["正文。", "某县防汛办公室", "2024年5月6日", "（此件公开发布）"])
    assert tail.body == ("正文。",)
    assert [credit.source for credit in tail.credits] == [None, None, "某县防汛办公室"]


@pytest.mark.parametrize(
    "line", ["记者：茶园修好以后，路好走了吗？", "作者：今天来到山里，看到了新茶园", "时间 | 地点 | 人物"]
)
def test_what_somebody_says_is_no_credit(line: str) -> None:
    assert read_credit(line) is None


def test_a_label_may_give_the_title() -> None:
    lines = ["索 引 号：\t01", "标 题：\t茶叶局工作总结", "茶叶局工作总结", "今年种茶三千亩。"]
    head = read_head(lines, Metadata())
    assert (head.title, head.length) == ("茶叶局工作总结", 3)


def test_the_title_of_an_office_s_paper_stands_below_its_letterhead() -> None:
    lines = ["东山县人民政府文件", "东政发〔2022〕8号", "东山县人民政府关于种茶的通知", "各镇："]
    head = read_head(lines, Metadata())
    assert (head.title, head.source, head.length) == ("东山县人民政府关于种茶的通知", "东山县人民政府", 3)


@pytest.mark.parametrize("office", ["东山县自来水公司", "中共东山县委", "东山县第三中学校", "东山县茶山镇"])
def test_an_office_above_the_date_signs(office: str) -> None:
    tail = read_tail(["特此通知。", office, "2024年5月4日"])
    assert (tail.body, tail.credits[-1].source) == (("特此通知。",), office)


def test_several_offices_sign_together() -> None:
    tail = read_tail(["特此通知。", "东山县茶叶局", "东山县教育局", "2024年5月4日"])
    assert tail.body == ("特此通知。",)


def test_an_author_in_brackets_may_stand_on_a_line_of_his_own() -> None:
    tail = read_tail(["茶园修好了。", "（林一帆）"])
    assert (tail.body, tail.credits[0].author) == (("茶园修好了。",), "林一帆")
