"""Inverting: batches of texts into segments on disk: memory holds no more than is being worked on."""

import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.analysis.batch import batch_of, bigrams_of, listed_shares, words_of
from indexer.analysis.phrases import Said, said_in
from indexer.analysis.words import cutter_of
from indexer.contract.lexicon import Lexicon
from indexer.engines.whoosh.columns import PERMILLE
from indexer.engines.whoosh.segment import write_segment

# What a process of the build takes by itself, and for each character that it works on.
_PROCESS_BYTES, _CHAR_BYTES = 120 << 20, 180
_BATCH_CHARS_MIN, _BATCH_CHARS_MAX = 1 << 16, 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Paragraphs of whole documents; `documents` are the numbers of their first ones."""

    paragraphs: Sequence[str]
    documents: Sequence[int]


def shared_out(memory_mb: int) -> tuple[int, int]:
    """How many processes there may be beside this one, one a core at most, and how many characters may make a
    batch, so that all stay within so many MiB (or there is one, with the smallest batch)."""
    room_bytes = (memory_mb << 20) - _PROCESS_BYTES
    fitting = room_bytes // (_PROCESS_BYTES + _BATCH_CHARS_MIN * _CHAR_BYTES)
    processes = max(1, min(os.cpu_count() or 1, fitting))
    chars = (room_bytes // processes - _PROCESS_BYTES) // _CHAR_BYTES
    return processes, min(max(chars, _BATCH_CHARS_MIN), _BATCH_CHARS_MAX)


def invert(path: Path, texts: Texts, lexicon: Lexicon) -> Path:
    """Write a segment of the texts, and beside it what they say; gives the file of that."""
    batch, cutter = batch_of(texts.paragraphs), cutter_of(lexicon)
    words = words_of(batch, cutter)
    listed = np.rint(PERMILLE * listed_shares(batch)).astype(np.int64)
    write_segment(path, batch, words, bigrams_of(batch), listed)
    beside = path.with_suffix(".said")
    beside.write_bytes(pickle.dumps(said_in(batch, words, texts.documents)))
    return beside


def heard(beside: Path) -> Said:
    """What invert() wrote beside a segment; the file goes with it."""
    content: Said = pickle.loads(beside.read_bytes())  # noqa: S301  written by this build
    beside.unlink()
    return content


def said(texts: Texts, lexicon: Lexicon) -> Said:
    """The same without the segment."""
    batch = batch_of(texts.paragraphs)
    return said_in(batch, words_of(batch, cutter_of(lexicon)), texts.documents)
