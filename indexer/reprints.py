"""Reprints: paragraphs of different reports that are the same but for a few characters.

Two paragraphs are near-identical where, of all runs of three characters in either (folded, letters and digits
alone), at least four fifths stand in both; a cluster is what such pairs link together, across two reports
at least. Candidates are found by MinHash (Broder, 1997) in bands (Leskovec, Rajaraman and Ullman, Mining of
Massive Datasets, 3.4), and every pair is then compared run by run, so no signature decides; a sketch of the
runs only rules out pairs that cannot be. What is found does not hinge on the order of adding.
"""

import re
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile, gettempdir
from typing import IO, TypeVar

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from indexer.analysis.fold import fold
from indexer.contract.documents import Report
from indexer.contract.errors import FangzhiError

CHARS_MIN = 20
SIMILARITY_MIN = 0.8
# Sixteen bands of four: of pairs as similar as SIMILARITY_MIN, one in 4,600 shares no band.
_BANDS, _BAND_ROWS = 16, 4
_SEED = 20210712
# In a bucket all are compared with its first few members; in a crowded one with fewer, in the end with one.
_PIVOTS, _CROWD = 8, 512
_BATCH_CHARS = 1 << 18
_RUN = 3
# A sketch has a bit for each run, and many runs share one: bits that differ are runs that differ, at least.
_SKETCH_BITS = 512
_WORD_BITS = 64
_PAIRS_AT_ONCE = 1 << 16
_ROUNDING = 1e-6
_CODE = np.dtype("<u4")
_CODE_BITS = 21  # so that a run fits in 64 bits
_NOT_COMPARED = re.compile(r"[\W_]+")

Place = tuple[str, int]
Runs = NDArray[np.uint64]
Rows = NDArray[np.intp]
_Numbers = TypeVar("_Numbers", Runs, Rows)


