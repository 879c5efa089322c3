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


def notation(query: Query) -> str:  # noqa: C901, PLR0911 -- one short case for each kind of node
    """The query in the grammar of contract.syntax; "" for everything.

    >>> notation(And(parts=(Words(text="防汛"), Not(part=Exact(text="演练")))))
    '防汛 -"演练"'
    """
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
            return f"-{_within(part)}"
        case And(parts=parts):
            return " ".join(_within(part) for part in parts)
        case Or(parts=parts):
            return " OR ".join(_within(part) for part in parts)


def quoted(text: str) -> str:
    """The text in straight quotes, those inside it, of either width, doubled."""
    return '"' + text.replace('"', '""').replace("＂", "＂＂") + '"'


def _within(query: Query) -> str:
    """A part of a larger query: in brackets where it would otherwise read differently."""
    return f"({notation(query)})" if isinstance(query, And | Or | Near) else notation(query)
