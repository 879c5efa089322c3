"""Suggestions over the 36 real reports: half of a frequent phrase shows it."""

import pytest

from benchmarks.suggestions import FREQUENT, SHOWN, WAYS, mined, real_reports
from indexer.analysis.completing import phrase_entries
from indexer.analysis.completion import Completer, read_line
from indexer.contract.documents import Report
from tests.real import needs_real_data

pytestmark = [pytest.mark.real, needs_real_data]

LEAST = 0.95


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return real_reports()


def collected(reports: list[Report]) -> tuple[Completer, list[str]]:
    """The completer, and the most frequent phrases."""
    phrases = mined(reports)
    entries = phrase_entries(phrases, [read_line(phrase.text) for phrase in phrases])
    return Completer(entries), [phrase.text for phrase in phrases[:FREQUENT]]


def shown(way: str, completer: Completer, phrases: list[str]) -> float:
    """How many of the phrases, as a share, are shown once half of them is typed."""
    typed = WAYS[way]
    found = [
        phrase in [completion.text for completion in completer.complete(typed(phrase), SHOWN)]
        for phrase in phrases
    ]
    return sum(found) / len(found)


@pytest.mark.parametrize("way", list(WAYS))
def test_half_of_a_frequent_phrase_shows_it(reports: list[Report], way: str) -> None:
    completer, phrases = collected(reports)
    assert len(phrases) == FREQUENT
    assert shown(way, completer, phrases) >= LEAST


@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize("every", [0, 1])
def test_the_same_holds_of_half_the_reports(reports: list[Report], way: str, every: int) -> None:
    assert shown(way, *collected(reports[every::2])) >= LEAST


def test_what_policy_readers_look_for_is_a_phrase(reports: list[Report]) -> None:
    completer, _ = collected(reports)
    for phrase in (
        "高质量发展",
        "营商环境",
        "基层治理",
        "一体推进",
        "顽瘴痼疾",
        "新质生产力",
        "乡村全面振兴",
    ):
        assert phrase in [completion.text for completion in completer.complete(phrase, SHOWN)]
