"""Bytes to text: valid UTF-8 is UTF-8, and for all else the decoding that reads most like Chinese wins.

Big5 bytes nearly always decode as GB18030 without an error, so an error says little. What a file says of
itself, in a byte order mark or a declaration, is a hint that outweighs a character or two.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.contract.errors import UnreadableFileError
from indexer.sources.charset import BOMS, declared_charset, family
from indexer.sources.plausibility import REPLACEMENT, likelihood, plausibility

__all__ = ["REPLACEMENT", "Decoded", "decode", "even_lines"]

_CODECS = {
    "utf-8": "utf-8",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
_SAMPLE_BYTES = 16_384
_CHANCE_BYTES = 400
_MOST_REPLACED = 0.05
_LEAST_COMMON = 0.12
_MOST_CONTROL = 0.01
_MOST_HIGH = 0.05  # of the bytes of an English text, what is not ASCII
_HIGH = re.compile(rb"[\x80-\xff]")
_HAN = re.compile("[\u3400-\u9fff]")
_PRINTED = re.compile("[^\ufeff \t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CARRIAGE_RETURNS = re.compile("\r\n?")

# Natural logarithms, as in plausibility.py: what a hint is worth, and what it is that bytes happen to be
# valid UTF-8 (one pair of GB18030 in twelve is). A lead of so much leaves a doubt of 1/e.
_HINT = 6.0
_VALID = 4.0
_VALID_CHAR = 2.5
_DOUBT = 10.0
_MOST_CERTAIN = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file, its line ends as "\\n", the encoding it was read in and what was lost.

    `margin` as in RawReport: 1.0 where the encoding is certain, towards 0 where another would read as well.
    """

    text: str
    encoding: str
    margin: float = 1.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess:
    encoding: str
    margin: float = 1.0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of the bytes; raises UnreadableFileError where they hold none.

    `declared` is the encoding that goes with the file; without it what a page declares in its head.

    >>> decode("宁波市的报告".encode("gb18030")).encoding
    'gb18030'
    """
    if not data or data.isspace():
        raise UnreadableFileError("the file is empty")
    said = declared or declared_charset(data)
    mark, marked = next((bom for bom in BOMS if data.startswith(bom[0])), (b"", None))
    body = data.removeprefix(mark)
    valid = _as_utf8(body)
    guess = _guess(body, valid, hint=marked or family(said or ""), marked=marked is not None)
    strict = valid if guess.encoding == "utf-8" else None
    text = body.decode(_CODECS[guess.encoding], errors="replace") if strict is None else strict
    return _checked(text, guess, () if body.isascii() else _contradictions(said, marked, guess.encoding))


def even_lines(text: str) -> str:
    """The text with every kind of line end as "\\n".

    Not part of decoding: within a line of JSON, U+2028 is a character like any other.
    """
    return _LINE_ENDS.sub("\n", text)


def _guess(data: bytes, utf8: str | None, *, hint: str, marked: bool) -> _Guess:
    """The encoding of the bytes, and how far it stands before the next; `utf8` is their text if they are
    valid UTF-8."""
    if marked and (utf8 is not None if hint == "utf-8" else _is_valid(data, hint)):
        return _Guess(encoding=hint)
    if utf8 is not None and not _may_be_chance(data, utf8):
        return _Guess(encoding="utf-8")
    start = _sample_start(data)
    sample = data[start : start + _SAMPLE_BYTES]
    texts = {name: sample.decode(codec, errors="replace") for name, codec in _CODECS.items()}
    guess = _best(texts, hint=hint, valid=utf8 is not None)
    if plausibility(texts[guess.encoding]) >= _LEAST_COMMON or guess.encoding == "utf-8":
        return guess
    if marked:
        return _Guess(encoding=hint, margin=guess.margin)
    if b"\0" in data:
        return _of_ascii(texts, guess)
    if len(_HIGH.findall(sample)) > _MOST_HIGH * len(sample):
        raise UnreadableFileError("text in no encoding that is read; convert it to UTF-8")
    return _Guess(encoding="utf-8", margin=guess.margin)


def _best(texts: Mapping[str, str], *, hint: str, valid: bool) -> _Guess:
    """The decoding that reads most like Chinese; what is said of it, and valid UTF-8, count for it."""
    scores = {name: likelihood(text) for name, text in texts.items()}
    if hint in scores:
        scores[hint] += _HINT
    if valid:
        scores["utf-8"] += _VALID + _VALID_CHAR * sum(char > "\x7f" for char in texts["utf-8"])
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    certain = 1 - math.exp((scores[second] - scores[best]) / _DOUBT)
    return _Guess(encoding=best, margin=round(min(certain, _MOST_CERTAIN), 2))


def _of_ascii(texts: Mapping[str, str], guess: _Guess) -> _Guess:
    """The guess, if it makes ASCII text of bytes with NUL among them: an English file in UTF-16."""
    text = texts[guess.encoding]
    if guess.encoding.startswith("utf-16") and text.isascii() and "\0" not in text:
        return guess
    raise UnreadableFileError("a binary file, not text (it holds NUL bytes)")


def _may_be_chance(data: bytes, utf8: str) -> bool:
    """Whether bytes that are valid UTF-8 may yet be another encoding: they hold NUL, or are few and odd."""
    if b"\0" in data:
        return True
    if data.isascii():
        return len(data) <= _CHANCE_BYTES and _CONTROL.search(utf8) is not None
    return _HAN.search(utf8) is None


def _sample_start(data: bytes) -> int:
    """An even place among ASCII, before the first byte beyond it: no character is cut there."""
    found = _HIGH.search(data)
    return max(found.start() - _SAMPLE_BYTES // 4, 0) & ~1 if found else 0


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_valid(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _contradictions(said: str | None, marked: str | None, encoding: str) -> tuple[str, ...]:
    """Says where the text is read otherwise than it is declared, or than its byte order mark says."""
    notes: list[str] = []
    if said is not None and not encoding.startswith(family(said)):
        notes.append(f"declared as {said}, reads as {encoding}")
    if marked is not None and marked != encoding:
        notes.append(f"marked as {marked}, reads as {encoding}")
    return tuple(notes)


def _checked(text: str, guess: _Guess, notes: tuple[str, ...]) -> Decoded:
    """The text with even line ends; refused where too much of it is damage or control characters."""
    if not _PRINTED.search(text):
        raise UnreadableFileError("the file is empty")
    replaced = text.count(REPLACEMENT)
    if replaced > _MOST_REPLACED * len(text):
        raise UnreadableFileError(
            f"{replaced} of its {len(text)} characters cannot be decoded as {guess.encoding}"
        )
    if len(_CONTROL.findall(text)) > max(_MOST_CONTROL * len(text), 1):
        raise UnreadableFileError("a binary file, not text (it holds control characters)")
    lost = (f"characters that could not be decoded and stand as U+FFFD: {replaced}",) if replaced else ()
    return Decoded(
        text=_CARRIAGE_RETURNS.sub("\n", text) if "\r" in text else text,
        encoding=_name(text, guess.encoding),
        margin=guess.margin,
        notes=(*notes, *lost),
    )


def _name(text: str, encoding: str) -> str:
    """The encoding, with the Hong Kong characters said where there are any."""
    if encoding != "big5":
        return encoding
    try:
        text.replace(REPLACEMENT, "").encode("big5")
    except UnicodeEncodeError:
        return "big5hkscs"
    return encoding
