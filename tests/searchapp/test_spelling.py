"""What is proposed for a query with a slip in it, and that a query without one is left alone."""

from collections.abc import Callable, Sequence

import pytest

from indexer.analysis.fold import fold
from indexer.contract.query import Mode
from indexer.contract.syntax import QUERY_CHARS_MAX, parse
from searchapp.spelling.evidence import Corpus, Counts, corpus_of
from searchapp.spelling.proposals import Proposal, did_you_mean
from searchapp.spelling.shapes import alike_in_shape
from searchapp.spelling.sounds import near_sound, same_sound
from tests.oracle import Oracle
from tests.searchapp.shelf import Rebuilt, report
from tests.searchapp.vocabulary import corpus_in_memory

TEXTS = (
    *(f"第{number}条，全县推进扫黑除恶专项斗争，组织防汛演练。" for number in range(40)),
    *(f"第{number}条，坚持依法治理，保护饮用水水源，受理群众诉讼。" for number in range(40)),
    *(f"第{number}条，农村饮水工程通水，整治顽瘴痼疾。" for number in range(40)),
    *(f"第{number}条，这里什么也没有，只有一条街道。" for number in range(1_000)),
)
CORPUS = corpus_in_memory(TEXTS)


def finds(mode: Mode) -> Callable[[Sequence[str]], list[int]]:
    """How many texts hold what is looked for, each word by itself, in exact mode all as one."""

    def terms(query: str) -> list[str]:
        return [query] if mode is not Mode.WORDS else query.replace('"', " ").split()

    return lambda queries: [
        sum(all(fold(term) in text for term in terms(query)) for text in TEXTS) for query in queries
    ]


def range_of(queries: Sequence[str]) -> Sequence[int]:
    """Each query finds one more than the one before it, the first finds nothing."""
    return range(len(queries))


def meant(query: str, mode: Mode = Mode.WORDS, corpus: Corpus = CORPUS) -> list[str]:
    return [proposal.text for proposal in did_you_mean(parse(query, mode), corpus, finds(mode))]


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("扫黑除饿", "扫黑除恶"),
        ("防讯演练", "防汛演练"),
        ("饮用水水园", "饮用水水源"),
        ("全线推进", "全县推进"),
    ],
)
def test_a_slip_of_the_same_sound_is_put_right(slip: str, right: str) -> None:
    assert meant(slip)[0] == right


def test_a_slip_of_a_near_sound_is_put_right() -> None:
    assert meant("荒汛演练")[:1] == meant("方汛演练")[:1] == ["防汛演练"]


def test_a_slip_of_shape_is_put_right_even_in_two_characters() -> None:
    assert meant("拆讼")[:1] == ["诉讼"]


def test_any_other_slip_is_put_right_where_the_rest_of_a_long_phrase_stands_in_the_corpus() -> None:
    assert meant("扫黑门恶专项")[:1] == ["扫黑除恶专项"]


def test_a_character_too_many_is_left_out_and_a_lost_one_put_in() -> None:
    assert meant("扫黑黑除恶")[:1] == meant("扫黑除恶恶")[:1] == ["扫黑除恶"]
    assert meant("扫黑恶专项")[:1] == ["扫黑除恶专项"]


@pytest.mark.parametrize("query", ["扫黑除恶", "防汛 演练", "“饮用水水源”", "这里", "街道", "-防汛", "水"])
def test_a_correct_query_is_left_alone(query: str) -> None:
    assert meant(query) == []


@pytest.mark.parametrize("query", ["", " ", "？", "ABC", "2021", "year:2021", "date:2021..", "(((", "饿"])
def test_what_holds_no_phrase_is_left_alone(query: str) -> None:
    assert meant(query) == []


def test_one_number_is_never_offered_for_another() -> None:
    assert meant("第三十七条") == []


def test_a_phrase_that_occurs_is_suspicious_only_where_a_homophone_is_a_thousand_times_as_frequent() -> None:
    often, seldom = ["组织防汛演练。"] * 1_500, ["防讯。"]
    assert meant("防讯", Mode.EXACT, corpus_in_memory([*often, *seldom])) == ["防汛"]
    assert meant("防讯", Mode.EXACT, corpus_in_memory([*often[:900], *seldom])) == []


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ("（扫黑除饿 OR “防汛”） -演戏", "（扫黑除恶 OR “防汛”） -演戏"),
        ("“扫黑除饿” NEAR/10 防汛", "“扫黑除恶” NEAR/10 防汛"),
        ("  year:2021　ＡＢＣ，扫黑除饿* ", "  year:2021　ＡＢＣ，扫黑除恶* "),
        ("-扫黑除饿 扫黑除饿", "-扫黑除饿 扫黑除恶"),
    ],
)
def test_the_rest_of_the_query_stays_as_it_was_typed(query: str, right: str) -> None:
    proposals = did_you_mean(parse(query, Mode.WORDS), CORPUS, lambda queries: [0] + [1] * (len(queries) - 1))
    assert proposals[0].text == right


def test_two_pieces_are_put_right_in_one_proposal() -> None:
    assert meant("扫黑除饿 防讯演练")[0] == "扫黑除恶 防汛演练"


