"""Prose: the sentences of a text, its neighbouring characters, and how much of it is a list of names."""

import re

from indexer.analysis.nearness import SENTENCE_ENDS

_RUN = re.compile(r"\w+")
_ENDS = re.compile(f"[{''.join(sorted(SENTENCE_ENDS))}]+")
SEPARATORS = re.compile(r"[、\s/|,;]+")
ITEM_CHARS_MAX = 4
ITEMS_MIN = 5


def sentences(folded: str) -> list[str]:
    """The sentences, without the marks at their ends; none is empty.

    >>> sentences("修好了。谁来管?")
    ['修好了', '谁来管']
    """
    return [sentence for sentence in _ENDS.split(folded) if sentence]


def pairs(folded: str) -> list[str]:
    """The pairs of neighbouring letters, digits or Han characters, each once, in order.

    >>> pairs("水库，大坝水库")
    ['水库', '大坝', '坝水']
    """
    runs = _RUN.findall(folded)
    return list(dict.fromkeys(run[at : at + 2] for run in runs for at in range(len(run) - 1)))


def listed_share(folded: str) -> float:
    """The share of the characters (0 to 1) that stand in items of at most four between separators; 0 where
    there are too few such items for a list.

    >>> listed_share("甲乡、乙乡、丙乡、丁乡、戊乡"), listed_share("修渠、建坝、种树")
    (0.7142857142857143, 0.0)
    """
    items = [len(item) for item in SEPARATORS.split(folded) if 0 < len(item) <= ITEM_CHARS_MAX]
    return sum(items) / len(folded) if len(items) >= ITEMS_MIN else 0.0
