"""The cache: what was worked out for a generation and used last, as much as fits. Nothing in it is written to."""

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


class Cache:
    """Values by key, bounded in bytes; may be shared by threads. The first part of a key tells what it is of."""

    def __init__(self, room_bytes: int = CACHE_BYTES) -> None:
        self._room_bytes = room_bytes
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._held

    def remembered(self, key: Hashable, found: Callable[[], Value]) -> Value:
        """What was found before for the key, or what `found` gives now."""
        known: Value | None = self._held.get(key)
        if known is None:
            known = found()
            self._keep(key, known)
        else:
            self._used(key)
        return known

    def array(self, key: Hashable, found: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """The same for an array."""
        return self.remembered(key, lambda: Kept(array=np.asarray(found()))).array

    def _used(self, key: Hashable) -> None:
        with self._lock:
            if key in self._held:  # another thread may have made room of it
                self._held.move_to_end(key)

    def _keep(self, key: Hashable, value: Sized) -> None:
        with self._lock:
            if key not in self._held:
                self._held[key] = value
                self._room_bytes -= value.size_bytes
            while self._room_bytes < 0 and self._held:
                _, oldest = self._held.popitem(last=False)
                self._room_bytes += oldest.size_bytes
