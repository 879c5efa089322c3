"""Chance: how many paragraphs may be expected to hold a text, from those that hold its shortest runs.

Stupid backoff (Brants et al. 2007, Large Language Models in Machine Translation) over paragraph counts. A
text that stands nowhere is no slip where its runs make one expect it: it is only new.
"""

from collections.abc import Mapping

RUN_CHARS_MAX = 3
_BACKOFF = 0.4
_PARAGRAPH_CHARS = 50


def runs(text: str) -> list[str]:
    """Every run of one to three characters.

    >>> runs("依法治")
    ['依', '法', '治', '依法', '法治', '依法治']
    """
    return [
        text[at : at + length]
        for length in range(1, RUN_CHARS_MAX + 1)
        for at in range(len(text) - length + 1)
    ]


def expected(text: str, counts: Mapping[str, int], paragraphs: int) -> float:
    """The number of paragraphs, of so many, in which the text may be expected; `counts` has all its runs.

    >>> expected("依法", {"依": 20, "法": 50, "依法": 10}, 100)
    10.0
    """
    number = max(counts[text[0]], 0.5)
    for at in range(1, len(text)):
        number *= _following(text[max(0, at - RUN_CHARS_MAX + 1) : at], text[at], counts, paragraphs)
    return number


def _following(before: str, char: str, counts: Mapping[str, int], paragraphs: int) -> float:
    """How likely the character is behind the text before it."""
    discount = 1.0
    while before and not counts[before + char]:
        before = before[1:]
        discount *= _BACKOFF
    if before:
        return discount * min(1.0, counts[before + char] / counts[before])
    return discount * max(counts[char], 0.5) / (paragraphs * _PARAGRAPH_CHARS)
