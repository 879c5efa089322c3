"""The tail of a report: credits and a signature below its body, an author in brackets behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.contract.reading import Removal
from indexer.structure.credits import Credit, is_person, read_credit

_MOST_LINES = 4
_BRACKETED = re.compile(
    r"(?:(?<=[。！？!?…”])\s?|^)[（(](?:本[报報])?(?:[记記]者|通[讯訊][员員]|作者|供稿)?[\s:：]?"
    r"(?P<names>[\u3400-\u9fff]{2,4}(?:[\s、　]{1,2}[\u3400-\u9fff]{2,4}){0,4})[）)]$"
)
_SIGNATURE = re.compile(
    r"[\u3400-\u9fff]{4,30}(?:委[员員]?[会會]?|局|政府|[办辦]公[室厅廳]|[厅廳]|院|部|中心|[协協][会會]"
    r"|[县縣市省州区區盟旗]委|公司|集[团團]|银行|銀行|[学學][校会會]|大[学學]|街道|[镇鎮乡鄉]|[队隊站所處处组組]|[办辦])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The body that remains above the tail, what the tail credits, and what it took from the lines."""

    body: tuple[str, ...]
    credits: tuple[Credit, ...]
    removed: tuple[Removal, ...]


def read_tail(lines: Sequence[str]) -> Tail:
    """The tail of the lines, none of them blank.

    >>> tail = read_tail(["工作扎实开展。(王小明)", "（来源：某日报）"])
    >>> tail.body, [credit.author or credit.source for credit in tail.credits]
    (('工作扎实开展。',), ['某日报', '王小明'])
    """
    body = list(lines)
    credits: list[Credit] = []
    removed: list[Removal] = []
    signed = False
    while len(body) > 1 and len(credits) < _MOST_LINES:
        credit = read_credit(body[-1])
        if credit is None and signed and _SIGNATURE.fullmatch(body[-1]):
            credit = Credit(source=body[-1])
        if credit is None:
            break
        # above a date, or above another office that signs with it
        signed = credit.date is not None or credit.year is not None or (signed and credit.author is None)
        credits.append(credit)
        removed.append(Removal(text=body.pop(), reason=credit.reason))
    found = _BRACKETED.search(body[-1], max(0, len(body[-1]) - 40)) if body else None
    if found and is_person(found["names"].split()[0].split("、")[0]):
        credits.append(Credit(author=found["names"]))
        removed.append(Removal(text=found[0], reason="author line"))
        body[-1:] = [body[-1][: found.start()]] if found.start() else []
    return Tail(body=tuple(body), credits=tuple(credits), removed=tuple(removed[::-1]))
