"""Which region a report is about: every kind of evidence, and what must not decide."""

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.contract.vocabulary import NATIONAL, Region
from indexer.structure.places.gazetteer import by_code, is_county, regions
from indexer.structure.places.regions import Evidence, Finding, find_region

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("regions.jsonl").read_text("utf-8").splitlines()
]
LEAST_SHARE_RIGHT = 0.97


def found(
    title: str = "工作报告",
    *,
    metadata: str | None = None,
    subtitle: str | None = None,
    source: str | None = None,
    body: str = "",
) -> Finding:
    return find_region(Evidence(metadata=metadata, title=title, subtitle=subtitle, source=source, body=body))


def code(finding: Finding) -> str | None:
    return finding.region.code if finding.region else None


def test_the_gazetteer_has_every_level_with_codes_and_paths_of_one_length() -> None:
    everywhere = regions()
    assert len(everywhere) > 3000
    assert len({region.code for region in everywhere}) == len(everywhere)
    assert all(len(region.code) == 6 and region.code.isdigit() for region in everywhere)
    assert all(len(region.path) == len(region.codes) <= 3 for region in everywhere)
    assert all(region.codes[-1] == region.code and region.path[-1] == region.name for region in everywhere)


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("330200", ("浙江省", "宁波市")),
        ("513300", ("四川省", "甘孜藏族自治州")),
        ("421223", ("湖北省", "咸宁市", "崇阳县")),
        ("110108", ("北京市", "海淀区")),
        ("429004", ("湖北省", "仙桃市")),
        ("710000", ("台湾省",)),
    ],
)
def test_a_level_that_does_not_exist_is_left_out_of_the_path(wanted: str, path: tuple[str, ...]) -> None:
    assert by_code()[wanted].path == path


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("330200", "330200"),
        ("33", "330000"),
        ("3302", "330200"),
        ("宁波市", "330200"),
        ("宁波", "330200"),
        ("浙江省宁波市", "330200"),
        ("浙江 宁波", "330200"),
        ("四川省甘孜州", "513300"),
        ("北京市海淀区", "110108"),
        ("甘孜縣", "513328"),
        ("江苏省南京市鼓楼区", "320106"),
        ("重庆江北区", "500105"),
        ("浙江江北区", "330205"),
        ("重庆市渝北区", "500112"),
        ("江苏省通州湾", "320000"),
        ("吉林", "220000"),
    ],
)
def test_what_the_file_states_is_read_as_code_name_or_path(written: str, wanted: str) -> None:
    assert code(found(metadata=written)) == wanted


@pytest.mark.parametrize(
    "written", ["鼓楼区", "朝阳区", "江北区", "江北", "通州湾", "乌有市", "999999", "大明府"]
)
def test_what_cannot_be_told_is_none_with_a_note(written: str) -> None:
    finding = found(metadata=written)
    assert finding.region is None
    assert finding.note


def test_the_title_decides_against_provinces_named_in_passing() -> None:
    body = "全市学习了浙江省、湖北省、四川省的经验。浙江省的做法最多。"
    assert code(found("崇阳县防汛工作报告", body=body)) == "421223"


def test_a_short_name_before_a_colon_is_enough() -> None:
    assert code(found("济南:修好四条小街", body="济南市各区县落实责任。市中区、历下区先行。")) == "370100"


def test_the_newspaper_and_the_way_it_says_we_tell_the_prefecture_from_its_county() -> None:
    body = (
        "我州聚焦中心工作，甘孜大地面貌一新。我州鞏固成果，建設平安甘孜。全州幹警參加，《甘孜州制度》出臺。"
    )
    assert code(found("山路新貌", subtitle="我州工作綜述", source="甘孜日報", body=body)) == "513300"


def test_one_province_in_passing_is_no_evidence() -> None:
    finding = found(body="他们还去湖北省考察过一次。")
    assert finding.region is None
    assert finding.note
    assert "湖北省" in finding.note


