"""Headings and what stands below each: the lines of a body to paragraphs with their section paths."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.contract.reading import Removal
from indexer.contract.sentences import ends_sentence
from indexer.structure.lines import heading_mark, holds_sentence, is_short_phrase
from indexer.structure.numbering import SENTENCE_RANKS, is_lone_number, rank_of

_LONGEST_NUMBERED_CHARS = 60
_LONGEST_SENTENCE_CHARS = 50
_LONGEST_COLON_CHARS = 30
_CLEARLY_LONGER = 2
_FEWEST_LISTED = 3
_MARKED_RANK = -10  # "#" to "######" outrank every number
_OUTER_RANK, _INNER_RANK = -1, 20
_APPENDIX = re.compile(r"附[件录錄]|名[词詞](?:解[释釋]|注[释釋])|注[释釋]|.{0,16}(?:注[释釋]|[实實]事)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of body under one section path."""

    section: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sectioned:
    """The blocks of a report in order, and what of its lines no block holds."""

    blocks: tuple[Block, ...]
    removed: tuple[Removal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A line as judged: body if `rank` is None, else a heading (the lower the rank, the further out)."""

    text: str
    rank: int | None
    marked: bool = False


def divide(lines: Sequence[str]) -> Sectioned:
    """The lines, none of them blank, as blocks; a heading is never a block, and never lost without a word.

    >>> divide(["一、回顾", "产值增长。", "二、打算", "继续努力。"]).blocks[1]
    Block(section=('二、打算',), text='继续努力。')
    """
    items, removed = _judge(lines)
    items = _without_empty(items, removed)
    path: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for item in items:
        if item.rank is None:
            _close(path, rank_of(item.text))
            blocks.append(Block(section=tuple(text for _, text in path), text=item.text))
        else:
            while path and path[-1][0] >= item.rank:
                path.pop()
            path.append((item.rank, item.text))
    return Sectioned(blocks=tuple(blocks), removed=tuple(removed))


def _close(path: list[tuple[int, str]], rank: int | None) -> None:
    """Close what a numbered paragraph ends: （二） stands beside an open （一）, not below it."""
    if rank is not None and any(open_rank == rank for open_rank, _ in path):
        while path and path[-1][0] >= rank:
            path.pop()


def _judge(lines: Sequence[str]) -> tuple[list[_Item], list[Removal]]:
    """Each line as body or heading; the marks and lone numbers of headings as removals."""
    items: list[_Item] = []
    removed: list[Removal] = []
    listed = _listed(lines)
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        mark = heading_mark(line)
        if mark:
            removed.append(Removal(text=mark, reason="heading mark"))
            items.append(_Item(text=line[len(mark) :], rank=_MARKED_RANK + mark.count("#"), marked=True))
        elif is_lone_number(line) and (is_short_phrase(following) or heading_mark(following)):
            removed.append(Removal(text=line, reason="heading number"))
        else:
            items.append(_Item(text=line, rank=None if at in listed else _rank(line, following)))
    return _settled(items), removed


def _listed(lines: Sequence[str]) -> set[int]:
    """The places of bare short phrases that stand several in a row: names of a list, lines of a poem."""
    listed: set[int] = set()
    run: list[int] = []
    for at, line in enumerate((*lines, "")):
        if is_short_phrase(line) and rank_of(line) is None and not heading_mark(line):
            run.append(at)
            continue
        if len(run) >= _FEWEST_LISTED:
            listed.update(run)
        run = []
    return listed


def _rank(line: str, following: str) -> int | None:
    """The rank of an unmarked heading, _INNER_RANK where it has no number; None for body."""
    if not following:
        return None
    rank = rank_of(line)
    if rank is None:
        return _INNER_RANK if is_short_phrase(line) and _may_be_headed(following, line) else None
    if (
        len(line) > _LONGEST_NUMBERED_CHARS
        or holds_sentence(line)
        or line.endswith(("，", ",", "、", "；", ";"))
    ):
        return None
    if not ends_sentence(line) or _leads_with_colon(line, following):
        return rank
    leads = line.endswith("。") and len(line) <= _LONGEST_SENTENCE_CHARS and len(following) > len(line)
    return rank if leads and rank in SENTENCE_RANKS and rank_of(following) is None else None


def _may_be_headed(following: str, line: str) -> bool:
    """Whether a bare phrase may head what follows: a sentence, a heading, or a clearly longer line."""
    return (
        ends_sentence(following)
        or holds_sentence(following)
        or rank_of(following) is not None
        or bool(heading_mark(following))
        or is_lone_number(following)
        or len(following) >= _CLEARLY_LONGER * len(line)
    )


def _leads_with_colon(line: str, following: str) -> bool:
    """Whether a short numbered line is a heading in spite of the colon behind it: 一、存在的问题："""
    if not line.endswith(("：", ":")) or len(line) > _LONGEST_COLON_CHARS:
        return False
    return rank_of(following) is None and len(following) > len(line) and not heading_mark(following)


def _settled(items: list[_Item]) -> list[_Item]:
    """The items with unnumbered headings ranked: outside the numbers if they come before any, else below.

    An appendix closes all that is open.
    """
    numbered = next((at for at, item in enumerate(items) if item.rank not in {None, _INNER_RANK}), len(items))
    bare = next((at for at, item in enumerate(items) if item.rank == _INNER_RANK), len(items))
    marked = any(item.marked for item in items)
    outer = bare < numbered and not marked
    return [
        replace(item, rank=_OUTER_RANK)
        if item.rank == _INNER_RANK and (outer or (not marked and _APPENDIX.match(item.text)))
        else item
        for item in items
    ]


def _without_empty(items: list[_Item], removed: list[Removal]) -> list[_Item]:
    """The items without headings that head nothing: body after all, unless their format marks them."""
    kept: list[_Item] = []
    lowest: int | None = None  # the outermost rank seen since the last body line, going backwards
    for item in reversed(items):
        listed = bool(kept) and kept[-1].rank is None and rank_of(kept[-1].text) == item.rank
        if item.rank is None:
            lowest = None
            kept.append(item)
        elif not kept or listed or (lowest is not None and item.rank >= lowest):
            if item.marked:
                removed.append(Removal(text=item.text, reason="heading without text"))
            else:
                kept.append(replace(item, rank=None))
                lowest = None
        else:
            lowest = item.rank
            kept.append(item)
    return kept[::-1]
