"""The Whoosh schema: one Whoosh document a paragraph, four fields of terms that we cut ourselves.

Whoosh's analyzers are not used: a field is handed its terms with their frequencies. A frequency is kept
as the posting's weight, so that a posting needs no value beside it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence

from indexer.analysis.fingerprint import analyzer_fingerprint
from indexer.contract.fields import FIELDS, Kind, schema_fingerprint
from indexer.generations import Maker

WORD_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.WORDS)
GRAMS = "grams"


class GivenTerms(FieldType):  # type: ignore[misc]  # whoosh ships no types
    """A field that is indexed under the terms it is given: {term: frequency}."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)

    def index(self, value: Mapping[str, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh stores of a value: (term, frequency, weight, nothing more)."""
        for term, frequency in value.items():
            yield term.encode(), frequency, float(frequency), b""


def whoosh_schema() -> Schema:
    """Given to Whoosh whenever an index is opened, so that the pickled copy inside it is not loaded."""
    names = [field.name for field in WORD_FIELDS] + [GRAMS]
    return Schema(**{name: GivenTerms() for name in names})


def maker() -> Maker:
    """What this engine, schema and analyzer write and can read."""
    return Maker(engine="whoosh", schema=schema_fingerprint(), analyzer=analyzer_fingerprint())
