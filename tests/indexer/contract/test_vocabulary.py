"""Names of regions as readers write them."""

import pytest

from indexer.contract.vocabulary import Region, codes_named, short_name

HENAN = Region(code="410000", name="河南省", path=("河南省",), codes=("410000",))
HENAN_COUNTY = Region(
    code="632324",
    name="河南蒙古族自治县",
    path=("青海省", "黄南藏族自治州", "河南蒙古族自治县"),
    codes=("630000", "632300", "632324"),
)
GULOU = tuple(
    Region(code=code, name="鼓楼区", path=(city, "鼓楼区"), codes=(f"{code[:4]}00", code))
    for city, code in (("南京市", "320106"), ("福州市", "350102"))
)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("浙江省", "浙江"),
        ("恩施土家族苗族自治州", "恩施"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("鄂温克族自治旗", "鄂温克"),
        ("神农架林区", "神农架"),
        ("北林区", "北林"),
        ("香港特别行政区", "香港"),
        ("郊区", "郊区"),
    ],
)
def test_a_name_loses_its_administrative_ending(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_short_name_means_the_highest_level_that_has_it() -> None:
    assert codes_named([HENAN, HENAN_COUNTY], "河南") == {"410000"}


def test_a_full_name_is_taken_literally() -> None:
    assert codes_named([HENAN, HENAN_COUNTY], "河南蒙古族自治县") == {"632324"}


def test_a_full_name_that_two_regions_share_means_both() -> None:
    assert codes_named(GULOU, "鼓楼区") == {"320106", "350102"}


def test_an_autonomous_place_and_a_code_may_be_shortened() -> None:
    assert codes_named([HENAN_COUNTY], "黄南州") == {"632300"}
    assert codes_named([HENAN_COUNTY], "63") == {"630000"}
    assert codes_named([HENAN], "河南州") == frozenset()


def test_a_name_of_nothing_names_nothing() -> None:
    assert codes_named(GULOU, "nowhere") == frozenset()
