"""Headings by their marks, numbers and looks, and the paths they build."""

import random
from collections import Counter

import pytest

from indexer.structure.dates import find_date
from indexer.structure.outline.lines import is_short_phrase
from indexer.structure.outline.sections import divide

SEED = 20240506
ROUNDS = 2_000
BOLD_SHARE = 0.2
PIECES = (
    *(
        "一、回顾",
        "二、打算",
        "（一）产业",
        "（二）民生。",
        "1.道路",
        "2、学校：",
        "①村道",
        "第一章",
        "第一章 总则",
        "第三条",
    ),
    *(
        "（一）抓产业。新建工厂三家。",
        "（二）抓民生。新增学校三所。",
        "一是修路。新修道路三十公里。",
        "——路通了。修路三十公里。",
    ),
    *(
        "各位代表！",
        "各位代表，成绩很大。",
        "同志们：",
        "（热烈鼓掌）",
        "目录",
        "一、回顾……1",
        "二、打算……5",
        "三、保障……9",
    ),
    *(
        "附件",
        "附件1",
        "名词解释",
        "道路建设",
        "学校",
        "01",
        "## 产业",
        "### 民生",
        "# 总述",
        "道路更加畅通。",
        "存在问题：",
    ),
    *(
        "全年新建道路三十公里，改造村道五十公里，修复桥梁十二座，群众出行更加方便，产业发展有了新的条件，村民都说好。",
    ),
    *(
        "大力提振消费。深入开展各项活动，举办展销会三十场，改造商场十二座，群众购物更加方便，销售有了新的增长。",
    ),
    *("【概况】全县有三个镇。", "一年来，我们努力工作。", "2024年5月", "2.5", "茶园\t产量", "东山\t五百公斤"),
)


def paths(*lines: str) -> list[tuple[str, ...]]:
    return [block.section for block in divide(lines).blocks]


def test_numbers_nest_by_their_kind() -> None:
    found = paths(
        "第一章 总则", "一。", "一、回顾", "二。", "（一）产业", "三。", "1.工业", "四。", "二、打算", "五。"
    )
    assert found == [
        ("第一章 总则",),
        ("第一章 总则", "一、回顾"),
        ("第一章 总则", "一、回顾", "（一）产业"),
        ("第一章 总则", "一、回顾", "（一）产业", "1.工业"),
        ("第一章 总则", "二、打算"),
    ]


def test_bare_headings_before_any_number_stand_outside_the_numbers() -> None:
    assert paths("工作回顾", "一、产业", "甲。", "重点工作", "二、民生", "乙。") == [
        ("工作回顾", "一、产业"),
        ("重点工作", "二、民生"),
    ]


def test_bare_headings_below_a_number_stand_within_it_and_an_appendix_beside_it() -> None:
    assert paths("一、回顾", "甲。", "产业发展", "乙。", "名词解释", "丙。") == [
        ("一、回顾",),
        ("一、回顾", "产业发展"),
        ("名词解释",),
    ]


def test_a_list_of_bare_items_stays_body() -> None:
    blocks = divide(["一、措施", "1.加强领导", "2.抓好落实", "3.改善服务"]).blocks
    assert [block.text for block in blocks] == ["1.加强领导", "2.抓好落实", "3.改善服务"]
    assert {block.section for block in blocks} == {("一、措施",)}


@pytest.mark.parametrize("heading", ["一、存在的问题：", "（一）问题:", "1.存在的问题：", "第一章 问题："])
def test_a_short_numbered_line_with_a_colon_heads_the_longer_body_below_it(heading: str) -> None:
    assert paths(heading, "茶园的道路还没有修完，雨季来临时难以通行。") == [(heading,)]


@pytest.mark.parametrize(
    "line", ["一、茶园的道路；仓库：", "1.会议指出，茶园的道路、仓库、晾晒场和加工车间都要在雨季以前修好："]
)
def test_a_numbered_lead_of_a_sentence_stays_body(line: str) -> None:
    assert paths(line, "道路由茶场负责，仓库由供销社负责，晾晒场由各村负责，车间由县里负责。") == [
        (),
        (),
    ]


