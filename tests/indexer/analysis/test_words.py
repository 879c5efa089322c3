"""Words: what counts as one, where it stands, and that rjieba gives what jieba gives."""

import csv
import random
import unicodedata
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from indexer.analysis.fingerprint import JIEBA
from indexer.analysis.fold import fold
from indexer.analysis.words import RJIEBA, jieba_tokenizer, rjieba_tokenizer, tokenizer_of, tokens, words
from indexer.contract.lexicon import DictionaryWord, Lexicon
from tests.real import REAL_DATA, needs_real_data

needs_rjieba = pytest.mark.skipif(not RJIEBA, reason="rjieba is not installed on this platform")


def test_a_word_is_not_found_across_two_others() -> None:
    assert "和服" not in [token.text for token in tokens("产品和服务")]


def test_a_long_word_is_indexed_with_the_words_inside_it() -> None:
    found = [token.text for token in tokens("中国人民银行")]
    assert {"中国", "人民", "银行", "中国人民银行"} <= set(found)


def test_a_query_asks_for_the_longest_words_only() -> None:
    assert words("马克思") == ["马克思"]


def test_letters_and_numbers_are_words_and_punctuation_is_not() -> None:
    assert [token.text for token in tokens("pm2.5，98.1%——covid-19！_x")] == [
        "pm2.5",
        "98.1%",
        "covid",
        "19",
        "x",
    ]


def test_a_token_says_where_it_stands() -> None:
    text = "全市累计开展120余期，宁波abc"
    assert all(text[token.start : token.end] == token.text for token in tokens(text))


@needs_rjieba
def test_rjieba_and_jieba_agree_on_random_text() -> None:
    seed = 20260
    print(f"seed {seed}")
    rng = random.Random(seed)
    han = [chr(rng.randint(0x4E00, 0x9FFF)) for _ in range(300)] + list(
        "的一是在不了有和人这中大为上个国我以要他"
    )
    odd = list(" -_.%+#&，。“”ab3〇々𠀀\u3400①Ⅳé") + [
        c for c in map(chr, range(0x3000, 0x3040)) if unicodedata.name(c, "")
    ]
    texts = ["".join(rng.choice(han + odd) for _ in range(rng.randint(1, 60))) for _ in range(3_000)]
    assert_parity(texts)


@needs_rjieba
@needs_real_data
@pytest.mark.real
def test_rjieba_and_jieba_agree_on_real_reports() -> None:
    assert_parity(list(real_lines()))


def test_the_longer_words_inside_a_word_of_your_own_are_still_found() -> None:
    lexicon = Lexicon(words=(DictionaryWord(text="人工智能产业园"),))
    found = [token.text for token in tokens("建设人工智能产业园", tokenizer_of(lexicon))]
    assert found[-1] == "人工智能产业园"
    assert "人工智能" in found
    assert words("人工智能产业园", tokenizer_of(lexicon)) == ["人工智能产业园"]


def assert_parity(texts: list[str]) -> None:
    fast, reference = rjieba_tokenizer(), jieba_tokenizer()
    differing = [
        text
        for text in map(fold, texts)
        if tokens(text, fast) != tokens(text, reference) or words(text, fast) != words(text, reference)
    ]
    assert differing == []


def real_lines() -> Iterator[str]:
    csv.field_size_limit(1 << 24)
    for path in sorted(REAL_DATA.glob("reports/*.txt")):
        yield from path.read_text("utf-8").splitlines()
    for path in sorted(REAL_DATA.glob("provincial-2026/*.csv")):
        yield from _rows(path)


def _rows(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield from row["full_text"].splitlines()


def test_the_fingerprint_names_the_jieba_that_is_installed() -> None:
    assert version("jieba") == JIEBA
