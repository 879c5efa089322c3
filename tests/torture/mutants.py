"""Mutants: sound bytes with bits flipped, stretches cut, repeated or overwritten, several times over."""

from collections.abc import Callable
from random import Random

from tests.indexer.sources.office import zip_bytes

_MOST_ROUNDS = 4
_MOST_FLIPS = 40
_MOST_COPIES = 200
_MOST_NESTED = 30
_MOST_BYTES = 2 << 20  # a larger table that is sound just takes its time: a millisecond a report
_TOKENS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xa1", b"\x81\x30", b"\xed\xa0\x80", b"\r\n"),
    *(b"<div>" * 300, b"</", b"<!--", b"<table><tr><td>" * 100, b"&#x0;"),
    *(b"[" * 500, b'{"a":' * 300, b'"', b",,,,", b"---\n", b"# " * 200, b"**"),
    *("（".encode() * 500, "\u202e\u0301".encode() * 200),
    *(b"PK\x03\x04", b"%PDF-1.7", b"stream\n", b"endobj", b"0 " * 400),
)


def mutant(data: bytes, rng: Random) -> bytes:
    """The data after one to four rounds of damage, at most 2 MiB."""
    for _ in range(rng.randint(1, _MOST_ROUNDS)):
        data = rng.choice(_KINDS)(data, rng)[:_MOST_BYTES]
    return data


def _flipped(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data or b"\0")
    for _ in range(rng.randint(1, _MOST_FLIPS)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _span(data: bytes, rng: Random) -> tuple[int, int]:
    start, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return start, end


def _cut(data: bytes, rng: Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _ended(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _repeated(data: bytes, rng: Random) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * rng.randint(1, _MOST_COPIES) + data[end:]


def _overwritten(data: bytes, rng: Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + rng.randbytes(min(end - start, 200)) + data[end:]


def _inserted(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_TOKENS) + data[at:]


def _nested(data: bytes, rng: Random) -> bytes:
    for _ in range(rng.randint(1, _MOST_NESTED)):
        data = zip_bytes({rng.choice(("a.zip", "b.txt", "../c.txt", "d.docx")): data})
    return data


_KINDS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_flipped, _flipped, _cut, _ended, _repeated, _overwritten, _inserted, _inserted),
    _nested,
)
