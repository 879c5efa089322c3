"""tantivy-py: our words in a field without positions, facets by its terms aggregations."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tantivy import Document, Index, Occur, Query, SchemaBuilder

from benchmarks.engines.rows import NO_YEAR, Cutter, warm
from benchmarks.engines.seam import HITS, Answer, Asked, Kind
from indexer.contract.documents import Report

_HEAP_BYTES = 1024 * 1024 * 1024
# Small numbers, and one for every paragraph, are counted fastest: years are stored from here on, 0 is none.
_FIRST_YEAR = 1900
_VALUES_MAX = 1_000  # more than any facet has, so that the counts are complete


class Tantivy:
    """An Engine."""

    def warm(self) -> None:
        """See Engine."""
        warm()

    def build(self, reports: Iterable[Report], folder: Path) -> float:
        """See Engine. What is only stored is bytes, because every text field is indexed.

        One thread writes one segment while this one cuts; two take as long, and their segments are slower.
        """
        schema = (
            SchemaBuilder()
            .add_bytes_field("id", stored=True)
            .add_bytes_field("text", stored=True)
            .add_text_field("words", tokenizer_name="whitespace", index_option="freq")
            .add_text_field("region", fast=True, tokenizer_name="raw", index_option="basic")
            .add_text_field("theme", fast=True, tokenizer_name="raw", index_option="basic")
            .add_unsigned_field("year", fast=True)
            .build()
        )
        writer = Index(schema, path=str(folder)).writer(_HEAP_BYTES, num_threads=1)
        cutter = Cutter()
        for row in cutter.rows(reports):
            document = Document()
            document.add_bytes("id", row.id.encode())
            document.add_bytes("text", row.text.encode())
            document.add_text("words", row.words)
            document.add_text("region", row.region)
            document.add_text("theme", row.theme)
            document.add_unsigned("year", row.year - _FIRST_YEAR if row.year != NO_YEAR else 0)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        return cutter.seconds

    def open(self, folder: Path) -> None:
        """See Engine."""
        index = Index.open(str(folder))
        self._schema, self._searcher = index.schema, index.searcher()

    def search(self, asked: Asked) -> Answer:
        """See Engine."""
        everywhere = self._query(asked)
        if asked.region is None:
            return self._answer(everywhere, self._counted(everywhere, "region", "theme", "year"))
        filtered = Query.boolean_query(
            [
                (Occur.Must, everywhere),
                (Occur.Must, Query.const_score_query(self._term("region", asked.region), 0.0)),
            ]
        )
        counted = self._counted(everywhere, "region") | self._counted(filtered, "theme", "year")
        return self._answer(filtered, counted)

    def _query(self, asked: Asked) -> Query:
        if len(asked.terms) == 1:
            return self._term("words", asked.terms[0])
        occur = Occur.Must if asked.kind is Kind.ALL else Occur.Should
        return Query.boolean_query([(occur, self._term("words", term)) for term in asked.terms])

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(
            self._schema, field, term, index_option="freq" if field == "words" else "basic"
        )

    def _counted(self, query: Query, *fields: str) -> dict[str, dict[str, int]]:
        asked = {field: {"terms": {"field": field, "size": _VALUES_MAX}} for field in fields}
        counted: dict[str, Any] = self._searcher.aggregate(query, asked)
        return {
            field: {bucket["key"]: bucket["doc_count"] for bucket in counted[field]["buckets"]}
            for field in fields
        }

    def _answer(self, query: Query, counted: dict[str, dict[str, int]]) -> Answer:
        found = self._searcher.search(query, limit=HITS, count=False)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        return Answer(
            hits=tuple(
                (bytes(each["id"][0]).decode(), bytes(each["text"][0]).decode()) for each in documents
            ),
            # every paragraph has a theme: their counts sum up to the total, which need not be counted again
            total=sum(counted["theme"].values()),
            regions=counted["region"],
            themes=counted["theme"],
            years={str(int(year) + _FIRST_YEAR): count for year, count in counted["year"].items() if year},
        )
