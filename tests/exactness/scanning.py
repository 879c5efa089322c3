"""The scan: which of many texts contain another, by looking through all of them laid end to end."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

# Stands between the texts and in none of them: Unicode keeps this code point free of characters.
_BETWEEN = "\uffff"


class Scan:
    """Many texts in one buffer; nothing is compared but bytes."""

    def __init__(self, texts: Sequence[str]) -> None:
        assert not any(_BETWEEN in text for text in texts)
        encoded = [(text + _BETWEEN).encode() for text in texts]
        self._buffer = b"".join(encoded)
        self._ends = list(accumulate(map(len, encoded)))

    def containing(self, sought: str) -> list[int]:
        """The numbers of the texts that contain it, ascending.

        >>> Scan(["水库大坝", "大坝", "坝大"]).containing("大坝")
        [0, 1]
        """
        wanted = sought.encode()
        found: list[int] = []
        at = self._buffer.find(wanted)
        while at >= 0:
            found.append(bisect_right(self._ends, at))
            at = self._buffer.find(wanted, self._ends[found[-1]])
        return found
