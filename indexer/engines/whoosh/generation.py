"""One generation, opened: posting lists, columns and texts, never modified, shared by all threads."""

import json
from bisect import bisect_left
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from indexer.analysis.words import Tokenize, tokenizer_of
from indexer.contract.documents import Paragraph, Report
from indexer.contract.manifest import Manifest
from indexer.engines.whoosh.columns import NONE, Columns, open_columns
from indexer.engines.whoosh.completions import Completions
from indexer.engines.whoosh.places import region_of
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.texts import Texts

# The texts of a generation, by the names of their files.
ORIGINAL, FOLDED, TITLES, HEADINGS = "original", "folded", "titles", "headings"
SOURCES, DOCUMENTS = "sources", "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """Rows of `original` and `folded` are paragraphs; of `documents` reports without them, as JSON; of
    `titles` the folded title and subtitle of each document in turn; of `headings` the folded headings; of
    `sources` the folded source of each document, "" where it has none."""

    manifest: Manifest
    postings: Postings
    columns: Columns
    original: Texts
    folded: Texts
    titles: Texts
    headings: Texts
    sources: Texts
    documents: Texts
    completions: Completions
    tokenize: Tokenize

    def report(self, document: int) -> Report:
        """The report with this number, without its paragraphs."""
        return _report(self.documents[document])

    def paragraph(self, row: int) -> Paragraph:
        """The paragraph in this row, as it was added."""
        columns = self.columns
        theme = int(columns["theme"][row])
        return Paragraph(
            ordinal=int(columns["ordinal"][row]),
            section=columns.section(row),
            theme=None if theme == NONE else columns.themes[theme],
            text=self.original[row],
            mentioned_regions=columns.mentioned_regions(row),
            mentioned_years=columns.mentioned_years(row),
        )

    def numbered(self, document_id: str) -> int | None:
        """The number of the document with this id; None where there is none."""
        by_id = self.columns["by_id"]
        at = bisect_left(by_id, document_id, key=lambda number: self.report(int(number)).id)
        if at == len(by_id) or self.report(int(by_id[at])).id != document_id:
            return None
        return int(by_id[at])


def open_generation(folder: Path, manifest: Manifest) -> Generation:
    """Map the files of a generation. Raises OSError or ValueError where they are not what was written."""
    return Generation(
        manifest=manifest,
        postings=Postings(folder),
        columns=open_columns(folder),
        original=Texts(folder, ORIGINAL),
        folded=Texts(folder, FOLDED),
        titles=Texts(folder, TITLES),
        headings=Texts(folder, HEADINGS),
        sources=Texts(folder, SOURCES),
        documents=Texts(folder, DOCUMENTS),
        completions=Completions(folder),
        tokenize=tokenizer_of(manifest.lexicon),
    )


def described(report: Report) -> str:
    """A report without its paragraphs, as one line of JSON."""
    values = {
        "id": report.id,
        "title": report.title,
        "subtitle": report.subtitle,
        "date": report.date.isoformat() if report.date else None,
        "source": report.source,
        "author": report.author,
        "url": report.url,
        "region": asdict(report.region) if report.region else None,
        "year_only": report.year_only,
        "captions": report.captions,
    }
    return json.dumps(values, ensure_ascii=False)


def _report(line: str) -> Report:
    values = json.loads(line)
    return Report(
        id=values["id"],
        title=values["title"],
        subtitle=values["subtitle"],
        date=date.fromisoformat(values["date"]) if values["date"] else None,
        source=values["source"],
        author=values["author"],
        url=values["url"],
        region=region_of(values["region"]) if values["region"] else None,
        paragraphs=(),
        year_only=values["year_only"],
        captions=tuple(values["captions"]),
    )
