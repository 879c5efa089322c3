"""A reader's text as tokens: quoted text, brackets, operators, bare words; full-width forms accepted."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

# What a quote that opens is closed by. A stray closing quote opens too: ”…”.
_CLOSERS = {'"': '"＂', "＂": '"＂', "“": "”", "”": "”“", "「": "」", "『": "』"}
_OPEN, _CLOSE, _BAR = "(（", ")）", "|｜"
# A minus that excludes stands before a term; one inside a bare word stays there (2024-2025).
_MINUS = re.compile(r"[-－−]+(?=[^\s－−-])")
_NEAR = re.compile(r"(?:NEAR(?:/(?P<upper>\d*|[Ss]|句))?|(?i:near)/(?P<lower>\d+|[Ss]|句))", re.ASCII)
_OPERATORS = {
    "AND": "and",
    "&&": "and",
    "与": "and",
    "與": "and",
    "OR": "or",
    "或": "or",
    "NOT": "not",
    "非": "not",
}
_FIELD = re.compile(r"([^\W\d_]+)[:：](.*)", re.DOTALL)
NEAR_CHARS = 10
NEAR_CHARS_MAX = 999_999_999  # more than any paragraph has


class Kind(Enum):
    """What a token is."""

    BARE = auto()
    QUOTED = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token; `text` is what was written (without quotes), `field` what stood before its colon or "".

    `within` is a NEAR's distance in code points, None for “in one sentence”. `closed` is False for
    a quotation that never ends.
    """

    kind: Kind
    text: str = ""
    field: str = ""
    within: int | None = NEAR_CHARS
    closed: bool = True


def scan(text: str, fields: frozenset[str]) -> list[Token]:
    """Cut a text into tokens; every text has a reading. `fields` are the names that may stand before a colon.

    >>> [(token.kind.name, token.text) for token in scan('防汛 -“演练”', frozenset())]
    [('BARE', '防汛'), ('NOT', ''), ('QUOTED', '演练')]
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in _CLOSERS:
            token, at = _quotation(text, at)
            found.append(token)
        elif char in _OPEN + _CLOSE + _BAR:
            kind = Kind.OPEN if char in _OPEN else Kind.CLOSE if char in _CLOSE else Kind.OR
            found.append(Token(kind=kind))
            at += 2 if kind is Kind.OR and text[at + 1 : at + 2] in tuple(_BAR) else 1  # || is |
        elif minus := _MINUS.match(text, at):
            found.append(Token(kind=Kind.NOT))
            at = minus.end()
        else:
            token, at = _bare(text, at, fields)
            found.append(token)
    return found


def _quotation(text: str, at: int) -> tuple[Token, int]:
    """The quoted text that opens at `at`, and where to read on. A straight quote of either width, doubled,
    stands for itself; curly and corner quotes nest."""
    opener, closers = text[at], _CLOSERS[text[at]]
    straight = '"' in closers
    inside: list[str] = []
    depth = 1
    at += 1
    while at < len(text):
        char = text[at]
        if char in closers:
            if straight and text[at + 1 : at + 2] == char:
                at += 1
            else:
                depth -= 1
        elif char == opener:
            depth += 1
        if depth == 0:
            return Token(kind=Kind.QUOTED, text="".join(inside)), at + 1
        inside.append(char)
        at += 1
    return Token(kind=Kind.QUOTED, text="".join(inside), closed=False), at


def _bare(text: str, at: int, fields: frozenset[str]) -> tuple[Token, int]:
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in _CLOSERS:
        if text[end] in _OPEN + _CLOSE + _BAR:
            break
        end += 1
    written = text[at:end]
    field = _FIELD.fullmatch(written)
    if field and (name := narrow(field[1]).lower()) in fields:
        return _with_field(text, end, name, field[2])
    return _operator(written) or Token(kind=Kind.BARE, text=written), end


def _with_field(text: str, end: int, field: str, value: str) -> tuple[Token, int]:
    """The value is what follows the colon: a quotation, or everything to the next space."""
    if not value and end < len(text) and text[end] in _CLOSERS:
        quotation, end = _quotation(text, end)
        return Token(kind=Kind.QUOTED, text=quotation.text, field=field, closed=quotation.closed), end
    return Token(kind=Kind.BARE, text=value, field=field), end


def _operator(written: str) -> Token | None:
    plain = narrow(written)
    if near := _NEAR.fullmatch(plain):
        return Token(kind=Kind.NEAR, within=_distance(near["upper"] or near["lower"] or ""))
    name = _OPERATORS.get(plain)
    return Token(kind=Kind[name.upper()], text=written) if name else None


def narrow(written: str) -> str:
    """Full-width forms as usual ones.

    >>> narrow("ＮＥＡＲ／５")
    'NEAR/5'
    """
    return unicodedata.normalize("NFKC", written)


def _distance(written: str) -> int | None:
    """What stands behind a NEAR's stroke, in code points; None for a sentence."""
    if written.isdecimal():
        return min(int(written), NEAR_CHARS_MAX)
    return None if written else NEAR_CHARS
