"""Names beside the official ones: former, short and set names, each of a region that exists."""

import pytest

from indexer.structure.places.gazetteer import by_code, regions
from indexer.structure.places.names import all_names
from indexer.structure.places.renamed import former_names, papers, spoken_names
from indexer.structure.script import folded


def test_every_heir_and_every_spoken_name_and_paper_has_a_code_that_exists() -> None:
    codes = {*former_names().values(), *papers().values()}
    codes.update(code for those in spoken_names().values() for code in those)
    assert codes <= by_code().keys()


def test_no_former_name_is_one_that_a_region_bears_today() -> None:
    assert not former_names().keys() & {region.name for region in regions()}


@pytest.mark.parametrize(
    ("old", "path"),
    [
        ("襄樊市", "湖北省襄阳市"),
        ("莱芜市", "山东省济南市莱芜区"),
        ("平安县", "青海省海东市平安区"),
        ("闸北区", "上海市静安区"),
        ("荆沙市", "湖北省荆州市"),
        ("路南县", "云南省昆明市石林彝族自治县"),
        ("大庸市", "湖南省张家界市"),
        ("昆山县", "江苏省苏州市昆山市"),
        ("商丘地区", "河南省商丘市"),
    ],
)
def test_a_former_name_means_the_region_that_bears_it_on(old: str, path: str) -> None:
    assert ["".join(region.path) for region in all_names()[old].plain] == [path]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("吉林", ["220000"]),
        ("吉林市", ["220200"]),
        ("海南", ["460000"]),
        ("海南州", ["632500"]),
        ("锡盟", ["152500"]),
        ("内蒙古", ["150000"]),
        ("恩施州", ["422800"]),
        ("川渝", ["510000", "500000"]),
        ("和平", []),
        ("朝阳", []),
        ("新华社", []),
    ],
)
def test_what_a_name_means_by_itself(name: str, codes: list[str]) -> None:
    assert [region.code for region in all_names()[name].plain] == codes


def test_folding_keeps_every_place_in_the_text() -> None:
    text = "乾安縣與瀋陽、臺州，ＡＢＣ𠮷"
    assert folded(text) == "干安县与沈阳、台州，ＡＢＣ𠮷"
    assert folded("本来就是简体") == "本来就是简体"
