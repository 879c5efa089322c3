"""Fold: the character-by-character forms in which text is compared. The length never changes.

Each code point goes through Unicode NFKC (width, compatibility forms), lower case, the list of variants,
OpenCC's traditional-to-simplified table and, where that says nothing, OpenCC's tables of the forms of Hong
Kong, Taiwan and Japan. Only results of one code point count, so an offset into folded text is an offset into
the text itself. Folding twice is folding once. What comes of it stands in fold_table.txt, which fold_writing
writes: every installation folds alike, whatever its Unicode and its OpenCC, and reads no more than a file.
"""

import hashlib
import sys
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

TABLE = "fold_table.txt"
_CODE = np.dtype("<u4")


def fold(text: str) -> str:
    """The text as it is compared.

    >>> fold("頑瘴痼疾 ＡＢＣ 峯會 二○二一")
    '顽瘴痼疾 abc 峰会 二〇二一'
    """
    return text.translate(fold_table())


def folded_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same of code points in an array, many times faster for long texts."""
    folded: NDArray[np.uint32] = _code_table()[codes]
    return folded


@cache
def fold_table() -> dict[int, int]:
    """Code point to folded code point, for those that change; read at the first call."""
    pairs = _pairs()
    return str.maketrans(pairs[::2], pairs[1::2])


@cache
def fold_digest() -> str:
    """A digest that changes when the table does."""
    return hashlib.sha256(_pairs().encode()).hexdigest()


@cache
def _code_table() -> NDArray[np.uint32]:
    """For every code point, what it folds to; 4.5 MB."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    pairs = np.frombuffer(_pairs().encode("utf-32-le"), dtype=_CODE)
    table[pairs[::2]] = pairs[1::2]
    return table


@cache
def _pairs() -> str:
    """Each character that changes, and behind it what it folds to: all but the first line of the table."""
    text = (files("indexer.analysis") / TABLE).read_text("utf-8")
    return "".join(text.split("\n")[1:])
