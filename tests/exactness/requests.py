"""Requests: searches of every kind drawn from a corpus, with every filter, order, page and fold."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from indexer.analysis.fold import fold
from indexer.analysis.words import tokens
from indexer.contract.documents import Paragraph, Report
from indexer.contract.query import And, Everything, Exact, Near, Not, Or, Prefix, Query, Verbatim, Words
from indexer.contract.results import NO_THEME, Filters, SearchRequest, Sort
from indexer.contract.vocabulary import Region, short_name
from tests.exactness.leaves import Leaves, Spot
from tests.exactness.trees import Trees

OFFSETS, LIMITS = (0, 0, 0, 0, 0, 0, 1, 10, 100, 10**9), (10, 10, 10, 10, 10, 10, 0, 1, 100, 1_000)
WORDS_MAX, COUNTED = 5, 5_000
_FILTERED, _ALONE, _NEARBY, _NOWHERE, _TOGETHER = 0.5, 0.6, 0.8, 0.05, 0.7
_BY_DATE, _FOLDED, _EXPLAINED = 0.25, 0.25, 0.03
_LOOKED_AT = 20
NOWHERE = "没有这样的"
_DAY = date(2010, 7, 1)  # of undated reports


class Requests:
    """Draws requests; the same ones for the same reports and the same seed of `rng`."""

    def __init__(self, rng: Random, reports: Sequence[Report]) -> None:
        self._rng = rng
        self._spots = [Spot(report=report, paragraph=p) for report in reports for p in report.paragraphs]
        self._leaves, self._trees = Leaves(rng), Trees(rng, reports)
        self._words = _by_frequency(rng, self._spots)
        self._kinds: list[tuple[Callable[[Spot], Query], int]] = [
            (lambda _: Everything(), 2),
            (lambda _: Words(text=self._word()), 8),
            (lambda spot: Words(text=self._several(spot)), 9),
            (lambda spot: Words(text=self._several(spot), any_word=True), 7),
            (self._leaf, 40),
            (self._joined, 12),
            (self._twisted, 5),
            (lambda _: self._trees.draw().query, 17),
        ]
        self._filters: dict[str, Callable[[Spot], dict[str, Any]]] = {
            "regions": lambda spot: {"regions": self._some(self._region_value, spot)},
            "sections": lambda spot: {"sections": self._some(self._heading, spot)},
            "themes": lambda spot: {"themes": self._some(lambda at: at.paragraph.theme or NO_THEME, spot)},
            "years": lambda spot: {"years": self._some(lambda at: f"{at.report.year or 959:04d}", spot)},
            "mentioned": lambda spot: {"mentioned_regions": self._some(self._mentioned_region, spot)},
            "years mentioned": lambda spot: {"mentioned_years": self._some(self._mentioned_year, spot)},
            "period": self._period,
            "document": lambda spot: {"document": rng.choice((spot.report.id, spot.report.id, NOWHERE))},
        }

    def draw(self) -> SearchRequest:
        """One of them."""
        rng, spot = self._rng, self._rng.choice(self._spots)
        draws, weights = zip(*self._kinds, strict=True)
        (draw,) = rng.choices(draws, weights)
        limit = rng.choice(LIMITS)
        return SearchRequest(
            query=draw(spot),
            filters=self._filtered(spot) if rng.random() < _FILTERED else Filters(),
            sort=Sort.DATE if rng.random() < _BY_DATE else Sort.RELEVANCE,
            offset=rng.choice(OFFSETS),
            limit=limit,
            fold=rng.random() < _FOLDED,
            explain=rng.random() < _EXPLAINED and limit <= LIMITS[0],
        )

    def _leaf(self, spot: Spot) -> Query:
        while (typed := self._leaves.of(spot)) is None:
            spot = self._rng.choice(self._spots)
        return typed.query

    def _joined(self, spot: Spot) -> Query:
        """Two to four terms, most of them words of any frequency; sometimes one is excluded."""
        rng = self._rng
        parts: list[Query] = [
            Words(text=self._word()) if rng.random() < 0.5 else self._leaf(spot)
            for _ in range(rng.randint(2, 4))
        ]
        if rng.random() < 0.3:
            parts[-1] = Not(part=parts[-1])
        return rng.choice((And, Or))(parts=tuple(parts))

    def _twisted(self, spot: Spot) -> Query:
        """What hardly stands anywhere: pieces of two paragraphs side by side, each of them to be found."""
        text, other = spot.paragraph.text, self._rng.choice(self._spots).paragraph.text
        one, two = text[: self._rng.randint(1, 4)], other[-self._rng.randint(1, 4) :]
        return self._rng.choice(
            (
                Exact(text=one + two),
                Verbatim(text=two + one),
                Near(first=one, second=two, within_chars=self._rng.choice((None, 0, 3, 30))),
                Prefix(text=two),
                Not(part=Exact(text=one)),
                Words(text=NOWHERE[-1] + one + two),
            )
        )

    def _word(self) -> str:
        """Of any frequency: as likely from the tenth to the hundredth of them as from there to the next."""
        return self._words[int(len(self._words) ** self._rng.random()) - 1]

    def _several(self, spot: Spot) -> str:
        """Of one paragraph, or of any."""
        cut = [token.text for token in tokens(fold(spot.paragraph.text))] or [NOWHERE]
        count, together = self._rng.randint(2, WORDS_MAX), self._rng.random() < _TOGETHER
        return " ".join(self._rng.choice(cut) if together else self._word() for _ in range(count))

    def _filtered(self, spot: Spot) -> Filters:
        """One filter, or some; mostly by what the paragraph has that the query may be from."""
        rng = self._rng
        count = 1 if rng.random() < _ALONE else rng.randint(2, 3)
        values: dict[str, Any] = {}
        for name in rng.sample(list(self._filters), count):
            values |= self._filters[name](spot if rng.random() < _NEARBY else rng.choice(self._spots))
        return replace(Filters(), **values)

    def _some(self, value: Callable[[Spot], str], spot: Spot) -> tuple[str, ...]:
        """One value or two; sometimes one that does not exist."""
        rng = self._rng
        spots = [spot, rng.choice(self._spots)][: rng.randint(1, 2)]
        return tuple(NOWHERE if rng.random() < _NOWHERE else value(each) for each in spots)

    def _region_value(self, spot: Spot) -> str:
        return self._said(spot.report.region)

    def _mentioned_region(self, spot: Spot) -> str:
        named = [region for each in self._around(spot) for region in each.mentioned_regions]
        return self._said(self._rng.choice(named) if named else None)

    def _mentioned_year(self, spot: Spot) -> str:
        years = [year for each in self._around(spot) for year in each.mentioned_years]
        return f"{self._rng.choice(years or [959]):04d}"

    def _around(self, spot: Spot) -> list[Paragraph]:
        """The paragraph and some others: most mention nothing."""
        others = self._rng.sample(self._spots, min(_LOOKED_AT, len(self._spots)))
        return [each.paragraph for each in (spot, *others)]

    def _said(self, region: Region | None) -> str:
        """A region as a reader may name it, or one above it."""
        if region is None:
            return self._rng.choice(("", "全国", "浙江", "110000"))
        level = self._rng.randrange(len(region.path))
        name, code = region.path[level], region.codes[level]
        return self._rng.choice((name, short_name(name), code))

    def _heading(self, spot: Spot) -> str:
        return self._rng.choice(spot.paragraph.section or ("第一章",))

    def _period(self, spot: Spot) -> dict[str, Any]:
        day = spot.report.date or _DAY
        start = day - timedelta(days=self._rng.randint(-30, 3_000))
        end = day + timedelta(days=self._rng.randint(-30, 3_000))
        return self._rng.choice(({"start": start}, {"end": end}, {"start": start, "end": end}))


def _by_frequency(rng: Random, spots: Sequence[Spot]) -> list[str]:
    """Words of a sample of the paragraphs, those in most first."""
    sample = rng.sample(spots, min(COUNTED, len(spots)))
    cut = (dict.fromkeys(token.text for token in tokens(fold(spot.paragraph.text))) for spot in sample)
    held = Counter(word for one in cut for word in one)
    return sorted(held, key=lambda word: (-held[word], word))


def drawn(reports: Sequence[Report], seed: str, count: int) -> list[SearchRequest]:
    """So many requests on these reports."""
    requests = Requests(Random(f"{seed}/requests"), reports)
    return list(islice(iter(requests.draw, None), count))


def told(request: SearchRequest) -> str:
    """All that is asked, without the fields of a request that came later."""
    asked = (request.query, request.filters, request.sort, request.offset, request.limit)
    return repr((*asked, request.fold, request.explain))
