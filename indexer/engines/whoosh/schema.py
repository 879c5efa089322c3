"""The Whoosh schema: one Whoosh document a paragraph, four fields of terms that we cut ourselves.

Whoosh's analyzers are not used. A frequency is a posting's weight, so that a posting needs no value beside
it.
"""

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence

from indexer.analysis.fingerprint import analyzer_fingerprint
from indexer.contract.fields import FIELDS, Kind, schema_fingerprint
from indexer.contract.lexicon import Lexicon
from indexer.generations import Maker

# Raise it when the files of a generation change.
FORMAT = "5"
WORD_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.WORDS)
GRAMS = "grams"
INDEXED = (*(field.name for field in WORD_FIELDS), GRAMS)


def whoosh_schema() -> Schema:
    """Given to Whoosh whenever an index is opened, so that the pickled copy inside it is not loaded."""
    indexed = {name: FieldType(format=Existence(), analyzer=None) for name in INDEXED}
    return Schema(**indexed, document=STORED(), ordinal=STORED())


def maker(lexicon: Lexicon) -> Maker:
    """What this engine, schema and analyzer write and can read."""
    return Maker(
        engine="whoosh", schema=f"{schema_fingerprint()}-{FORMAT}", analyzer=analyzer_fingerprint(lexicon)
    )
