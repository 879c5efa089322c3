"""Numbers as Word writes them before paragraphs: 十二, ⑫, xii, 壹拾贰."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = (
    *((900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LETTERS = 26
_MOST = 999  # beyond it a number is written in digits


def in_form(number: int, form: str) -> str:
    """A number as the format of this name writes it (ECMA-376 part 1, ST_NumberFormat); in digits for others.

    >>> [in_form(12, form) for form in ("chineseCounting", "lowerRoman", "decimalEnclosedCircle", "ordinal")]
    ['十二', 'xii', '⑫', '12']
    """
    if form == "none":
        return ""
    return _FORMS.get(form, str)(number) if 0 < number <= _MOST else str(number)


def _counting(number: int, digits: str = "零一二三四五六七八九", units: str = "百十") -> str:
    """A count in Chinese, up to 999.

    >>> [_counting(number) for number in (3, 10, 11, 20, 21, 101, 110, 999)]
    ['三', '十', '十一', '二十', '二十一', '一百零一', '一百一十', '九百九十九']
    """
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = digits[hundreds] + units[0] if hundreds else ""
    if tens:
        words += units[1] if tens == 1 and not hundreds else digits[tens] + units[1]
    elif hundreds and ones:
        words += digits[0]
    return words + (digits[ones] if ones else "")


def _legal(number: int) -> str:
    return _counting(number, digits="零壹贰叁肆伍陆柒捌玖", units="佰拾")


def _letters(number: int) -> str:
    """a to z, aa, bb and so on.

    >>> _letters(2), _letters(28)
    ('b', 'bb')
    """
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
            *(
                "taiwaneseCountingThousand",
                "ideographDigital",
                "taiwaneseDigital",
                "japaneseDigitalTenThousand",
            ),
        ),
        _counting,
    )
    | dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal)
    | dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _one_of(_CIRCLED))
    | {
        "ideographTraditional": _one_of(_STEMS),
        "ideographZodiac": _one_of(_BRANCHES),
        "lowerLetter": _letters,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda number: _roman(number).upper(),
        "decimalZero": lambda number: f"{number:02}",
    }
)
