"""Headings and what stands below each: the lines of a body to paragraphs with their section paths.

A heading reaches to the next of its rank or further out. Three things close one before that. An appendix
closes all; a paragraph that turns to the audience (各位代表！) closes all but the outermost; and where
several siblings head exactly one paragraph each, what follows the last one's belongs to their parent.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from indexer.contract.reading import Removal
from indexer.structure.outline.bare import settled, without_empty
from indexer.structure.outline.closing import closings
from indexer.structure.outline.contents import contents_lines
from indexer.structure.outline.headings import judge
from indexer.structure.outline.items import INNER_RANK, Item
from indexer.structure.outline.leads import with_leads
from indexer.structure.outline.numbering import ARTICLE
from indexer.structure.outline.run_in import with_run_ins
from indexer.structure.outline.speech import is_stage_direction, looks_back, opens_with_address


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


def divide(
    lines: Sequence[str], bold: Mapping[int, int] | None = None, listed: Set[int] = frozenset()
) -> Sectioned:
    """The lines, none of them blank, as blocks; a heading on a line of its own is never a block, and never
    lost without a word. `bold` and `listed` as in headings.judge.

    >>> divide(["一、回顾", "产值增长。", "二、打算", "继续努力。"]).blocks[1]
    Block(section=('二、打算',), text='继续努力。')
    """
    body, aside = _set_aside(lines)
    places = {at: new for new, at in enumerate(body)}
    moved = {places[at]: size for at, size in (bold or {}).items() if at in places}
    items, removed = judge(
        [lines[at] for at in body], moved, frozenset(places[at] for at in listed if at in places)
    )
    items = without_empty(with_run_ins(with_leads(settled(items))), removed)
    return Sectioned(blocks=tuple(_blocks(items)), removed=(*aside, *removed))


def _set_aside(lines: Sequence[str]) -> tuple[list[int], list[Removal]]:
    """The places of the lines that are text, and the others: tables of contents, what the hall does."""
    contents = contents_lines(lines)
    body: list[int] = []
    aside: list[Removal] = []
    for at, line in enumerate(lines):
        if at in contents:
            aside.append(Removal(text=line, reason="table of contents"))
        elif is_stage_direction(line):
            aside.append(Removal(text=line, reason="stage direction"))
        else:
            body.append(at)
    return body, aside


def _blocks(items: Sequence[Item]) -> list[Block]:
    path: list[tuple[int, str]] = []
    section: tuple[str, ...] = ()
    blocks: list[Block] = []
    closing = closings(items)
    following = _ranks_behind(items)
    for at, item in enumerate(items):
        rank = item.rank
        if rank is None:
            # What stands right below a heading is its text, whatever it looks like.
            if at and items[at - 1].is_body and _leave(path, item, closing.get(at), following[at]):
                section = tuple(text for _, text in path)
        else:
            _cut(path, rank)
            path.append((rank, item.opened or item.text))
            section = tuple(text for _, text in path)
        if item.is_body:
            blocks.append(Block(section=section, text=item.text))
    return blocks


def _leave(path: list[tuple[int, str]], item: Item, end: int | None, following: int | None) -> bool:
    """Close what the paragraph does not belong to; `end` is the rank that ends here."""
    changed = _close(path, item.number)
    if end is not None:
        changed |= _cut(path, end)
    if len(path) > 1 and (opens_with_address(item.text) or _summarises(path, item.text, following)):
        changed |= _turn(path, following)
    return changed


def _ranks_behind(items: Sequence[Item]) -> list[int | None]:
    """For each line the rank of the next heading behind it."""
    ranks: list[int | None] = []
    behind: int | None = None
    for item in reversed(items):
        ranks.append(behind)
        behind = behind if item.rank is None else item.rank
    return ranks[::-1]


def _summarises(path: list[tuple[int, str]], text: str, following: int | None) -> bool:
    """Whether the paragraph sums up the numbered items whose last one stands open."""
    ended = any(0 < rank < INNER_RANK and rank != following for rank, _ in path[1:])
    return ended and looks_back(text)


def _turn(path: list[tuple[int, str]], following: int | None) -> bool:
    """Close what a paragraph leaves that turns to the audience: all but the outermost heading and, where a
    series goes on behind it, the open heading of that series."""
    kept = next((depth for depth, (rank, _) in enumerate(path) if rank == following and rank < INNER_RANK), 0)
    return _cut(path, path[kept][0] + 1)


def _cut(path: list[tuple[int, str]], rank: int) -> bool:
    """Close what is open at this rank and below."""
    before = len(path)
    while path and path[-1][0] >= rank:
        path.pop()
    return len(path) < before


def _close(path: list[tuple[int, str]], rank: int | None) -> bool:
    """Close what a numbered paragraph ends: （二） stands beside an open （一）, and 第二条 beside 第一条."""
    if rank == ARTICLE:
        return _cut(path, rank)
    if rank is not None and any(open_rank == rank for open_rank, _ in path):
        return _cut(path, rank)
    return False
