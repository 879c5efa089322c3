"""Run-in headings: first sentences that head the text behind them on their own line.

The heading goes into the section path, and the paragraph keeps it: its text stays as in the source. What
heads its text in this way is told by its neighbours: numbered items of one kind below one heading of which
(nearly) all open with a short sentence; bold openings, twice or more; and paragraphs without a number where
(nearly) all of those below a heading open so. 一是 and a dash number items as （一） does. The articles of a
law (第一条) are no headings, unless a title in brackets follows the number: 第一条【目的】.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from indexer.contract.sentences import ends_sentence
from indexer.structure.outline.items import INNER_RANK, RUN_IN_RANK, Item, first_sentence
from indexer.structure.outline.lines import holds_sentence
from indexer.structure.outline.numbering import ARTICLE, SENTENCE_RANKS, number_end
from indexer.structure.outline.speech import opens_with_address

_FEWEST = 2
_FEWEST_PLAIN = 3
_CLOSING_SHARE = 0.4
_SHARE = 0.8
_PLAIN_SHARE = 0.6
_LONGEST_CHARS = 44
_WORD_CHARS = 2
_LONGEST_PLAIN_CHARS = 28
_LONGEST_BOLD_CHARS = 40
_LONGEST_LINE_CHARS = 60
_SHORTEST_REST_CHARS = 6
_SHORTEST_PLAIN_REST_CHARS = 40
_ARTICLE_TITLE = re.compile(r"第[^\s【〔（(]{1,8}[条條]\s?[【〔（(][^】〕）)。]{1,30}[】〕）)]")
_LABEL = re.compile(r"[◆●★■▲◇○☆□△]?\s?【[^】。]{2,20}】(?=\S)")
_PROSE = re.compile(
    r"“(?![^”。]{1,8}”[\u3400-\u9fff])|[‘\"「『（(《\d]|[我他她它你咱这這那该該其据據同另此当當目今去近过過]|截至|截止|各位|会议|會議|一年|[记記]者"
)
_DATED = re.compile(r"\d|[时時]期|期[间間]|以[来來]")


def with_run_ins(items: list[Item]) -> list[Item]:
    """The items with what their own lines open with as headings noted.

    >>> lines = ("（一）扩大需求。消费稳步增长。", "（二）做强产业。改造工厂十家。")
    >>> [item.opened for item in with_run_ins([Item(text=line, number=70) for line in lines])]
    ['（一）扩大需求', '（二）做强产业']
    """
    found = dict(_bold(items))
    found |= {at: heading for at, heading in _labelled(items) if at not in found}
    result = list(items)
    for at, heading in found.items():
        result[at] = _opening(items[at], heading)
    for group in numbered_groups(result):
        _open_group(result, group)
    for at in _plain(result):
        result[at] = _opening(result[at], first_sentence(result[at].text) or "")
    return result


def numbered_groups(items: list[Item]) -> Iterator[list[int]]:
    """The places of numbered body lines, those of one kind below one heading together."""
    open_groups: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        rank = item.number if item.rank is None else item.rank
        if rank is None:
            continue
        for deeper in [kind for kind in open_groups if kind > rank]:
            yield open_groups.pop(deeper)
        if item.rank is None:
            open_groups.setdefault(rank, []).append(at)
    yield from open_groups.values()


def _opening(item: Item, heading: str) -> Item:
    return replace(item, opened=heading, rank=RUN_IN_RANK if item.number is None else item.number)


def _open_group(items: list[Item], group: list[int]) -> None:
    """Note the headings of a group, if its members agree: first sentences, or sentences above longer text."""
    opened = {at: heading for at in group if (heading := _numbered(items[at])) is not None}
    alone = [at for at in group if at not in opened and _heads_next(items, at)]
    if len(opened) + len(alone) < max(_FEWEST, _SHARE * len(group)):
        return
    for at, heading in opened.items():
        items[at] = _opening(items[at], heading)
    for at in alone:
        items[at] = replace(items[at], rank=items[at].number)


def _numbered(item: Item) -> str | None:
    """The heading that a numbered line opens with, if it does."""
    if item.number == ARTICLE:
        titled = _ARTICLE_TITLE.match(item.text)
        return titled[0] if titled and titled.end() < len(item.text) else None
    heading = first_sentence(item.text)
    if heading is None or len(heading) > _LONGEST_CHARS or len(heading) <= number_end(item.text) + 1:
        return None
    return heading if len(item.text) - len(heading) > _SHORTEST_REST_CHARS else None


def _heads_next(items: list[Item], at: int) -> bool:
    """Whether a numbered sentence stands alone above a longer line without a number."""
    item = items[at]
    if (
        at + 1 == len(items)
        or len(item.text) > _LONGEST_LINE_CHARS
        or item.number in {None, ARTICLE, *SENTENCE_RANKS}
    ):
        return False
    following = items[at + 1]
    return (
        item.text.endswith("。")
        and not holds_sentence(item.text)
        and not (at and items[at - 1].number == item.number)
        and following.rank is None
        and following.number is None
        and len(following.text) > len(item.text)
    )


def _bold(items: list[Item]) -> Iterable[tuple[int, str]]:
    """Bold openings with text behind them, by their places; none where there is only one."""
    found = [
        (at, item.text[: item.bold].rstrip("。：:；;，,、 "))
        for at, item in enumerate(items)
        if 1 < item.bold <= _LONGEST_BOLD_CHARS
        and item.rank is None
        and len(item.text) - item.bold > _SHORTEST_REST_CHARS
        and not holds_sentence(item.text[: item.bold])
        and not opens_with_address(item.text)
    ]
    return found if len(found) >= _FEWEST else ()


def _labelled(items: list[Item]) -> Iterable[tuple[int, str]]:
    """Labels in 【】 before text, by their places; none where there is only one."""
    found = [
        (at, label[0])
        for at, item in enumerate(items)
        if item.rank is None
        and item.text[:2].strip("◆●★■▲◇○☆□△ ").startswith("【")
        and (label := _LABEL.match(item.text))
    ]
    return found if len(found) >= _FEWEST else ()


def _plain(items: list[Item]) -> Iterator[int]:
    """The places of paragraphs without a number that open with a heading, span by span."""
    spans = list(_spans(items))
    runs = [_run(items, span) for span in spans]
    usual = any(len(run) >= _FEWEST_PLAIN for run in runs)
    for run in runs:
        if len(run) >= (_FEWEST if usual else _FEWEST_PLAIN):
            yield from run


def _spans(items: list[Item]) -> Iterator[list[int]]:
    """The places of the body lines without a number between two headings."""
    span: list[int] = []
    opened = False
    for at, item in enumerate((*items, Item(text="", rank=INNER_RANK))):
        if item.rank is None and item.number is None:
            span.append(at)
            continue
        if span and (opened or _begin_alike(items, span)):
            yield span
        opened, span = item.rank is not None and item.rank <= INNER_RANK, []


def _begin_alike(items: list[Item], span: list[int]) -> bool:
    """Whether the paragraphs below no heading, but for the first, begin with the same word."""
    return len({items[at].text[:_WORD_CHARS] for at in span[1:]}) == 1


def _run(items: list[Item], span: list[int]) -> list[int]:
    """The longest run of such paragraphs from the first or second of the span on; [] if they are not most."""
    begins = next((at for at in range(min(2, len(span))) if _is_plain(items[span[at]])), None)
    if begins is None:
        return []
    ends = next((at for at in range(begins, len(span)) if not _is_plain(items[span[at]])), len(span))
    closing = next((at for at in span[ends:] if opens_with_address(items[at].text)), None)
    counted = span[begins:] if closing is None else [at for at in span[begins:] if at < closing]
    run = span[begins:ends]
    if len(run) >= _FEWEST_PLAIN and _is_closing(items, run):
        run.pop()
    return run if ends - begins >= _PLAIN_SHARE * len(counted) else []


def _is_closing(items: list[Item], run: list[int]) -> bool:
    """Whether the last paragraph of a run is a closing word: far shorter than the others."""
    others = [len(items[at].text) for at in run[:-1]]
    return len(items[run[-1]].text) < _CLOSING_SHARE * sum(others) / len(others)


def _is_plain(item: Item) -> bool:
    """Whether the paragraph opens with a short sentence that may be a heading, and is long."""
    heading = first_sentence(item.text[: _LONGEST_PLAIN_CHARS + 2])
    return (
        heading is not None
        and len(heading) <= _LONGEST_PLAIN_CHARS
        and len(item.text) - len(heading) >= _SHORTEST_PLAIN_REST_CHARS
        and ends_sentence(item.text)
        and not (_PROSE.match(heading) or _DATED.search(heading) or opens_with_address(item.text))
    )
