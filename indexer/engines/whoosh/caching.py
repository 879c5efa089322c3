"""The cache: what was worked out for a generation and used last, as much as fits; nobody writes to it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

# A server process is to stay below 300 MB; this is the largest thing in it.
CACHE_BYTES = 96 * 1024 * 1024
# What an entry costs beside its arrays.
ENTRY_BYTES = 500


class Sized(Protocol):
    """What knows the bytes that it costs to keep."""

    @property
    def size_bytes(self) -> int: ...


Value = TypeVar("Value", bound=Sized)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An array to be kept in the cache."""

    array: NDArray[Any]

    @property
    def size_bytes(self) -> int:
        """See Sized."""
        return self.array.nbytes + ENTRY_BYTES


class _Entry:
    """A value, and whether it was used since it was last considered for eviction."""

    __slots__ = ("used", "value")

    def __init__(self, value: Any) -> None:
        self.value = value
        self.used = False


class Cache:
    """Values by key, bounded in bytes; may be shared by threads. A key tells by its first part what it is of.

    What was used since it was last its turn is given another round before it makes room for others
    (Corbato, A paging experiment with the Multics system, 1969): so a use takes no lock.
    """

    def __init__(self, room_bytes: int = CACHE_BYTES) -> None:
        self._room_bytes = room_bytes
        self._held: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._held

    def remembered(self, key: Hashable, found: Callable[[], Value]) -> Value:
        """What was found before for the key, or what `found` gives now."""
        entry = self._held.get(key)
        if entry is None:
            value = found()
            self._keep(key, value)
            return value
        entry.used = True
        known: Value = entry.value
        return known

    def array(self, key: Hashable, found: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """The same for an array."""
        return self.remembered(key, lambda: Kept(array=np.asarray(found()))).array

    def forget(self, key: Hashable) -> None:
        """Let go of what is not likely to be asked for again."""
        with self._lock:
            entry = self._held.pop(key, None)
            self._room_bytes += entry.value.size_bytes if entry else 0

    def _keep(self, key: Hashable, value: Sized) -> None:
        with self._lock:
            if key not in self._held:
                self._held[key] = _Entry(value)
                self._room_bytes -= value.size_bytes
            while self._room_bytes < 0 and self._held:
                oldest, entry = next(iter(self._held.items()))
                if entry.used:
                    entry.used = False
                    self._held.move_to_end(oldest)
                else:
                    del self._held[oldest]
                    self._room_bytes += entry.value.size_bytes
