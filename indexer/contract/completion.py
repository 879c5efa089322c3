"""What a query may be completed to while it is typed: phrases, titles, regions and themes of the index."""

from dataclasses import dataclass
from enum import StrEnum


class CompletionKind(StrEnum):
    """What a completion is, and so what choosing it does."""

    PHRASE = "phrase"
    TITLE = "title"
    REGION = "region"
    THEME = "theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """`text` as the corpus writes it (a name that several regions share stands behind that of the region
    above); `value` is what a filter takes: the code of a region, otherwise the text. `documents` are the
    reports that hold it, lie there, or are called so."""

    text: str
    kind: CompletionKind
    documents: int
    value: str
