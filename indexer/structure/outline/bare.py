"""Headings without a number: how far out they stand, and which of all headings head nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.contract.reading import Removal
from indexer.structure.outline.items import INNER_RANK, OUTER_RANK, Item, first_sentence
from indexer.structure.outline.numbering import HALF_STEP, opens_series

_APPENDIX = re.compile(r"附[件录錄]|名[词詞](?:解[释釋]|注[释釋])|注[释釋]|.{0,16}(?:注[释釋]|[实實]事)$")


def settled(items: list[Item]) -> list[Item]:
    """The items with the headings without a number ranked.

    They stand outside the numbers if they come before any, and else just outside the series that opens below
    them; below all numbers where none does. An appendix closes all that is open.
    """
    numbered = next(
        (at for at, item in enumerate(items) if item.rank is not None and item.rank != INNER_RANK), len(items)
    )
    bare = next((at for at, item in enumerate(items) if item.rank == INNER_RANK), len(items))
    if bare == len(items):
        return items
    marked = any(item.marked for item in items)
    outer = bare < numbered and not marked
    series = _series_below(items)
    result: list[Item] = []
    level: int | None = None  # the rank of the last such heading that is still open
    for at, item in enumerate(items):
        if item.rank is not None and item.rank != INNER_RANK and level is not None and item.rank < level:
            level = None
        if item.rank == INNER_RANK:
            rank = _bare_rank(items, at, series, outer=outer, level=level)
            if not marked and _APPENDIX.match(item.text):
                rank = OUTER_RANK
            level = rank
        result.append(item if item.rank != INNER_RANK else replace(item, rank=level))
    return result


def _bare_rank(
    items: Sequence[Item], at: int, series: Mapping[int, int], *, outer: bool, level: int | None
) -> int:
    opened = series.get(at)
    before = items[at - 1].rank if at else None
    if outer:
        directly = before is not None and OUTER_RANK < before < INNER_RANK
        if not directly:
            return OUTER_RANK if level in {None, OUTER_RANK} or opened is not None else level or OUTER_RANK
        return INNER_RANK if opened is None else opened - HALF_STEP
    if opened is not None:
        return opened - HALF_STEP if level is None else min(opened - HALF_STEP, level)
    return INNER_RANK if level is None or level == OUTER_RANK else level


def _series_below(items: Sequence[Item]) -> dict[int, int]:
    """The rank of the numbers that begin below a bare heading, before the next such heading, by its place."""
    series: dict[int, int] = {}
    awaiting: int | None = None
    for at, item in enumerate(items):
        if item.rank == INNER_RANK:
            awaiting = at
        elif awaiting is not None and item.number is not None:
            if item.rank is None and first_sentence(item.text) is None:
                continue
            if opens_series(item.text):
                series[awaiting] = item.number
            awaiting = None
    return series


def without_empty(items: list[Item], removed: list[Removal]) -> list[Item]:
    """The items without headings that head nothing: body after all, unless their format marks them."""
    kept: list[Item] = []
    lowest: int | None = None  # the outermost rank seen since the last body line, going backwards
    for item in reversed(items):
        listed = bool(kept) and kept[-1].rank is None and kept[-1].number == item.rank
        if item.is_body:
            lowest = item.rank
            kept.append(item)
        elif not kept or listed or (lowest is not None and item.rank is not None and item.rank >= lowest):
            if item.marked:
                removed.append(Removal(text=item.text, reason="heading without text"))
            else:
                kept.append(replace(item, rank=None))
                lowest = None
        else:
            lowest = item.rank
            kept.append(item)
    return kept[::-1]
