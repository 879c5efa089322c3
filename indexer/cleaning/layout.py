"""How a text is laid out in lines: whether one width cut them, and what then parts its paragraphs."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line

TOLERANCE_CELLS = 4  # what a mark that may not open a line, with its character, leaves over
_FEWEST_LINES = 5
_FEWEST_BLOCK_LINES = 8
_NARROWEST_CELLS = 24
_WIDEST_CELLS = 160
_FULL_SHARE = 0.35
_MIDWAY_SHARE = 0.5
_PUNCTUATED_SHARE = 0.25
_WIDER_SHARE = 0.03
_EXACT_SHARE = 0.97
_SIGN_SHARE = 0.6
_INDENT_CELLS = 2
_FINAL = "。！？；：…!?;:”’」』）)"
_WITHIN = re.compile(r"[，。；、：]")
_WIDE = re.compile(
    "[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2e80-\u303e\u3041-\uffdc\uffe0-\uffe6\U00020000-\U0003fffd]"
)
_MARGIN = " \t\xa0\u3000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line as it stood in the source: `indent` and `width` in cells, two to a Chinese character;
    `gap` counts the line breaks above it, `trailing` says whether a space stood behind its last word."""

    line: Line
    indent: int
    width: int
    gap: int
    trailing: bool

    @property
    def is_midway(self) -> bool:
        """Whether no sentence ends with the line."""
        return self.line.text[-1] not in _FINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How lines are wrapped: the width of a full line, in what `measure` counts; whether (`exact`) hardly any
    stays below it, words and marks being cut wherever it falls; the indent and the gap that open a paragraph,
    None where they tell nothing.

    `wordy`: paragraphs of several sentences are the rule.
    """

    width: int
    exact: bool
    measure: Callable[[str], int]
    indent: int | None
    gap: int | None
    wordy: bool

    def opens(self, row: Row) -> bool | None:
        """Whether the row opens a paragraph by its indent or the gap above it; None where neither tells."""
        if self.indent is None and self.gap is None:
            return None
        return (self.indent is not None and row.indent >= self.indent) or (
            self.gap is not None and row.gap >= self.gap
        )


def is_hardly_wrapped(lines: Sequence[Line]) -> bool:
    """Whether few lines end in mid-sentence, which settles most texts."""
    midway = sum(line.text[-1] not in _FINAL for line in lines if len(line.text) > _NARROWEST_CELLS // 2)
    return midway < max(_FEWEST_LINES, len(lines) * _FULL_SHARE * _MIDWAY_SHARE / 4)


def layouts(draft: Draft) -> Iterator[tuple[Sequence[Row], Layout]]:
    """The wrapped blocks of a text, each with its layout: the whole text, or what stands between wider lines.

    Programs count a width in cells or in characters; whichever the lines agree on better is the measure.
    """
    found: list[tuple[float, list[tuple[Sequence[Row], Layout]]]] = []
    for measure in (_cells, _characters):
        blocks = list(_blocks(_rows(draft, measure), measure))
        if blocks:
            agreeing = sum(_agreement(rows, layout) * len(rows) for rows, layout in blocks)
            found.append((agreeing, blocks))
    yield from max(found, key=lambda pair: pair[0], default=(0.0, []))[1]


def _blocks(rows: Sequence[Row], measure: Callable[[str], int]) -> Iterator[tuple[Sequence[Row], Layout]]:
    width = _common_width(rows)
    if width is None:
        return
    layout = _layout(rows, width, measure)
    if layout is not None:
        yield rows, layout
        return
    for narrow, group in itertools.groupby(rows, key=lambda row: row.width <= width + 1):
        block = list(group)
        layout = _layout(block, width, measure) if narrow and len(block) >= _FEWEST_BLOCK_LINES else None
        if layout is not None:
            yield block, layout


def _rows(draft: Draft, measure: Callable[[str], int]) -> list[Row]:
    rows: list[Row] = []
    above = 0
    source = draft.source
    for line in draft.lines:
        start, last = draft.place(line.start), draft.place(line.end - 1)
        margin = start
        while margin > 0 and source[margin - 1] in _MARGIN:
            margin -= 1
        indent = measure(source[margin:start])
        rows.append(
            Row(
                line=line,
                indent=indent,
                width=indent + measure(source[start : min(last, start + _WIDEST_CELLS) + 1]),
                gap=draft.text.count("\n", above, line.start),
                trailing=source[last + 1 : last + 2] in (" ", "\xa0"),
            )
        )
        above = line.end
    return rows


def _cells(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def _characters(text: str) -> int:
    return 2 * len(text)


def _common_width(rows: Sequence[Row]) -> int | None:
    """The width at or little below which most lines stop in mid-sentence."""
    midway = Counter(
        row.width for row in rows if _NARROWEST_CELLS <= row.width <= _WIDEST_CELLS and row.is_midway
    )
    if midway.total() < _FEWEST_LINES:
        return None
    return max(
        midway,
        key=lambda width: (sum(midway[width - less] for less in range(TOLERANCE_CELLS + 1)), midway[width]),
    )


def _near(rows: Sequence[Row], width: int) -> list[Row]:
    return [row for row in rows if width - TOLERANCE_CELLS <= row.width <= width + 1]


def _agreement(rows: Sequence[Row], layout: Layout) -> float:
    near = _near(rows, layout.width)
    return sum(row.width >= layout.width - 1 for row in near) / len(near)


def _layout(every: Sequence[Row], width: int, measure: Callable[[str], int]) -> Layout | None:
    """The layout of these rows, None where they are not wrapped at this width; a table does not count."""
    rows = [row for row in every if "\t" not in row.line.text]
    near = _near(rows, width)
    if not _is_wrapped(rows, near, width):
        return None
    exact = sum(row.width >= width - 1 for row in near) >= _EXACT_SHARE * len(near)
    full = width - (1 if exact else TOLERANCE_CELLS)
    pairs = list(itertools.pairwise(rows))
    inner = [after for row, after in pairs if row.width >= full and row.is_midway]
    opening = [after for row, after in pairs if row.width < full and not row.is_midway]
    sentences = sum(row.line.text.count("。", 0, -1) for row in rows)
    return Layout(
        width=width,
        exact=exact,
        measure=measure,
        indent=_sign([row.indent for row in inner], [row.indent for row in opening], _INDENT_CELLS),
        gap=_sign([row.gap for row in inner], [row.gap for row in opening], 1),
        wordy=sentences > len(opening),
    )


def _is_wrapped(rows: Sequence[Row], near: Sequence[Row], width: int) -> bool:
    """Whether the lines of this width are pieces of sentences, and hardly any is wider."""
    wider = sum(row.width > width + 1 for row in rows)
    midway = sum(row.is_midway for row in near)
    punctuated = sum(_WITHIN.search(row.line.text, 0, len(row.line.text) - 1) is not None for row in near)
    return (
        len(near) >= max(_FEWEST_LINES, len(rows) * _FULL_SHARE)
        and wider <= len(rows) * _WIDER_SHARE
        and midway >= len(near) * _MIDWAY_SHARE
        and punctuated >= len(near) * _PUNCTUATED_SHARE
    )


def _sign(inner: Sequence[int], opening: Sequence[int], least: int) -> int | None:
    """From which measure on a row opens a paragraph: most do that stand behind a finished one, and hardly any
    that go on."""
    if not inner or not opening:
        return None
    usual = Counter(inner).most_common(1)[0][0] + least
    told = sum(value >= usual for value in opening)
    return usual if told >= _SIGN_SHARE * len(opening) else None
