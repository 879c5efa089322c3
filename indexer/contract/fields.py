"""The schema as data: which fields a paragraph is searched by, and what each weighs in ranking."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a field is indexed."""

    WORDS = "words"
    GRAMS = "grams"
    COLUMN = "column"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field; `weight` multiplies a word's frequency in BM25F and is 0 where the field does not rank."""

    name: str
    kind: Kind
    weight: float = 0.0


FIELDS = (
    Field(name="title", kind=Kind.WORDS, weight=1.5),
    Field(name="section", kind=Kind.WORDS, weight=1.2),
    Field(name="text", kind=Kind.WORDS, weight=1.0),
    Field(name="grams", kind=Kind.GRAMS),
    Field(name="region", kind=Kind.COLUMN),
    Field(name="section_path", kind=Kind.COLUMN),
    Field(name="theme", kind=Kind.COLUMN),
    Field(name="date", kind=Kind.COLUMN),
    Field(name="year", kind=Kind.COLUMN),
    Field(name="mentioned_region", kind=Kind.COLUMN),
    Field(name="mentioned_year", kind=Kind.COLUMN),
    Field(name="cluster", kind=Kind.COLUMN),
)


def schema_fingerprint() -> str:
    """A short digest that changes when the schema does, so that an old index is not misread."""
    described = json.dumps([asdict(field) for field in FIELDS])
    return hashlib.sha256(described.encode()).hexdigest()[:16]
