"""Where a score comes from, in words and in points that add up: for the page and for the terminal."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from indexer.contract.ranking import Explanation, PartKind
from indexer.contract.results import Hit

NAMES = {
    PartKind.WORD: "词",
    PartKind.WHOLE: "整体匹配",
    PartKind.PAIRS: "相邻两字",
    PartKind.TOGETHER: "同句",
}
REDUCED = "名单折减"
NOTHING_SCORED = "这次检索没有可以评分的内容。"
_TEXT_MAX_CHARS = 60
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """A line of the table: what it is for, what was found, in how many paragraphs, and the points."""

    name: str
    text: str
    paragraphs: int | None
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """A score and the rows whose points add up to it, digit by digit; without rows `note` says why."""

    rows: tuple[ScoreRow, ...]
    total: str
    note: str = ""


def score_view(hit: Hit) -> ScoreView | None:
    """Where the score of a hit comes from; None where that was not asked, or the engine cannot say."""
    explanation = hit.explanation
    if explanation is None:
        return None
    *points, lost = adding_up((*(part.score for part in explanation.parts), _lost(hit.score, explanation)))
    rows = [
        ScoreRow(
            name=NAMES[part.kind],
            text=_shortened(part.text),
            paragraphs=part.paragraphs,
            points=f"{gained:.2f}",
        )
        for part, gained in zip(explanation.parts, points, strict=True)
    ]
    if rows and explanation.prose < 1:
        text = f"这一段多是名单，乘以 {explanation.prose:.2f}"
        rows.append(ScoreRow(name=REDUCED, text=text, paragraphs=None, points=f"{lost:.2f}"))
    return ScoreView(rows=tuple(rows), total=f"{hit.score:.2f}", note="" if rows else NOTHING_SCORED)


def _lost(score: float, explanation: Explanation) -> float:
    """What the factor for lists takes away; not more than 0."""
    return score - sum(part.score for part in explanation.parts) if explanation.prose < 1 else 0.0


def adding_up(values: Iterable[float]) -> list[float]:
    """The values to two decimals, each off by less than 0.01, so that they add up to their rounded sum.

    >>> adding_up([0.104, 0.104, 0.104])
    [0.1, 0.11, 0.1]
    """
    ends = [round(total * _HUNDREDTHS) for total in accumulate(values, initial=0.0)]
    return [(end - start) / _HUNDREDTHS for start, end in pairwise(ends)]


def _shortened(text: str) -> str:
    """A sentence may be of any length."""
    return text if len(text) <= _TEXT_MAX_CHARS else text[: _TEXT_MAX_CHARS - 1] + "…"
