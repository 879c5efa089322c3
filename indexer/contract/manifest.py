"""The manifest: what built an index and what it holds. Written last, so its presence means a whole index."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from indexer.contract.errors import IndexDamagedError
from indexer.contract.lexicon import NO_LEXICON, Lexicon, lexicon_from

MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """A file of the generation: name, size in bytes, SHA-256 in hex."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One generation of an index; `schema` and `analyzer` are fingerprints, `sources` what it was made of.
    `analyzer` covers the lexicon."""

    generation: str
    built_at: datetime
    engine: str
    schema: str
    analyzer: str
    documents: int
    paragraphs: int
    sources: tuple[str, ...]
    files: tuple[IndexFile, ...]
    lexicon: Lexicon = NO_LEXICON

    def to_json(self) -> str:
        """The file's content; from_json reads it back equal."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, default=datetime.isoformat) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read what to_json wrote. Raises IndexDamagedError where it is anything else."""
        try:
            values = json.loads(text)
            values["built_at"] = datetime.fromisoformat(values["built_at"])
            values["sources"] = tuple(values["sources"])
            if "lexicon" in values:  # an index of an earlier version has none, and is no damage
                values["lexicon"] = lexicon_from(values["lexicon"])
            values["files"] = tuple(IndexFile(**file) for file in values["files"])
            return cls(**values)
        except (ValueError, TypeError, KeyError) as exc:
            raise IndexDamagedError(f"{MANIFEST_NAME} is damaged ({exc}); run: fangzhi build") from exc
