"""Many paragraphs are counted by combination, few by themselves: with the same counts."""

from pathlib import Path

import numpy as np

from indexer.contract.documents import Paragraph, Report
from indexer.engines.whoosh.counting import REGION, THEME, YEAR, Counting
from indexer.engines.whoosh.generation import open_generation
from indexer.engines.whoosh.lists import Counts
from indexer.generations import folder_of
from tests.conformance.built import publish
from tests.conformance.generated import REGIONS, THEMES

DOCUMENTS, PARAGRAPHS = 60, 50


def reports() -> list[Report]:
    return [
        Report(
            id=f"{number:02d}",
            title="题",
            subtitle=None,
            date=None,
            source=None,
            author=None,
            url=None,
            region=(None, *REGIONS)[number % (len(REGIONS) + 1)],
            paragraphs=tuple(
                Paragraph(ordinal=at, section=(), theme=(None, *THEMES)[at % 4], text="文")
                for at in range(1, PARAGRAPHS + 1)
            ),
            year_only=(None, 2023, 2024, 959)[number % 4],
        )
        for number in range(DOCUMENTS)
    ]


def told(counts: Counts) -> tuple[int, list[int], list[int]]:
    return counts.missing, counts.numbers.tolist(), counts.counts.tolist()


def test_a_long_list_is_counted_as_a_short_one_is(tmp_path: Path) -> None:
    manifest = publish("whoosh", tmp_path, reports())
    counting = Counting(open_generation(folder_of(tmp_path, manifest), manifest).columns)
    rows = np.arange(DOCUMENTS * PARAGRAPHS)
    together = counting.all_counts((REGION, THEME, YEAR), rows)
    for name, counts in together.items():
        assert told(counts) == told(counting.counts(name, rows))
        for short in (rows[:0], rows[7:8], rows[100:900]):
            assert told(counting.all_counts((name,), short)[name]) == told(counting.counts(name, short))
