"""Terms: strings in the order of their UTF-8 bytes, in a file of arrays, found by halving.

<name>, <name>_at       the bytes of all terms, one behind the other, and where each begins (one more)
<name>_key              of each term its first eight bytes as one number: most words are told apart by it
"""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh.arrays import AnyArray, Arrays, ArraysWriter, add_strings

_KEY_BYTES = 8


class Terms:
    """The terms of one field; may be shared by threads."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._bytes = arrays[name].data
        self._at: AnyArray = arrays[f"{name}_at"]
        self._keys: AnyArray = arrays[f"{name}_key"]

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, number: int) -> bytes:
        at = self._at
        return bytes(self._bytes[at[number] : at[number + 1]])

    def number(self, term: bytes) -> int | None:
        """The number of a term; None where it is none."""
        number = self.first_from(term)
        return number if number < len(self) and self[number] == term else None

    def first_from(self, term: bytes) -> int:
        """The number of the first term that is not before this one."""
        key = _key(term)
        first = int(self._keys.searchsorted(key))
        if first == len(self) or self._keys[first] != key or self[first] == term:
            return first
        last = int(self._keys.searchsorted(key, side="right"))
        return bisect_left(range(last), term, lo=first, key=self.__getitem__)

    def starting(self, prefix: bytes) -> range:
        """The numbers of the terms that start so."""
        start = self.first_from(prefix)
        beyond = bisect_left(range(len(self)), True, lo=start, key=lambda at: not self[at].startswith(prefix))
        return range(start, beyond)


def add_terms(file: ArraysWriter, name: str, terms: Sequence[bytes]) -> None:
    """Terms as Terms finds them; given in order."""
    add_strings(file, name, terms)
    file.add(f"{name}_key", np.array([_key(term) for term in terms], dtype=np.uint64))


def _key(term: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(term[:_KEY_BYTES].ljust(_KEY_BYTES, b"\0")))