def test_names_of_a_list_stay_body_below_their_heading() -> None:
    offices = ("某县茶叶局", "某县水利局", "某县林业局")
    blocks = divide(["一、先进集体", *offices, "二、先进个人", "王小明", "李大伟"]).blocks
    assert [(block.section, block.text) for block in blocks] == [
        *((("一、先进集体",), office) for office in offices),
        *((("二、先进个人",), name) for name in ("王小明", "李大伟")),
    ]


def test_lines_of_a_poem_stay_body_whatever_follows() -> None:
    poem = ("茶山一夜雨", "新叶满枝头", "采茶人未起", "溪水自东流")
    assert paths(*poem) == [()] * 4
    assert paths(*poem, "这首诗写在碑上。") == [()] * 5


def test_a_bare_phrase_heads_a_sentence_but_not_another_phrase() -> None:
    assert paths("茶园改造", "新修了道路。") == [("茶园改造",)]
    assert paths("茶园改造", "道路维修", "新修了道路。") == [(), ("道路维修",)]


def test_the_header_row_of_a_table_is_no_heading() -> None:
    assert paths("茶园\t产量", "东山\t五百公斤，比去年多。") == [(), ()]


def test_the_last_line_is_never_a_heading() -> None:
    assert divide(["正文。", "谢谢大家"]).blocks[-1].text == "谢谢大家"


@pytest.mark.parametrize("line", ["各位代表：", "完成了。", "甲、乙、", "- 项目", "2021"])
def test_lines_that_look_otherwise_are_no_headings(line: str) -> None:
    assert paths(line, "正文。") == [(), ()]
    assert not is_short_phrase(line)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021年12月10日", "2021-12-10"),
        ("2021-12-10 09:02:33", "2021-12-10"),
        ("2021/1/2", "2021-01-02"),
        ("2021.1.2", "2021-01-02"),
        ("二〇二一年十二月十日", "2021-12-10"),
        ("二○二三年三月二十七日", "2023-03-27"),
        ("时间：2026-02-03 09:02", "2026-02-03"),
        ("2021年13月45日", None),
        ("12月10日", None),
        ("电话2021-12-101", None),
    ],
)
def test_dates_are_found_as_they_are_written(text: str, wanted: str | None) -> None:
    found = find_date(text)
    assert (str(found[0]) if found else None) == wanted


def test_no_character_of_random_lines_is_lost() -> None:
    print(f"seed {SEED}")
    rng = random.Random(SEED)
    for _ in range(ROUNDS):
        lines = [rng.choice(PIECES) for _ in range(rng.randint(1, 14))]
        bold = {at: rng.randint(1, 6) for at in range(len(lines)) if rng.random() < BOLD_SHARE}
        divided = divide(lines, bold)
        kept = [block.text for block in divided.blocks] + [removal.text for removal in divided.removed]
        before: tuple[str, ...] = ()
        for block in divided.blocks:
            shared = next(
                (
                    at
                    for at, pair in enumerate(zip(before, block.section, strict=False))
                    if pair[0] != pair[1]
                ),
                min(len(before), len(block.section)),
            )
            kept += [heading for heading in block.section[shared:] if not block.text.startswith(heading)]
            before = block.section
        left = Counter("".join("".join(lines).split())) - Counter("".join("".join(kept).split()))
        # A heading that opens again right where it was closed stands twice and is counted once.
        assert not left or any(lines.count(line) > 1 for line in lines), lines


def test_the_last_item_of_a_list_is_no_heading_of_what_follows() -> None:
    items = (
        "第一条 标识应当标注下列内容：",
        "（一）名称；",
        "（二）产地。",
        "散装的茶叶难以标注的，可以不标注，但应当在柜台上说明。",
    )
    assert paths(*items, "第二条 销售者应当检验茶叶。") == [()] * 5


def test_an_address_right_below_a_heading_leaves_the_heading_open() -> None:
    assert paths("一、回顾", "（一）产业", "各位代表，产业兴旺。", "（二）民生", "好。") == [
        ("一、回顾", "（一）产业"),
        ("一、回顾", "（二）民生"),
    ]
