"""Patterns: exact text in which "?" stands for any one character, as literal pieces and as an expression."""

import re
from functools import lru_cache

from indexer.analysis.fold import fold


def pieces(pattern: str) -> list[str]:
    """The folded literal pieces between the wildcards, in order.

    >>> pieces("掃?除惡")
    ['扫', '除恶']
    """
    return [fold(piece) for piece in pattern.split("?") if piece]


# One code point in UTF-8.
_ANY = rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})"


@lru_cache(maxsize=256)
def utf8_expression(pattern: str) -> re.Pattern[bytes]:
    """What finds the pattern in folded text as it lies on disk.

    >>> utf8_expression("掃?除惡").search("扫黑除恶".encode()).span()
    (0, 12)
    """
    return re.compile(_ANY.join(re.escape(fold(piece).encode()) for piece in pattern.split("?")))


@lru_cache(maxsize=256)
def expression(pattern: str) -> re.Pattern[str]:
    """What finds the pattern in folded text; it looks at each place once, so its time is linear.

    >>> expression("掃?除恶").search("扫黑除恶").span()
    (0, 4)
    """
    return re.compile(".".join(re.escape(fold(piece)) for piece in pattern.split("?")), re.DOTALL)
