"""The lexicon: words of the user's own, and groups of words that mean the same; part of the analyzer."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryWord:
    """A folded word for the segmenter, as a line of jieba's user dictionary: `frequency` None lets it choose
    one that makes this a word; `tag` is a part of speech or ""."""

    text: str
    frequency: int | None = None
    tag: str = ""


@dataclass(frozen=True, kw_only=True)  # without slots: cached_property keeps the digest in __dict__
class Lexicon:
    """`words` in the order of their file; `groups` of folded synonyms, two or more each, none in two."""

    words: tuple[DictionaryWord, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    def __eq__(self, other: object) -> bool:
        """Cheap like the hash, because lexicons are keys of caches, and each build reads its own anew."""
        return isinstance(other, Lexicon) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """A short digest; equal lexicons have equal digests, and the empty one has ""."""
        if not self.words and not self.groups:
            return ""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()[:16]


NO_LEXICON = Lexicon()


def lexicon_from(values: dict[str, Any]) -> Lexicon:
    """The lexicon as asdict made it, and JSON after it. Raises TypeError or KeyError for anything else."""
    return Lexicon(
        words=tuple(DictionaryWord(**word) for word in values["words"]),
        groups=tuple(tuple(group) for group in values["groups"]),
    )
