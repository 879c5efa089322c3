"""The schema as data: which fields a paragraph is searched by."""

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
    """A field; those of words rank, by contract/ranking.py."""

    name: str
    kind: Kind


FIELDS = (
    Field(name="title", kind=Kind.WORDS),
    Field(name="section", kind=Kind.WORDS),
    Field(name="text", kind=Kind.WORDS),
    Field(name="grams", kind=Kind.GRAMS),
    Field(name="region", kind=Kind.COLUMN),
    Field(name="section_path", kind=Kind.COLUMN),
    Field(name="theme", kind=Kind.COLUMN),
    Field(name="date", kind=Kind.COLUMN),
    Field(name="year", kind=Kind.COLUMN),
    Field(name="mentioned_region", kind=Kind.COLUMN),
    Field(name="mentioned_year", kind=Kind.COLUMN),
    Field(name="cluster", kind=Kind.COLUMN),
    Field(name="listed", kind=Kind.COLUMN),
)


def schema_fingerprint() -> str:
    """A short digest that changes when the schema does, so that an old index is not misread."""
    described = json.dumps([asdict(field) for field in FIELDS])
    return hashlib.sha256(described.encode()).hexdigest()[:16]
