"""Text that lost a byte is put back in step, or marked; correct text is never touched."""

import csv
import json
import lzma
import random
import sys

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.reading import CleanText, RawReport
from tests.real import REAL_DATA, needs_real_data

SEED = 20211210
LAWS = 5_000
SAID = "镇长说：“今年的路修好了，老人出门方便。”"


def cleaned(text: str) -> CleanText:
    return clean(RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text))


def without_a_byte(text: str, at: int, instead: bytes = b"") -> str:
    """The text as it reads once the byte at `at` of its GB18030 form is gone, or is another."""
    data = text.encode("gb18030")
    return (data[:at] + instead + data[at + 1 :]).decode("gb18030", "replace")


@pytest.mark.parametrize("after", ["县委书记在全县各单位调研", "當地群眾代表說，收入增加了"])
def test_a_run_behind_a_lost_lead_byte_is_put_back_in_step(after: str) -> None:
    at = len(SAID[:-2].encode("gb18030"))
    damaged = without_a_byte(SAID + after + "，大家都很高兴。", at, b"?")
    found = cleaned(damaged)
    assert found.text.startswith(SAID + after[:6])
    assert [fix.reason for fix in found.repaired] == ["misaligned bytes"]
    assert all(fix.was == damaged[fix.start : fix.end] for fix in found.repaired)


def test_a_half_width_mark_stands_for_the_shifted_one() -> None:
    at = len(SAID[:-2].encode("gb18030"))
    damaged = without_a_byte(SAID + "县委书记在全县调研", at, b"?").replace("！", "!")
    assert cleaned(damaged).text.startswith(SAID + "县委书记")


def test_a_byte_lost_for_good_leaves_a_mark() -> None:
    found = cleaned("村民说：“路通了?!?1月9日，县里又来“回头看”。")
    assert found.text.startswith("村民说：“路通了。”\ufffd1月9日")
    assert [found.source[start:end] for start, end in found.marked] == ["?!?"]


def test_what_cannot_be_repaired_stays_and_is_marked() -> None:
    text = "大家问：怎么办?!罅菔后来路修好了。"
    found = cleaned(text)
    assert found.text == text
    assert [text[start:end] for start, end in found.marked] == ["?!"]


@pytest.mark.parametrize(
    "text",
    [
        "他问：“真的?!”大家都笑了。",
        "这是α粒子和γ射线的实验，用了カメラ一台。",
        "“怎么会这样？！他们不信。”后来信了。",
        "赟、犇、翀三人获奖，垚村和亹源镇的路通了。",
        "图例\ue010见附件，\ue011也在其中。",
    ],
)
def test_odd_but_correct_text_stays(text: str) -> None:
    assert cleaned(text).text == text


@pytest.mark.real
@needs_real_data
def test_of_the_real_reports_only_the_damaged_one_changes() -> None:
    texts = {path.name[:3]: path.read_text("utf-8") for path in (REAL_DATA / "reports").glob("*.txt")}
    csv.field_size_limit(sys.maxsize)
    for path in (REAL_DATA / "provincial-2026").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            (texts[path.stem],) = (row["full_text"] for row in csv.DictReader(file))
    repaired = {name for name, text in texts.items() if cleaned(text).repaired}
    assert (len(texts), repaired) == (36, {"002"})


@pytest.mark.real
@needs_real_data
def test_no_paragraph_of_a_law_changes() -> None:
    with lzma.open(REAL_DATA / "laws.jsonl.xz", "rt", encoding="utf-8") as file:
        every = [json.loads(next(file))["text"] for _ in range(10 * LAWS)]
    print(f"seed {SEED}")
    for text in random.Random(SEED).sample(every, LAWS):
        assert cleaned(text).repaired == ()
        assert cleaned(text).marked == ()
