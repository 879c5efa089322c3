"""Encoding: values and paths as parts of a URL, character for character as urllib encodes them."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus

# A page encodes the same few values in hundreds of links; longer ones are rare and would fill the memory.
_KEPT = 4_096
_KEPT_CHARS_MAX = 64


def encoded(args: Iterable[tuple[str, str]]) -> str:
    """The arguments as a query without "?"; the keys are ours, plain ASCII. A lone surrogate becomes "?".

    >>> encoded([("q", "防汛 A&B"), ("page", "2")])
    'q=%E9%98%B2%E6%B1%9B+A%26B&page=2'
    """
    return "&".join([f"{key}={encoded_value(value)}" for key, value in args])


def encoded_value(value: str) -> str:
    """One value, percent-encoded."""
    return _kept_value(value) if len(value) <= _KEPT_CHARS_MAX else _value(value)


def encoded_path(path: str) -> str:
    """A path, percent-encoded but for its slashes."""
    return _kept_path(path) if len(path) <= _KEPT_CHARS_MAX else _path(path)


def _value(value: str) -> str:
    return quote_plus(value, errors="replace")


def _path(path: str) -> str:
    return quote(path, errors="replace")


_kept_value = lru_cache(maxsize=_KEPT)(_value)
_kept_path = lru_cache(maxsize=_KEPT)(_path)