class Reprints:
    """Collects the paragraphs of a build, then finds the clusters, once.

    Keeps 88 bytes a paragraph in memory, beside the ids of the reports; texts go to temporary files, four
    bytes a character and 64 a paragraph. Raises FangzhiError where these cannot be written.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._document, self._ordinal = array("i"), array("i")
        self._digest, self._end = array("Q"), array("q", [0])
        self._bands: list[NDArray[np.uint32]] = []
        with _temporary():
            self._texts = TemporaryFile()  # noqa: SIM115  lives as long as this object
            self._sketches = TemporaryFile()  # noqa: SIM115  the same
        self._batch: list[str] = []
        self._batch_chars = 0

    def add(self, report: Report) -> None:
        """Take in the paragraphs of a report that are long enough to be told apart from a set phrase."""
        for paragraph in report.paragraphs:
            text = _NOT_COMPARED.sub("", fold(paragraph.text))
            if len(text) >= CHARS_MIN:
                self._document.append(len(self._ids))
                self._ordinal.append(paragraph.ordinal)
                self._batch.append(text)
                self._batch_chars += len(text)
                if self._batch_chars >= _BATCH_CHARS:
                    self._sign()
        self._ids.append(report.id)

    def _sign(self) -> None:
        """Turn the texts at hand into what is kept of them."""
        codes = _codes("".join(self._batch))
        lengths = np.array([len(text) for text in self._batch], dtype=np.int64)
        runs = _runs_of_all(codes, lengths)
        with _temporary():
            self._texts.write(codes.tobytes())
            self._sketches.write(_sketches(runs, lengths).tobytes())
        self._digest.extend(_digest(text) for text in self._batch)
        self._end.extend((np.cumsum(lengths) + self._end[-1]).tolist())
        self._bands.append(_bands(runs, lengths))
        self._batch.clear()
        self._batch_chars = 0

    def clusters(self) -> Iterator[tuple[Place, ...]]:
        """Each cluster in the order of its paragraphs' document ids, then ordinals; so the clusters, too."""
        if self._batch:
            self._sign()
        if self._bands:
            with _temporary():
                self._texts.flush()
                self._sketches.flush()
            yield from self._found()
        self._texts.close()
        self._sketches.close()

    def _found(self) -> Iterator[tuple[Place, ...]]:
        order = self._by_place()
        digests = np.array(self._digest, dtype=np.uint64)[order]
        _, first, text = np.unique(digests, return_index=True, return_inverse=True)
        link = first[text]  # of each paragraph in order: an earlier one of its cluster, or itself
        self._link_similar(order, np.sort(first), link)
        yield from self._across_reports(order, link)

    def _by_place(self) -> Rows:
        """The paragraphs in the order of their document ids, then ordinals."""
        rank = np.zeros(len(self._ids), dtype=np.intp)
        rank[sorted(range(len(self._ids)), key=self._ids.__getitem__)] = np.arange(len(self._ids))
        return np.lexsort((np.array(self._ordinal), rank[np.array(self._document)]))

    def _link_similar(self, order: Rows, different: Rows, link: Rows) -> None:
        """Link the near-identical among different texts, band by band; what is linked already, or was
        compared in an earlier band, is not compared again."""
        bands = np.concatenate(self._bands)[order[different]]
        compared = np.zeros(0, dtype=np.int64)
        with _mapped(self._texts) as texts, _mapped(self._sketches) as sketches:
            for band in bands.T:
                one, other = different[_sharing(band)].T
                apart = _firsts(link)[one] != _firsts(link)[other]
                pairs = _different(one[apart] * len(order) + other[apart])
                pairs = pairs[~_among(pairs, compared)]
                compared = np.sort(np.concatenate([compared, pairs]), kind="stable")
                ones, others = np.divmod(pairs, len(order))
                near = self._near(order[ones], order[others], sketches)
                self._compare(ones[near], others[near], order, link, texts)

    def _near(self, ones: Rows, others: Rows, sketches: mmap) -> NDArray[np.bool_]:
        """Which pairs of paragraphs may be near-identical: of two sets as similar as SIMILARITY_MIN, only so
        many members can differ."""
        rows = np.frombuffer(sketches, dtype=np.uint64).reshape(-1, _SKETCH_BITS // _WORD_BITS)
        most = np.diff(np.array(self._end)) - _RUN + 1  # runs of a paragraph; some may be the same
        near = np.zeros(len(ones), dtype=bool)
        for at in range(0, len(ones), _PAIRS_AT_ONCE):
            one, other = ones[at : at + _PAIRS_AT_ONCE], others[at : at + _PAIRS_AT_ONCE]
            differing = np.bitwise_count(rows[one] ^ rows[other]).sum(axis=1, dtype=np.int64)
            allowed = (most[one] + most[other]) * ((1 - SIMILARITY_MIN) / (1 + SIMILARITY_MIN))
            near[at : at + _PAIRS_AT_ONCE] = differing <= allowed + _ROUNDING
        return near

    def _compare(self, ones: Rows, others: Rows, order: Rows, link: Rows, texts: mmap) -> None:
        """Compare pairs, sorted, and link the near-identical."""
        last, runs = -1, np.zeros(0, dtype=np.uint64)
        for one, other in zip(ones.tolist(), others.tolist(), strict=True):
            a, b = _first(link, one), _first(link, other)
            if a == b:
                continue
            if one != last:
                last, runs = one, self._runs(int(order[one]), texts)
            if _similarity(runs, self._runs(int(order[other]), texts)) >= SIMILARITY_MIN:
                link[max(a, b)] = min(a, b)

    def _runs(self, row: int, texts: mmap) -> Runs:
        """The different runs of a paragraph's text."""
        start, end = self._end[row : row + 2]
        codes = np.frombuffer(texts, dtype=_CODE, count=end - start, offset=start * _CODE.itemsize)
        return _different(_packed(codes))

    def _across_reports(self, order: Rows, link: Rows) -> Iterator[tuple[Place, ...]]:
        firsts = _firsts(link)
        sizes = np.bincount(firsts)
        found: dict[int, list[Place]] = {}
        for at in np.flatnonzero(sizes[firsts] > 1).tolist():
            row = order[at]
            found.setdefault(int(firsts[at]), []).append((self._ids[self._document[row]], self._ordinal[row]))
        yield from (tuple(cluster) for cluster in found.values() if cluster[0][0] != cluster[-1][0])


@contextmanager
def _temporary() -> Iterator[None]:
    """What goes wrong with the temporary files, as an error that says what helps."""
    try:
        yield
    except OSError as exc:
        raise FangzhiError(
            f"cannot write temporary files in {gettempdir()} ({exc.strerror}); make room there, or name "
            "another folder in the environment variable TMPDIR"
        ) from exc


@contextmanager
def _mapped(file: IO[bytes]) -> Iterator[mmap]:
    """The content of a file, in its place."""
    with _temporary():
        content = mmap(file.fileno(), 0, access=ACCESS_READ)
    yield content  # closed with the last array that looks into it


def _first(link: Rows, at: int) -> int:
    """The first paragraph of a cluster; what is passed on the way is linked to it directly."""
    first = at
    while link[first] != first:
        first = int(link[first])
    while link[at] != first:
        link[at], at = first, int(link[at])
    return first


def _firsts(link: Rows) -> Rows:
    """The same for all paragraphs."""
    while not np.array_equal(link, further := link[link]):
        link = further
    return link


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=_CODE)


