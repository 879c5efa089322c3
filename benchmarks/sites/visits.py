"""Visits: a seeded log of mixed searches, each as the address of our page and of datasette's."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.engines.rows import cut_words
from benchmarks.queries import Drawn
from benchmarks.sites.database import TABLE_URL
from indexer.analysis.words import words

# The kinds that both sites find the same for: by words, and nowhere relaxed.
WORD, ANY = "word", "any"
_RARE, _MID, _COMMON = (2, 50), (0.001, 0.01), (0.02, 1.0)
_PHRASE_CHARS = (2, 4, 6, 8)
_PAGES = (2, 3)
_FACETS = [("_facet", "region"), ("_facet", "theme"), ("_facet", "year")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One search: as `typed`, and as the FTS5 expression that datasette is asked to match, for what its
    words can find: for quoted text all words of it, and for a later page the first."""

    kind: str
    typed: str
    match: str
    ours: str
    datasette: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words to search for, by how many paragraphs hold them."""

    rare: list[str]
    mid: list[str]
    common: list[str]

    def any(self, rng: random.Random) -> str:
        """A word, of each of the three sorts as often."""
        return rng.choice(rng.choice((self.rare, self.mid, self.common)))

    def usual(self, rng: random.Random) -> str:
        """A word that many paragraphs hold."""
        return rng.choice(rng.choice((self.mid, self.common)))


def visits(drawn: Drawn, number: int, rng: random.Random) -> list[Visit]:
    """The log: every kind of search as often, in an order of their own."""
    found = _Words(rare=drawn.between(*_RARE), mid=drawn.share(*_MID), common=drawn.share(*_COMMON))
    kinds = list(_kinds(found, drawn, rng).items())
    log = [_made(kind, make) for kind, make in (kinds[at % len(kinds)] for at in range(number))]
    rng.shuffle(log)
    return log


# What is typed, what datasette is asked to match, and the arguments of the one and of the other.
_Search = tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]


def _kinds(found: _Words, drawn: Drawn, rng: random.Random) -> dict[str, Callable[[], _Search]]:
    def joined(terms: list[str], typed: str, match: str, **arguments: str) -> _Search:
        theirs = [(key, value) for key, value in arguments.items() if key != "page"]
        return typed.join(terms), match.join(f'"{term}"' for term in terms), list(arguments.items()), theirs

    def one() -> _Search:
        return joined([found.any(rng)], " ", " AND ")

    def all_of() -> _Search:
        return joined([found.usual(rng), found.usual(rng)], " ", " AND ")

    def any_of() -> _Search:
        return joined([found.usual(rng), found.usual(rng), found.any(rng)], " OR ", " OR ")

    def inside() -> _Search:
        return joined([found.usual(rng)], " ", " AND ", region=rng.choice(drawn.regions))

    def later() -> _Search:
        return joined([rng.choice(found.common)], " ", " AND ", page=str(rng.choice(_PAGES)))

    def quoted() -> _Search:
        text = _cut(drawn, rng)
        return f'"{text}"', _all_words(text), [], []

    def slip() -> _Search:
        word = rng.choice([word for word in (*found.rare, *found.mid) if len(word) > 2])  # noqa: PLR2004
        text = word[0] + word[2] + word[1] + word[3:]
        return text, _all_words(text), [], []

    return {
        WORD: one,
        "all": all_of,
        ANY: any_of,
        "quoted": quoted,
        "region": inside,
        "page": later,
        "word again": one,
        "slip": slip,
    }


def _made(kind: str, make: Callable[[], _Search]) -> Visit:
    typed, match, ours, theirs = make()
    search = [("_search", match), ("_searchmode", "raw"), ("_size", "10"), *_FACETS, *theirs]
    return Visit(
        kind=kind,
        typed=typed,
        match=match,
        ours=f"/search?{urlencode([('q', typed), *ours])}",
        datasette=f"{TABLE_URL}?{urlencode(search)}",
    )


def _cut(drawn: Drawn, rng: random.Random) -> str:
    """A piece of some text, between its marks."""
    while True:
        text, chars = rng.choice(drawn.texts), rng.choice(_PHRASE_CHARS)
        start = rng.randrange(len(text))
        piece = text[start : start + chars]
        if len(piece) == chars and piece.isalnum():
            return piece


def _all_words(text: str) -> str:
    return " AND ".join(f'"{word}"' for word in words(text)) or f'"{cut_words(text)}"'
