"""Lines of a page: what stands on one, and how the pieces between line breaks become lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HTML_SPACE = " \t\n\r\f"
_BROKEN_LINE = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\n\s*(?=[^\x00-\x7f])")
_MOST_FRAGMENTS = 3
_OWN_LINE = re.compile(
    r".*[。！？；：，!?;:,…”]|.*[:：].*|[一二三四五六七八九十]{1,3}、.*|[（(\d①-⑳].*"
    r"|第[一二三四五六七八九十\d]{1,3}[编編章节節].*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: no line break in `text`, no space around it, never empty.

    `bold` and `linked` count characters: those of the bold words the line begins with, and those within
    links. `level` is that of a heading, 0 for any other line; `apart` names the element around the text
    (nav, footer) that it stands in; `tabular` says that it is the row of a table.
    """

    text: str
    bold: int = 0
    linked: int = 0
    level: int = 0
    apart: str = ""
    tabular: bool = False


@dataclass(slots=True)
class Run:
    """Characters of one make, as the page holds them."""

    text: str
    bold: bool = False
    linked: bool = False


@dataclass(slots=True)
class Fragment:
    """The characters between two line breaks; an indent of wide spaces stays. Counts as in Line."""

    text: str
    bold: int = 0
    linked: int = 0
    ends_bold: bool = False


def fragment_of(runs: Sequence[Run]) -> Fragment:
    """The runs as one; a line break in the source is a space, but none within Chinese, which has no
    spaces to break at.

    >>> fragment_of([Run(" 一、", bold=True), Run("修\\n路")])
    Fragment(text='一、修路', bold=2, linked=0, ends_bold=False)
    """
    if len(runs) == 1:
        run = runs[0]
        text = (_unbroken(run.text) if "\n" in run.text else run.text).strip(_HTML_SPACE)
        size = len(text)
        return Fragment(text, size if run.bold else 0, size if run.linked else 0, run.bold)
    whole = "".join(run.text for run in runs)
    lead = _leading_bold(runs)
    head, tail = whole[:lead], whole[lead:]
    head_text = _unbroken(head).lstrip(_HTML_SPACE)
    tail_text = _unbroken(head[-1:] + tail)[len(head[-1:]) :]
    printed = [run for run in runs if not run.text.isspace()]
    return Fragment(
        (head_text + tail_text).strip(_HTML_SPACE),
        len(head_text),
        sum(len(run.text.strip()) for run in printed if run.linked),
        bool(printed) and printed[-1].bold,
    )


def _leading_bold(runs: Iterable[Run]) -> int:
    """How many characters of the runs are bold before the first that is not; spaces are either."""
    chars = 0
    bold = 0
    for run in runs:
        blank = run.text.isspace()
        if not (run.bold or blank):
            break
        chars += len(run.text)
        bold = bold if blank else chars - len(run.text) + len(run.text.rstrip())
    return bold


def _unbroken(text: str) -> str:
    return " ".join(_BROKEN_LINE.sub("", text).split("\n")) if "\n" in text else text


def lines_of(fragments: Sequence[Fragment], level: int, apart: str) -> list[Line]:
    """The fragments that hold anything as lines of a heading of this level, or of a text."""
    lines: list[Line] = []
    for fragment in fragments:
        text = fragment.text.strip()
        if text:
            indent = len(fragment.text) - len(fragment.text.lstrip()) if fragment.bold else 0
            bold = 0 if level else max(min(fragment.bold - indent, len(text)), 0)
            lines.append(Line(text=text, bold=bold, linked=fragment.linked, level=level, apart=apart))
    return lines


def rejoined(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The lines of a paragraph, those made whole that a single <br> cuts in mid-sentence.

    >>> fragments = [Fragment("茶园的道路"), Fragment("已经修好。"), Fragment("　　仓库也是。")]
    >>> [fragment.text for fragment in rejoined(fragments)]
    ['茶园的道路已经修好。', '　　仓库也是。']
    """
    if sum(bool(fragment.text) for fragment in fragments) > _MOST_FRAGMENTS:
        return list(fragments)
    whole: list[Fragment] = []
    for fragment in fragments:
        if whole and _goes_on(whole[-1], fragment.text):
            whole[-1] = _joined(whole[-1], fragment, "")
        else:
            whole.append(fragment)
    return whole


def in_one(fragments: Sequence[Fragment]) -> list[Fragment]:
    """A heading is one line, however it is broken; a space parts words that are not Chinese."""
    printed = [fragment for fragment in fragments if fragment.text.strip()]
    texts: list[str] = []
    for fragment in printed:
        if texts and (texts[-1][-1:].isascii() or fragment.text[:1].isascii()):
            texts.append(" ")
        texts.append(fragment.text)
    return [Fragment("".join(texts), 0, sum(fragment.linked for fragment in printed))]


def _goes_on(fragment: Fragment, following: str) -> bool:
    text = fragment.text.strip()
    return (
        bool(text)
        and not fragment.ends_bold
        and not _OWN_LINE.fullmatch(text)
        and following[:1].strip() != ""
        and following.rstrip().endswith(("。", "！", "？", "；"))
    )


def _joined(fragment: Fragment, following: Fragment, between: str) -> Fragment:
    text = fragment.text + between + following.text
    return Fragment(text, fragment.bold, fragment.linked + following.linked, following.ends_bold)
