"""Places: the regions of a column, reports' own or mentioned ones, with what is said and asked of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from indexer.analysis.regions import codes_meant
from indexer.contract.vocabulary import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Regions by number; `labels` and `parents` are of them and of everything above them, by code."""

    regions: tuple[Region, ...]
    labels: dict[str, str]
    parents: dict[str, str | None]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, sorted."""
        return tuple(sorted(self.labels))

    def named(self, value: str) -> frozenset[str]:
        """The codes that a value names; a code, which is what links carry, is not looked for."""
        return frozenset((value,)) if value in self.labels else codes_meant(self.regions, value)

    def ticked(self, values: Iterable[str]) -> frozenset[str]:
        """By code where a value names regions, as typed where it names none."""
        return frozenset(code for value in values for code in self.named(value) or (value,))


def places_of(regions: Iterable[Region]) -> Places:
    """The places that these regions, in the order of their numbers, make up."""
    known = tuple(regions)
    steps = [
        step
        for region in known
        for step in zip(region.codes, region.path, (None, *region.codes), strict=False)
    ]
    return Places(
        regions=known,
        labels={code: name for code, name, _ in steps},
        parents={code: above for code, _, above in steps},
    )


def region_of(values: dict[str, Any]) -> Region:
    """What asdict made of a region, and JSON after it, as the region again."""
    return Region(
        code=values["code"],
        name=values["name"],
        path=tuple(values["path"]),
        codes=tuple(values["codes"]),
    )
