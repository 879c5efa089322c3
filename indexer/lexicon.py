"""The lexicon as files: a user dictionary in jieba's format, and synonyms, a group a line."""

import re
from collections.abc import Iterator
from pathlib import Path

from indexer.analysis.fold import fold
from indexer.contract.errors import SettingsError
from indexer.contract.lexicon import DictionaryWord, Lexicon

WORDS_MAX = 100_000
GROUPS_MAX = 10_000
MEMBERS_MAX = 32
CHARS_MAX = 64

_BETWEEN_SYNONYMS = re.compile(r"[\s,，、=＝]+")
# jieba's own reading of a line: the word, which may hold spaces, a frequency, a part of speech.
_ENTRY = re.compile(r"(?P<word>.+?)(?: +(?P<frequency>[0-9]{1,9}))?(?: +(?P<tag>[a-zA-Z]{1,9}))?")


def read_lexicon(dictionary: Path | None, synonyms: Path | None) -> Lexicon:
    """What the two files say, folded; None is a file that was not asked for.

    Of a word that stands in the dictionary twice the later line holds. Groups that share a synonym are one.
    Raises SettingsError naming the file, the line and the cure.
    """
    return Lexicon(
        words=_words(dictionary) if dictionary else (),
        groups=_groups(synonyms) if synonyms else (),
    )


def _words(path: Path) -> tuple[DictionaryWord, ...]:
    words: dict[str, DictionaryWord] = {}
    for number, line in _lines(path):
        entry = _ENTRY.fullmatch(line)
        if not entry:
            raise SettingsError(f"{path}, line {number}: {line!r} is no entry; write: word [frequency] [tag]")
        text = _checked(entry["word"], path, number)
        frequency = int(entry["frequency"]) if entry["frequency"] else None
        words[text] = DictionaryWord(text=text, frequency=frequency, tag=entry["tag"] or "")
        if len(words) > WORDS_MAX:
            raise SettingsError(
                f"{path}, line {number}: more than {WORDS_MAX:,} words; leave out the rarer ones"
            )
    return tuple(words.values())


def _groups(path: Path) -> tuple[tuple[str, ...], ...]:
    group_of: dict[str, list[str]] = {}
    for count, (number, line) in enumerate(_lines(path), start=1):
        if count > GROUPS_MAX:
            raise SettingsError(f"{path}, line {number}: more than {GROUPS_MAX:,} groups; leave some out")
        joined = _joined(_members(line, path, number), group_of)
        if len(joined) > MEMBERS_MAX:
            raise SettingsError(
                f"{path}, line {number}: the groups that share its words come to {len(joined)} words, "
                f"{MEMBERS_MAX} are the most; let a word stand in one group only"
            )
        group_of |= dict.fromkeys(joined, joined)
    return tuple({id(group): tuple(group) for group in group_of.values()}.values())


def _members(line: str, path: Path, number: int) -> list[str]:
    written = [member for member in _BETWEEN_SYNONYMS.split(line) if member]
    members = list(dict.fromkeys(_checked(member, path, number) for member in written))
    if len(members) < 2:  # noqa: PLR2004 -- two mean the same, one means itself
        raise SettingsError(
            f"{path}, line {number}: {line!r} has no two words that differ; "
            "write a group a line, as: 教整 = 教育整顿"
        )
    return members


def _joined(members: list[str], group_of: dict[str, list[str]]) -> list[str]:
    """The members and all that the groups of any of them hold, in the order of their lines."""
    earlier = [other for member in members for other in group_of.get(member, [])]
    return list(dict.fromkeys((*earlier, *members)))


def _checked(word: str, path: Path, number: int) -> str:
    folded = fold(word)
    if len(folded) > CHARS_MAX or not any(char.isalnum() for char in folded):
        raise SettingsError(
            f"{path}, line {number}: {word[:CHARS_MAX]!r} is no word; "
            f"words have letters, digits or characters, {CHARS_MAX} at most"
        )
    return folded


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers from 1."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise SettingsError(f"{path} is not UTF-8 ({exc.reason}); save it as UTF-8") from exc
    except (OSError, ValueError) as exc:
        raise SettingsError(f"{path} cannot be read: {exc}; name a file, or leave it out") from exc
    for number, line in enumerate(text.split("\n"), start=1):
        said = line.partition("#")[0].strip()
        if said:
            yield number, said
