"""Paragraphs as rows of a table, with our words given: what engines that cut no Chinese are fed."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rjieba

from indexer.analysis.fold import fold, fold_table
from indexer.contract.documents import Report

NO_YEAR = 0
# The same words as indexer.analysis.words.tokens, in half the time, because nobody asks where they stand.
_RUN = re.compile(r"([\u4e00-\u9fd5]+)|(?:(?![\u4e00-\u9fd5])[^\W_])+(?:\.[0-9]+)*%?")


@dataclass(frozen=True, slots=True)  # positional: there is one a paragraph, and making it counts as building
class Row:
    """A paragraph; `words` are those of its title, headings and text, joined by spaces."""

    id: str
    text: str
    folded: str
    words: str
    region: str
    theme: str
    year: int


def warm() -> None:
    """Load the dictionary and the table of folding."""
    fold_table()
    cut_words("词典")


def cut_words(folded: str) -> str:
    """The words of a text, joined by spaces.

    >>> cut_words("产品和服务,98.1%")
    '产品 和 服务 98.1%'
    """
    found: list[str] = []
    for run in _RUN.finditer(folded):
        if run[1] is None:
            found.append(run[0])
        else:
            found += rjieba.cut_for_search(run[1])
    return " ".join(found)


class Cutter:
    """Reports to rows; `seconds` is what cutting took so far."""

    def __init__(self, *, cut: bool = True) -> None:
        """Without `cut` the rows have no words."""
        self.seconds = 0.0
        self._cut = cut

    def rows(self, reports: Iterable[Report]) -> Iterator[Row]:
        """A row a paragraph, in order; titles and headings are cut once."""
        for report in reports:
            title = self._words(fold(report.title))
            section: tuple[str, ...] = ()
            above = title
            for paragraph in report.paragraphs:
                if paragraph.section != section:
                    section = paragraph.section
                    above = " ".join((title, *(self._words(fold(heading)) for heading in section)))
                folded = fold(paragraph.text)
                yield Row(
                    f"{report.id}:{paragraph.ordinal}",
                    paragraph.text,
                    folded,
                    f"{above} {self._words(folded)}",
                    report.region.code if report.region else "",
                    paragraph.theme or "",
                    report.year or NO_YEAR,
                )

    def _words(self, folded: str) -> str:
        if not self._cut:
            return ""
        started = time.perf_counter()
        cut = cut_words(folded)
        self.seconds += time.perf_counter() - started
        return cut
