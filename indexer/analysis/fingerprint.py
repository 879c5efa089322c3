"""The analyzer's fingerprint: an index built by another analyzer would be searched by the wrong terms."""

import hashlib
from functools import cache

from indexer.analysis.fold import fold_digest
from indexer.contract.lexicon import Lexicon

# Raise it when tokens() or grams() change what they give.
_RULES = "1"
# The version that pyproject.toml pins; asking the installed package takes as long as opening an index.
JIEBA = "0.42.1"


def analyzer_fingerprint(lexicon: Lexicon) -> str:
    """A short digest of the fold table, jieba's version, the rules of this package and the lexicon."""
    return f"{_of_code()}-{lexicon.digest}" if lexicon.digest else _of_code()


@cache
def _of_code() -> str:
    described = f"{_RULES} jieba={JIEBA} fold={fold_digest()}"
    return hashlib.sha256(described.encode()).hexdigest()[:16]
