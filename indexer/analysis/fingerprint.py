"""The analyzer's fingerprint: an index built by another analyzer would be searched by the wrong terms."""

import hashlib
from functools import cache
from importlib.metadata import version

from indexer.analysis.fold import fold_table

# Raise it when tokens() or grams() change what they give.
_RULES = "1"


@cache
def analyzer_fingerprint() -> str:
    """A short digest of the fold table, jieba's version and the rules of this package."""
    table = sorted(fold_table().items())
    described = f"{_RULES} jieba={version('jieba')} fold={table}"
    return hashlib.sha256(described.encode()).hexdigest()[:16]
