"""Pieces: where in a text slips are looked for, and what each piece may have been meant to be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from searchapp.spelling.characters import is_han
from searchapp.spelling.corrections import PIECE_CHARS_MAX, corrections
from searchapp.spelling.evidence import Counts

PIECES_MAX = 4
CHOICES_MAX = 3
_RUN = re.compile(r"[^\W_]+")
# Runs of so many characters are looked at one by one in a text that does not occur as a whole, ...
_WINDOW_CHARS = 3
_WINDOWED_CHARS_MIN = 6
# ... and what is put right in one must stand in so many paragraphs, as all around it is not known to occur.
_WINDOW_PARAGRAPHS_MIN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a text, from `start` to `end`, and what may have been meant instead, best first."""

    start: int
    end: int
    meant: tuple[str, ...]


def pieces(text: str, counts: Counts) -> list[Piece]:
    """The pieces of a folded text that a slip seems to be in, left to right; at most PIECES_MAX."""
    found: list[Piece] = []
    for start, end in _whole_or_runs(text):
        for piece in _judged(text, start, end, counts):
            found.append(piece)
            if len(found) == PIECES_MAX:
                return found
    return found


def _whole_or_runs(text: str) -> list[tuple[int, int]]:
    if len(text) <= PIECE_CHARS_MAX:
        return [(0, len(text))]
    return [run.span() for run in _RUN.finditer(text)]


def _judged(text: str, start: int, end: int, counts: Counts) -> Iterator[Piece]:
    """The run as a whole; else, where it is long, those parts of it that do not occur."""
    if counts.spent or not any(map(is_han, text[start:end])):
        return
    found = corrections(text[start:end], counts)[:CHOICES_MAX]
    if found:
        yield Piece(start=start, end=end, meant=tuple(correction.text for correction in found))
    elif end - start >= _WINDOWED_CHARS_MIN:
        yield from _windowed(text, start, end, counts)


def _windowed(text: str, start: int, end: int, counts: Counts) -> Iterator[Piece]:
    for first, last in _unheard(text, start, end, counts):
        if counts.spent:
            return
        found = corrections(text[first:last], counts)[:CHOICES_MAX]
        sure = tuple(each.text for each in found if each.paragraphs >= _WINDOW_PARAGRAPHS_MIN)
        if sure:
            yield Piece(start=first, end=last, meant=sure)


def _unheard(text: str, start: int, end: int, counts: Counts) -> Iterator[tuple[int, int]]:
    """Where runs of three that occur nowhere overlap: a slip makes three of them, and is in their middle."""
    windows = {at: text[at : at + _WINDOW_CHARS] for at in range(start, end - _WINDOW_CHARS + 1)}
    known = counts.of(windows.values())
    at = start
    while at in windows:
        reach = range(at, min(at + _WINDOW_CHARS, end - _WINDOW_CHARS + 1))
        unheard = len(list(takewhile(lambda at: not known[windows[at]], reach)))
        if unheard:
            yield at, at + unheard + _WINDOW_CHARS - 1
        at += max(1, unheard)
