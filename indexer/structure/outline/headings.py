"""Which lines of a body are headings by themselves: marked, numbered, bold, or short without punctuation."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from indexer.contract.reading import Removal
from indexer.contract.sentences import ends_sentence
from indexer.structure.credits import read_credit
from indexer.structure.outline.items import INNER_RANK, MARKED_RANK, OUTER_RANK, Item
from indexer.structure.outline.lines import heading_mark, holds_sentence, is_short_phrase
from indexer.structure.outline.numbering import (
    ARTICLE,
    SENTENCE_RANKS,
    is_lone_appendix,
    is_lone_chapter,
    is_lone_number,
    opens_series,
    rank_of,
)
from indexer.structure.outline.speech import is_address

_LONGEST_NUMBERED_CHARS = 60
_LONGEST_SENTENCE_CHARS = 50
_LONGEST_COLON_CHARS = 30
_LONGEST_BARE_COLON_CHARS = 12
_LONGEST_BOLD_CHARS = 40
_LONGEST_ARTICLE_CHARS = 24
_CLEARLY_LONGER = 2
_FEWEST_LISTED = 3
_FEWEST_COLONS = 2
_ENCLOSING = re.compile(r"附[件錄录表]\s?[:：]\s?(?:1|１|一)\s?[.．、]")  # the first of the papers enclosed
_NOTES = re.compile(r"(?:有[关關])?名[词詞](?:解[释釋]|[说說]明|注[释釋])[:：]|注[释釋]?[:：]|附[注註][:：]")
_CREDITING = re.compile(r"[\d年:：号〔]")
_BARE_COLON = re.compile(
    r"(?!.{0,10}[以下如][下列])[\u3400-\u9fff“”、]{2,11}(?<![是为為下道说說示出调調作到如有们們表员員志导導位])[：:]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The lines with what is asked of each more than once: the rank of its number, whether it is a short
    phrase without one, which of them are members of a list, and names with a colon behind them."""

    lines: Sequence[str]
    numbers: Sequence[int | None]
    phrases: Sequence[bool]
    listed: frozenset[int]
    colons: frozenset[int]


def judge(
    lines: Sequence[str], bold: Mapping[int, int], listed: Set[int] = frozenset()
) -> tuple[list[Item], list[Removal]]:
    """Each line as body or heading; the marks and lone numbers of headings as removals. `bold` says how many
    characters of a line's opening are bold, by its place; `listed` are the places of items of lists, which
    head nothing for being short."""
    items: list[Item] = []
    removed: list[Removal] = []
    page = _page(lines, listed)
    bold = _telling(lines, bold)
    before = ""  # 第一章 or 附件 alone on the line before
    for at, line in enumerate(lines):
        mark = heading_mark(line)
        if mark:
            removed.append(Removal(text=mark, reason="heading mark"))
            items.append(_marked(line[len(mark) :], mark))
        elif _is_alone(page, at):
            before = line
            if not is_lone_chapter(line):
                removed.append(Removal(text=line, reason="heading number"))
            continue
        elif is_lone_chapter(before):
            items.append(Item(text=f"{before} {line}", rank=rank_of(before), number=rank_of(before)))
        else:
            rank = _judged(page, at, bold.get(at, 0))
            if rank is not None and is_lone_appendix(before):
                rank = OUTER_RANK
            items.append(Item(text=line, rank=rank, number=page.numbers[at], bold=bold.get(at, 0)))
        before = ""
    return items, removed


def _marked(text: str, mark: str) -> Item:
    return Item(text=text, rank=MARKED_RANK + mark.count("#"), number=rank_of(text), marked=True)


def _page(lines: Sequence[str], items: Set[int]) -> _Page:
    numbers = [rank_of(line) for line in lines]
    phrases = [
        number is None
        and is_short_phrase(line)
        and not is_lone_chapter(line)
        and not _is_credit(line)
        and not _ENCLOSING.match(line)
        and at not in items
        for at, (line, number) in enumerate(zip(lines, numbers, strict=True))
    ]
    return _Page(
        lines=lines, numbers=numbers, phrases=phrases, listed=_listed(lines, phrases), colons=_colons(lines)
    )


