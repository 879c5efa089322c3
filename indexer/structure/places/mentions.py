"""The regions that a paragraph certainly mentions: what could be another place, or no place, is left out.

An official name (上海市) always is a mention. A short name is none within the proper name of something else:
a street, a station, a lake, a university, a bank, a company, a ship, a dish, an opera (南京路, 青海湖).
What a place has or runs stays with it: a port, a park, a hospital, an office (青岛港, 江苏省委).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.contract.vocabulary import Region
from indexer.structure.places.gazetteer import is_county, lies_in
from indexer.structure.places.spotting import Spot, spots
from indexer.structure.script import folded

_JOINTS = frozenset({"", " ", "·"})
_LISTED = frozenset("、—－-和与")
_FEATURE = re.compile("[山湖江河海岛湾桥塘港滩泉寺庙塔陵峡洞溪崖关]|古城|湿地|水库|机场|高铁|高速")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A name in a text and the regions it may mean there, one if it is certain; all are meant of a group.

    `within` is the place named right before it, in which it lies (浙江省 before 宁波市).
    """

    spot: Spot
    candidates: tuple[Region, ...]
    within: "Meant | None" = None

    @property
    def certain(self) -> bool:
        """Whether there is only one reading."""
        return len(self.candidates) == 1 or bool(self.spot.name.group)


def regions_in(text: str, around: Region | None = None) -> tuple[Region, ...]:
    """The regions in the order of their first mention, each once; `around` is the region that reports.

    A path (浙江省宁波市) mentions its last place. Short names of counties count in their own surroundings.

    >>> [region.name for region in regions_in("京津冀三地与浙江省宁波市签约，学习鼓楼区做法")]
    ['北京市', '天津市', '河北省', '宁波市']
    """
    meant = read_names(folded(text))
    if not meant:
        return ()
    known = frozenset(region.code for each in meant if each.certain for region in each.candidates)
    settled = [_settle(each, around, known) for each in meant]
    if not all(settled):
        _settle_lists(meant, settled, text)
    paths = {id(each.within) for each in meant}
    named = (those for each, those in zip(meant, settled, strict=True) if id(each) not in paths)
    return tuple({region.code: region for those in named for region in those}.values())


def read_names(text: str) -> list[Meant]:
    """The names of a folded text with what each may mean, judged by the name right before it alone."""
    read: list[Meant] = []
    for spot in spots(text):
        before = read[-1] if read and text[read[-1].spot.end : spot.start] in _JOINTS else None
        inside = _inside(spot, before, text) if before else ()
        if inside:
            read.append(Meant(spot=spot, candidates=inside, within=before))
        else:
            read.append(Meant(spot=spot, candidates=spot.name.plain))
    return read


def _inside(spot: Spot, before: Meant, text: str) -> tuple[Region, ...]:
    """What the name means in the place named right before it: any official name, and behind a short name a
    short one (湖北崇阳), unless it is that of a mountain or a lake (杭州西湖, 上海市黄浦江)."""
    named: tuple[Region, ...] = spot.name.full
    shortened = not spot.name.full and not before.spot.name.full and not _FEATURE.match(text, spot.end)
    if shortened:
        named = tuple(region for region in spot.name.short if not (spot.name.doubtful and is_county(region)))
    return tuple(
        region
        for region in named
        if any(lies_in(region, outer) and region != outer for outer in before.candidates)
    )


def _settle(meant: Meant, around: Region | None, known: frozenset[str]) -> tuple[Region, ...]:
    """The one region that is meant, all of a group, or ()."""
    name = meant.spot.name
    if name.group or (meant.candidates and len(name.full) + len(name.short) == 1):
        return meant.candidates
    own = _own(meant, around, known)
    if own:
        return own
    if len(meant.candidates) <= 1:
        return meant.candidates
    return _nearest(meant.candidates, around) or _fitting(meant.candidates, known)


def _settle_lists(meant: Sequence[Meant], settled: list[tuple[Region, ...]], text: str) -> None:
    """Settle what is open beside its like in a list: 大连 in 沈阳、大连, 石狮 in 福建晋江、石狮."""
    pairs = [
        (left, left + 1)
        for left, (one, other) in enumerate(pairwise(meant))
        if other.spot.start - one.spot.end == 1 and text[one.spot.end] in _LISTED
    ]
    for beside, place in (*pairs, *((right, left) for left, right in reversed(pairs))):
        if not settled[place] and len(settled[beside]) == 1:
            settled[place] = _like(meant[place], settled[beside][0])


def _like(meant: Meant, other: Region) -> tuple[Region, ...]:
    """The one city a short name may mean beside another city, or the one county beside one of its city."""
    alike = tuple(
        region
        for region in meant.spot.name.short
        if len(region.path) == len(other.path) > 1
        and is_county(region) == is_county(other)
        and (not is_county(region) or region.codes[:-1] == other.codes[:-1])
    )
    return alike if len(alike) == 1 else ()


def _own(meant: Meant, around: Region | None, known: frozenset[str]) -> tuple[Region, ...]:
    """What a short name means where its region is named in full, or lies around: 鄞州 in 宁波's report."""
    name = meant.spot.name
    if meant.within or (meant.candidates and not _rivalled(meant, around)):
        return ()
    named = tuple(region for region in (*name.full, *name.short) if region.code in known)
    if named or name.doubtful:
        return named if len(named) == 1 else ()
    near = tuple(region for region in name.short if around and _shares_city(region, around))
    return near if len(near) == 1 else ()


def _rivalled(meant: Meant, around: Region | None) -> bool:
    """Whether another reading of the name is the place that reports: 巴州 in 巴中's, 海南 in 海南州's."""
    return around is not None and any(
        lies_in(around, region) and region not in meant.candidates for region in meant.spot.name.short
    )


def _shares_city(region: Region, around: Region) -> bool:
    """Whether the two lie in one city, or in one municipality or province that has no city between."""
    outer = around.codes[:-1] if is_county(around) else around.codes
    direct = len(region.codes) == len(outer) + 1
    return outer[-1] in region.codes and direct


def _nearest(candidates: Iterable[Region], around: Region | None) -> tuple[Region, ...]:
    """The candidate that shares most of its path with the region that reports, if only one does."""
    shared = {region: _shared(region, around) for region in candidates} if around else {}
    most = max(shared.values(), default=0)
    best = tuple(region for region, count in shared.items() if count == most)
    return best if most and len(best) == 1 else ()


def _shared(region: Region, around: Region) -> int:
    return sum(a == b for a, b in zip(region.codes, around.codes, strict=False))


def _fitting(candidates: Iterable[Region], known: frozenset[str]) -> tuple[Region, ...]:
    """The candidate whose city or province the text names, if only one's is."""
    fitting = tuple(_with_parent(candidates, known))
    return fitting if len(fitting) == 1 else ()


def _with_parent(candidates: Iterable[Region], known: frozenset[str]) -> Iterator[Region]:
    return (region for region in candidates if not known.isdisjoint(region.codes[:-1]))
