"""JSON Lines: texts or paragraphs, and the lines that are neither."""

import json
from pathlib import Path

import pytest

from indexer.contract.reading import RawReport, SkippedFile
from tests.indexer.sources.written import read, reports


def test_json_lines_hold_texts_or_paragraphs(tmp_path: Path) -> None:
    lines = [
        {"title": "甲", "text": "正文。\n第二段。", "region": 330200, "date": "2024年5月6日"},
        {"id": "own", "title": "乙", "paragraphs": [{"text": "一。", "section": ["回顾", "产业"]}, "二。"]},
    ]
    content = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    first, second = reports(tmp_path, "a.jsonl", content)
    assert (first.id, first.metadata.region, str(first.metadata.date)) == (
        "a.jsonl:1",
        "330200",
        "2024-05-06",
    )
    assert (second.id, second.text) == ("own", "")
    assert [(given.text, given.section) for given in second.given] == [
        ("一。", ("回顾", "产业")),
        ("二。", ()),
    ]


def test_a_line_separator_within_json_breaks_no_line(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.jsonl", '{"text": "一。\u2028二。"}')
    assert report.text == "一。\n二。"


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", '{"title": "x"}', '{"text": ["x"]}', '{"paragraphs": 3}', "[" * 100_000]
)
def test_a_bad_line_is_skipped_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, "a.jsonl", f'{line}\n{{"text": "好。"}}')
    assert isinstance(found[0], SkippedFile)
    assert found[0].path.endswith("a.jsonl:1")
    assert isinstance(found[1], RawReport)


def test_half_of_a_pair_and_a_date_that_is_none_are_noted(tmp_path: Path) -> None:
    [report] = reports(tmp_path, "a.jsonl", '{"text": "坏\\ud800字", "date": "2021-13-45"}')
    assert report.text == "坏\ufffd字"
    assert report.metadata.date is None
    assert len(report.notes) == 2
