"""Phrases mined from invented reports: what is one, what is none, and how they are counted and written."""

import random
from collections.abc import Sequence
from itertools import accumulate, product

from indexer.analysis.batch import batch_of, words_of
from indexer.analysis.fold import fold
from indexer.analysis.phrases import PHRASES_MAX, Phrase, PhraseMiner, said_in
from indexer.analysis.words import cutter_of, tokens
from indexer.contract.lexicon import NO_LEXICON

SEED = 20260105
AT_ONCE = 3  # documents in a batch
VERBS = ("推进", "完善", "检查", "宣传", "讨论", "研究", "改进", "支持", "评估", "安排")
PLACES = ("村里", "镇上", "县城", "山区", "海边", "学校", "工厂", "农场", "码头", "市场")


def mined(documents: Sequence[Sequence[str]], words_max: int = 1 << 20) -> list[Phrase]:
    miner, cutter = PhraseMiner(words_max), cutter_of(NO_LEXICON)
    for start in range(0, len(documents), AT_ONCE):
        some = documents[start : start + AT_ONCE]
        batch = batch_of([text for document in some for text in document])
        first = [0, *accumulate(len(document) for document in some)][:-1]
        miner.add(said_in(batch, words_of(batch, cutter), first))
    return miner.phrases()


def texts(documents: Sequence[Sequence[str]]) -> list[str]:
    return [phrase.text for phrase in mined(documents)]


def reports(said: str, documents: int = 6, seed: int = SEED) -> list[list[str]]:
    """Reports that say something 30 times between ever other words, among much else."""
    rng = random.Random(seed)
    among = list(product(VERBS, PLACES))
    return [
        [
            f"{place}{verb}{said}，{said}在{place}{verb}。等着{said}{verb}。{rest(rng)}"
            for verb, place in rng.sample(among, 10)
        ]
        for _ in range(documents)
    ]


def rest(rng: random.Random) -> str:
    return "".join(f"{rng.choice(PLACES)}{rng.choice(VERBS)}的{rng.choice(PLACES)}，" for _ in range(30))


def test_what_is_said_in_many_surroundings_is_a_phrase() -> None:
    (phrase,) = (phrase for phrase in mined(reports("灌溉设施")) if phrase.text == "灌溉设施")
    assert phrase == Phrase(text="灌溉设施", documents=6, occurrences=180)


def test_the_parts_of_a_phrase_that_stand_in_it_alone_are_none() -> None:
    found = texts(reports("河湖长制工作站"))
    assert "河湖长制工作站" in found
    assert not [text for text in found if text != "河湖长制工作站" and text in "河湖长制工作站"]


def test_words_that_only_join_others_begin_and_end_no_phrase() -> None:
    found = texts(reports("灌溉设施"))
    assert found
    assert not [text for text in found if text[0] in "的在等着" or text[-1] in "的在等着"]


def test_a_phrase_lies_within_a_clause() -> None:
    documents = [[f"{verb}灌溉、设施{place}" for verb, place in product(VERBS, PLACES)] for _ in range(3)]
    assert not [text for text in texts(documents) if "灌溉设施" in text]


def test_figures_are_no_part_of_a_phrase() -> None:
    documents = [
        [f"{place}灌溉设施2025年{verb}，第三十条{verb}" for verb, place in product(VERBS, PLACES)]
        for _ in range(3)
    ]
    assert not [text for text in texts(documents) if any(char in "2025三十" for char in text)]


def test_what_one_report_of_several_says_is_no_phrase() -> None:
    others = [["村里修了一座小桥。"] for _ in range(3)]
    assert "灌溉设施" not in texts([*reports("灌溉设施", documents=1), *others])
    assert "灌溉设施" in texts(reports("灌溉设施", documents=1))


def test_what_is_held_by_more_reports_comes_first() -> None:
    documents = [*reports("灌溉设施", 5), *reports("防洪堤坝", 3)]
    found = mined(documents)
    order = [(-phrase.documents, -phrase.occurrences) for phrase in found]
    assert order == sorted(order)
    assert [phrase.text for phrase in found if phrase.text in ("灌溉设施", "防洪堤坝")] == [
        "灌溉设施",
        "防洪堤坝",
    ]
    assert len(found) <= PHRASES_MAX


def test_a_phrase_is_written_as_most_reports_write_it() -> None:
    traditional, simplified = reports("灌溉設施", 1), reports("灌溉设施", 4)
    assert "灌溉设施" in texts([*traditional, *simplified])
    assert "乾安渔场" in texts(reports("乾安渔场"))
    assert "AI播种机" in texts(reports("AI播种机"))


def test_every_count_is_a_count_of_words() -> None:
    """Against counting the words of each clause by hand, for a corpus of random clauses."""
    print(f"seed {SEED}")
    rng = random.Random(SEED)
    vocabulary = (*VERBS, *PLACES, "灌溉", "设施", "防洪", "堤坝")
    documents = [
        [
            "，".join("".join(rng.choices(vocabulary, k=rng.randint(1, 6))) for _ in range(4))
            for _ in range(40)
        ]
        for _ in range(8)
    ]
    cut = [[" ".join(longest(text)) for text in document] for document in documents]
    phrases = mined(documents)
    assert phrases
    for phrase in phrases:
        held = [sum(found_in(phrase.text, text) for text in document) for document in cut]
        assert (phrase.documents, phrase.occurrences) == (sum(map(bool, held)), sum(held))


def longest(text: str) -> list[str]:
    """The longest words of a text, and its punctuation."""
    found: list[str] = []
    at = 0
    for token in sorted(tokens(fold(text)), key=lambda token: (token.start, -token.end)):
        if token.start >= at:
            found += [*text[at : token.start], token.text]
            at = token.end
    return found


def found_in(phrase: str, spaced: str) -> int:
    """How often some whole words in a row make up the phrase."""
    words = spaced.split(" ")
    return sum(
        "".join(words[start:end]) == phrase
        for start in range(len(words))
        for end in range(start + 1, min(start + 5, len(words)) + 1)
    )


def test_a_corpus_of_any_size_takes_bounded_memory_and_its_counts_are_estimates() -> None:
    documents = reports("灌溉设施", 64)
    whole = {phrase.text: phrase.documents for phrase in mined(documents)}
    thinned = {phrase.text: phrase.documents for phrase in mined(documents, words_max=5_000)}
    assert whole["灌溉设施"] == 64
    assert 48 <= thinned["灌溉设施"] <= 80


def test_nothing_said_gives_no_phrase() -> None:
    assert mined([]) == mined([[]]) == mined([["。"], ["2021"]]) == []
