"""Completion: entries that begin as typed, by characters, pinyin, initials or any mixture of them.

An entry is written as one line, ";政zheng;治zhi;建jian;设she": each character with its reading. What is
typed becomes a regular expression over such lines: a letter goes on with the syllable or begins the next
one, a character begins the next one. The lines stand by rank in small buckets, by the first character and by
the first letters of the first two syllables, so that the few first are found soon and a miss is cheap.
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, zip_longest

from indexer.analysis.fold import fold
from indexer.analysis.pinyin import syllables
from indexer.contract.completion import Completion

# What is looked at of a text from where typing begins, and of what is typed.
READ_CHARS_MAX = 16
_TYPED_CHARS_MAX = 48
# How many entries are kept in order for each beginning of a first syllable.
LIMIT_MAX = 50
_LETTER = re.compile(r"[a-z]")
_VOWEL = re.compile(r"[^b-df-hj-np-tw-xz]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A completion, and a line of characters and readings for each place from where it may be typed."""

    completion: Completion
    lines: tuple[str, ...]


def read_line(text: str) -> str:
    """A text as a line; only letters and digits of any script are typed.

    >>> read_line("长大、AI")
    ';长zhang;大da;aa;ii'
    """
    folded = fold(text)
    read = syllables(text)
    if len(read) != len(folded):  # a reading of several characters at once: each by itself
        read = [syllable for char in text for syllable in syllables(char)[:1]]
    return "".join(
        f";{char}{_letters(said)}" for char, said in zip(folded, read, strict=True) if char.isalnum()
    )


def suffix(line: str, chars: int) -> str:
    """The line without so many of its characters, cut to what is looked at.

    >>> suffix(";政zheng;治zhi", 1)
    ';治zhi'
    """
    units = line.split(";")[1 + chars : 1 + chars + READ_CHARS_MAX]
    return "".join(f";{unit}" for unit in units)


def rank(completion: Completion) -> tuple[int, int, str]:
    """The order of completions: most documents first, then the shorter."""
    return (-completion.documents, len(completion.text), completion.text)


class Completer:
    """Completes from entries; they may come in any order. Safe to share between threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        ordered = sorted(entries, key=lambda entry: rank(entry.completion))
        self._completions = [entry.completion for entry in ordered]
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._second: dict[str, set[str]] = defaultdict(set)
        by_char: dict[str, list[str]] = defaultdict(list)
        by_letters: dict[str, list[str]] = defaultdict(list)
        for number, entry in enumerate(ordered):
            for line in filter(None, entry.lines):
                first, second = [*line[1:].split(";", 2), ""][:2]
                written = f"\n{line}#{number}"
                by_char[first[0]].append(written)
                by_letters[first[1:2] + second[1:2]].append(written)
                if second:
                    self._second[second[0]].add(second[1:2])
                self._add_heads(first[1:], number)
        self._by_char = {key: "".join(lines) for key, lines in by_char.items()}
        self._by_letters = {key: "".join(lines) for key, lines in by_letters.items()}

    def _add_heads(self, syllable: str, number: int) -> None:
        for end in range(1, len(syllable) + 1):
            heads = self._heads[syllable[:end]]
            if len(heads) < LIMIT_MAX and (not heads or heads[-1] != number):
                heads.append(number)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """The first `limit` (at most LIMIT_MAX) that begin as typed, by rank; none where nothing is typed.

        Letters without a vowel may begin one syllable or two (sh): each reading gets half of the places.
        """
        keys = "".join(char for char in fold(typed) if char.isalnum())
        if not keys or len(keys) > _TYPED_CHARS_MAX:
            return ()
        on, *others = self._found(keys)
        following = heapq.merge(*others)
        numbers = heapq.merge(on, following) if _VOWEL.search(keys) else _alternating(on, following)
        best = islice(_distinct(numbers), max(min(limit, LIMIT_MAX), 0))
        return tuple(self._completions[number] for number in sorted(best))

    def _found(self, keys: str) -> Iterator[Iterable[int]]:
        """The numbers of entries, ascending in each iterable: first of those that go on with the first
        syllable, or begin with a character, then of those that have begun another."""
        pattern = _pattern(keys)
        if not _LETTER.match(keys):
            yield _numbers(pattern, self._by_char.get(keys[0], ""))
            return
        yield self._heads.get(keys, ())
        for end in range(1, len(keys)):
            if keys[:end] not in self._heads:
                return
            following = keys[end]
            for second in (following,) if _LETTER.match(following) else self._second.get(following, ()):
                yield _numbers(pattern, self._by_letters.get(keys[0] + second, ""))


def _alternating(ones: Iterable[int], others: Iterable[int]) -> Iterator[int]:
    for pair in zip_longest(ones, others):
        yield from (number for number in pair if number is not None)


def _distinct(numbers: Iterable[int]) -> Iterator[int]:
    seen: set[int] = set()
    for number in numbers:
        if number not in seen:
            seen.add(number)
            yield number


def _numbers(pattern: re.Pattern[str], lines: str) -> Iterator[int]:
    return (int(found[1]) for found in pattern.finditer(lines))


@lru_cache(maxsize=512)
def _pattern(keys: str) -> re.Pattern[str]:
    """What the lines begin with that are typed so."""
    begun = r"\n;." if _LETTER.match(keys) else r"\n;"
    steps = [re.escape(keys[0])]
    for key in keys[1:]:
        steps.append(f"(?:[a-z]*;.)?{key}" if _LETTER.match(key) else f"[a-z]*;{re.escape(key)}")
    return re.compile(begun + "".join(steps) + r"[^#]*#(\d+)")


def _letters(said: str) -> str:
    """The syllable in the letters of a keyboard; "" of what is not said with any."""
    typed = said.lower().replace("ü", "v")
    return typed if typed.isascii() and typed.isalpha() else ""
