"""The query tree as text that reads back as the same query: the line “检索式” on the page."""

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

# How deep brackets may nest. Where those that only make reading easier would nest deeper, they are spared.
DEPTH_MAX = 8
_BRACKETED = And | Or | Near


def notation(query: Query) -> str:
    """The query in the grammar of contract.syntax; "" for everything.

    >>> notation(And(parts=(Words(text="防汛"), Not(part=Exact(text="演练")))))
    '防汛 -"演练"'
    """
    written = _written(query, sparing=False)
    return written if _depth(query) <= DEPTH_MAX else _written(query, sparing=True)


def _depth(query: Query) -> int:
    """How deep the brackets of its notation nest, where they are not spared."""
    parts = query.parts if isinstance(query, And | Or) else (query.part,) if isinstance(query, Not) else ()
    return max((_depth(part) + isinstance(part, _BRACKETED) for part in parts), default=0)


def _written(query: Query, *, sparing: bool) -> str:  # noqa: C901, PLR0911 -- one short case for each node
    match query:
        case Everything():
            return ""
        case Words(text=text):
            return text
        case Prefix(text=text):
            return f"{text}*"
        case Exact(text=text) | Pattern(text=text):
            return quoted(text)
        case Verbatim(text=text):
            return f"verbatim:{quoted(text)}"
        case Near(first=first, second=second, within_chars=within):
            return f"{quoted(first)} NEAR/{'句' if within is None else within} {quoted(second)}"
        case FieldIs(field=field, value=value):
            return f"{field}:{quoted(value)}"
        case DateWithin(start=start, end=end):
            return f"date:{start or ''}..{end or ''}"
        case Not(part=part):
            return f"-{_within(part, query, sparing=sparing)}"
        case And(parts=parts):
            return " ".join(_within(part, query, sparing=sparing) for part in parts)
        case Or(parts=parts):
            return " OR ".join(_within(part, query, sparing=sparing) for part in parts)


def quoted(text: str) -> str:
    """The text in straight quotes, those inside it, of either width, doubled."""
    return '"' + text.replace('"', '""').replace("＂", "＂＂") + '"'


def _within(part: Query, whole: Query, *, sparing: bool) -> str:
    """A part of a larger query: in brackets where a reader, or the grammar, would take it otherwise."""
    needless = isinstance(part, Near) or (isinstance(part, And) and isinstance(whole, Or))
    bracketed = isinstance(part, _BRACKETED) and not (sparing and needless)
    written = _written(part, sparing=sparing)
    return f"({written})" if bracketed else written