def test_what_is_excluded_or_sought_in_a_field_is_not_put_right() -> None:
    assert meant("-扫黑除饿") == meant("title:扫黑除饿") == []


def test_a_traditional_query_is_put_right_in_traditional_script() -> None:
    assert meant("掃黑除餓")[0] == "掃黑除惡"
    assert meant("頑丈痼疾")[:1] == ["頑瘴痼疾"]


@pytest.mark.parametrize("mode", Mode)
def test_every_mode_has_proposals(mode: Mode) -> None:
    assert meant("扫黑除饿", mode)[0] == "扫黑除恶"


def test_a_slip_in_a_long_text_is_found_by_the_characters_around_it() -> None:
    long = "关于本市各区县深入推进扫黑除饿专项斗争情况的报告"
    proposals = did_you_mean(parse(long, Mode.WORDS), CORPUS, lambda queries: [0] + [1] * (len(queries) - 1))
    assert proposals[0].text == "关于本市各区县深入推进扫黑除恶专项斗争情况的报告"


@pytest.mark.parametrize("query", ["“扫黑除饿”", "“扫黑除饿” NEAR/3 “专项斗争”", "verbatim:扫黑除饿"])
def test_only_what_finds_more_than_the_query_is_proposed(query: str) -> None:
    parsed = parse(query, Mode.WORDS)
    assert did_you_mean(parsed, CORPUS, lambda queries: [40] * len(queries)) == ()
    assert did_you_mean(parsed, CORPUS, range_of)[0].paragraphs == 1


def test_bare_words_may_stand_scattered_in_more_paragraphs_than_the_phrase_that_was_meant() -> None:
    parsed = parse("扫黑除饿", Mode.WORDS)
    proposed = (Proposal(text="扫黑除恶", paragraphs=40),)
    assert did_you_mean(parsed, CORPUS, lambda queries: [900] + [40] * (len(queries) - 1))[:1] == proposed
    assert did_you_mean(parsed, CORPUS, lambda queries: [0] * len(queries)) == ()


def test_there_are_never_more_than_three_proposals() -> None:
    texts = [*["依法治理"] * 9, *["依法质理"] * 8, *["依法制理"] * 7, *["依法致理"] * 6]
    corpus = corpus_in_memory(texts)
    proposals = did_you_mean(parse("依法志理", Mode.EXACT), corpus, range_of)
    assert [proposal.text for proposal in proposals] == ["依法治理", "依法质理", "依法制理"]


@pytest.mark.parametrize("query", ["扫黑除饿防讯" * 50, "扫黑除饿 " * 60, "饿" * 256, "防讯演恋，" * 60])
def test_a_long_query_asks_the_corpus_only_so_much(query: str) -> None:
    asked: list[int] = []

    def count(texts: Sequence[str]) -> Sequence[int]:
        asked.append(len(texts))
        return CORPUS.count(texts)

    corpus = Corpus(paragraphs=CORPUS.paragraphs, count=count, between=CORPUS.between)
    did_you_mean(parse(query[:QUERY_CHARS_MAX], Mode.WORDS), corpus, finds(Mode.WORDS))
    assert sum(asked) < 4_000
    assert len(asked) < 50


def test_no_text_is_counted_twice() -> None:
    asked: list[str] = []

    def count(texts: Sequence[str]) -> Sequence[int]:
        asked.extend(texts)
        return [0] * len(texts)

    counts = Counts(corpus=Corpus(paragraphs=1, count=count, between=lambda before, after: ()))
    counts.of(["防汛", "演练", "防汛"])
    assert counts.of(["演练", "水库"])["演练"] == 0
    assert asked == ["防汛", "演练", "水库"]


def test_an_index_is_asked_for_counts_and_for_what_stands_between() -> None:
    corpus = corpus_of(Oracle([report("a", "组织防汛演练。", "防汛，演练。", "防汛的演练。", "防洪")]))
    assert corpus.paragraphs == 4
    assert list(corpus.count(["防汛", "演练", "水库"])) == [3, 3, 0]
    assert sorted(corpus.between("防汛", "演练")) == [",", "的"]
    assert sorted(corpus.between("防", "")) == ["汛", "洪"]


def test_sounds_are_compared_without_tones_and_near_ones_apart() -> None:
    assert "恶" in same_sound("饿")
    assert "饿" not in same_sound("饿")
    assert "民" in near_sound("名")
    assert "祖" in near_sound("主")
    assert not near_sound("名") & same_sound("名")
    assert same_sound("A") == near_sound("A") == frozenset()


def test_shapes_are_alike_by_their_parts() -> None:
    assert "诉" in alike_in_shape("拆")
    assert "院" in alike_in_shape("完")
    assert "完" in alike_in_shape("院")
    assert "拆" not in alike_in_shape("拆")
    assert alike_in_shape("A") == frozenset()


def test_a_corpus_is_one_as_long_as_its_generation_is_served() -> None:
    """What was judged of a query is kept with it, and must not outlive it."""
    index, other = Rebuilt(), Rebuilt()
    corpus = corpus_of(index)
    assert corpus_of(index) == corpus != corpus_of(other)
    index.generation = "two"
    assert corpus_of(index) != corpus
