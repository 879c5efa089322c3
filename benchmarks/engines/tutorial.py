"""Whoosh as tutorials use it: jieba's ChineseAnalyzer, everything stored, facets by groupedby."""

import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jieba
from jieba.analyse import ChineseAnalyzer  # type: ignore[attr-defined]  # its stubs leave it out
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser import QueryParser
from whoosh.query import Term
from whoosh.sorting import Count

from benchmarks.engines.rows import NO_YEAR
from benchmarks.engines.seam import HITS, Answer, Asked, Kind
from indexer.contract.documents import Report

_JOINTS = {Kind.ALL: " ", Kind.ANY: " OR "}


class Tutorial:
    """An Engine. It looks in texts only; quoted phrases find next to nothing, by the analyzer's positions."""

    def warm(self) -> None:
        """See Engine; jieba's cache goes to a folder of our own, not to a path that others could guess."""
        jieba.setLogLevel(logging.WARNING)
        with tempfile.TemporaryDirectory() as private:
            jieba.dt.tmp_dir = private
            jieba.initialize()

    def build(self, reports: Iterable[Report], folder: Path) -> float:
        """See Engine."""
        column = ID(stored=True, sortable=True)
        schema = Schema(
            id=ID(stored=True, unique=True),
            title=TEXT(stored=True, analyzer=ChineseAnalyzer()),
            section=TEXT(stored=True, analyzer=ChineseAnalyzer()),
            text=TEXT(stored=True, analyzer=ChineseAnalyzer()),
            region=column,
            theme=column,
            year=column,
        )
        writer = create_in(str(folder), schema).writer()
        for report in reports:
            for paragraph in report.paragraphs:
                writer.add_document(
                    id=f"{report.id}:{paragraph.ordinal}",
                    title=report.title,
                    section=" ".join(paragraph.section),
                    text=paragraph.text,
                    region=report.region.code if report.region else "",
                    theme=paragraph.theme or "",
                    year=str(report.year or NO_YEAR),
                )
        writer.commit()
        return 0.0

    def open(self, folder: Path) -> None:
        """See Engine."""
        index = open_dir(str(folder))
        self._searcher = index.searcher()
        self._parser = QueryParser("text", index.schema)

    def search(self, asked: Asked) -> Answer:
        """See Engine. Without the slice all matches would be read, whatever the limit."""
        written = (
            f'"{asked.terms[0]}"' if asked.kind is Kind.PHRASE else _JOINTS[asked.kind].join(asked.terms)
        )
        query = self._parser.parse(written)
        if asked.region is None:
            found = self._found(query, ["region", "theme", "year"], None)
            regions = found.groups("region")
        else:
            regions = self._found(query, ["region"], None).groups("region")
            found = self._found(query, ["theme", "year"], Term("region", asked.region))
        years = found.groups("year")
        return Answer(
            hits=tuple((hit["id"], hit["text"]) for hit in found[:HITS]),
            total=len(found),
            regions=regions,
            themes=found.groups("theme"),
            years={year: count for year, count in years.items() if year != str(NO_YEAR)},
        )

    def _found(self, query: Any, facets: list[str], within: Any) -> Any:
        return self._searcher.search(query, limit=HITS, groupedby=facets, filter=within, maptype=Count)
