"""The regions a paragraph certainly mentions, and what it does not."""

import random

import pytest

from indexer.structure.places.gazetteer import by_code
from indexer.structure.places.mentions import regions_in
from indexer.structure.places.names import all_names


def mentioned(text: str, around: str | None = None) -> list[str]:
    return ["".join(region.path) for region in regions_in(text, by_code()[around] if around else None)]


def test_regions_stand_in_the_order_of_their_first_mention_each_once() -> None:
    assert mentioned("学习浙江经验，再访杭州市和浙江，后到襄樊。") == [
        "浙江省",
        "浙江省杭州市",
        "湖北省襄阳市",
    ]


def test_a_path_mentions_its_last_place() -> None:
    assert mentioned("江苏省南京市鼓楼区") == ["江苏省南京市鼓楼区"]
    assert mentioned("湖北崇阳") == ["湖北省咸宁市崇阳县"]


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("320100", ["江苏省南京市鼓楼区"]),
        ("320106", ["江苏省南京市鼓楼区"]),
        ("350000", ["福建省福州市鼓楼区"]),
        ("320000", []),
        ("510000", []),
        (None, []),
    ],
)
def test_a_name_that_several_share_is_the_one_of_the_region_that_reports(
    around: str | None, expected: list[str]
) -> None:
    assert mentioned("鼓楼区开展整治", around) == expected


def test_a_city_named_beside_it_settles_a_shared_name() -> None:
    assert mentioned("福州老街多，鼓楼区开展整治") == ["福建省福州市", "福建省福州市鼓楼区"]


def test_short_names_of_counties_count_in_their_own_city_only() -> None:
    assert mentioned("慈溪、海曙两地", "330200") == ["浙江省宁波市慈溪市", "浙江省宁波市海曙区"]
    assert mentioned("慈溪、海曙两地", "420000") == []
    assert mentioned("海淀的朝阳产业", "110000") == ["北京市海淀区"]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("支持沈阳、大连扩大开放", ["辽宁省沈阳市", "辽宁省大连市"]),
        ("海口、三亚带动", ["海南省海口市", "海南省三亚市"]),
        ("金昌、白银、天水入选", ["甘肃省金昌市", "甘肃省白银市", "甘肃省天水市"]),
        ("福建晋江、石狮的企业", ["福建省泉州市晋江市", "福建省泉州市石狮市"]),
        ("北京市海淀区和朝阳", ["北京市海淀区", "北京市朝阳区"]),
        ("大连、安康、和平", []),
        ("浙江、安康", ["浙江省"]),
    ],
)
def test_a_list_settles_a_short_name_beside_its_like(text: str, paths: list[str]) -> None:
    assert mentioned(text) == paths


@pytest.mark.parametrize(
    "text",
    [
        "青海湖水位上升，江豚返回长江",
        "客人爱喝宁夏红，也买云南白药和贵州茅台",
        "晚会演出河北梆子、河南豫剧、安徽黄梅戏和山东快书",
        "哈尔滨工业大学、西安外国语大学、上海交大的师生",
        "向上海浦东发展银行贷款，兰州拉面和重庆火锅",
        "村支书李海南与记者王广西",
        "英雄安葬于此，深化大湘西协作",
    ],
)
def test_a_place_within_the_name_of_something_else_is_no_mention(text: str) -> None:
    assert mentioned(text) == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("汉中航空零部件基地", ["陕西省汉中市"]),
        ("青岛港与江苏省委", ["山东省青岛市", "江苏省"]),
        ("上海浦东与雄安新区", ["上海市浦东新区", "河北省"]),
        ("上海市第一人民医院", ["上海市"]),
    ],
)
def test_what_a_place_has_or_runs_mentions_it(text: str, paths: list[str]) -> None:
    assert mentioned(text) == paths


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("落实强农惠农政策", "640200"),
        ("土地承包延长三十年", "610600"),
        ("科技创新和产业创新，产品比如棉花", "652900"),
        ("提高安全水平", "360900"),
        ("大兴调查研究之风", "110000"),
        ("构建安全格局", "411000"),
        ("推动中线科创走廊", "500000"),
    ],
)
def test_words_that_meet_are_no_county_of_the_city_that_reports(text: str, around: str) -> None:
    assert mentioned(text, around) == []


def test_a_set_name_mentions_each_of_its_provinces() -> None:
    assert mentioned("京津冀协同") == ["北京市", "天津市", "河北省"]
    assert mentioned("成渝中线高铁", "500000") == ["四川省成都市", "重庆市"]


def test_traditional_script_mentions_the_same() -> None:
    assert mentioned("瀋陽與臺州、乾安縣") == ["辽宁省沈阳市", "浙江省台州市", "吉林省松原市乾安县"]


@pytest.mark.parametrize(
    "text",
    [
        "据新华社报道，长治久安，大同小异，和平发展，平安建设",
        "沿北京路、南京东路和中山大道到上海路",
        "市和县级信息县级管理县级公安县级",
        "入海口、出海口、黄河南岸、太湖北岸、洞庭湖南岸",
        "宁波银行、浙江大学、青岛啤酒、阿里巴巴、哈密瓜",
        "东方市场、西南通道、推广西红柿、双重庆祝、造福建设、建成都市圈",
        "新增城市绿地，适应城市发展，奥运城市，新晋中国企业，罗浮山县镇村，市和县乡村",
        "老城区、新城区、郊区和矿区，日照充足，各位来宾",
    ],
)
def test_names_inside_other_words_are_no_mention(text: str) -> None:
    assert mentioned(text) == []


def test_the_rest_of_a_word_is_read_on() -> None:
    assert mentioned("西安区域中心，美丽江西，成都市民") == ["陕西省西安市", "江西省", "四川省成都市"]


def test_any_text_is_read_without_failing_and_in_order() -> None:
    seed = 20240607
    print(f"seed {seed}")
    chance = random.Random(seed)
    names = sorted(all_names())
    for _ in range(300):
        text = "".join(chance.choice([chance.choice(names), "的", "，", "市", "1"]) for _ in range(20))
        found = regions_in(text, by_code()["330200"])
        assert len({region.code for region in found}) == len(found)


def test_a_person_behind_a_title_is_no_place() -> None:
    assert regions_in("县委书记沈阳在全县防汛会议上说。", None) == ()
    assert [region.name for region in regions_in("沈阳在东北，书记到沈阳考察。", None)] == ["沈阳市"]
