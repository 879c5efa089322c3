"""Bytes to text: the byte order mark decides, else UTF-8 if it fits, else what reads most like Chinese.

Big5 bytes nearly always decode as GB18030 without an error, so an error says little: each decoding is
scored by how many of its characters are among the commonest of Chinese print.
"""

import codecs
import re
from dataclasses import dataclass

from indexer.contract.errors import UnreadableFileError

REPLACEMENT = "\ufffd"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意"
    "建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统"
    "接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府理市县州省委报告工作坚持深化改革推进"
    "這個國會來時們為說對過後動產種與還業開關於學經實發現無長應點進將請問題關們條當從兩體機問組織總結領導員縣區"
    "，。、；：？！“”《》（）"
)
_SAMPLE_CHARS = 50_000
_MOST_REPLACED = 0.05
_LEAST_COMMON = 0.12
_LEAST_COMMON_UNMARKED = 0.3
_MOST_CONTROL = 0.01
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CARRIAGE_RETURNS = re.compile("\r\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file, its line ends as "\\n", the encoding it was read in and what was lost."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of the bytes; raises UnreadableFileError where they hold none.

    >>> decode("宁波市的报告".encode("gb18030")).encoding
    'gb18030'
    """
    if not data.strip():
        raise UnreadableFileError("the file is empty")
    for mark, encoding, codec in _BOMS:
        if data.startswith(mark):
            return _checked(data.decode(codec, errors="replace"), encoding)
    if b"\0" in data:
        unmarked = _unmarked_utf16(data)
        if unmarked is not None:
            return unmarked
        raise UnreadableFileError("a binary file, not text (it holds NUL bytes)")
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def even_lines(text: str) -> str:
    """The text with every kind of line end as "\\n".

    Not part of decoding: within a line of JSON, U+2028 is a character like any other.
    """
    return _LINE_ENDS.sub("\n", text)


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: one byte order gives text without NUL that is Chinese, or ASCII."""
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = "\0" not in text and all(char <= "\x7f" for char in text[:_SAMPLE_CHARS])
        if plain or ("\0" not in text and plausibility(text) >= _LEAST_COMMON_UNMARKED):
            return _checked(text, encoding)
    return None


def _guess(data: bytes) -> Decoded:
    """The candidate that reads most like Chinese; the first of equals."""
    texts = {name: data.decode(name, errors="replace") for name in ("utf-8", "gb18030", "big5")}
    best = max(texts, key=lambda name: plausibility(texts[name]))
    if plausibility(texts[best]) < _LEAST_COMMON:
        raise UnreadableFileError("neither UTF-8, UTF-16, GB18030 nor Big5 text; convert it to UTF-8")
    return _checked(texts[best], best)


def plausibility(text: str) -> float:
    """How much a decoding looks like Chinese text, up to 1: common characters among those beyond ASCII.

    >>> plausibility("我们的工作报告") > 0.9 > 0.1 > plausibility("扂蠅腔馱釬惆豢")
    True
    """
    beyond = [char for char in text[:_SAMPLE_CHARS] if char > "\x7f"]
    if not beyond:
        return 0.0
    common = sum(char in _COMMON for char in beyond)
    replaced = sum(char == REPLACEMENT for char in beyond)
    return (common - 2 * replaced) / len(beyond)


def _checked(text: str, encoding: str) -> Decoded:
    """The text with even line ends; refused where too much of it is damage or control characters."""
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableFileError("the file is empty")
    replaced = text.count(REPLACEMENT)
    if replaced > _MOST_REPLACED * len(text):
        raise UnreadableFileError(f"{replaced} of its {len(text)} characters cannot be decoded as {encoding}")
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise UnreadableFileError("a binary file, not text (it holds control characters)")
    notes = (f"{replaced} characters could not be decoded; they stand as U+FFFD",) if replaced else ()
    return Decoded(text=_CARRIAGE_RETURNS.sub("\n", text), encoding=encoding, notes=notes)
