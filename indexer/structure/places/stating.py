"""The region that a file states of itself: a code, a name, a short name or a path (浙江 宁波)."""

import re
from collections.abc import Collection

from indexer.contract.vocabulary import NATIONAL, Region
from indexer.structure.places.gazetteer import by_code, is_county, lies_in
from indexer.structure.places.spotting import Spot, spots
from indexer.structure.script import folded

_CODE = re.compile(r"\d{2}|\d{4}|\d{6}")
_CODE_DIGITS = 6
_NATIONAL = frozenset({"national", "全国", "中国", "国家", "中央", "中华人民共和国", "国务院"})
_LONGEST_SHOWN_CHARS = 40


def region_stated(stated: str, named: Collection[str]) -> tuple[Region | None, str | None]:
    """The region, or None, and a note where it is not what was written; `named` are the codes of the regions
    that the report itself names, which settle a name that several share.

    >>> region_stated("浙江 宁波", ())[0].code, region_stated("大明府", ())[1]
    ('330200', 'no region is called 大明府')
    """
    if stated.lower() in _NATIONAL:
        return NATIONAL, None
    if _CODE.fullmatch(stated):
        region = by_code().get(stated.ljust(_CODE_DIGITS, "0"))
        return region, None if region else f"no region has the code {stated}"
    meant: tuple[Region, ...] = ()
    for spot in spots(folded(stated)):
        inside = tuple(r for r in _all(spot) if any(lies_in(r, outer) and r != outer for outer in meant))
        meant = inside or meant or _alone(spot)
    if not meant:
        return None, f"no region is called {stated[:_LONGEST_SHOWN_CHARS]}"
    return _one_of(meant, named)


def _all(spot: Spot) -> tuple[Region, ...]:
    return (*spot.name.full, *spot.name.short)


def _alone(spot: Spot) -> tuple[Region, ...]:
    """What a name means with nothing before it: official names first, then the highest that is so called."""
    if spot.name.full:
        return spot.name.full
    high = [region for region in spot.name.short if not is_county(region)]
    top = min((len(region.path) for region in high), default=0)
    return tuple(region for region in high if len(region.path) == top) or spot.name.short


def _one_of(meant: tuple[Region, ...], named: Collection[str]) -> tuple[Region | None, str | None]:
    """The one that the report names too, else what all of them lie in."""
    fitting = [region for region in meant if region.code in named]
    if len(meant) == 1 or len(fitting) == 1:
        return (fitting or meant)[0], None
    shared = set(meant[0].codes).intersection(*(region.codes for region in meant[1:]))
    inner = max((by_code()[code] for code in shared), key=lambda region: len(region.path), default=None)
    paths = "、".join("".join(region.path) for region in meant)
    return inner, f"several regions have this name: {paths[:120]}"