def _is_credit(line: str) -> bool:
    """Whether the line gives a date, an office and its paper's number, or what a label says."""
    return _CREDITING.search(line) is not None and read_credit(line) is not None


def _is_alone(page: _Page, at: int) -> bool:
    """Whether the line is only the number of the heading on the next line."""
    line = page.lines[at]
    if at + 1 == len(page.lines) or not (is_lone_number(line) or is_lone_chapter(line)):
        return False
    following = page.lines[at + 1]
    if is_lone_chapter(line):
        return page.phrases[at + 1] and not (heading_mark(following) or is_lone_number(following))
    return is_short_phrase(following) or bool(heading_mark(following))


def _judged(page: _Page, at: int, bold: int) -> int | None:
    """The rank of an unmarked line, None for body."""
    if at in page.listed or at + 1 == len(page.lines):
        return None
    rank = _rank(page, at)
    if rank is None and (at in page.colons or _is_bold(page.lines[at], bold)):
        return INNER_RANK if page.numbers[at] is None else page.numbers[at]
    return rank


def _telling(lines: Sequence[str], bold: Mapping[int, int]) -> Mapping[int, int]:
    """The bold openings, or none of them where most lines are bold from end to end."""
    whole = sum(size >= len(lines[at]) for at, size in bold.items() if at < len(lines))
    return {} if whole * 2 > len(lines) else bold


def _is_bold(line: str, bold: int) -> bool:
    """Whether the line is a short phrase or sentence that is bold from end to end."""
    return (
        len(line) <= bold + 1
        and 1 < len(line) <= _LONGEST_BOLD_CHARS
        and not holds_sentence(line)
        and not is_address(line)
    )


def _listed(lines: Sequence[str], phrases: Sequence[bool]) -> frozenset[int]:
    """The places of bare short phrases that stand several in a row: names of a list, lines of a poem."""
    listed: set[int] = set()
    run: list[int] = []
    for at, is_phrase in enumerate((*phrases, False)):
        if is_phrase and not heading_mark(lines[at]):
            run.append(at)
            continue
        if len(run) >= _FEWEST_LISTED:
            listed.update(run)
        run = []
    return frozenset(listed)


def _colons(lines: Sequence[str]) -> frozenset[int]:
    """The places of short names with a colon behind them above longer lines, if there are several."""
    found = frozenset(
        at
        for at, line in enumerate(lines[:-1])
        if len(line) <= _LONGEST_BARE_COLON_CHARS
        and _BARE_COLON.fullmatch(line)
        and len(lines[at + 1]) > _CLEARLY_LONGER * len(line)
        and ends_sentence(lines[at + 1])
    )
    return found if len(found) >= _FEWEST_COLONS else frozenset()


def _rank(page: _Page, at: int) -> int | None:
    """The rank of an unmarked heading, INNER_RANK where it has no number; None for body."""
    line, following, number = page.lines[at], page.lines[at + 1], page.numbers[at]
    if len(line) > _LONGEST_NUMBERED_CHARS:
        return None
    if number is None:
        notes = _NOTES.fullmatch(line) is not None and rank_of(following) is not None
        return INNER_RANK if notes or (page.phrases[at] and _may_be_headed(following, line)) else None
    if holds_sentence(line) or line.endswith(("，", ",", "、", "；", ";")):
        return None
    if number == ARTICLE:
        return number if _is_article_title(line) else None
    if not ends_sentence(line) or _leads_with_colon(line, following):
        return number
    listed = at > 0 and page.numbers[at - 1] == number  # the last item of a list heads nothing
    return number if number in SENTENCE_RANKS and not listed and _leads(line, following, number) else None


def _is_article_title(line: str) -> bool:
    return len(line) <= _LONGEST_ARTICLE_CHARS and not ends_sentence(line) and "，" not in line


def _leads(line: str, following: str, number: int) -> bool:
    """Whether a numbered sentence heads the longer text on the next line."""
    if not line.endswith(("。", "？", "?", "！")) or len(line) > _LONGEST_SENTENCE_CHARS:
        return False
    return len(following) > len(line) and _is_below(following, number)


def _is_below(following: str, number: int) -> bool:
    """Whether the next line has no number, or the first of a series further in."""
    below = rank_of(following)
    return below is None or (below > number and opens_series(following))


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
