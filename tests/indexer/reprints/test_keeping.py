"""Reprints with what an earlier build signed: the same clusters as from nothing, and damage costs signing."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from indexer.contract.documents import Report
from indexer.contract.errors import IndexUnavailableError
from indexer.reprints import Reprints
from indexer.reprints.collecting import FILE_NAME
from indexer.reprints.comparing import SIMILARITY_MIN, Comparison
from indexer.reprints.signatures import NONE, opened
from indexer.reprints.signing import CHARS_MIN, sign
from tests.indexer.test_reprints import HAN, OTHER, TEXT, changed, clusters, report, similarity

SEED = 20261122
Cluster = tuple[tuple[str, int], ...]


class Builds:
    """Builds over one index folder; `signed` counts what the last one had to sign."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self.said: list[str] = []
        self.signed = 0

    def __call__(
        self, reports: Sequence[Report], *, full: bool = False, saving: bool = True
    ) -> list[Cluster]:
        self.said.clear()
        self.signed = 0
        with Reprints(self._index, self.said.append, full=full) as reprints:
            for each in reports:
                version = "".join(paragraph.text for paragraph in each.paragraphs)
                if version and reprints.knows(version):
                    reprints.keep(each.id, version)
                else:
                    reprints.add(each, version)
                    self.signed += 1
            found = list(reprints.clusters())
            if saving:
                reprints.save()
        return found


def test_what_was_signed_is_not_signed_again(tmp_path: Path) -> None:
    build = Builds(tmp_path)
    reports = [report("a", TEXT), report("b", OTHER), report("c", TEXT, OTHER)]
    expected = build(reports)
    assert (build.signed, len(expected)) == (3, 2)
    assert (build(reports), build.signed) == (expected, 0)
    assert (build([*reports[1:], report("d", "新" + TEXT)]), build.signed) == (
        [(("b", 1), ("c", 2)), (("c", 1), ("d", 1))],
        1,
    )
    assert (build(reports, full=True), build.signed) == (expected, 3)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_random_sequences_of_builds_find_what_a_build_from_nothing_finds(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    pool = [changed(random.Random(SEED + number)) for number in range(40)]
    pool += [["𠮷" * 12 + "".join(chance.choices(HAN, k=30)) for _ in range(3)] for _ in range(5)]
    pool += [[], ["短"], [pool[-1][0], "短", pool[-1][1]]]
    build = Builds(tmp_path)
    for turn in range(30):
        texts = chance.sample(pool, k=chance.randrange(1, len(pool)))
        names = chance.sample(range(100), k=len(texts))
        reports = [report(f"{name:02}", *each) for name, each in zip(names, texts, strict=True)]
        expected = clusters(*reports)
        assert build(reports, saving=turn % 4 != 0) == expected, (SEED, turn)
        assert build.said == []


def test_damage_of_any_kind_costs_a_message_and_the_signing(tmp_path: Path) -> None:
    build = Builds(tmp_path)
    reports = [report(name, *changed(random.Random(SEED + at))) for at, name in enumerate("abcd")]
    expected = build(reports)
    path = tmp_path / FILE_NAME
    sound = path.read_bytes()
    contents = [sound[:cut] for cut in (0, 20, 63, len(sound) // 2, len(sound) - 1)] + [sound + b"x"]
    for at in range(0, len(sound), max(1, len(sound) // 60)):
        broken = bytearray(sound)
        broken[at] ^= 0xFF
        contents.append(bytes(broken))
    said_often = 0
    for content in contents:
        path.write_bytes(content)
        assert (build(reports), build.signed) == (expected, len(reports))
        said_often += bool(build.said)
        assert (build(reports), build.signed, build.said) == (expected, 0, [])
    assert said_often >= len(contents) - 2, "another fingerprint is no damage"


def test_a_build_that_is_not_saved_leaves_what_was_kept(tmp_path: Path) -> None:
    build = Builds(tmp_path)
    build([report("a", TEXT)])
    before = (tmp_path / FILE_NAME).read_bytes()
    build([report("b", OTHER)], saving=False)
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_what_a_killed_build_left_is_written_over(tmp_path: Path) -> None:
    build = Builds(tmp_path)
    (tmp_path / f"{FILE_NAME}.new").write_bytes(b"x" * 100_000)
    expected = build([report("a", TEXT), report("b", TEXT)])
    assert (build([report("a", TEXT), report("b", TEXT)]), build.signed, build.said) == (expected, 0, [])


def test_a_report_without_a_version_is_never_kept(tmp_path: Path) -> None:
    with Reprints(tmp_path) as reprints:
        reprints.add(report("a", TEXT))
        list(reprints.clusters())
        reprints.save()
    with Reprints(tmp_path) as reprints:
        assert not reprints.knows("")


def test_a_folder_that_cannot_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    with pytest.raises(IndexUnavailableError, match="none"), Reprints(missing) as reprints:
        list(reprints.clusters())


def test_a_text_is_signed_alike_in_any_company() -> None:
    chance = random.Random(SEED)
    texts = ["".join(chance.choices(HAN + "，。 𠮷Ａ_\ud800", k=chance.randrange(80))) for _ in range(200)]
    together = sign(texts)
    row = 0
    for at, text in enumerate(texts):
        alone = sign([text])
        if not len(alone.which):
            assert at not in together.which
            continue
        assert together.which[row] == at
        assert together.chars[row] == alone.chars[0] >= CHARS_MIN
        assert together.digest[row] == alone.digest[0]
        assert np.array_equal(together.bands[row], alone.bands[0])
        assert np.array_equal(together.sketch[row], alone.sketch[0])
        row += 1
    assert row == len(together.which)
    assert together.text == b"".join(sign([text]).text for text in texts)


def test_many_pairs_are_compared_as_each_alone_is(tmp_path: Path) -> None:
    build = Builds(tmp_path)
    chance = random.Random(SEED)
    texts = [text for number in range(12) for text in changed(random.Random(SEED + number))]
    texts += ["".join(chance.choices(HAN, k=60)) + "𠮷" * number for number in range(9)]
    build([report("a", *texts)])
    signatures = opened(tmp_path / FILE_NAME)
    assert signatures is not None
    ones, others = np.triu_indices(len(texts), k=1)
    comparison = Comparison(signatures, NONE.pairs.verdicts)
    found = comparison.similar(ones, others)
    pairs = zip(ones.tolist(), others.tolist(), strict=True)
    expected = [similarity(texts[one], texts[other]) >= SIMILARITY_MIN for one, other in pairs]
    assert found.tolist() == expected
    assert 0 < sum(expected) < len(expected)
    again = Comparison(signatures, comparison.verdicts())
    assert np.array_equal(again.similar(others, ones), found)
    assert np.array_equal(again.verdicts(), comparison.verdicts())
