"""Reprints: clusters of near-identical paragraphs across reports, held to a comparison of all with all."""

import os
import random
import subprocess
import sys
import time
from itertools import combinations, permutations

import pytest

from indexer.contract.documents import Paragraph, Report
from indexer.reprints import Reprints
from indexer.reprints.comparing import SIMILARITY_MIN
from indexer.reprints.signing import CHARS_MIN

SEED = 20260417
# A bound on the size of files fails a write as a full disk does.
FULL_DISK = """
import resource
from indexer.contract.errors import FangzhiError
from tests.indexer.test_reprints import TEXT, clusters, report
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    clusters(*(report(str(number), f"{number}{TEXT}" * 9) for number in range(999)))
except FangzhiError as exc:
    print(exc)
"""
TEXT = "全市各镇在汛期前检查堤坝和泵站，清理河道淤泥，并组织村民演练转移路线。"
OTHER = "图书馆把夜间开放的时间延长到十点，还在车站和广场旁设了二十四小时书屋。"
HAN = "春种一粒粟秋收万颗子四海无闲田农夫锄禾日当午汗滴下土谁知盘中餐皆辛苦白依山尽黄河入流欲穷千里目更上层楼"


def report(document: str, *texts: str) -> Report:
    paragraphs = (
        Paragraph(ordinal=ordinal, section=(), theme=None, text=text)
        for ordinal, text in enumerate(texts, start=1)
    )
    return Report(
        id=document,
        title="报告",
        subtitle=None,
        date=None,
        source=None,
        author=None,
        url=None,
        region=None,
        paragraphs=tuple(paragraphs),
    )


def clusters(*reports: Report) -> list[tuple[tuple[str, int], ...]]:
    reprints = Reprints()
    for each in reports:
        reprints.add(each)
    return list(reprints.clusters())


def test_a_paragraph_that_two_reports_share_is_a_cluster() -> None:
    found = clusters(report("b", OTHER, TEXT), report("a", TEXT), report("c", "另一段" + OTHER[::-1]))
    assert found == [(("a", 1), ("b", 2))]


def test_script_width_and_punctuation_do_not_matter() -> None:
    traditional = "全市各鎮在汛期前檢查堤壩和泵站,清理河道淤泥，並組織村民演練轉移路線"
    assert clusters(report("a", TEXT), report("b", f" {traditional} ")) == [(("a", 1), ("b", 1))]


def test_a_few_characters_more_are_a_reprint_and_a_new_half_is_not() -> None:
    longer, half = f"据悉，{TEXT}", TEXT[: len(TEXT) // 2] + OTHER[: len(OTHER) // 2]
    assert clusters(report("a", TEXT), report("b", longer), report("c", half)) == [(("a", 1), ("b", 1))]


def test_a_set_phrase_is_no_reprint() -> None:
    phrase = "各位代表，现在我代表市人民政府作报告。"
    assert len(phrase) < CHARS_MIN
    assert clusters(report("a", phrase), report("b", phrase)) == []


def test_a_paragraph_repeated_in_one_report_alone_is_no_reprint() -> None:
    assert clusters(report("a", TEXT, TEXT), report("b", OTHER)) == []
    assert clusters(report("a", TEXT, TEXT), report("b", TEXT)) == [(("a", 1), ("a", 2), ("b", 1))]


def test_nothing_added_has_no_clusters() -> None:
    assert clusters() == clusters(report("a")) == clusters(report("a", TEXT)) == []


def test_the_order_of_adding_changes_nothing() -> None:
    reports = [report(name, *changed(random.Random(SEED + at))) for at, name in enumerate("dbca")]
    expected = clusters(*reports)
    assert len(expected) > 1
    assert all(clusters(*order) == expected for order in permutations(reports))


def changed(chance: random.Random) -> list[str]:
    """Paragraphs from six originals, some of their characters replaced."""
    texts = []
    for _ in range(12):
        number = chance.randrange(6)
        original = random.Random(number).choices(HAN, k=40 + 20 * number)
        for at in chance.sample(range(len(original)), k=chance.randrange(5)):
            original[at] = chance.choice(HAN)
        texts.append("".join(original))
    return texts


def similarity(one: str, other: str) -> float:
    a, b = ({text[at : at + 3] for at in range(len(text) - 2)} for text in (one, other))
    return len(a & b) / len(a | b)


def test_clusters_are_what_comparing_all_with_all_links_together() -> None:
    chance = random.Random(SEED)
    reports = [report(f"{number}", *changed(chance)) for number in range(30)]
    texts = {
        (each.id, paragraph.ordinal): paragraph.text for each in reports for paragraph in each.paragraphs
    }
    group = {place: {place} for place in texts}
    for one, other in combinations(texts, 2):
        if group[one] is not group[other] and similarity(texts[one], texts[other]) >= SIMILARITY_MIN:
            group[one] |= group[other]
            group |= dict.fromkeys(group[other], group[one])
    expected = {tuple(sorted(places)) for places in group.values() if len({name for name, _ in places}) > 1}
    assert set(clusters(*reports)) == expected, SEED


def test_ten_thousand_variants_of_one_paragraph_take_seconds() -> None:
    """All of them share buckets; compared each with each they would be fifty million pairs."""
    filled = [f"{OTHER}今年第{number:05d}号通告，{TEXT}" for number in range(5_000)]
    half = [f"{number:05d}{TEXT[:12]}{number * 7919:09d}" for number in range(5_000)]  # alike, not enough
    started = time.process_time()
    found = clusters(*(report(f"{at}", *pair) for at, pair in enumerate(zip(filled, half, strict=True))))
    assert time.process_time() - started < 8
    assert max(map(len, found)) >= len(filled)


def test_a_set_form_filled_in_ten_thousand_ways_takes_seconds() -> None:
    """Most pairs share a band and few are near-identical: the sketches rule the others out."""
    form = "全县共发现问题{}处，已整改{}处，完成率百分之{}。"
    texts = [form.format(number, number * 7, number % 100) for number in range(10_000)]
    started = time.process_time()
    found = clusters(*(report(f"{at:05}", text) for at, text in enumerate(texts)))
    assert time.process_time() - started < 8
    assert found


@pytest.mark.skipif(os.name == "nt", reason="Windows does not bound the size of files")
def test_a_full_disk_is_an_error_that_says_what_helps() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK], capture_output=True, text=True, check=True, timeout=60
    )
    assert "make room there" in done.stdout
    assert "TMPDIR" in done.stdout


def test_very_long_paragraphs_are_compared_like_others() -> None:
    chance = random.Random(SEED)
    text = "".join(chance.choices(HAN, k=400_000))
    assert clusters(report("a", text), report("b", text[5:] + OTHER)) == [(("a", 1), ("b", 1))]
