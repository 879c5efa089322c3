"""The cache keeps what was used last, and keeps to its room."""

from dataclasses import dataclass

from indexer.engines.whoosh.caching import Cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something of a size."""

    size_bytes: int


class Finder:
    """Finds something of a size for any key, and keeps the keys it was asked for."""

    def __init__(self, room_bytes: int) -> None:
        self.cache = Cache(room_bytes)
        self.asked: list[str] = []

    def size(self, key: str, size_bytes: int) -> int:
        return self.cache.remembered(("kind", key), lambda: self._found(key, size_bytes)).size_bytes

    def _found(self, key: str, size_bytes: int) -> Found:
        self.asked.append(key)
        return Found(size_bytes=size_bytes)


def test_what_was_found_is_not_looked_for_again_while_there_is_room() -> None:
    finder = Finder(2500)
    assert [finder.size("a", 1000), finder.size("b", 1000), finder.size("a", 1000)] == [1000, 1000, 1000]
    assert finder.asked == ["a", "b"]
    finder.size("c", 1000)  # b was used longest ago and makes room
    assert [finder.size("a", 1000), finder.size("b", 1000)] == [1000, 1000]
    assert finder.asked == ["a", "b", "c", "b"]


def test_what_is_larger_than_the_room_is_found_every_time() -> None:
    finder = Finder(2500)
    assert [finder.size("a", 8000), finder.size("a", 8000), finder.size("b", 800)] == [8000, 8000, 800]
    assert finder.asked == ["a", "a", "b"]


def test_the_cache_tells_what_it_holds() -> None:
    finder = Finder(2500)
    finder.size("a", 1000)
    assert ("kind", "a") in finder.cache
    assert ("kind", "b") not in finder.cache
