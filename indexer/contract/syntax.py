"""The grammar: what a reader types -> query tree and hints. Never raises; what cannot be read is said.

    any      = all { OR all }                      OR, |, 或
    all      = { [AND] [NOT] part }                AND, &&, 与; NOT, 非, -part
    part     = [field:] "(" any ")" | term { NEAR/n term }         NEAR/句: in one sentence
    term     = [field:] ( word | start* | "exact te?t" )

Fields: title, section, source, region, theme, year, date (date:2021..2022-06) and verbatim, each with its
Chinese name in either script. In exact and verbatim mode nothing is grammar: the whole text, as typed, is
what is looked for.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from indexer.contract.fitting import fitted
from indexer.contract.notation import DEPTH_MAX, notation
from indexer.contract.periods import parse_period
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Mode,
    Near,
    Not,
    Or,
    ParsedQuery,
    Query,
    QueryField,
    Verbatim,
    Words,
)
from indexer.contract.tokens import Kind, Token, narrow, scan
from indexer.contract.wildcards import bare_text, literal, misplaced_star, quoted_text, without_stars

QUERY_CHARS_MAX = 256
CLAUSES_MAX = 32

_FIELDS: dict[str, QueryField] = {field.value: field for field in QueryField} | {
    "标题": QueryField.TITLE,
    "標題": QueryField.TITLE,
    "章节": QueryField.SECTION,
    "章節": QueryField.SECTION,
    "来源": QueryField.SOURCE,
    "來源": QueryField.SOURCE,
    "地区": QueryField.REGION,
    "地區": QueryField.REGION,
    "主题": QueryField.THEME,
    "主題": QueryField.THEME,
    "年份": QueryField.YEAR,
}
_DATE_FIELDS = ("date", "日期")
_VERBATIM_FIELDS = ("verbatim", "原样", "原樣")
_SMALL_OPERATORS = frozenset(("and", "or", "not", "near"))
_FIELD_NAMES = frozenset(_FIELDS) | {*_DATE_FIELDS, *_VERBATIM_FIELDS}
_YEAR = re.compile(r"(\d{4})年?", re.ASCII)
_LIKE_NEAR = re.compile(r"near/|^near\d", re.IGNORECASE)
_UNTIL = re.compile("至|到|[~～]|—+")  # besides the two dots
_NEAR_HINT = "NEAR 两侧要各有一个词，已忽略。"


def parse(text: str, mode: Mode) -> ParsedQuery:
    """Read a text of any content and length.

    >>> parse("防汛 (演练 OR 培训) -山区", Mode.WORDS).read_as
    '防汛 (演练 OR 培训) -山区'
    >>> parse("a OR", Mode.EXACT).query
    Exact(text='a OR')
    """
    raw = text.encode("utf-8", "replace").decode("utf-8")
    hints: list[str] = []
    if len(raw) > QUERY_CHARS_MAX:
        raw = raw[:QUERY_CHARS_MAX]
        hints.append(f"检索式超过 {QUERY_CHARS_MAX} 字，只读了前 {QUERY_CHARS_MAX} 字。")
    read = _read(raw, mode, hints)
    query = fitted(read, QUERY_CHARS_MAX)
    if query != read:
        hints.append(f"检索式写全后超过 {QUERY_CHARS_MAX} 字，末尾已略去。")
    return ParsedQuery(
        raw=raw, mode=mode, query=query, read_as=notation(query), hints=tuple(dict.fromkeys(hints))
    )


def _read(raw: str, mode: Mode, hints: list[str]) -> Query:
    if not raw.strip():
        return Everything()
    match mode:
        case Mode.EXACT:
            return Exact(text=literal(raw))
        case Mode.VERBATIM:
            return Verbatim(text=raw)
        case Mode.WORDS:
            tokens = scan(raw, _FIELD_NAMES)
            if len(tokens) == 1 and tokens[0].text and tokens[0].kind in (Kind.AND, Kind.OR, Kind.NOT):
                return Words(text=tokens[0].text)
            return _Parser(tokens, hints).parse()


class _Parser:
    """One reading of a list of tokens, left to right; `hints` collects what had to be guessed."""

    def __init__(self, tokens: list[Token], hints: list[str]) -> None:
        self._tokens = tokens
        self._hints = hints
        self._at = 0
        self._clauses = 0
        self._fields = [""]  # of the brackets around what is being read

    def parse(self) -> Query:
        parts: list[Query] = []
        while self._at < len(self._tokens):
            if (query := self._any(depth=0)) is not None:
                parts.append(query)
            if self._take(Kind.CLOSE):
                self._hint("多出的右括号已忽略。")
        if not parts:
            self._hint("没有读出要查的内容，显示全部段落。")
        return _joined(And, parts) or Everything()

    def _any(self, depth: int) -> Query | None:
        parts = [self._all(depth)]
        while self._take(Kind.OR):
            parts.append(self._all(depth))
        if len(parts) > 1 and None in parts:
            self._hint("OR 缺少一侧，已忽略。")
        return _joined(Or, [part for part in parts if part is not None])

    def _all(self, depth: int) -> Query | None:
        parts: list[Query] = []
        while self._at < len(self._tokens) and self._peek() not in (Kind.OR, Kind.CLOSE):
            if self._take(Kind.AND):
                continue
            if (part := self._negatable(depth)) is not None:
                parts.append(part)
        return _joined(And, parts)

    def _negatable(self, depth: int) -> Query | None:
        negative = False
        while self._take(Kind.NOT):
            negative = not negative
        if self._peek() in (None, Kind.OR, Kind.CLOSE, Kind.AND):
            self._hint("NOT 后面没有内容，已忽略。")
            return None
        part = self._part(depth)
        if part is None or not negative:
            return part
        return part.part if isinstance(part, Not) else Not(part=part)

    def _part(self, depth: int) -> Query | None:
        if self._take(Kind.OPEN):
            return self._group(depth + 1, self._fields[-1])
        if self._take(Kind.NEAR):
            self._hint(_NEAR_HINT)
            return None
        token = self._next()
        if token.field and token.kind is Kind.BARE and not token.text:  # what it is of comes next
            if self._take(Kind.OPEN):
                return self._group(depth + 1, token.field)
            if self._peek() in (Kind.BARE, Kind.QUOTED) and not self._tokens[self._at].field:
                token = replace(self._next(), field=token.field)
        token = replace(token, field=token.field or self._fields[-1])
        if self._peek() is Kind.NEAR and not token.field:
            return self._near(token)
        return self._leaf(token)

    def _group(self, depth: int, field: str) -> Query | None:
        if depth > DEPTH_MAX:
            self._hint(f"括号超过 {DEPTH_MAX} 层，更深的已忽略。")
            while self._take(Kind.OPEN):
                pass
            return None
        self._fields.append(field)
        query = self._any(depth)
        self._fields.pop()
        if not self._take(Kind.CLOSE):
            self._hint("括号未闭合，已读到末尾。")
        return query

    def _near(self, first: Token) -> Query | None:
        """A NEAR B NEAR C: B is near both."""
        pairs: list[Query] = []
        while self._peek() is Kind.NEAR:
            within = self._next().within
            if self._peek() not in (Kind.BARE, Kind.QUOTED) or self._tokens[self._at].field:
                self._hint(_NEAR_HINT)
                break
            second = self._next()
            if not _operand(second):
                self._hint(_NEAR_HINT)
                continue
            if _operand(first):
                pair = Near(first=_operand(first), second=_operand(second), within_chars=within)
                pairs += [counted] if (counted := self._counted(pair)) else []
            else:
                self._hint(_NEAR_HINT)
            first = second
        return _joined(And, pairs) or self._leaf(first)

    def _leaf(self, token: Token) -> Query | None:
        if not token.closed:
            self._hint("引号未闭合，已读到末尾。")
        if not token.text:
            self._hint("空的引号或字段已忽略。")
            return None
        leaf = self._of_field(token) if token.field else self._of_text(token)
        return self._counted(leaf) if leaf is not None else None

    def _of_text(self, token: Token) -> Query | None:
        if token.kind is Kind.QUOTED:
            return quoted_text(token.text)
        if narrow(token.text).lower() in _SMALL_OPERATORS:
            self._hint(f"小写的 {token.text} 按词查找；作连接词用请大写。")
        elif _LIKE_NEAR.search(narrow(token.text)):
            self._hint(f"“{token.text}”按词查找；相近要写成 甲 NEAR/10 乙 或 甲 NEAR/句 乙，两边留空格。")
        if any(char.isalnum() for char in token.text):
            if misplaced_star(token.text):
                self._hint("星号只能放在词尾，如 政法*；其他位置的已忽略。")
            return bare_text(token.text)
        if len(self._tokens) == 1:
            self._hint(f"“{token.text}”里没有字词，按字符逐字查找。")
            return Exact(text=literal(token.text))
        self._hint(f"“{token.text}”里没有字词，已忽略；要逐字查找请加引号。")
        return None

    def _of_field(self, token: Token) -> Query | None:
        if token.field in _VERBATIM_FIELDS:
            return Verbatim(text=token.text)
        if token.field not in _DATE_FIELDS:
            return self._of_value(_FIELDS[token.field], self._unstarred(token))
        start, dots, end = _UNTIL.sub("..", token.text, count=1).partition("..")
        first, last = parse_period(start), parse_period(end if dots else start)
        if (start.strip() and not first) or (end.strip() and not last) or not (first or last):
            self._hint(f"日期“{token.text}”无法识别，已忽略；写法如 date:2021..2022-06。")
            return None
        if first and last and first.start > last.end:
            self._hint(f"日期“{token.text}”起晚于止，没有一天同时符合。")
        return DateWithin(start=first.start if first else None, end=last.end if last else None)

    def _unstarred(self, token: Token) -> str:
        """A value without quotes has no need of the star at its end."""
        start = without_stars(token.text) if token.kind is Kind.BARE else ""
        if not start or start == token.text:
            return token.text
        self._hint("字段里含有即可，末尾的星号已忽略。")
        return start

    def _of_value(self, field: QueryField, text: str) -> Query:
        year = _YEAR.fullmatch(narrow(text)) if field is QueryField.YEAR else None
        if field is QueryField.YEAR and not year:
            self._hint(f"年份“{text}”无法识别；写法如 year:2021，一段时间用 date:2021..2022。")
        return FieldIs(field=field, value=year[1] if year else text)

    def _counted(self, leaf: Query) -> Query | None:
        self._clauses += 1
        if self._clauses > CLAUSES_MAX:
            self._hint(f"检索词超过 {CLAUSES_MAX} 个，其余已忽略。")
            return None
        return leaf

    def _peek(self) -> Kind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, kind: Kind) -> bool:
        taken = self._peek() is kind
        self._at += taken
        return taken

    def _hint(self, hint: str) -> None:
        self._hints.append(hint)


def _operand(token: Token) -> str:
    """The text of a term beside a NEAR; nothing in it is a wildcard."""
    return literal(token.text if token.kind is Kind.QUOTED else without_stars(token.text))


def _joined(join: Callable[..., And | Or], parts: list[Query]) -> Query | None:
    """And or Or of the parts, those of the same kind taken in; the part itself where there is one."""
    kind = And if join is And else Or
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    if len(flat) > 1:
        return join(parts=tuple(flat))
    return flat[0] if flat else None
