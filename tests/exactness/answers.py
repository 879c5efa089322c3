"""Answers: what is the same in an answer on any engine, and where two answers differ.

The ids of hits in order, the totals and all facets are; scores are not, and decide only whether two hits may
change places: hits whose scores differ by less than SCORES_EQUAL, of the larger, are as good as equal.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from typing import Any

from indexer.contract.results import Facet, SearchResult, Sort
from tests.exactness.corpora import Place

SCORES_EQUAL = 1e-9
BLOCK = 50
_DIGEST_BYTES = 8
FACETS = ("region", "section", "theme", "year", "mentioned_region", "mentioned_year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is kept of a result. `scores` are those of the hits; `reprints` the cluster of each, and how many
    copies; `totals` count paragraphs, distinct ones and documents; `facets` stand as in Facets: the total,
    how many are missing, and then (value, label, count, selected, parent)."""

    hits: tuple[Place, ...]
    scores: tuple[float, ...]
    reprints: tuple[tuple[str | None, int], ...]
    totals: tuple[int, int, int]
    facets: tuple[tuple[Any, ...], ...]


def answer(result: SearchResult) -> Answer:
    """What is kept of this one."""
    return Answer(
        hits=tuple((hit.document, hit.paragraph.ordinal) for hit in result.hits),
        scores=tuple(hit.score for hit in result.hits),
        reprints=tuple((hit.cluster, hit.copies) for hit in result.hits),
        totals=(result.paragraphs, result.distinct, result.documents),
        facets=tuple(_facet(getattr(result.facets, name)) for name in FACETS),
    )


def _facet(facet: Facet) -> tuple[Any, ...]:
    values = ((each.value, each.label, each.count, each.selected, each.parent) for each in facet.values)
    return facet.total, facet.missing, *values


def line(kept: Answer) -> str:
    """As a line of a file of answers."""
    return json.dumps(asdict(kept), ensure_ascii=False)


def read(written: str) -> Answer:
    """What `line` wrote."""
    values = json.loads(written)
    return Answer(**{each.name: _tuples(values[each.name]) for each in fields(Answer)})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def digest(lines: Iterable[str]) -> str:
    """Of texts, one after the other; 16 hexadecimal digits."""
    hashed = blake2b(digest_size=_DIGEST_BYTES)
    for each in lines:
        hashed.update(each.encode() + b"\n")
    return hashed.hexdigest()


def settled(kept: Answer, sort: Sort) -> str:
    """All but the scores, and hits whose scores are as good as equal by document and ordinal."""
    hits = list(zip(kept.hits, kept.reprints, strict=True))
    if sort is Sort.RELEVANCE:
        hits = [hit for start, end in _level(kept.scores) for hit in sorted(hits[start:end])]
    return repr((hits, kept.totals, kept.facets))


def _level(scores: tuple[float, ...]) -> Iterator[tuple[int, int]]:
    """The runs of scores that are as good as equal, one to the next, as half-open ranges."""
    start = 0
    for at in range(1, len(scores) + 1):
        if at == len(scores) or not near(scores[at - 1], scores[at]):
            yield start, at
            start = at


def near(one: float, other: float) -> bool:
    """Whether two scores are as good as equal."""
    return abs(one - other) <= SCORES_EQUAL * max(abs(one), abs(other))


def in_order(kept: Answer) -> bool:
    """Whether hits stand by their scores, and where these are equal, to the last digit, by their places."""
    pairs = [(-score, hit) for score, hit in zip(kept.scores, kept.hits, strict=True)]
    return pairs == sorted(pairs)


def blocks(settled_answers: list[str]) -> list[str]:
    """The digest of each BLOCK of answers."""
    starts = range(0, len(settled_answers), BLOCK)
    return [digest(settled_answers[start : start + BLOCK]) for start in starts]


def differing(found: Answer, wanted: Answer) -> str | None:
    """What differs, in a line; None where nothing does but the order of hits that are as good as equal."""
    if found.totals != wanted.totals:
        return f"totals {found.totals}, not {wanted.totals}"
    for name, one, other in zip(FACETS, found.facets, wanted.facets, strict=True):
        if one != other:
            return f"{name}: only here {_only(one, other)}, only there {_only(other, one)}, or the order"
    return _other_hit(found, wanted)


def _only(one: tuple[Any, ...], other: tuple[Any, ...]) -> list[Any]:
    return [value for value in one if value not in other][:5]


def _other_hit(found: Answer, wanted: Answer) -> str | None:
    if len(found.hits) != len(wanted.hits):
        return f"{len(found.hits)} hits, not {len(wanted.hits)}"
    reprints = dict(zip(wanted.hits, wanted.reprints, strict=True))
    for at, (hit, other) in enumerate(zip(found.hits, wanted.hits, strict=True)):
        score, wanted_score = found.scores[at], wanted.scores[at]
        if hit != other and not near(score, wanted_score):
            return f"hit {at} is {hit} with {score!r}, not {other} with {wanted_score!r}"
        if reprints.get(hit, found.reprints[at]) != found.reprints[at]:
            return f"hit {at}, {hit}, has reprints {found.reprints[at]}, not {reprints[hit]}"
    return None
