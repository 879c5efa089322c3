"""Names of places in a running text: the longest at each point, in their order, words that only look like
names passed over."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.structure.places.names import Name, all_names
from indexer.structure.places.ordinary import (
    LEADS_IN,
    NEXT_WORD,
    NOT_A_PLACE,
    PERSON_BEFORE,
    PERSON_BEHIND,
    SURNAMES,
)

_HEAD_CHARS = 2
_PERSON_CHARS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A name where it stands: code points, half-open."""

    start: int
    end: int
    name: Name


def spots(text: str) -> list[Spot]:
    """The names in a text in simplified script (script.folded).

    >>> [spot.name.text for spot in spots("据新华社报道，宁波市鄞州区与浙江大学签约，在黄河南岸")]
    ['宁波市', '鄞州区']
    """
    found: list[Spot] = []
    heads = _by_head()
    end = 0
    for candidate in _pairs().finditer(text):
        start = candidate.start()
        if start < end:
            continue
        for name in heads.get(text[start : start + _HEAD_CHARS], ()):
            stop = start + len(name.text)
            if text.startswith(name.text, start) and _fits(name, text, start, stop, end):
                end = stop
                if not name.is_word:
                    found.append(Spot(start=start, end=stop, name=name))
                break
    return found


def _fits(name: Name, text: str, start: int, stop: int, before: int) -> bool:
    """Whether the characters around a name let it be one; `before` is where the name before it ends."""
    if name.is_word:
        return True
    if not name.full:
        return NOT_A_PLACE.match(text, stop) is None and not _is_person(text, start, stop)
    if not name.risky:
        return True
    behind = NEXT_WORD.get(name.text[-1])
    if behind is not None and behind.match(text, stop):
        return False
    alone = len(name.text) <= _HEAD_CHARS
    return not alone or start in {0, before} or text[start - 1] in LEADS_IN


def _is_person(text: str, start: int, stop: int) -> bool:
    """Whether a title and a surname stand before the name, or it is one itself behind a title: 书记沈阳说."""
    if text[start] in SURNAMES and text[stop : stop + 1] in PERSON_BEHIND:
        return PERSON_BEFORE.search(text, max(0, start - _PERSON_CHARS), start + 1) is not None
    if text[start - 1 : start] not in SURNAMES:
        return False
    return PERSON_BEFORE.search(text, max(0, start - _PERSON_CHARS), start) is not None


@cache
def _by_head() -> Mapping[str, Sequence[Name]]:
    """The names by their first two characters, the longest first."""
    table: dict[str, list[Name]] = {}
    for name in all_names().values():
        table.setdefault(name.text[:_HEAD_CHARS], []).append(name)
    for names in table.values():
        names.sort(key=lambda name: -len(name.text))
    return table


@cache
def _pairs() -> re.Pattern[str]:
    """Where a name may begin: a character that begins one before a character that comes second in one.

    Two classes of characters are tried much faster than the names themselves, and leave one place in ten.
    """
    heads = _by_head()
    first = "".join(sorted({head[0] for head in heads}))
    second = "".join(sorted({head[1] for head in heads}))
    return re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")
