"""Texts: queries put together from the grammar, from words, from any code points, and from each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

_BRACKETS = ("(", ")", "（", "）", '"', "＂", "“", "”", "「", "」", "『", "』")
_SIGNS = ("|", "｜", "-", "－", "−", "--", "*", "＊", "?", "？", ":", "：", "..", "/", "\\", "&&", "%", "！")
_OPERATORS = ("AND", "OR", "NOT", "and", "or", "not", "与", "或", "非", "ＡＮＤ", "NEAR", "NEAR/0")
_NEARS = (
    "NEAR/3",
    "near/999999999",
    "NEAR/9999999999",
    "NEAR/句",
    "near/s",
    "ＮＥＡＲ/１０",
    "NEAR/-1",
    "NEAR/",
)
_FIELDS = (
    "title:",
    "标题：",
    "section:",
    "章节:",
    "source:",
    "来源：",
    "region:",
    "地区:",
    "theme:",
    "主题：",
)
_VALUED = (
    "year:",
    "年份:",
    "year:²",
    "date:",
    "日期：",
    "date:..",
    "verbatim:",
    "原样：",
    "nothing:",
    "HTTP://",
)
_DATES = ("date:2021..2022-06", "date:0000-00-00", "date:9999-12-31..0001-01-01", "date:2021-02-30", "..")
_SPACES = (" ", "\u3000", "\t", "\n", "\r\n", "\u200b", "\xa0", "\u2028", "\x1f")
_NUMBERS = (
    "二〇二一年",
    "2021年",
    "一百二十",
    "１２０",
    "9" * 40,
    "十" * 20,
    "三点一四",
    "百分之三十",
    "0" * 30,
)
FRAGMENTS = (
    *(_BRACKETS + _SIGNS + _OPERATORS + _NEARS + _FIELDS + _VALUED + _DATES + _SPACES + _NUMBERS),
    *("wzgj", "jiaoyu", "jy", "lü", "zhongguo", "xi'an"),
)
SEEDS = (
    "防汛演练",
    "防汛 AND (演练 OR 培训) -山区",
    "“教育整顿” NEAR/10 「群众」 NEAR/句 满意",
    'title:"工作报告" region:浙江 year:2026 theme:none',
    "date:2021..2022-06 扫?除恶 “扫?除恶” 政法*",
    "标题:(纪实 OR 总结) 非 (来源：日报 与 verbatim:「頑瘴」)",
    "二〇二一年 增长 百分之三十 教整",
    '"他说""好"""',
)
# Left-to-right and right-to-left marks, joiners, combining marks, variation selectors, tags.
_ODD = (
    "\u200e\u200f\u202a\u202e\u2066\u2069\u200d\u0301\u0345\u20dd\ufe0f\U000e0041\ufeff\ufffd\uffff\U0010ffff"
)
_RANGES = (
    (0, 0x20),
    (0x20, 0x7F),
    (0x80, 0x250),
    (0x300, 0x370),
    (0x590, 0x800),
    (0x2000, 0x2070),
    (0x2E80, 0x3100),
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xAC00, 0xD7B0),
    (0xD800, 0xE000),
    (0xF900, 0xFB00),
    (0xFF00, 0xFFF0),
    (0x1F300, 0x1FAFF),
    (0x20000, 0x323B0),
    (0, 0x110000),
)
_LONG = (200, 255, 256, 257, 300, 1_000, 5_000, 20_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What texts are made of besides the grammar: paragraphs, and names of regions, themes and headings."""

    paragraphs: Sequence[str]
    names: Sequence[str]


class Texts:
    """Draws texts of any content and length."""

    def __init__(self, rng: Random, sources: Sources) -> None:
        self._rng = rng
        self._sources = sources
        self._last: list[str] = list(SEEDS)
        self._kinds: list[tuple[Callable[[], str], int]] = [
            (self._grammar, 30),
            (self._words, 15),
            (self._well_formed, 15),
            (self._mutant, 25),
            (self._unicode, 8),
            (self._nested, 4),
            (self._long, 3),
        ]

    def draw(self) -> str:
        """Any text; some of the last ones are kept to be mutated."""
        makes, weights = zip(*self._kinds, strict=True)
        (make,) = self._rng.choices(makes, weights)
        text: str = make()
        if len(text) < _LONG[-1]:
            self._last[self._rng.randrange(len(self._last))] = (
                text if self._rng.random() < 0.5 else self._seed()
            )
        return text

    def _seed(self) -> str:
        return self._rng.choice(SEEDS)

    def _cut(self) -> str:
        """A piece of a paragraph."""
        text = self._rng.choice(self._sources.paragraphs)
        start = self._rng.randrange(len(text))
        return text[start : start + self._rng.randint(1, self._rng.choice((2, 2, 4, 4, 8, 40)))]

    def _name(self) -> str:
        name = self._rng.choice(self._sources.names)
        return name if self._rng.random() < 0.2 else name[: self._rng.randint(1, 6)]

    def _piece(self) -> str:
        return self._rng.choice((self._cut, self._cut, self._name, self._fragment, self._fragment))()

    def _fragment(self) -> str:
        return self._rng.choice(FRAGMENTS)

    def _grammar(self) -> str:
        return "".join(self._piece() for _ in range(self._rng.randint(1, self._rng.choice((4, 8, 24)))))

    def _words(self) -> str:
        """What a reader types."""
        return " ".join(self._rng.choice((self._cut, self._name))() for _ in range(self._rng.randint(1, 6)))

    def _well_formed(self, depth: int = 3) -> str:
        chance = self._rng.random()
        if depth == 0 or chance < 0.3:
            wrapped = ("{}", "“{}”", '"{}"', "{}*", "“{}?{}”", "verbatim:「{}」", "title:{}", "region:{}")
            return self._rng.choice(wrapped).format(self._cut(), self._cut())
        one, other = self._well_formed(depth - 1), self._well_formed(depth - 1)
        joined = (" ", " OR ", " NEAR/5 ", " NEAR/句 ", " -", " NOT ", " | ")
        text = one + self._rng.choice(joined) + other
        return f"({text})" if chance < 0.6 else text

    def _unicode(self) -> str:
        ranges = self._rng.sample(_RANGES, self._rng.randint(1, 3))
        points = (
            chr(self._rng.randrange(*self._rng.choice(ranges))) for _ in range(self._rng.randint(1, 40))
        )
        return "".join(self._rng.choice((point, point, point, self._rng.choice(_ODD))) for point in points)

    def _nested(self) -> str:
        depth = self._rng.choice((5, 9, 40, 300, 3_000))
        opening, closing = self._rng.choice(
            (("(", ")"), ("（", "）"), ("“", "”"), ("「", "」"), ("-(", ")"), ("title:(", ")"))
        )
        return opening * depth + self._piece() + closing * self._rng.choice((0, depth - 1, depth))

    def _long(self) -> str:
        unit = self._piece() + self._rng.choice(("", " ", "*", " OR "))
        length = self._rng.choice(_LONG)
        return (unit * (length // len(unit) + 1))[:length]

    def _mutant(self) -> str:
        text = self._rng.choice(self._last)
        for _ in range(self._rng.randint(1, 6)):
            text = self._mutated(text)
        return text

    def _mutated(self, text: str) -> str:
        """Something put in, taken out, doubled, or moved."""
        start = self._rng.randint(0, len(text))
        end = min(start + self._rng.randint(0, 6), len(text))
        before, piece, after = text[:start], text[start:end], text[end:]
        match self._rng.randrange(5):
            case 0:
                return before + self._piece() + piece + after
            case 1:
                return before + after
            case 2:
                return before + piece * self._rng.choice((2, 2, 3, 50)) + after
            case 3:
                return after + piece + before
            case _:
                return before + self._unicode() + after
