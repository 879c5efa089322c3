"""Running heads and page numbers: what a printed page repeats at its top or foot, amid the text."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line, is_marked
from indexer.contract.sentences import ends_sentence

_LONGEST_CHARS = 40
_LONGEST_HEADING_CHARS = 32
_FEWEST = 3
_FEWEST_LINES_APART = 3
_MOST_PAGES_A_STEP = 2  # odd and even pages may have heads of their own
_HEAD_LINES = 3
_CERTAIN_SHARE = 0.5
_AMID_SHARE = 0.3
_NUMBER = re.compile(r"\d{1,4}")
# What says itself that it is a page's number; a number alone; a title with a number before or behind it.
_TOLD = re.compile(
    r"第\s?\d{1,4}\s?[页頁].{0,12}|\d{1,4}\s?/\s?\d{1,4}|[-—–－·•~～〔\[]\s?\d{1,4}\s?[-—–－·•~～〕\]]"
)
_BARE = re.compile(r"1?\d{1,3}")
_TITLED = re.compile(r"\d{1,4}\s+\D\S{3,}|.*\S{4}\s+(?:第\s?)?\d{1,4}(?:\s?[页頁])?")
_FEWEST_LINES_BETWEEN_BARE = 10
_ENDS = "。；，、：！？;,:"
_SAYS = "，。；"  # a line that holds one is of a sentence, however often it comes
_LAST = "0123456789页頁-—–－·•~～〕]"


def running_heads(draft: Draft) -> Iterator[Cut]:
    """Short lines that come again page by page, the same but for a number that counts up, and those that
    break into a sentence wherever they come.

    A number alone on a line that has a heading below it numbers the heading; a line that opens the text is
    its title and stays.

    >>> from indexer.cleaning.draft import draft_of
    >>> pages = ["某市年鉴", *(f"句子在这里结束。\\n另一句。\\n第三句。\\n某市年鉴 {n}" for n in (1, 2, 3))]
    >>> [cut.reason for cut in running_heads(draft_of("\\n".join(pages)))]
    ['running head', 'running head', 'running head']
    """
    lines = draft.lines
    numbered: defaultdict[str, list[int]] = defaultdict(list)
    same: defaultdict[str, list[int]] = defaultdict(list)
    counts = Counter(line.text for line in lines if len(line.text) <= _LONGEST_CHARS)
    for at, line in enumerate(lines):
        text = line.text
        if len(text) <= _LONGEST_CHARS and text[-1] not in _ENDS and "\t" not in text:
            if counts[text] >= _FEWEST:
                same[text].append(at)
            if (text[-1] in _LAST or text[0].isdigit()) and _NUMBER.search(text) and not is_marked(text):
                numbered[_NUMBER.sub("#", text)].append(at)
    pages = sorted(at for places in numbered.values() for at in _counting_up(lines, places))
    heads = sorted(at for places in same.values() for at in _at_page_ends(lines, places, frozenset(pages)))
    for reason, places in (("page number", pages), ("running head", heads)):
        for at in places:
            told = reason if _NUMBER.sub("", lines[at].text).strip(" -—–·/") == "" else "running head"
            yield Cut(start=lines[at].start, end=lines[at].end, reason=told)


def _counting_up(lines: Sequence[Line], places: list[int]) -> list[int]:
    """The longest run of these lines whose number goes up by a page or two each time; [] if it is short."""
    if len(places) < _FEWEST:
        return []
    best: list[int] = []
    run: list[int] = []
    column = _changing(lines[places[0]].text, lines[places[-1]].text)
    pages = {at: int(_NUMBER.findall(lines[at].text)[column]) for at in places}
    for at in places:
        step = pages[at] - pages[run[-1]] if run else 0
        if run and not (1 <= step <= _MOST_PAGES_A_STEP and at - run[-1] > _FEWEST_LINES_APART):
            best, run = max(best, run, key=len), []
        run.append(at)
    best = max(best, run, key=len)
    return best if len(best) >= _FEWEST and _are_pages(lines, best) else []


def _are_pages(lines: Sequence[Line], places: list[int]) -> bool:
    """Whether lines with numbers that count up are of the page, and no headings of the text."""
    text = lines[places[0]].text
    if _TOLD.fullmatch(text):
        return True
    amid = sum(_amid_sentence(lines, at) for at in places)
    if _BARE.fullmatch(text):
        headings = sum(at + 1 < len(lines) and _may_be_heading(lines[at + 1].text) for at in places)
        gaps = [later - at for at, later in itertools.pairwise(places)]
        spread = amid >= len(places) * _AMID_SHARE or min(gaps) >= _FEWEST_LINES_BETWEEN_BARE
        return spread and headings <= len(places) * _CERTAIN_SHARE
    title = _NUMBER.sub("", text).strip()
    known = any(title in line.text for line in lines[:_HEAD_LINES] if line.text != text)
    return _TITLED.fullmatch(text) is not None and (known or amid >= len(places) * _AMID_SHARE)


def _changing(first: str, last: str) -> int:
    """Which of the numbers of these lines counts the pages: the first that is not the same in both.

    >>> _changing("第3页 共20页", "第9页 共20页"), _changing("年鉴2023 第3页", "年鉴2023 第9页")
    (0, 1)
    """
    pairs = zip(_NUMBER.findall(first), _NUMBER.findall(last), strict=True)
    return next((column for column, (one, other) in enumerate(pairs) if one != other), 0)


def _may_be_heading(text: str) -> bool:
    return is_marked(text) or (len(text) <= _LONGEST_HEADING_CHARS and text[-1] not in _ENDS)


def _at_page_ends(lines: Sequence[Line], places: list[int], pages: frozenset[int]) -> list[int]:
    """These equal lines, where they stand beside page numbers or amid sentences more often than not."""
    inner = [at for at in places if at >= _HEAD_LINES]
    text = lines[places[0]].text
    if len(inner) < _FEWEST or is_marked(text) or text.isdigit() or any(mark in text for mark in _SAYS):
        return []
    apart = all(later - at > _FEWEST_LINES_APART for at, later in itertools.pairwise(inner))
    certain = sum(_amid_sentence(lines, at) or not pages.isdisjoint((at - 1, at + 1)) for at in inner)
    return inner if apart and certain > len(inner) * _CERTAIN_SHARE else []


def _amid_sentence(lines: Sequence[Line], at: int) -> bool:
    """Whether the line above stops in mid-sentence, and is no heading."""
    above = lines[at - 1].text
    return not ends_sentence(above) and len(above) > _LONGEST_HEADING_CHARS // 2 and at + 1 < len(lines)
