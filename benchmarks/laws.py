"""The law paragraphs of ../shared/data as reports, in the order of the file."""

import json
import lzma
from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice
from pathlib import Path

from indexer.contract.documents import Paragraph, Report

LAWS = Path(__file__).parents[2] / "shared" / "data" / "laws.jsonl.xz"


def law_reports(paragraphs: int) -> Iterator[Report]:
    """The first paragraphs of the set, one report a law."""
    with lzma.open(LAWS, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, islice(lines, paragraphs))
        for number, (law, group) in enumerate(groupby(rows, key=lambda row: (row["law"], row["date"]))):
            yield _report(f"{number}/{law[0]}", law, list(group))


def _report(report_id: str, law: tuple[str, str | None], rows: list[dict[str, str]]) -> Report:
    title, day = law
    return Report(
        id=report_id,
        title=title,
        subtitle=None,
        date=date.fromisoformat(day) if day else None,
        source=None,
        author=None,
        url=None,
        region=None,
        paragraphs=tuple(
            Paragraph(
                ordinal=at, section=(row["section"],) if row["section"] else (), theme=None, text=row["text"]
            )
            for at, row in enumerate(rows, start=1)
            if row["text"]
        ),
    )
