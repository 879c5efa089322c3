"""Slips from legal writing, cut out of their sentences, against a vocabulary of real law."""

import random

import pytest

from benchmarks.laws import law_reports
from benchmarks.spelling import LENGTHS, SEED, changed, corrected, phrases, sentences, slips
from indexer.analysis.fold import fold
from indexer.contract.query import Mode
from indexer.contract.syntax import parse
from searchapp.spelling.proposals import did_you_mean
from tests.real import needs_real_data
from tests.searchapp.vocabulary import corpus_in_memory

PARAGRAPHS = 20_000
SAMPLE = 100

pytestmark = [pytest.mark.real, needs_real_data]


def test_four_slips_in_five_are_put_right_and_one_correct_phrase_in_a_hundred_changed_at_most() -> None:
    pairs, rng = sentences(), random.Random(SEED)
    right = list(dict.fromkeys(pair.right for pair in pairs))
    laws = [paragraph.text for report in law_reports(PARAGRAPHS) for paragraph in report.paragraphs]
    corpus = corpus_in_memory([*right, *laws])

    def ask(query: str) -> list[str]:
        parsed = parse(query, Mode.EXACT)
        proposals = did_you_mean(parsed, corpus, lambda queries: corpus.count(list(map(fold, queries))))
        return [proposal.text for proposal in proposals]

    shares = [corrected(rng.sample(list(slips(pairs, length, rng)), SAMPLE), ask) for length in LENGTHS]
    wrongly = [changed(list(phrases(right, length, 2 * SAMPLE, rng)), ask) for length in LENGTHS]
    print("seed", SEED, [first for first, _ in shares], wrongly)
    assert sum(first for first, _ in shares) / len(shares) >= 0.8
    assert sum(wrongly) / len(wrongly) <= 0.01
