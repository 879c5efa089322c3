"""What the pages of a print repeat at their top and foot, told while it is still known where a page ends."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from indexer.contract.reading import Removal

_MOST_LINES = 3  # that a page repeats at either end
_LONGEST_CHARS = 120
_LEAST_TITLE_CHARS = 4
_FEWEST_PAGES = 2
_MOSTLY = 0.4  # of the pages; even and odd ones may have heads of their own
_NUMBER = re.compile(r"\d{1,4}")
_SENTENCE = re.compile("[，。！？；]")  # of the body, however often it says so
_MERE_NUMBER = re.compile(r"[\W\d_第页頁共of]*", re.IGNORECASE)

Lines = Sequence[str]


def without_page_ends(pages: Sequence[str]) -> tuple[list[str], tuple[Removal, ...]]:
    """The pages without the lines that many have at the same end, the same but for a number that counts with
    the pages; and those lines. At the top of the first page what may be its title stays.

    >>> pages = [f"茶园年报\\n第{n}页\\n{text}" for n, text in ((7, "甲。"), (8, "乙。"))]
    >>> without_page_ends(pages)[0]
    ['茶园年报\\n甲。', '乙。']
    """
    split = [page.split("\n") for page in pages]
    repeated = [
        top | foot
        for top, foot in zip(_repeated(split, foot=False), _repeated(split, foot=True), strict=True)
    ]
    kept = [
        "\n".join(line for at, line in enumerate(page) if at not in places)
        for page, places in zip(split, repeated, strict=True)
    ]
    gone = [page[at] for page, places in zip(split, repeated, strict=True) for at in sorted(places)]
    return kept, tuple(Removal(text=line, reason=_reason(line)) for line in gone)


def _repeated(pages: Sequence[Lines], *, foot: bool) -> Iterator[set[int]]:
    """By page the places of its repeated lines at this end: from the outermost in, as far as they go."""
    ends = [_end(page, foot=foot) for page in pages]
    common = _common(pages, ends)
    for number, (page, end) in enumerate(zip(pages, ends, strict=True)):
        met: set[str] = set()
        places: set[int] = set()
        for at in end:
            shared = (_forms(page[at], number) & common) - met
            if not shared:
                break
            met |= shared
            if number or foot or not _may_be_title(page, at):
                places.add(at)
        yield places


def _common(pages: Sequence[Lines], ends: Sequence[Sequence[int]]) -> set[str]:
    """The forms of lines that many pages have at the end in question."""
    counted: Counter[str] = Counter()
    for number, (page, end) in enumerate(zip(pages, ends, strict=True)):
        counted.update({form for at in end for form in _forms(page[at], number)})
    enough = max(_FEWEST_PAGES, _MOSTLY * len(pages))
    return {form for form, count in counted.items() if count >= enough}


def _end(page: Lines, *, foot: bool) -> list[int]:
    """The outermost lines at one end of a page that are not blank, as far as they are no sentences."""
    printed = [at for at, line in enumerate(page) if line.strip()]
    outermost = printed[: -_MOST_LINES - 1 : -1] if foot else printed[:_MOST_LINES]
    return list(takewhile(lambda at: _may_repeat(page[at]), outermost))


def _may_repeat(line: str) -> bool:
    return len(line) <= _LONGEST_CHARS and _SENTENCE.search(line) is None


def _forms(line: str, page: int) -> set[str]:
    """The line as it is, and with each of its numbers as counted from that of the page."""
    plain = " ".join(line.split())
    counting = {
        f"{plain[: found.start()]}#{int(found[0]) - page}{plain[found.end() :]}"
        for found in _NUMBER.finditer(plain)
    }
    return {plain, *counting}


def _may_be_title(page: Lines, at: int) -> bool:
    """Whether a line is more than a number, and the page has nowhere else what it says."""
    others = (line.strip() for other, line in enumerate(page) if other != at)
    said = any(len(line) >= _LEAST_TITLE_CHARS and line in page[at] for line in others)
    return not said and _MERE_NUMBER.fullmatch(page[at]) is None


def _reason(line: str) -> str:
    return "page number" if _MERE_NUMBER.fullmatch(line) else "running head"
