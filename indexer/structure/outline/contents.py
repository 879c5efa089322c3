"""Tables of contents: the list of headings, with or without their pages, that stands before a long report."""

import re
from collections.abc import Sequence

_LONGEST_TITLE_CHARS = 20
_LONGEST_ENTRY_CHARS = 90
_FEWEST_ENTRIES = 2
_FEWEST_LED = 3
_TITLE = re.compile(r"[#\s]{0,8}目\s{0,6}[录錄次][:：]?|(?i:contents)")
_LED = re.compile(r"\S.{0,80}?(?:…|[.．·]{3}|[-_—]{4})[….．·_—\-\s]{0,90}[（(]?\d{1,4}[）)]?")
_PAGED = re.compile(r"\S.{0,80}[\s　]\d{1,4}")


def contents_lines(lines: Sequence[str]) -> set[int]:
    """The places of the lines that make up tables of contents.

    Below 目录 an entry leads to a page or stands again further down; elsewhere three lines in a row with
    dots that lead to a page are one.

    >>> sorted(contents_lines(["目录", "一、回顾", "二、打算", "一、回顾", "好。", "二、打算", "干。"]))
    [0, 1, 2]
    """
    titles = [
        at for at, line in enumerate(lines) if len(line) <= _LONGEST_TITLE_CHARS and _TITLE.fullmatch(line)
    ]
    found: set[int] = set()
    if titles:
        last = {_bare(line): at for at, line in enumerate(lines) if len(line) <= _LONGEST_ENTRY_CHARS}
        for title in titles:
            found |= _below(lines, title, last)
    return found | _led(lines)


def _below(lines: Sequence[str], title: int, last: dict[str, int]) -> set[int]:
    """The title and the entries below it; nothing where they are too few."""
    at = title + 1
    while at < len(lines) and _is_entry(lines[at], at, last):
        at += 1
    return set(range(title, at)) if at - title > _FEWEST_ENTRIES else set()


def _is_entry(line: str, at: int, last: dict[str, int]) -> bool:
    if len(line) > _LONGEST_ENTRY_CHARS or "。" in line:
        return False
    if _LED.fullmatch(line) or _PAGED.fullmatch(line):
        return True
    return last.get(_bare(line), at) > at


def _led(lines: Sequence[str]) -> set[int]:
    """The entries of tables that have no title."""
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate((*lines, "")):
        if line[-1:].strip("）)").isdigit() and len(line) <= _LONGEST_ENTRY_CHARS and _LED.fullmatch(line):
            run.append(at)
            continue
        if len(run) >= _FEWEST_LED:
            found.update(run)
        run = []
    return found


def _bare(line: str) -> str:
    """The line as it may stand again: without "#" marks and spaces."""
    return "".join(line.lstrip("#").split())
