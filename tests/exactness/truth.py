"""The truth: what a query finds by the oracle, each leaf looked up once and then remembered."""

import re
from collections.abc import Iterable, Sequence
from functools import reduce

from indexer.analysis.fold import fold
from indexer.analysis.words import words
from indexer.contract.documents import Report
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Leaf,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Words,
)
from tests.exactness.corpora import Place
from tests.oracle import Oracle, Row

Places = frozenset[Place]


class Truth:
    """What holds of these reports. A tree is put together from its leaves as sets."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._oracle = Oracle(reports)
        self._rows = [[Row(report=each, paragraph=p) for p in each.paragraphs] for each in reports]
        self._everything = frozenset(row.place for rows in self._rows for row in rows)
        self._folded = {row.place: _all_text(row) for rows in self._rows for row in rows}
        self._known: dict[Leaf, Places] = {}

    def of(self, query: Query) -> Places:
        """The paragraphs that match."""
        match query:
            case And(parts=parts):
                return reduce(Places.intersection, map(self.of, parts))
            case Or(parts=parts):
                return reduce(Places.union, map(self.of, parts))
            case Not(part=part):
                return self._everything - self.of(part)
            case leaf:
                if leaf not in self._known:
                    self._known[leaf] = frozenset(row.place for row in self._found(leaf))
                return self._known[leaf]

    def _found(self, leaf: Leaf) -> Iterable[Row]:
        """The rows of a leaf. The oracle is not asked where the characters that are sought do not even stand,
        and for what is asked of a report only once."""
        if isinstance(leaf, DateWithin) or (isinstance(leaf, FieldIs) and leaf.field in _OF_REPORTS):
            reports = (rows for rows in self._rows if rows and self._oracle.matches(leaf, rows[0]))
            return [row for rows in reports for row in rows]
        needed = _needed(leaf)
        held = (
            row
            for rows in self._rows
            for row in rows
            if all(text in self._folded[row.place] for text in needed)
        )
        if isinstance(leaf, Near):
            return [row for row in held if near(row.folded, leaf)]
        if isinstance(leaf, Pattern):
            return [row for row in held if fits(row.folded, leaf)]
        return [row for row in held if self._oracle.matches(leaf, row)]


_OF_REPORTS = frozenset((QueryField.TITLE, QueryField.SOURCE, QueryField.REGION, QueryField.YEAR))


def _all_text(row: Row) -> str:
    """What is said in a row or above it, folded, a line each."""
    return "\n".join(
        (
            row.folded,
            *map(fold, row.paragraph.section),
            fold(row.report.title),
            fold(row.report.subtitle or ""),
        )
    )


def _needed(leaf: Leaf) -> list[str]:
    """Folded texts that each row which the leaf finds must hold somewhere."""
    match leaf:
        case Words(text=text, any_word=False):
            return words(fold(text))
        case Prefix(text=text) | Exact(text=text) | Verbatim(text=text):
            return [fold(text)]
        case Pattern(text=text):
            return [fold(piece) for piece in text.split("?")]
        case Near(first=first, second=second):
            return [fold(first), fold(second)]
        case Words() | Everything() | FieldIs() | DateWithin():
            return []


def near(folded: str, leaf: Near) -> bool:
    """Whether any two occurrences stand as asked. The oracle looks at every pair of places, and for a pattern
    at every place, which for thousands of queries takes hours; a test holds the two to each other.

    >>> near("水库的大坝", Near(first="大坝", second="水库", within_chars=1))
    True
    """
    others = _occurrences(folded, fold(leaf.second))
    for start, end in _occurrences(folded, fold(leaf.first)):
        for other_start, other_end in others:
            if end <= other_start:
                between = folded[end:other_start]
            elif other_end <= start:
                between = folded[other_end:start]
            else:
                continue
            if leaf.within_chars is None and not re.search("[。!?…]", between):
                return True
            if leaf.within_chars is not None and len(between) <= leaf.within_chars:
                return True
    return False


def fits(folded: str, leaf: Pattern) -> bool:
    """Whether the pattern fits where any occurrence of its first piece is.

    >>> fits("修水库的坝", Pattern(text="水?的")), fits("水的", Pattern(text="水?的"))
    (True, False)
    """
    asked = fold(leaf.text)
    wild = [char == "?" for char in leaf.text]  # folded, a literal "？" looks like one
    for start, _ in _occurrences(folded, asked[: wild.index(True)]):
        here = folded[start : start + len(asked)]
        if len(here) == len(asked) and all(
            any_char or char == wanted for any_char, char, wanted in zip(wild, here, asked, strict=True)
        ):
            return True
    return False


def _occurrences(text: str, sought: str) -> list[tuple[int, int]]:
    return [(at, at + len(sought)) for at in range(len(text)) if text.startswith(sought, at)]
