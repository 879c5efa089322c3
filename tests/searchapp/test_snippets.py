"""Snippets: a cut of the text that shows where it matches."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.nearness import Span
from searchapp.marks import merged, occurrences
from searchapp.snippets import WHOLE_MAX_CHARS, WIDTH_CHARS, passages, snippet

TEXTS = st.text(st.sampled_from("水库防汛，。 "), min_size=1, max_size=600)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(TEXTS)
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=20))
    lengths = draw(st.lists(st.integers(1, 30), min_size=len(starts), max_size=len(starts)))
    return text, merged(
        (start, min(start + length, len(text))) for start, length in zip(starts, lengths, strict=True)
    )


@given(texts_and_spans())
def test_passages_joined_are_the_text_and_the_marked_ones_its_spans(
    given_: tuple[str, tuple[Span, ...]],
) -> None:
    text, spans = given_
    cut = passages(text, spans)
    assert "".join(passage.text for passage in cut) == text
    assert [passage.text for passage in cut if passage.marked] == [text[start:end] for start, end in spans]
    assert all(passage.text for passage in cut)


@given(texts_and_spans())
def test_a_snippet_is_a_cut_of_the_text(given_: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = given_
    cut = snippet(text, spans)
    shown = "".join(passage.text for passage in cut.passages)
    assert shown in text
    assert 0 < len(shown) <= WHOLE_MAX_CHARS
    assert cut.cut_before or text.startswith(shown)
    assert cut.cut_after or text.endswith(shown)


@given(texts_and_spans())
def test_a_snippet_shows_a_match_where_there_is_one(given_: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = given_
    assert any(passage.marked for passage in snippet(text, spans).passages) == bool(spans)


def test_a_short_paragraph_is_shown_whole() -> None:
    text = "水" * WHOLE_MAX_CHARS
    cut = snippet(text, [(0, 1)])
    assert (len(cut.passages), cut.cut_before, cut.cut_after) == (2, False, False)


def test_a_window_begins_with_a_sentence_and_ends_with_one() -> None:
    text = "前文。" * 100 + "水库检查完毕。" + "后文。" * 100
    at = text.index("水库")
    cut = snippet(text, [(at, at + 2)])
    shown = "".join(passage.text for passage in cut.passages)
    assert shown.startswith("前文。")
    assert shown.endswith("。")
    assert cut.cut_before
    assert cut.cut_after


def test_different_matches_outweigh_a_repeated_one() -> None:
    text = "水库水库水库" + "某" * 500 + "水库与大坝" + "某" * 500
    spans = [*occurrences(text, "水库"), *occurrences(text, "大坝")]
    shown = "".join(passage.text for passage in snippet(text, merged(spans)).passages)
    assert "水库与大坝" in shown


def test_a_match_longer_than_the_window_is_cut() -> None:
    text = "某" * 100 + "水" * 400
    cut = snippet(text, [(100, 500)])
    assert sum(len(passage.text) for passage in cut.passages) <= WIDTH_CHARS
    assert cut.passages[-1].marked


def test_a_match_near_the_end_is_shown_with_what_stands_before_it() -> None:
    text = "前文，" * 100 + "水库"
    shown = "".join(passage.text for passage in snippet(text, [(300, 302)]).passages)
    assert shown.endswith("水库")
    assert len(shown) > WIDTH_CHARS - 10


def test_without_matches_the_beginning_is_shown() -> None:
    cut = snippet("开头。" + "某" * 500, [])
    assert cut.passages[0].text.startswith("开头。")
    assert not cut.cut_before
