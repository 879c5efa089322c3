"""Where siblings end: headings that head one paragraph each leave what follows the last to their parent."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.structure.outline.items import LEAD_RANK, RUN_IN_RANK, Item
from indexer.structure.outline.speech import opens_with_address

_FEWEST_SIBLINGS = 3
_FEWEST_LINES = 5
_SECOND = 2


@dataclass(slots=True, kw_only=True)
class _Siblings:
    """Open headings of one rank: how many paragraphs each heads, and where the last one's second stands. Not
    frozen: it is counted up while the items are read."""

    fewest: int
    counts: list[int]
    second: int | None = None

    def closes_at(self) -> int | None:
        """Where text begins that belongs to none of them."""
        single = len(self.counts) >= self.fewest and all(count == 1 for count in self.counts[:-1])
        return self.second if single else None


def closings(items: Sequence[Item]) -> dict[int, int]:
    """The places at which the last of several siblings of one paragraph each ends, with their rank."""
    ends: dict[int, int] = {}
    open_ranks: dict[int, _Siblings] = {}

    def close(ranks: list[int]) -> None:
        for rank in ranks:
            at = open_ranks.pop(rank).closes_at()
            if at is not None and open_ranks:
                ends[at] = min(rank, ends.get(at, rank))

    for at, item in enumerate(items):
        if item.rank is not None:
            close(sorted((rank for rank in open_ranks if rank > item.rank), reverse=True))
            _count(open_ranks, at, item)
            continue
        if open_ranks and opens_with_address(item.text):
            close(sorted((rank for rank in open_ranks if rank > min(open_ranks)), reverse=True))
        if open_ranks:
            innermost = max(open_ranks)
            _count_below(open_ranks[innermost], at)
            if LEAD_RANK <= innermost < RUN_IN_RANK and open_ranks[innermost].second == at:
                ends[at] = LEAD_RANK  # a lead sentence heads one paragraph
    close(sorted(open_ranks, reverse=True))
    return ends


def _count(open_ranks: dict[int, _Siblings], at: int, item: Item) -> None:
    """Note a heading among its siblings; one that has others below it heads no single paragraph."""
    rank = item.rank or 0
    for outer, siblings in open_ranks.items():
        if outer < rank:
            siblings.counts[-1] = 2
    fewest = _FEWEST_SIBLINGS if item.opened is not None or rank >= LEAD_RANK else _FEWEST_LINES
    siblings = open_ranks.setdefault(rank, _Siblings(fewest=fewest, counts=[]))
    siblings.counts.append(int(item.opened is not None))
    siblings.second = None


def _count_below(siblings: _Siblings, at: int) -> None:
    siblings.counts[-1] += 1
    if siblings.counts[-1] == _SECOND:
        siblings.second = at