def test_words_that_look_like_names_are_none() -> None:
    assert found(body="推进平安建设，实现长治久安，社会和平，据新华社报道。" * 5).region is None


def test_a_district_named_with_its_city_is_the_district() -> None:
    assert code(found("定西市安定区农村水表更换小结", body="定西缺水。安定区的水表旧了。")) == "621102"


def test_traditional_script_finds_the_same_region() -> None:
    region: Region | None = found("安溪縣秋茶採製小結", body="安溪縣今年雨水少。").region
    assert region is not None
    assert region.path == ("福建省", "泉州市", "安溪县")


def test_districts_that_the_package_leaves_out_are_found_below_their_city() -> None:
    assert [by_code()[wanted].path for wanted in ("500105", "500112")] == [
        ("重庆市", "江北区"),
        ("重庆市", "渝北区"),
    ]


def test_a_county_of_another_province_than_the_one_stated_is_never_chosen() -> None:
    body = "玄武区抓落实。玄武区修路。南京市支持。" * 9
    assert code(found("河南省水利小结", body=body)) == "410000"
    assert code(found(metadata="湖北省", title="玄武区水利小结", body=body)) == "420000"


def test_counties_of_one_name_without_context_give_what_they_all_lie_in() -> None:
    assert code(found("朝阳区水利小结", body="朝阳区修渠。全区受益。" * 9)) is None
    finding = found("江苏鼓楼区水利小结")
    assert code(finding) == "320000"
    assert finding.note
    assert "徐州" in finding.note


def test_a_district_s_short_name_within_another_word_is_no_evidence() -> None:
    assert code(found("通州湾围垦小结")) is None
    assert code(found("普陀话的读音")) is None


def path_found(case: dict[str, Any]) -> tuple[str | None, bool]:
    """The path of the region found for a written case ("national" for the country), and whether a county."""
    region = found(
        case["title"],
        metadata=case.get("metadata"),
        subtitle=case.get("subtitle"),
        source=case.get("source"),
        body=case.get("body", ""),
    ).region
    if region is None or region == NATIONAL:
        return ("national" if region else None), False
    return "".join(region.path), is_county(region)


def test_the_written_cases_name_regions_that_exist_and_say_why() -> None:
    paths = {"".join(region.path) for region in regions()} | {"national", None}
    assert len(CASES) >= 150
    assert all(case["why"] for case in CASES)
    assert {path for case in CASES for path in (case["region"], *case.get("alternatives", ()))} <= paths


def test_the_written_cases_are_right_and_never_a_wrong_county() -> None:
    wrong: list[tuple[str, str | None]] = []
    wrong_counties: list[tuple[str, str | None]] = []
    for case in CASES:
        path, county = path_found(case)
        if path not in {case["region"], *case.get("alternatives", ())}:
            wrong.append((case["title"], path))
            if county:
                wrong_counties.append((case["title"], path))
    assert not wrong_counties
    assert 1 - len(wrong) / len(CASES) >= LEAST_SHARE_RIGHT, wrong


def test_the_evidence_is_kept_strongest_first_with_a_score() -> None:
    body = "崇阳县水库安全。学习浙江省经验。全县平安。"
    finding = found("崇阳县防汛工作报告", source="崇阳县水利局", body=body)
    assert code(finding) == "421223"
    points = [said.points for said in finding.evidence]
    assert points == sorted(points, reverse=True)
    assert {said.place for said in finding.evidence} >= {"title", "source", "body", "self-reference"}
    assert 0.9 < finding.score < 1.0


def test_a_finding_of_nothing_scores_nothing() -> None:
    assert found(body="今日多云。").score == 0.0


def test_a_mountain_or_a_river_named_like_a_county_is_no_county() -> None:
    assert code(found("杭州市钱塘江保护条例")) == "330100"
    assert code(found("浙江省普陀山管理条例")) == "330000"
    assert code(found("青岛市胶州湾保护条例")) == "370200"
