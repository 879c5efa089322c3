"""Words: jieba's segmentation of the Han runs of folded text; other words are runs of letters and digits.

jieba is the reference. rjieba gives the same words of Han text many times faster and is used where it is
installed; around "-", "_" and "." the two differ, so neither is handed anything but Han characters.
tests/indexer/analysis holds the two to each other.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, cast

from indexer.contract.lexicon import NO_LEXICON, Lexicon

try:
    import rjieba
except ImportError:  # an optional accelerator: some platforms have no wheel of it
    RJIEBA = False
else:
    RJIEBA = True

# jieba's own range of Han characters.
HAN_FIRST, HAN_LAST = "\u4e00", "\u9fd5"
_OTHER = rf"(?:(?![{HAN_FIRST}-{HAN_LAST}])[^\W_])+(?:\.[0-9]+)*%?"
# A run of letters and digits that are not Han: pm2.5, 98.1%, covid.
OTHER_RUN = re.compile(_OTHER)
_RUN = re.compile(rf"(?P<han>[{HAN_FIRST}-{HAN_LAST}]+)|{_OTHER}")
_SHORT_CHARS = 3
Tokenize = Callable[[str, str], Iterable[tuple[str, int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutter:
    """The tokenizer in two steps, for whoever cuts many texts at once: `cut` gives the longest words, which
    together are the text, `inside` the shorter ones that search mode gives before a longest one."""

    cut: Callable[[str], list[str]]
    inside: Callable[[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word with its place in the text: code points, half-open."""

    text: str
    start: int
    end: int


def tokens(folded: str, tokenize: Tokenize | None = None) -> list[Token]:
    """The words a text is indexed under: each word, after the shorter words inside it (jieba's search mode).

    Punctuation is no word. The order of the list gives the positions, consecutive.

    >>> [token.text for token in tokens("产品和服务")]
    ['产品', '和', '服务']
    """
    return list(_cut(folded, "search", tokenize or tokenizer_of(NO_LEXICON)))


def words(folded: str, tokenize: Tokenize | None = None) -> list[str]:
    """The words a query asks for: the longest ones only, each once, in order.

    >>> words("马克思和马克思")
    ['马克思', '和']
    """
    found = _cut(folded, "default", tokenize or tokenizer_of(NO_LEXICON))
    return list(dict.fromkeys(token.text for token in found))


def _cut(folded: str, mode: str, tokenize: Tokenize) -> Iterable[Token]:
    for run in _RUN.finditer(folded):
        if run["han"] is None:
            yield Token(text=run.group(), start=run.start(), end=run.end())
            continue
        for text, start, end in tokenize(run.group(), mode):
            yield Token(text=text, start=run.start() + start, end=run.start() + end)


def jieba_tokenizer(lexicon: Lexicon = NO_LEXICON) -> Tokenize:
    """The reference. Loads the dictionary (0.7 s); jieba's own cache of it goes to a private folder,
    because it unmarshals whatever lies at a path that others could guess."""
    return cast(Tokenize, _jieba(lexicon).tokenize)


def _jieba(lexicon: Lexicon) -> Any:
    import jieba  # noqa: PLC0415  takes 0.1 s, and is not asked where rjieba is installed

    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="fangzhi-") as private:
        tokenizer.tmp_dir = private
        tokenizer.initialize()
    for word in lexicon.words:
        tokenizer.add_word(word.text, word.frequency, word.tag or None)
    return tokenizer


def rjieba_tokenizer(lexicon: Lexicon = NO_LEXICON) -> Tokenize:
    """The accelerator; only where RJIEBA."""
    return cast(Tokenize, _rjieba(lexicon).tokenize)


def _rjieba(lexicon: Lexicon) -> Any:
    """Without words of its own rjieba's module, which is a tokenizer that all share."""
    if not lexicon.words:
        return rjieba
    tokenizer = rjieba.Jieba()
    for word in lexicon.words:
        tokenizer.add_word(word.text, word.frequency, word.tag or None)
    return tokenizer


def cutter_of(lexicon: Lexicon) -> Cutter:
    """A cutter that gives the words of tokenizer_of(lexicon); a test holds the two to each other."""
    with _loading:
        return _cutter(lexicon)


@lru_cache(maxsize=2)
def _cutter(lexicon: Lexicon) -> Cutter:
    if RJIEBA:
        tokenizer: Any = _rjieba(lexicon)
        cut, knows = tokenizer.cut, tokenizer.has_word
    else:
        tokenizer = _jieba(lexicon)
        cut, knows = tokenizer.lcut, lambda word: bool(tokenizer.FREQ.get(word))
    own = frozenset(word.text for word in lexicon.words)
    plain = _tokenizer(NO_LEXICON) if own else None

    def inside(word: str) -> list[str]:
        found = [short for short in _short_runs(word) if knows(short)]
        if plain is not None and word in own:
            found += [inner for inner, _ in _longer_in(word, plain)]
        return found

    return Cutter(cut=cut, inside=inside)


def _short_runs(word: str) -> Iterator[str]:
    """The runs of two characters, then of three, that are shorter than the word."""
    for length in range(2, min(_SHORT_CHARS, len(word) - 1) + 1):
        yield from (word[at : at + length] for at in range(len(word) - length + 1))


def tokenizer_of(lexicon: Lexicon) -> Tokenize:
    """The tokenizer that knows the words of the lexicon; the ones used last are kept."""
    with _loading:
        return _tokenizer(lexicon)


_loading = Lock()


@lru_cache(maxsize=4)
def _tokenizer(lexicon: Lexicon) -> Tokenize:
    tokenize = rjieba_tokenizer(lexicon) if RJIEBA else jieba_tokenizer(lexicon)
    if not lexicon.words:
        return tokenize
    own = frozenset(word.text for word in lexicon.words)
    return _with_words_inside(tokenize, _tokenizer(NO_LEXICON), own)


def _with_words_inside(tokenize: Tokenize, plain: Tokenize, own: frozenset[str]) -> Tokenize:
    """In search mode also the longer words inside those of a user's own: jieba gives those of two and three
    characters alone, and what was found before a long word was listed must be found after."""

    def with_words_inside(text: str, mode: str) -> Iterable[tuple[str, int, int]]:
        for word, start, end in tokenize(text, mode):
            if mode == "search" and word in own:
                for inner, first in _longer_in(word, plain):
                    yield inner, start + first, start + first + len(inner)
            yield word, start, end

    return with_words_inside


def _longer_in(word: str, plain: Tokenize) -> Iterator[tuple[str, int]]:
    """The words of more than three characters inside another, and where each begins."""
    for inner, first, _ in plain(word, "search"):
        if _SHORT_CHARS < len(inner) < len(word):
            yield inner, first
