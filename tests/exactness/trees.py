"""Trees: terms joined by every operator, in every way of writing it, with brackets needed or not."""

from collections.abc import Sequence
from random import Random

from indexer.contract.documents import Report
from indexer.contract.notation import notation
from indexer.contract.query import And, Not, Or, Query
from indexer.contract.syntax import CLAUSES_MAX, QUERY_CHARS_MAX
from tests.exactness.leaves import ALL, ANY, NEGATED, PART, Leaves, Spot, Typed

DEPTH_MAX = 3
_ANDS, _ORS, _NOTS = (" ", " AND ", " 与 ", " && "), (" OR ", " | ", "｜", " 或 "), ("-", "－", "NOT ", "非 ")


class Trees:
    """Draws queries. Most terms of one come from one paragraph, so that most queries find something."""

    def __init__(self, rng: Random, reports: Sequence[Report]) -> None:
        self._rng = rng
        self._leaves = Leaves(rng)
        self._spots = [
            Spot(report=report, paragraph=each) for report in reports for each in report.paragraphs
        ]

    def draw(self) -> Typed:
        """A query that is read to its end."""
        while True:
            typed = self._tree(self._rng.choice(self._spots), self._rng.randint(0, DEPTH_MAX))
            longest = max(len(typed.text), len(notation(typed.query)))
            if longest <= QUERY_CHARS_MAX and _leaves(typed.query) <= CLAUSES_MAX:
                return typed

    def _tree(self, spot: Spot, depth: int) -> Typed:
        chance = self._rng.random()
        if depth == 0 or chance < 0.2:
            return self._leaf(spot)
        if chance < 0.35:
            return self._not(self._tree(self._elsewhere(spot), depth - 1))
        parts = [self._tree(self._elsewhere(spot), depth - 1) for _ in range(self._rng.randint(2, 3))]
        return self._all(parts) if chance < 0.65 else self._any(parts)

    def _leaf(self, spot: Spot) -> Typed:
        while True:
            typed = self._leaves.of(spot)
            if typed is not None:
                return typed
            spot = self._rng.choice(self._spots)

    def _elsewhere(self, spot: Spot) -> Spot:
        return self._rng.choice(self._spots) if self._rng.random() < 0.2 else spot

    def _not(self, part: Typed) -> Typed:
        text = self._rng.choice(_NOTS) + self._held(part, PART)
        return Typed(text=text, query=Not(part=part.query), binds=NEGATED)

    def _all(self, parts: list[Typed]) -> Typed:
        text = self._rng.choice(_ANDS).join(self._held(part, ALL) for part in parts)
        return Typed(text=text, query=And(parts=tuple(part.query for part in parts)), binds=ALL)

    def _any(self, parts: list[Typed]) -> Typed:
        text = self._rng.choice(_ORS).join(self._held(part, ANY) for part in parts)
        return Typed(text=text, query=Or(parts=tuple(part.query for part in parts)), binds=ANY)

    def _held(self, part: Typed, binds: int) -> str:
        """In brackets where it holds together less tightly than it must; and at times where it need not."""
        if part.binds >= binds and self._rng.random() < 0.8:
            return part.text
        return self._rng.choice(("({})", "（{}）", "( {} )")).format(part.text)


def _leaves(query: Query) -> int:
    if isinstance(query, Not):
        return _leaves(query.part)
    return sum(map(_leaves, query.parts)) if isinstance(query, And | Or) else 1
