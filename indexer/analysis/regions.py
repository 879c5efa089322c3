"""Regions as readers name them, in either script."""

from collections.abc import Iterable

from indexer.analysis.fold import fold
from indexer.contract.vocabulary import Region, codes_named


def codes_meant(regions: Iterable[Region], value: str) -> frozenset[str]:
    """The codes that a value names, as vocabulary.codes_named tells, as written or else folded (寧波)."""
    known = tuple(regions)
    return codes_named(known, value) or codes_named(known, fold(value))
