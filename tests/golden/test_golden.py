"""The five real reports and six of the provincial ones, read whole by eye, against what we make of them.

A golden file keeps no text: of each title, heading and paragraph its length, its first and last
characters and its SHA-256, so a report can be told apart without being told. A section names its `parent`
by its place in the list, a paragraph the innermost of its sections; `removed` is null where not counted.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.reading import ReadReport
from indexer.sources.catalog import SourceFile, find_files
from indexer.sources.read import read_file
from indexer.structure.read import structure
from tests.real import REAL_DATA, needs_real_data

pytestmark = [pytest.mark.real, needs_real_data]

GOLDEN = sorted(Path(__file__).parent.glob("*.json"))
SHOWN_CHARS = 4
PROVINCIAL = 6


def read(folder: Path) -> list[tuple[str, ReadReport]]:
    """Every report of the folder with the text it was read from."""
    found = []
    for file in find_files([folder]):
        assert isinstance(file, SourceFile)
        for raw in read_file(file):
            assert not hasattr(raw, "reason"), raw
            found.append((raw.text, structure(raw, clean(raw))))
    return found


def digest(text: str | None, shown: int) -> dict[str, Any] | None:
    """What a golden file keeps of a text."""
    if text is None:
        return None
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {"chars": len(text), "first": text[:shown], "last": text[-shown:], "sha256": sha256}


def headings(sections: Sequence[tuple[str, ...]]) -> list[str]:
    """Every heading once, in the order in which they open."""
    opened: list[str] = []
    before: tuple[str, ...] = ()
    for path in sections:
        same = next(
            (at for at, pair in enumerate(zip(path, before, strict=False)) if pair[0] != pair[1]), None
        )
        opened += path[min(len(path), len(before)) if same is None else same :]
        before = path
    return opened


@pytest.fixture(params=GOLDEN, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], ReadReport]:
    """A golden file and the reading of the report it describes."""
    golden = json.loads(request.param.read_text("utf-8"))
    folder = "reports" if golden["file"].endswith(".txt") else "provincial-2026"
    [(_, found)] = read(REAL_DATA / folder / golden["file"])
    return golden, found


def test_every_report_has_its_golden_file() -> None:
    files = {path.name for path in (REAL_DATA / "reports").glob("*.txt")}
    described = {json.loads(path.read_text("utf-8"))["file"] for path in GOLDEN}
    assert described >= files
    assert len(described - files) == PROVINCIAL


def test_title_and_credits_are_those_of_the_report(pair: tuple[dict[str, Any], ReadReport]) -> None:
    golden, found = pair
    report = found.report
    for field in ("title", "subtitle", "source", "author", "url"):
        assert digest(getattr(report, field), 2) == golden[field], field
    assert (str(report.date) if report.date else None) == golden["date"]


def test_region_has_its_full_path(pair: tuple[dict[str, Any], ReadReport]) -> None:
    golden, found = pair
    assert found.report.region is not None
    assert found.report.region.code == golden["region"]["code"]
    assert list(found.report.region.path) == golden["region"]["path"]


def test_headings_are_the_sections_in_their_order(pair: tuple[dict[str, Any], ReadReport]) -> None:
    golden, found = pair
    opened = headings([paragraph.section for paragraph in found.report.paragraphs])
    expected = [path[-1] for path in section_paths(golden["sections"])]
    assert [digest(heading, 2) for heading in opened] == expected


def test_paragraphs_are_whole_and_stand_in_their_sections(pair: tuple[dict[str, Any], ReadReport]) -> None:
    golden, found = pair
    paths = section_paths(golden["sections"])
    for paragraph, expected in zip(found.report.paragraphs, golden["paragraphs"], strict=True):
        section = expected.pop("section")
        assert digest(paragraph.text, SHOWN_CHARS) == expected, paragraph.ordinal
        path = [] if section is None else paths[section]
        assert [digest(heading, 2) for heading in paragraph.section] == path, paragraph.ordinal


def section_paths(sections: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The path of each section of a golden file, outermost first."""
    paths: list[list[dict[str, Any]]] = []
    for section in sections:
        above = [] if section["parent"] is None else paths[section["parent"]]
        paths.append([*above, {key: value for key, value in section.items() if key != "parent"}])
    return paths


def test_removals_are_those_expected_by_reason(pair: tuple[dict[str, Any], ReadReport]) -> None:
    golden, found = pair
    if golden["removed"] is None:
        return
    reasons = [removal.reason for removal in found.removed]
    unlisted = {"pinyin note", "space at the edge of a line", "heading mark"} - golden["removed"].keys()
    assert {reason: reasons.count(reason) for reason in {*reasons} - unlisted} == golden["removed"]
