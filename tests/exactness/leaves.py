"""Leaves: terms of every kind cut from a paragraph that they will find, as typed and as they are meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from opencc import OpenCC

from indexer.analysis.fold import fold
from indexer.analysis.words import tokens
from indexer.contract.documents import Paragraph, Report
from indexer.contract.query import (
    And,
    DateWithin,
    Exact,
    FieldIs,
    Near,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Words,
)
from indexer.contract.vocabulary import short_name
from tests.exactness.substrings import doubled, quoted

# How tightly a text holds together: as one part, as what is excluded, as parts side by side, as alternatives.
PART, NEGATED, ALL, ANY = 3, 2, 1, 0
GAP_CHARS_MAX = 15
_RUN = re.compile(r"[\u4e00-\u9fa5]{2,}")
_OPERATORS = frozenset(("与", "或", "非"))
_NAMES = {
    QueryField.TITLE: "标题",
    QueryField.SECTION: "章节",
    QueryField.SOURCE: "来源",
    QueryField.REGION: "地区",
    QueryField.THEME: "主题",
    QueryField.YEAR: "年份",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A query as a reader types it, what it means, and how tightly it holds together."""

    text: str
    query: Query
    binds: int = PART


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A paragraph with its report, from which terms are cut."""

    report: Report
    paragraph: Paragraph


class Leaves:
    """Draws terms. `of` may give None where a paragraph has nothing of the kind that was drawn."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._traditional = OpenCC("s2t")
        self._kinds: list[tuple[Callable[[Spot], Typed | None], int]] = [
            (self._word, 6),
            (self._run, 3),
            (self._prefix, 3),
            (self._exact, 5),
            (self._pattern, 4),
            (self._verbatim, 2),
            (self._near, 5),
            (self._chain, 2),
            (self._named, 4),
            (self._named_several, 1),
            (self._region, 2),
            (self._valued, 2),
            (self._dated, 2),
        ]

    def of(self, spot: Spot) -> Typed | None:
        """A term of any kind."""
        draws, weights = zip(*self._kinds, strict=True)
        (draw,) = self._rng.choices(draws, weights)
        typed: Typed | None = draw(spot)
        return typed

    def _word(self, spot: Spot) -> Typed | None:
        cut = [token.text for token in tokens(fold(spot.paragraph.text))]
        usable = [word for word in cut if word not in _OPERATORS and not re.search("[*＊]", word)]
        if not usable:
            return None
        word = self._in_any_script(self._rng.choice(usable))
        return Typed(text=word, query=Words(text=word))

    def _run(self, spot: Spot) -> Typed | None:
        run = self._bare(spot.paragraph.text, 2, 8)
        return Typed(text=run, query=Words(text=run)) if run else None

    def _prefix(self, spot: Spot) -> Typed | None:
        cut = [token.text for token in tokens(fold(spot.paragraph.text)) if _RUN.fullmatch(token.text)]
        if not cut:
            return None
        word = self._rng.choice(cut)
        start = self._in_any_script(word[: self._rng.randint(1, len(word))])
        return Typed(text=start + self._rng.choice("*＊"), query=Prefix(text=start))

    def _exact(self, spot: Spot) -> Typed:
        text = self._in_any_script(self._cut(spot.paragraph.text, 1, 12))
        return Typed(text=quoted(text, self._rng), query=Exact(text=text))

    def _pattern(self, spot: Spot) -> Typed | None:
        text = self._cut(spot.paragraph.text, 3, 8)
        if len(text) < len("a?b") or "?" in text:
            return None
        inner = range(1, len(text) - 1)
        wild = set(self._rng.sample(inner, self._rng.randint(1, min(3, len(inner)))))
        pattern = "".join("?" if at in wild else char for at, char in enumerate(text))
        return Typed(text=doubled(pattern), query=Pattern(text=pattern))

    def _verbatim(self, spot: Spot) -> Typed:
        text = self._cut(spot.paragraph.text, 1, 10)
        field = self._rng.choice(("verbatim:", "原样："))
        return Typed(text=field + doubled(text), query=Verbatim(text=text))

    def _near(self, spot: Spot) -> Typed | None:
        (first, second), gap = self._apart(spot.paragraph.text, 2)
        if not (first and second):
            return None
        within = self._within(gap)
        if self._rng.random() < 0.5:
            first, second = second, first
        text = f"{self._operand(first)} {self._written(within)} {self._operand(second)}"
        return Typed(text=text, query=Near(first=first, second=second, within_chars=within))

    def _chain(self, spot: Spot) -> Typed | None:
        (first, second, third), gap = self._apart(spot.paragraph.text, 3)
        if not (first and second and third):
            return None
        within, then = self._within(gap), self._within(gap)
        text = f"{self._operand(first)} {self._written(within)} {self._operand(second)}"
        pairs = (
            Near(first=first, second=second, within_chars=within),
            Near(first=second, second=third, within_chars=then),
        )
        return Typed(text=f"{text} {self._written(then)} {self._operand(third)}", query=And(parts=pairs))

    def _named(self, spot: Spot) -> Typed | None:
        field, name = self._name(spot)
        value = self._in_any_script(self._cut(name, 2, 6)) if name else ""
        return self._field(field, value)

    def _named_several(self, spot: Spot) -> Typed | None:
        field, name = self._name(spot)
        one, other = self._bare(name, 2, 4), self._bare(spot.report.title, 2, 4)
        if not (one and other):
            return None
        alternatives = tuple(FieldIs(field=field, value=value) for value in (one, other))
        return Typed(text=f"{_NAMES[field]}：({one} OR {other})", query=Or(parts=alternatives))

    def _name(self, spot: Spot) -> tuple[QueryField, str]:
        names = (
            (QueryField.TITLE, spot.report.title),
            (QueryField.SECTION, self._rng.choice(spot.paragraph.section or ("",))),
            (QueryField.SOURCE, spot.report.source or ""),
        )
        return self._rng.choice(names)

    def _region(self, spot: Spot) -> Typed | None:
        region = spot.report.region
        if region is None:
            return None
        level = self._rng.randrange(len(region.path))
        name, code = region.path[level], region.codes[level]
        return self._field(QueryField.REGION, self._rng.choice((name, short_name(name), code)))

    def _valued(self, spot: Spot) -> Typed | None:
        if self._rng.random() < 0.5:
            return self._field(QueryField.YEAR, f"{spot.report.year:04d}" if spot.report.year else "2020")
        return self._field(QueryField.THEME, spot.paragraph.theme or "none")

    def _dated(self, spot: Spot) -> Typed:
        day = spot.report.date or date(2026, 2, 1)
        first = day - timedelta(days=self._rng.randint(0, 40))
        last = day + timedelta(days=self._rng.randint(0, 40))
        year = DateWithin(start=date(day.year, 1, 1), end=date(day.year, 12, 31))
        return self._rng.choice(
            (
                Typed(text=f"date:{first}..{last}", query=DateWithin(start=first, end=last)),
                Typed(text=f"日期:{first}..", query=DateWithin(start=first, end=None)),
                Typed(text=f"date:..{first}", query=DateWithin(start=None, end=first)),
                Typed(text=f"日期：{day.year}", query=year),
            )
        )

    def _field(self, field: QueryField, value: str) -> Typed | None:
        if not value:
            return None
        name = self._rng.choice((f"{field.value}:", f"{_NAMES[field]}："))
        plain = _RUN.fullmatch(value) or value.isdecimal()
        text = value if plain and self._rng.random() < 0.5 else doubled(value)
        return Typed(text=name + text, query=FieldIs(field=field, value=value))

    def _cut(self, text: str, shortest: int, longest: int) -> str:
        length = min(self._rng.randint(shortest, longest), len(text))
        start = self._rng.randint(0, len(text) - length)
        return text[start : start + length]

    def _bare(self, text: str, shortest: int, longest: int) -> str:
        """A run of Han characters; "" where there is none."""
        runs = _RUN.findall(text)
        return self._cut(self._rng.choice(runs), shortest, longest) if runs else ""

    def _apart(self, text: str, count: int) -> tuple[list[str], int]:
        """So many pieces of one text, each behind the one before, and the longest way between two."""
        pieces: list[str] = []
        longest, at = 0, self._rng.randint(0, max(len(text) - 20, 0))
        for _ in range(count):
            gap = self._rng.randint(0, GAP_CHARS_MAX) if pieces else 0
            length = self._rng.randint(1, 4)
            pieces.append(text[at + gap : at + gap + length])
            longest, at = max(longest, gap), at + gap + length
        return pieces, longest

    def _within(self, gap: int) -> int | None:
        """As many characters as it needs, or a few more or less; None: in one sentence."""
        return None if self._rng.random() < 0.3 else max(gap + self._rng.randint(-2, 5), 0)

    def _written(self, within: int | None) -> str:
        if within is None:
            return self._rng.choice(("NEAR/句", "near/句", "NEAR/s"))
        return self._rng.choice((f"NEAR/{within}", f"near/{within}", f"ＮＥＡＲ/{within}"))

    def _operand(self, text: str) -> str:
        bare = _RUN.fullmatch(text) and self._rng.random() < 0.5
        return text if bare else quoted(text, self._rng)

    def _in_any_script(self, text: str) -> str:
        if self._rng.random() < 0.8:
            return text
        written: str = self._traditional.convert(text)
        return written if fold(written) == fold(text) else text
