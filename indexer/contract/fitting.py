"""Fitting: a query cut so that its notation is no longer than a query may be, and can be read again."""

from dataclasses import replace

from indexer.contract.notation import notation
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    Verbatim,
    Words,
)
from indexer.contract.wildcards import quoted_text


def fitted(query: Query, chars_max: int) -> Query:
    """The query without its last parts, or the end of its text, as far as its notation is too long."""
    while (excess := len(notation(query)) - chars_max) > 0:
        query = _less(query, excess)
    return query


def _less(query: Query, excess: int) -> Query:  # noqa: PLR0911 -- one short case for each kind of node
    match query:
        case And(parts=parts) | Or(parts=parts):
            return parts[0] if len(parts) == 2 else replace(query, parts=parts[:-1])  # noqa: PLR2004 -- a pair
        case Not(part=part):
            return Not(part=_less(part, excess))
        case Exact(text=text) | Pattern(text=text):
            return quoted_text(_cut(text, excess))
        case Words(text=text) | Prefix(text=text) | Verbatim(text=text):
            return replace(query, text=_cut(text, excess))
        case FieldIs(value=value):
            return replace(query, value=_cut(value, excess))
        case Near(first=first, second=second):
            if len(first) > len(second):
                return replace(query, first=_cut(first, excess))
            return replace(query, second=_cut(second, excess))
        case Everything() | DateWithin():
            return query


def _cut(text: str, excess: int) -> str:
    """Without about that many characters at its end; one always stays, and one always goes."""
    return text[: max(len(text) - max(excess // 2, 1), 1)]
