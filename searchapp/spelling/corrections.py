"""Corrections: what one short text may have been meant to be, judged by how often the corpus holds it.

A noisy channel. A form of the text with one slip undone is proposed where the paragraphs that hold it,
weighed by how common such a slip is, are far more than hold the text, and far more than chance would make.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from searchapp.spelling.chance import expected, runs
from searchapp.spelling.characters import is_han, may_be_slip
from searchapp.spelling.evidence import Counts
from searchapp.spelling.shapes import alike_in_shape
from searchapp.spelling.sounds import near_sound, same_sound

PIECE_CHARS_MAX = 12
# How common a slip is, against one of the same sound.
SAME_SOUND, NEAR_SOUND, SAME_SHAPE, DOUBLED, ADDED, LOST, OTHER = 1.0, 0.1, 0.1, 0.1, 1e-3, 1e-2, 1e-4
# How many times as many paragraphs hold the form that is proposed than hold the text, or would by chance.
TIMES_AS_OFTEN = 1_000
TIMES_BY_CHANCE = 30
# A longer text that stands in the corpus is taken to be meant.
_HELD_CHARS_MAX = 4
# Shorter ones have too many neighbours that differ in a character.
_OTHER_CHARS_MIN, _ADDED_CHARS_MIN = 3, 4
_SLIPS_MAX = 1_000

Slips = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What may have been meant, and in how many paragraphs it stands; `weight` ranks it."""

    text: str
    paragraphs: int
    weight: float


def corrections(text: str, counts: Counts) -> tuple[Correction, ...]:
    """What a folded text of 2 to PIECE_CHARS_MAX characters may have been meant to be, best first.

    At most five requests for counts and two for what stands between.
    """
    if not 1 < len(text) <= PIECE_CHARS_MAX:
        return ()
    if (held := counts.of([text])[text]) and (
        len(text) > _HELD_CHARS_MAX or TIMES_AS_OFTEN * held > counts.corpus.paragraphs
    ):
        return ()  # what is asked most often ends here, after one count
    parts = (part for at in range(1, len(text)) for part in (text[:at], text[at:]))
    known = counts.of([*runs(text), *parts])
    paragraphs = counts.corpus.paragraphs
    floor = max(TIMES_AS_OFTEN * known[text], TIMES_BY_CHANCE * expected(text, known, paragraphs))
    if floor > paragraphs:
        return ()
    found = _weighed(text, _likely(text, counts, floor) | _undoubled(text), counts, floor)
    if found or known[text]:
        return found
    return _weighed(text, _unlikely(text, counts), counts, floor)


def _weighed(text: str, slips: Slips, counts: Counts, floor: float) -> tuple[Correction, ...]:
    known = counts.of(slips)
    found = (
        Correction(text=form, paragraphs=known[form], weight=weight * known[form])
        for form, weight in slips.items()
        if known[form] > known[text] and weight * known[form] >= floor
    )
    return tuple(sorted(found, key=lambda correction: (-correction.weight, correction.text)))


def _likely(text: str, counts: Counts, floor: float) -> Slips:
    """The forms with one character put right by sound or shape, of which a run of two characters occurs."""
    held = bool(counts.known[text])
    slips: dict[tuple[int, str], float] = {}
    for at in _places(text, counts, floor):
        if len(slips) < _SLIPS_MAX:
            slips |= {(at, char): weight for char, weight in _alike(text[at], sounds_only=held).items()}
    pairs = {slip: _pair(text, *slip, counts) for slip in slips}
    known = counts.of(pairs.values())
    return {
        text[:at] + char + text[at + 1 :]: weight
        for (at, char), weight in slips.items()
        if weight * known[pairs[at, char]] >= max(floor, weight)
    }


def _alike(char: str, *, sounds_only: bool) -> Slips:
    kinds = [(same_sound(char), SAME_SOUND)]
    if not sounds_only:
        kinds = [(alike_in_shape(char), SAME_SHAPE), (near_sound(char), NEAR_SOUND), *kinds]
    return {other: weight for others, weight in kinds for other in others if may_be_slip(char, other)}


def _pair(text: str, at: int, char: str, counts: Counts) -> str:
    """The run of two that the character makes with the rarer of those beside it: few slips get past it."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    if before and behind:
        before_is_rarer = counts.known[before] < counts.known[behind]
        return before + char if before_is_rarer else char + behind
    return before + char + behind


def _places(text: str, counts: Counts, floor: float) -> list[int]:
    """Where a slip may be: what stands before and behind occurs. Most likely first."""
    known = counts.known
    held = {at: min(known[text[:at]], known[text[at + 1 :]]) for at, char in enumerate(text) if is_han(char)}
    return sorted((at for at in held if held[at] >= max(1, floor)), key=lambda at: -held[at])


def _unlikely(text: str, counts: Counts) -> Slips:
    """The forms without a character, with another, or with one more; the last two as the corpus has them."""
    slips = dict(_with_others(text, counts)) if len(text) >= _OTHER_CHARS_MIN else {}
    if len(text) >= _ADDED_CHARS_MIN:
        inner = (at for at in range(1, len(text) - 1) if is_han(text[at]))
        slips |= {text[:at] + text[at + 1 :]: ADDED for at in inner}
    return slips


def _undoubled(text: str) -> Slips:
    """The forms without one of two equal neighbours."""
    if len(text) < _ADDED_CHARS_MIN:
        return {}
    doubled = (at for at in range(1, len(text)) if text[at] == text[at - 1] and is_han(text[at]))
    return {text[:at] + text[at + 1 :]: DOUBLED for at in doubled}


def _with_others(text: str, counts: Counts) -> Iterator[tuple[str, float]]:
    known, between = counts.known, counts.between
    for at in _places(text, counts, 1)[:1]:
        for char in between(text[:at], text[at + 1 :]):
            if may_be_slip(text[at], char):
                yield text[:at] + char + text[at + 1 :], OTHER
    gaps = {at: min(known[text[:at]], known[text[at:]]) for at in range(1, len(text))}
    at = max(gaps, key=lambda at: gaps[at])
    if gaps[at]:
        for char in between(text[:at], text[at:]):
            if is_han(char):
                yield text[:at] + char + text[at:], LOST
