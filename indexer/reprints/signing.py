"""What is kept of a paragraph so that its reprints are found: its text as compared, and signatures of it."""

import hashlib
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.fold import fold, fold_digest

CHARS_MIN = 20
RUN = 3
# Sixteen bands of four: of pairs as similar as SIMILARITY_MIN, one in 4,600 shares no band.
BANDS, _BAND_ROWS = 16, 4
# A sketch has a bit for each run, and many runs share one: bits that differ are runs that differ, at least.
SKETCH_BITS = 512
_NOT_COMPARED = re.compile(r"[\W_]")
_UNKNOWN, _DROPPED = 0xFFFFFFFF, 0xFFFFFFFE
_CODES = 0x110000
_LAST_OF_ONE_UNIT = 0xFFFF
_LAST_OF_32_BITS = 0xFFFFFFFF
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_CODE = np.dtype("<u4")
_CODE_BITS = 21  # so that a run fits in 64 bits

Codes = NDArray[np.uint32]
Lengths = NDArray[np.int64]
Runs = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The texts of a batch that are long enough to be told apart from a set phrase, a row each.

    `which` are their places in the batch, `chars` their lengths as compared, `units` the same in UTF-16, in
    which `text` holds them one behind the other.
    """

    which: NDArray[np.int64]
    chars: NDArray[np.uint32]
    units: NDArray[np.uint32]
    digest: NDArray[np.uint64]
    bands: NDArray[np.uint32]
    sketch: NDArray[np.uint8]
    text: bytes


@cache
def signing_fingerprint() -> bytes:
    """A digest (32 bytes) that changes when the same text might be signed differently."""
    digest = hashlib.sha256(f"{sys.version} {fold_digest()}".encode())
    for module in sorted(files("indexer.reprints").iterdir(), key=lambda item: item.name):
        if module.is_file():
            digest.update(module.read_bytes())
    return digest.digest()


def sign(texts: Sequence[str]) -> Signed:
    """The texts, signed; those shorter than CHARS_MIN are left out."""
    codes, lengths = _compared(texts)
    long = lengths >= CHARS_MIN
    codes, lengths = codes[np.repeat(long, lengths)], lengths[long]
    runs = _runs_of_all(codes, lengths)
    beyond = np.concatenate([[0], np.cumsum(codes > _LAST_OF_ONE_UNIT)])
    ends = np.cumsum(lengths)
    return Signed(
        which=np.flatnonzero(long),
        chars=lengths.astype(np.uint32),
        units=(lengths + beyond[ends] - beyond[ends - lengths]).astype(np.uint32),
        digest=_digests(runs, lengths),
        bands=_bands(runs, lengths),
        sketch=_sketches(runs, lengths),
        text=codes.tobytes().decode("utf-32-le").encode("utf-16-le"),
    )


def _compared(texts: Sequence[str]) -> tuple[Codes, Lengths]:
    """The code points of all texts, folded, letters and digits alone, and how many there are of each text."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=_CODE)
    table = _table()
    compared = table[codes]
    if len(unknown := codes[compared == _UNKNOWN]):
        for code in np.unique(unknown).tolist():
            left = _NOT_COMPARED.sub("", fold(chr(code)))
            table[code] = ord(left) if left else _DROPPED
        compared = table[codes]
    stays = compared != _DROPPED
    before = np.concatenate([[0], np.cumsum(stays)])
    ends = np.cumsum(lengths)
    return compared[stays], before[ends] - before[ends - lengths]


@cache
def _table() -> Codes:
    """What each code point is compared as; filled in as they are met."""
    return np.full(_CODES, _UNKNOWN, dtype=np.uint32)


def _runs_of_all(codes: Codes, lengths: Lengths) -> Runs:
    """The runs of each of the texts that follow one another in `codes`, as numbers drawn by chance."""
    if not len(codes):
        return np.zeros(0, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    runs = wide[:-2] << np.uint64(2 * _CODE_BITS) | wide[1:-1] << np.uint64(_CODE_BITS) | wide[2:]
    return mixed(runs[within(lengths)])


def within(lengths: Lengths) -> NDArray[np.bool_]:
    """Of all places where a run of three may begin in texts one behind the other: which do not reach from
    one text into the next."""
    ends = np.cumsum(lengths)
    inside = np.ones(max(0, int(lengths.sum()) - RUN + 1), dtype=bool)
    for reaching in range(1, RUN):
        inside[ends[:-1] - reaching] = False
    return inside


def _digests(runs: Runs, lengths: Lengths) -> Runs:
    """A number for each text, the same for the same text and as good as never for two: a sum over its runs,
    each mixed with its place."""
    counts = lengths - RUN + 1
    starts = np.cumsum(counts) - counts
    if not len(starts):
        return np.zeros(0, dtype=np.uint64)
    places = (np.arange(len(runs)) - np.repeat(starts, counts)).astype(np.uint64)
    return np.add.reduceat(mixed(runs + places * _GOLDEN), starts)


def _sketches(runs: Runs, lengths: Lengths) -> NDArray[np.uint8]:
    """For each of the texts, the sketch of its runs, as bytes."""
    bits = np.zeros((len(lengths), SKETCH_BITS), dtype=bool)
    bits[np.repeat(np.arange(len(lengths)), lengths - RUN + 1), runs % np.uint64(SKETCH_BITS)] = True
    return np.packbits(bits, axis=1)


def _bands(runs: Runs, lengths: Lengths) -> NDArray[np.uint32]:
    """For each of the texts, its MinHash signature, band by band: of its runs under each of many orders drawn
    by chance, the first."""
    counts = lengths - RUN + 1
    starts = np.cumsum(counts) - counts
    bands = np.zeros((len(starts), BANDS), dtype=np.uint64)
    if len(starts):
        short = (runs >> np.uint64(32)).astype(np.uint32)
        for at, (factor, shift) in enumerate(_orders()):
            first = np.minimum.reduceat(short * factor + shift, starts)
            bands[:, at % BANDS] = mixed(bands[:, at % BANDS] ^ first)
    return (bands >> np.uint64(32)).astype(np.uint32)


@cache
def _orders() -> Sequence[tuple[np.uint32, np.uint32]]:
    """Factors, which are odd, and shifts: each pair puts all numbers of 32 bits in another order."""
    drawn = mixed(np.arange(1, BANDS * _BAND_ROWS + 1, dtype=np.uint64) * _GOLDEN)
    return [(np.uint32(pair >> 32 | 1), np.uint32(pair & _LAST_OF_32_BITS)) for pair in drawn.tolist()]


def mixed(values: Runs) -> Runs:
    """Each number as another, as good as drawn by chance, different ones as different (splitmix64)."""
    values = (values ^ values >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ values >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return values ^ values >> np.uint64(31)
