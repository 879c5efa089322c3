"""Misaligned bytes: GBK text that lost one byte, so that each character straddles two, put back in step."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut, Mark
from indexer.cleaning.draft import Draft
from indexer.cleaning.realign import LOST, realigned

_REASON = "misaligned bytes"
_REACH_CHARS = 60
_MOST_CHARS = 100_000
_LONGEST_WINDOW_CHARS = 5_000
_HAN = "\u3400-\u9fff\ue000-\uf8ff"
# What a lost byte leaves behind: a mark before a shifted "！", or what no Chinese text holds amid its own.
_DAMAGE = r"(?:[?？\ufffd][!！])+(?=[\u3400-\u9fff\ue000-\uf8ff?？\ufffd\d])"
_ODD = "\u01ce-\u01dc\u0101-\u016b\u0391-\u03c9\u0401-\u0451\u2500-\u257f\u3041-\u30ff\u3105-\u3129"
_SIGN = re.compile(
    rf"{_DAMAGE}|(?:[\ue000-\uf8ff]|[{_ODD}](?<=[{_HAN}].)(?=[{_HAN}]))|[\u3105-\u3129](?<=。.)(?=[{_HAN}])"
)
# One class of characters is sought much faster than what must stand around them.
_MAY_BE_SIGN = re.compile(rf"[?？\ufffd\ue000-\uf8ff{_ODD}]")
_ASKS = "?？\ufffd"
# “。縣” is common, and as short as this once shifted: A1A3 BF68.
_COUNTY = re.compile(rf"(?<=[{_HAN}”）)])[?？]{{2}}h(?=[{_HAN}])")
_MARKED = re.compile(_DAMAGE)


def misaligned_bytes(draft: Draft) -> Iterator[Cut | Mark]:
    """The runs that a shift by one byte makes plausible, with what they read as then; the others are marked.

    A character of which a byte is gone for good becomes U+FFFD, and its run is marked as well.

    >>> from indexer.cleaning.draft import draft_of
    >>> said = "他说：“大家都说路好走了。”本地的人都来看".encode("gb18030")
    >>> end = "。”".encode("gb18030")
    >>> shifted = said.replace(end, b"?" + end[1:]).decode("gb18030", "replace")
    >>> [cut.instead for cut in misaligned_bytes(draft_of(shifted)) if isinstance(cut, Cut)]
    ['。”本地的人都来\ufffd']
    """
    text, reached, looked = draft.text, 0, 0
    yield from _counties(text)
    for start, end in _windows(text):
        looked += end - start
        if looked > _MOST_CHARS:  # no report is damaged throughout; the rest is marked
            break
        for run in realigned(text, start, end):
            yield from _marks(text, reached, run.start)
            if LOST in run.text:
                yield Mark(start=run.start, end=run.end)
            yield Cut(start=run.start, end=run.end, reason=_REASON, instead=run.text)
            reached = run.end
    yield from _marks(text, reached, len(text))


def _counties(text: str) -> Iterator[Cut]:
    for found in _COUNTY.finditer(text) if "?h" in text or "？h" in text else ():
        yield Cut(start=found.start(), end=found.end(), reason=_REASON, instead="。縣")


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    if not any(text.find(mark, start, end) >= 0 for mark in _ASKS):
        return
    for found in _MARKED.finditer(text, start, end):
        yield Mark(start=found.start(), end=found.end())


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of lines around each sign of damage, those that touch as one."""
    opened: tuple[int, int] | None = None
    reached = 0
    for place in _MAY_BE_SIGN.finditer(text):
        found = _SIGN.match(text, place.start()) if place.start() >= reached else None
        if found is None:
            continue
        reached = found.end()
        near = max(0, found.start() - _REACH_CHARS)
        start = max(text.rfind("\n", near, found.start()) + 1, near)
        line_end = text.find("\n", found.end(), found.end() + _REACH_CHARS)
        end = line_end if line_end >= 0 else min(len(text), found.end() + _REACH_CHARS)
        if opened is not None and start <= opened[1] and end - opened[0] <= _LONGEST_WINDOW_CHARS:
            opened = opened[0], end
            continue
        if opened is not None:
            yield opened
        opened = max(start, opened[1] if opened is not None else 0), end
    if opened is not None:
        yield opened
