"""Ranking as values: what each thing that counts weighs, and where a hit's score comes from."""

from dataclasses import dataclass
from enum import StrEnum

# Of the pairs of characters in a query the rarest count; the first hits are looked at by sentences.
PAIRS_MAX = 16
LIFTED_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weights of a score = (words + pairs x pairs + near x together) x prose; all are 0 or more.

    `title`, `section`, `text`, `k1` and `b` (0 to 1) are those of BM25F. `pairs` weighs neighbouring
    characters of the query that stand together, `near` what stands in one sentence.
    prose = 1 - `lists` x (the share of the paragraph that is a list of names, above LISTED_FROM).
    """

    k1: float = 1.2
    b: float = 0.5
    title: float = 1.5
    section: float = 1.2
    text: float = 1.0
    pairs: float = 0.5
    near: float = 0.5
    lists: float = 1.0


DEFAULT_WEIGHTS = Weights()
# Up to a fifth of a paragraph may be short items between separators: median of reports 0.03, 99 % below 0.26.
LISTED_FROM = 0.2


class PartKind(StrEnum):
    """What a part of a score is for."""

    WORD = "word"
    WHOLE = "whole"
    PAIRS = "pairs"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a score: a word or a leaf matched as a whole, and how many paragraphs hold it (`paragraphs`);
    or the pairs that stand in the paragraph; or the sentence in which most stands together."""

    kind: PartKind
    text: str
    score: float
    paragraphs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where a score is from: the sum of the parts times `prose` (0 to 1)."""

    parts: tuple[Part, ...]
    prose: float