def _packed(codes: NDArray[np.uint32]) -> Runs:
    """Every run of three code points as one number."""
    wide = codes.astype(np.uint64)
    return wide[:-2] << np.uint64(2 * _CODE_BITS) | wide[1:-1] << np.uint64(_CODE_BITS) | wide[2:]


def _runs_of_all(codes: NDArray[np.uint32], lengths: NDArray[np.int64]) -> Runs:
    """The runs of each of the texts that follow one another in `codes`, as numbers drawn by chance."""
    ends = np.cumsum(lengths)
    inside = np.ones(len(codes) - _RUN + 1, dtype=bool)
    for reaching in range(1, _RUN):
        inside[ends[:-1] - reaching] = False  # from one text into the next
    return _mixed(_packed(codes)[inside])


def _sketches(runs: Runs, lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    """For each of the texts, the sketch of its runs, as bytes."""
    bits = np.zeros((len(lengths), _SKETCH_BITS), dtype=bool)
    bits[np.repeat(np.arange(len(lengths)), lengths - _RUN + 1), runs % np.uint64(_SKETCH_BITS)] = True
    return np.packbits(bits, axis=1)


def _bands(runs: Runs, lengths: NDArray[np.int64]) -> NDArray[np.uint32]:
    """For each of the texts, its MinHash signature, band by band."""
    offsets = np.concatenate([[0], np.cumsum(lengths - _RUN + 1)]).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(runs, offsets, _BANDS * _BAND_ROWS, _SEED)
    rows = np.array(matrix.to_rows(), dtype=np.uint64).reshape(-1, _BANDS, _BAND_ROWS)
    mixed = np.zeros(rows.shape[:2], dtype=np.uint64)
    for at in range(_BAND_ROWS):
        mixed = _mixed(mixed ^ rows[:, :, at])
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _mixed(values: Runs) -> Runs:
    """Each number as another, as good as drawn by chance, different ones as different (splitmix64)."""
    values = (values ^ values >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ values >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return values ^ values >> np.uint64(31)


def _sharing(band: NDArray[np.uint32]) -> Rows:
    """Pairs (smaller, larger) of texts that share this band."""
    order = np.argsort(band, kind="stable")
    begins = np.concatenate([[True], np.diff(band[order]) != 0])
    bucket = np.cumsum(begins) - 1
    start, pivots = np.flatnonzero(begins)[bucket], (_CROWD // np.bincount(bucket)).clip(1, _PIVOTS)[bucket]
    ahead = np.arange(len(order)) - start  # members of the bucket before this one
    pairs = [np.zeros((0, 2), dtype=np.intp)]
    for pivot in range(_PIVOTS):
        behind = np.flatnonzero((ahead > pivot) & (pivots > pivot))
        pairs.append(np.stack([order[start[behind] + pivot], order[behind]], axis=1))
    return np.concatenate(pairs)


def _different(numbers: _Numbers) -> _Numbers:
    """The numbers in order, each once; np.unique counts them by a table, which takes ten times as long."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _among(numbers: Rows, ordered: Rows) -> NDArray[np.bool_]:
    """Which of the numbers stand among those in order."""
    if not len(ordered):
        return np.zeros(len(numbers), dtype=bool)
    places = np.searchsorted(ordered, numbers).clip(max=len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[places] == numbers
    return found


def _similarity(one: Runs, other: Runs) -> float:
    """The share of all runs that stand in both (Jaccard)."""
    union = len(_different(np.concatenate([one, other])))
    return (len(one) + len(other) - union) / union
