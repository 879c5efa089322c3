"""How headings are numbered, from 第一编 down to ① and 一是, and how deep each way of numbering stands."""

import re

_HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,4}"
_ORDINAL = rf"第\s?(?:{_HAN_NUMBER}|\d{{1,3}})\s?"
_BIG = "[壹贰叁肆伍陆柒捌玖拾貳參陸]{1,3}"
_ROMAN = "(?:[Ⅰ-Ⅻ]{1,3}|[IVX]{1,4})"
_TEXT_FOLLOWS = r"(?=[\u3400-\u9fff“”《「【])"
# Each way with the number that it gives the first of a series. The order is the depth.
_WAYS = (
    ("part", rf"{_ORDINAL}(?:[编編篇卷](?=[\s：:]|$|[\u3400-\u9fff])|部分)"),
    ("chapter", rf"{_ORDINAL}章"),
    ("clause", rf"{_ORDINAL}[节節]"),
    ("article", rf"{_ORDINAL}[条條](?:之{_HAN_NUMBER})?(?=[\s　【〔（(]|$|[\u3400-\u9fff])"),
    ("big", rf"{_BIG}[、.．]"),
    ("roman", rf"{_ROMAN}[、.．]\s?{_TEXT_FOLLOWS}"),
    ("han", rf"{_HAN_NUMBER}(?:[、.．]|[ \u3000\xa0]{{1,2}}{_TEXT_FOLLOWS})"),
    ("bracketed_han", rf"[（(〔]\s?{_HAN_NUMBER}\s?[）)〕]|[㈠-㈩]"),
    ("digit", rf"\d{{1,2}}(?:[、．]|\.(?!\d)|[ \u3000\xa0]{{1,2}}{_TEXT_FOLLOWS})|[⒈-⒛]"),
    ("decimal", r"\d{1,2}[.．]\d{1,2}[.．]?[ \u3000\xa0]{1,2}(?=\S)"),
    ("decimals", r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}[.．]?[ \u3000\xa0]{0,2}(?=\D)"),
    ("bracketed_digit", r"[（(]\s?\d{1,2}\s?[）)]|\d{1,2}[）)]|[⑴-⒇]|[［\[]\d{1,3}[］\]]"),
    ("circled", r"[①-⑳]"),
    ("dash", r"[—―]{1,2}(?=[^—―\s])"),
    ("said", r"[一二三四五六七八九十]{1,3}(?:是|要)(?=[\u3400-\u9fff“])"),
)
_STEP = 10  # between two ways there is room for a heading without a number
_NUMBER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _WAYS))
_RANKS = {name: _STEP * depth for depth, (name, _) in enumerate(_WAYS)}
ARTICLE, HAN, BRACKETED_HAN, DIGIT = (_RANKS[name] for name in ("article", "han", "bracketed_han", "digit"))
DASH, SAID = _RANKS["dash"], _RANKS["said"]
# The two ways of numbering whose headings are often written as a sentence, full stop and all.
SENTENCE_RANKS = (HAN, BRACKETED_HAN)
HALF_STEP = _STEP // 2
_OPENERS = frozenset(
    "第（(〔㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩［[—―壹贰叁肆伍陆柒捌玖拾貳參陸一二三四五六七八九十百零〇IVX"
)
_FIRST = re.compile(
    r"第?[（(〔［\[]?\s?(?:[一壹1１IⅠ①㈠⒈⑴](?![一二三四五六七八九十百\dIVX])|[—―])|\d+[.．][1１](?!\d)"
)
_ALONE = re.compile(
    rf"(?:0?\d{{1,2}}|{_HAN_NUMBER}|[①-⑳]|[IVX]{{1,4}})[、.．]?|[（(]{_HAN_NUMBER}[）)]"
    r"|附[件录錄表]\s?(?:\d{0,2}|[一二三四五六七八九十]{1,3})\s?[:：]?"
)
_ALONE_OPENERS = frozenset("一二三四五六七八九十百零〇IVX（(附①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_LONGEST_ALONE_CHARS = 10
_CHAPTER_ALONE = re.compile(rf"{_ORDINAL}(?:[编編篇章节節]|部分)")
_APPENDIX_ALONE = re.compile(r"附[件录錄表].{0,5}")


def rank_of(text: str) -> int | None:
    """How deep the line's way of numbering stands, from 0; None for a line without a number.

    Full-width digits count as digits do. 第三条 heads the paragraphs of a law. 一是 and a dash open items,
    which are headings only where a first sentence heads each of them (see run_in).

    >>> lines = ("第一章 总则", "第三条 本条例", "一、回顾", "（一）产业", "１．加快", "1.1 总则", "一是学")
    >>> [rank_of(text) for text in lines]
    [10, 30, 60, 70, 80, 90, 140]
    >>> [rank_of(text) for text in ("2.5万人", "一季度", "2021年", "1.1万吨")]
    [None, None, None, None]
    """
    if not text or not (
        text[0] in _OPENERS or text[0].isdigit() or "①" <= text[0] <= "⒛" or "Ⅰ" <= text[0] <= "Ⅻ"
    ):
        return None
    found = _NUMBER.match(text)
    return _RANKS[found.lastgroup] if found and found.lastgroup else None


def number_end(text: str) -> int:
    """Where the line's number ends; 0 for a line without one.

    >>> number_end("（一）产业"), number_end("产业")
    (3, 0)
    """
    found = _NUMBER.match(text)
    return found.end() if found else 0


def opens_series(text: str) -> bool:
    """Whether the line's number is the first of its kind, or a dash.

    >>> [opens_series(text) for text in ("一、回顾", "第一条", "1.1 总则", "十一、民生", "二、打算")]
    [True, True, True, False, False]
    """
    return _FIRST.match(text) is not None


def is_lone_number(text: str) -> bool:
    """Whether the line is nothing but the number of the heading that follows.

    >>> is_lone_number("1"), is_lone_number("附件2"), is_lone_number("1月")
    (True, True, False)
    """
    if len(text) > _LONGEST_ALONE_CHARS or not (text[:1] in _ALONE_OPENERS or text[:1].isdigit()):
        return False
    return _ALONE.fullmatch(text) is not None


def is_lone_chapter(text: str) -> bool:
    """Whether the line is nothing but 第一章 or its like, whose name stands on the next line.

    >>> is_lone_chapter("第一章"), is_lone_chapter("第一章 总则")
    (True, False)
    """
    if len(text) > _LONGEST_ALONE_CHARS or not text.startswith("第"):
        return False
    return _CHAPTER_ALONE.fullmatch(text) is not None


def is_lone_appendix(text: str) -> bool:
    """Whether the line announces an appendix and says no more.

    >>> is_lone_appendix("附件1"), is_lone_appendix("1")
    (True, False)
    """
    return is_lone_number(text) and _APPENDIX_ALONE.fullmatch(text) is not None
