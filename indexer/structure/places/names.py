"""What each name may mean: official, former and short names, and the words that only look like them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from indexer.contract.vocabulary import Region, short_name
from indexer.structure.places.gazetteer import by_code, is_county, regions
from indexer.structure.places.ordinary import DOUBTFUL, GENERIC, ORDINARY, WORDS
from indexer.structure.places.renamed import former_names, spoken_names
from indexer.structure.script import folded

_SHORTEST_PLAIN = 3  # an official name of two characters (和县) is too often part of other words


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in simplified script, and the regions it may mean: `full` as their official, former or set
    name, `short` as what is left of it without its ending. Of `group` it means every one.

    A `risky` name is one only where the characters around it allow it; a `doubtful` one only where more than
    the name itself says so. A word that only looks like a name has no regions at all. `plain` is what it
    means by itself: () where that takes more than the name, as for a county's short name.
    """

    text: str
    full: tuple[Region, ...] = ()
    short: tuple[Region, ...] = ()
    group: tuple[Region, ...] = ()
    risky: bool = False
    doubtful: bool = False
    plain: tuple[Region, ...] = ()

    @property
    def is_word(self) -> bool:
        """Whether it means no place."""
        return not (self.full or self.short or self.group)


@dataclass(slots=True)
class _Meant:
    """A name's regions while the table is being filled."""

    full: dict[Region, None] = field(default_factory=dict)
    short: dict[Region, None] = field(default_factory=dict)
    group: tuple[Region, ...] = ()


@cache
def all_names() -> Mapping[str, Name]:
    """Every name by its text.

    >>> [region.name for region in all_names()["鼓楼区"].full][:2]
    ['鼓楼区', '鼓楼区']
    >>> [region.name for region in all_names()["巴州"].full]
    ['巴音郭楞蒙古自治州']
    """
    meant: dict[str, _Meant] = {folded(word): _Meant() for word in WORDS}
    for region in regions():
        _add_official(meant, region)
    for name, code in former_names().items():
        _place(meant, name).full[by_code()[code]] = None
    _add_raised(meant)
    for name, codes in spoken_names().items():
        if len(codes) == 1:
            _place(meant, name).full[by_code()[codes[0]]] = None
        else:
            _place(meant, name).group = tuple(by_code()[code] for code in codes)
    high = {short_name(region.name) for region in regions() if not is_county(region)}
    return {text: _name(text, those, high) for text, those in meant.items()}


def _place(meant: dict[str, _Meant], name: str) -> _Meant:
    return meant.setdefault(folded(name), _Meant())


def _add_official(meant: dict[str, _Meant], region: Region) -> None:
    short = short_name(region.name)
    _place(meant, region.name).full[region] = None
    if short == region.name:
        return
    _place(meant, short).short[region] = None
    if "自治" in region.name and len(region.path) > 1:  # 甘孜州 for 甘孜藏族自治州
        _place(meant, short + region.name[-1]).full[region] = None


def _add_raised(meant: dict[str, _Meant]) -> None:
    """What a city was before it became one, where nothing else has that name today: 昆山县, 商丘地区."""
    provinces = {short_name(region.name) for region in regions() if len(region.path) == 1}
    for region in regions():
        short = short_name(region.name)
        if region.name.endswith("市") and len(region.path) > 1 and short not in provinces:
            before = short + ("县" if is_county(region) else "地区")
            if folded(before) not in meant:
                _place(meant, before).full[region] = None


def _name(text: str, meant: _Meant, high: set[str]) -> Name:
    stem = text[:-1]
    risky = bool(meant.full) and (
        len(text) < _SHORTEST_PLAIN or stem in high or stem in ORDINARY or stem in DOUBTFUL
    )
    word = text in ORDINARY and all(is_county(region) for region in meant.short)
    doubtful = text in GENERIC if meant.full else text in DOUBTFUL or word
    return Name(
        text=text,
        full=tuple(meant.full),
        short=tuple(meant.short),
        group=meant.group,
        risky=risky,
        doubtful=doubtful,
        plain=() if doubtful else meant.group or tuple(meant.full) or _highest(meant.short),
    )


def _highest(meant: Mapping[Region, None]) -> tuple[Region, ...]:
    """Of the regions with one short name those of the highest level, and no county."""
    high = [region for region in meant if not is_county(region)]
    top = min((len(region.path) for region in high), default=0)
    return tuple(region for region in high if len(region.path) == top)
