"""Snippets: the part of a paragraph that shows its matches, as passages that are marked or not.

Joined, the passages are a cut of the text, character for character; no markup is made here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analysis.nearness import Span

WHOLE_MAX_CHARS = 200
WIDTH_CHARS = 180
_LEAD_MAX_CHARS = 60
_SENTENCE_ENDS = "。！？；!?;"
_PAUSES = "，、：,: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of text, marked where it matches the query; never empty."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A cut of a text; `cut_before` and `cut_after` tell whether text was left out there."""

    passages: tuple[Passage, ...]
    cut_before: bool
    cut_after: bool


def passages(text: str, spans: Sequence[Span]) -> tuple[Passage, ...]:
    """The whole text cut at the spans (ascending, disjoint).

    >>> [(p.text, p.marked) for p in passages("防汛演练", [(0, 2)])]
    [('防汛', True), ('演练', False)]
    """
    return _between(text, spans, 0, len(text))


def snippet(text: str, spans: Sequence[Span]) -> Snippet:
    """The stretch of the text that shows most: first as many different matches, then as many as it can."""
    start, end = _window(text, spans)
    return Snippet(
        passages=_between(text, spans, start, end), cut_before=start > 0, cut_after=end < len(text)
    )


def _between(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[Passage, ...]:
    pieces: list[Passage] = []
    at = start
    for span_start, span_end in spans:
        first, last = max(span_start, at), min(span_end, end)
        if first >= last:
            continue
        if at < first:
            pieces.append(Passage(text=text[at:first], marked=False))
        pieces.append(Passage(text=text[first:last], marked=True))
        at = last
    if at < end:
        pieces.append(Passage(text=text[at:end], marked=False))
    return tuple(pieces)


def _window(text: str, spans: Sequence[Span]) -> Span:
    if len(text) <= WHOLE_MAX_CHARS:
        return 0, len(text)
    first, last = _densest(text, spans)
    start = _opening(text, first, last)
    end = min(start + WIDTH_CHARS, len(text))
    return start, _closing(text, max(start, min(last, end)), end)


def _densest(text: str, spans: Sequence[Span]) -> Span:
    """From the first to the last mark of the best group that a window can show; (0, 0) without marks."""
    best, best_worth = (0, 0), (0, 0)
    seen: Counter[str] = Counter()
    left = 0
    for right, (start, end) in enumerate(spans):
        seen[text[start:end]] += 1
        while left < right and end - spans[left][0] > WIDTH_CHARS - _LEAD_MAX_CHARS:
            gone = text[slice(*spans[left])]
            seen[gone] -= 1
            if not seen[gone]:
                del seen[gone]
            left += 1
        worth = (len(seen), right - left + 1)
        if worth > best_worth:
            best, best_worth = (spans[left][0], end), worth
    return best


def _opening(text: str, first: int, last: int) -> int:
    """Where the window opens: after a sentence or a pause, so near the marks that all of them fit."""
    room = max(WIDTH_CHARS - (last - first), 0)
    from_the_end = max(first - (len(text) - WIDTH_CHARS), 0)
    earliest = max(first - min(room, max(_LEAD_MAX_CHARS, from_the_end)), 0)
    if earliest == 0:
        return 0
    lead = text[earliest:first]
    for ends in (_SENTENCE_ENDS, _PAUSES):
        at = min((lead.index(end) for end in ends if end in lead), default=-1)
        if at >= 0:
            return earliest + at + 1
    return earliest


def _closing(text: str, last: int, end: int) -> int:
    """Where the window closes: after the last sentence or pause that ends between the marks and `end`."""
    if end == len(text):
        return end
    for ends in (_SENTENCE_ENDS, _PAUSES):
        at = max(text.rfind(mark, max(last, end - _LEAD_MAX_CHARS), end) for mark in ends)
        if at >= 0:
            return at + 1
    return end
