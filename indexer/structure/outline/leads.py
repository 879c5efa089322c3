"""Lead sentences: sentences on lines of their own, each the heading of the one long paragraph below it.

They have no number and end with a full stop, so their alternation tells them: three times at least a short
sentence, then a paragraph clearly longer. Of the sentences of one run, those that begin alike stand outside
the others (五年来，我们坚定不移… above 产业结构持续优化。).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.structure.outline.items import INNER_LEAD_RANK, LEAD_RANK, Item
from indexer.structure.outline.lines import holds_sentence
from indexer.structure.outline.speech import opens_with_address

_FEWEST = 3
_FEWEST_WHERE_USUAL = 2
_LONGEST_CHARS = 60
_LONGEST_ALONE_CHARS = 32
_SHORTEST_BELOW_CHARS = 60
_LONGER = 1.3
_MOST_SENTENCES = 2
_ALIKE_CHARS = 4
_QUOTES = '“‘"「『（('
_TERM = re.compile(r"“[^”。]{1,8}”[\u3400-\u9fff]")


def with_leads(items: list[Item]) -> list[Item]:
    """The items with lead sentences as headings.

    >>> below = "全年新建道路三十公里，改造村道五十公里，修复桥梁十二座，" * 3 + "群众出行更方便。"
    >>> lines = ("道路畅通。", below, "校园崭新。", below, "乡村更美。", below)
    >>> [item.rank is None for item in with_leads([Item(text=line) for line in lines])]
    [False, True, False, True, False, True]
    """
    found = list(_runs(items))
    openings = Counter(items[at].text[:_ALIKE_CHARS] for run in found for at in run)
    again = frozenset(
        text[:_ALIKE_CHARS]
        for text in (items[at].text for run in found for at in run)
        if openings[text[:_ALIKE_CHARS]] > 1 and not _is_short(text)
    )
    runs = [part for run in found for part in _parts(items, run, again)]
    usual = any(len(run) >= _FEWEST for run in runs)
    result = list(items)
    for run in runs:
        if len(run) >= (_FEWEST_WHERE_USUAL if usual else _FEWEST):
            for at, rank in zip(run, _ranks([items[at].text for at in run], again), strict=True):
                result[at] = replace(items[at], rank=rank)
    return result


def _runs(items: Sequence[Item]) -> Iterator[list[int]]:
    """The places of such sentences, those that alternate with their paragraphs together."""
    run: list[int] = []
    at = 0
    while at < len(items):
        if _leads(items, at):
            run.append(at)
            at += 2
            continue
        if run:
            yield run
            run = []
        at += 1
    if run:
        yield run


def _parts(items: Sequence[Item], run: list[int], again: frozenset[str]) -> Iterator[list[int]]:
    """The run, cut where a line is long or two sentences and yet begins as no other does."""
    kept: list[int] = []
    for at in run:
        text = items[at].text
        if _is_short(text) or text[:_ALIKE_CHARS] in again:
            kept.append(at)
        elif kept:
            yield kept
            kept = []
    if kept:
        yield kept


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_ALONE_CHARS and not holds_sentence(text)


def _leads(items: Sequence[Item], at: int) -> bool:
    lead = items[at]
    if at + 1 == len(items) or lead.rank is not None or lead.number is not None:
        return False
    text, below = lead.text, items[at + 1]
    return (
        len(text) <= _LONGEST_CHARS
        and text.endswith("。")
        and (text[0] not in _QUOTES or _TERM.match(text) is not None)
        and sum(text.count(mark) for mark in "。！？；") <= _MOST_SENTENCES
        and not opens_with_address(text)
        and below.rank is None
        and below.number is None
        and len(below.text) >= max(_SHORTEST_BELOW_CHARS, _LONGER * len(text))
        and not opens_with_address(below.text)
    )


def _ranks(leads: Sequence[str], again: frozenset[str]) -> list[int]:
    """The ranks of one run: the long ones that begin alike outside, where others stand among them."""
    outer = [lead[:_ALIKE_CHARS] in again for lead in leads]
    inner = INNER_LEAD_RANK if any(outer) else LEAD_RANK
    return [LEAD_RANK if is_outer else inner for is_outer in outer]
