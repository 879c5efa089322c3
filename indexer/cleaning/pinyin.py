"""Pinyin notes: the reading of a character in brackets behind it, left by a script conversion."""

import re
import unicodedata
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# The bracket stands first, so that the search runs from bracket to bracket; letters, tone marks, apostrophes.
_NOTE = re.compile(r"[(（](?<=[^\s(（].)([a-zA-Z\u00c0-\u02af\u0300-\u036f '’]{1,24})[)）]")
# Where damaged bytes took the opening bracket with them.
_OPENED_BY_DAMAGE = re.compile(r"(?<=\ufffd)([a-z\u00c0-\u02af\u0300-\u036f]{1,6})[)）]")
_SYLLABLE = (
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:i(?:ang|ong|an|ao|ng|n|a|e|u)?|u(?:ang|eng|an|ai|ng|n|a|e|i|o)?|ü(?:an|e|n)?|ang|eng|ong|ai|an|ao|ei|en|er|ou|a|e|o)"
    r"|ng|m|n)"
)
_READING = re.compile(rf"{_SYLLABLE}(?:[ '’]?{_SYLLABLE}){{0,3}}")
_LETTER_FORMS = str.maketrans({"ɡ": "g", "ɑ": "a"})
_TONES = ("\u0304", "\u0301", "\u030c", "\u0306", "\u0300")
_ENOUGH = 3
_REASON = "pinyin note"


def pinyin_notes(draft: Draft) -> Iterator[Cut]:
    """The bracketed readings, brackets included; a name such as (APP) is none.

    A note without a tone mark, or not behind a Chinese character (which damage may have taken), is one only
    in a text that has several beyond doubt: alone, (bing) is a name.

    >>> from indexer.cleaning.draft import draft_of
    >>> [(cut.start, cut.end) for cut in pinyin_notes(draft_of("學習(xí)教育、強（qiáng）基、手機(APP)"))]
    [(2, 6), (10, 17)]
    """
    text = draft.text
    notes = [found for found in _NOTE.finditer(text) if _is_reading(found[1])]
    broken = [
        found for found in _OPENED_BY_DAMAGE.finditer(text) if _marked(found[1]) and _is_reading(found[1])
    ]
    certain = [_marked(found[1]) and _HAN.match(text, found.start() - 1) is not None for found in notes]
    many = sum(certain) >= _ENOUGH
    for found, sure in zip(notes, certain, strict=True):
        if sure or (many and (_marked(found[1]) or _HAN.match(text, found.start() - 1))):
            yield Cut(start=found.start(), end=found.end(), reason=_REASON)
    for found in broken if many else ():
        yield Cut(start=found.start(), end=found.end(), reason=_REASON)


def _marked(note: str) -> bool:
    return any(tone in unicodedata.normalize("NFD", note) for tone in _TONES)


def _is_reading(note: str) -> bool:
    """Whether the note is lower-case pinyin, its tone marks aside."""
    parts = unicodedata.normalize("NFD", note.translate(_LETTER_FORMS))
    bare = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    return bare == bare.lower() and _READING.fullmatch(bare.strip()) is not None
