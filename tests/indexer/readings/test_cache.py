"""The cache of readings: what is found again, what is read anew; damage never becomes a wrong answer."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from indexer.contract.documents import Paragraph, Report
from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import CleanText, Metadata, ReadingRules, ReadReport, SkippedFile
from indexer.contract.vocabulary import Region, Theme
from indexer.readings import cache as module
from indexer.readings.cache import FILE_NAME, Readings
from indexer.readings.code import reading_fingerprint, rules_fingerprint
from indexer.readings.entries import (
    EntryError,
    Outcome,
    Read,
    Reading,
    entry_of,
    packed,
    read_of,
    told,
    unpacked,
    untold,
    version_of,
)
from indexer.readings.keys import key_of
from indexer.sources.files import SourceFile

NINGBO = Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200"))
CIXI = Region(
    code="330282",
    name="慈溪市",
    path=("浙江省", "宁波市", "慈溪市"),
    codes=("330000", "330200", "330282"),
)
PARAGRAPH = Paragraph(
    ordinal=3,
    section=("一、灌溉", "（一）渠系"),
    theme="水利",
    text="慈溪市\u2028与宁波市区的渠系在二〇一九年连成一片，𠮷田受益。",
    mentioned_regions=(CIXI, NINGBO),
    mentioned_years=(2019,),
)
READ = ReadReport(
    path="reports/灌溉.csv:7",
    encoding="gb18030",
    report=Report(
        id="灌溉.csv:7",
        title="灌溉报告",
        subtitle="二〇二〇年度",
        date=date(2020, 3, 5),
        source="水利处",
        author="本处",
        url="https://example.org/7",
        region=CIXI,
        paragraphs=(
            PARAGRAPH,
            replace(PARAGRAPH, ordinal=4, mentioned_regions=(), mentioned_years=(1998, 2019)),
        ),
        year_only=2020,
        captions=("渠首全景",),
    ),
    notes=("一处注记",),
    removed=(),
    clean=CleanText(source="", kept=()),
    margin=0.25,
    region_score=0.75,
)
BARE = ReadReport(
    path="b.txt",
    encoding="utf-8",
    report=Report(
        id="b.txt",
        title="b",
        subtitle=None,
        date=None,
        source=None,
        author=None,
        url=None,
        region=None,
        paragraphs=(Paragraph(ordinal=1, section=(), theme=None, text="一段"),),
    ),
    notes=(),
    removed=(),
    clean=CleanText(source="", kept=()),
    margin=1.0,
    region_score=0.0,
)
SKIPPED = SkippedFile(path="reports/灌溉.csv:8", reason="没有正文")
TOLD = told(b"a", [read_of(READ).reading], last=True)
WHOLE = packed(b"a", [entry_of(READ.report)])
RULES = ReadingRules()
Found = tuple[Reading, Report] | SkippedFile


class Source:
    """What a file would be read as; counts how often it is read."""

    def __init__(self, *outcomes: ReadReport | SkippedFile) -> None:
        self.reads = 0
        self._outcomes = outcomes

    def __call__(self) -> Iterator[ReadReport | SkippedFile]:
        self.reads += 1
        yield from self._outcomes


def file_in(folder: Path, content: str = "列一,列二") -> SourceFile:
    path = folder / "灌溉.csv"
    path.write_text(content, "utf-8")
    return SourceFile(path=path, id="灌溉.csv")


def ask(
    index: Path, source: Source, *, full: bool = False, unpacking: bool = True
) -> tuple[list[Found], list[str]]:
    """One build that meets one file: its outcomes with their reports, and what was said."""
    said: list[str] = []
    with Readings(index, RULES, said.append, full=full) as kept:
        outcomes = kept.outcomes(file_in(index), source)
        found = [
            (outcome.reading, outcome.report() if unpacking else READ.report)
            if isinstance(outcome, Read)
            else outcome
            for outcome in outcomes
        ]
        kept.drop_unused()
    return found, said


def as_found(*outcomes: ReadReport | SkippedFile) -> list[Found]:
    return [
        outcome
        if isinstance(outcome, SkippedFile)
        else (read_of(outcome, entry_of(outcome.report)).reading, outcome.report)
        for outcome in outcomes
    ]


def test_no_field_is_lost_on_the_way() -> None:
    """Every field of the sample differs from its default, so that a new one is missed by no packing."""
    reading = read_of(READ, "x").reading
    for value in (reading, READ.report, PARAGRAPH):
        assert all(getattr(value, field.name) != field.default for field in fields(value))
    for last in (True, False):
        outcomes: list[Outcome] = [reading, read_of(BARE).reading, SKIPPED]
        assert untold(b"a", told(b"a", outcomes, last=last)) == (outcomes, last)
    reports = [READ.report, BARE.report]
    assert unpacked(b"a", packed(b"a", [entry_of(report) for report in reports])) == reports


def test_a_version_changes_with_whatever_a_report_says() -> None:
    others = [
        replace(READ.report, **{field.name: getattr(BARE.report, field.name)}) for field in fields(Report)
    ]
    bare = BARE.report.paragraphs[0]
    others += [
        replace(READ.report, paragraphs=(replace(PARAGRAPH, **{field.name: getattr(bare, field.name)}),))
        for field in fields(Paragraph)
    ]
    versions = {version_of(entry_of(report)) for report in (READ.report, *others)}
    assert len(versions) == 1 + len(fields(Report)) + len(fields(Paragraph))
    assert version_of(entry_of(replace(READ.report))) in versions


@pytest.mark.parametrize("content", [b"", b"x", WHOLE[:-5], WHOLE[5:], packed(b"b", [entry_of(READ.report)])])
def test_what_was_never_packed_is_an_error(content: bytes) -> None:
    with pytest.raises(EntryError):
        unpacked(b"a", content)


@pytest.mark.parametrize("content", [b"", b"x", TOLD[:-5], TOLD[5:], told(b"b", [SKIPPED], last=True)])
def test_what_was_never_told_is_an_error(content: bytes) -> None:
    with pytest.raises(EntryError):
        untold(b"a", content)


def test_a_file_is_read_once_while_it_stays_the_same(tmp_path: Path) -> None:
    source = Source(READ, SKIPPED, BARE)
    answers = [ask(tmp_path, source) for _ in range(3)]
    assert answers == [(as_found(READ, SKIPPED, BARE), [])] * 3
    assert source.reads == 1


def test_full_reads_it_and_keeps_it_again(tmp_path: Path) -> None:
    first, second = Source(READ), Source(BARE)
    ask(tmp_path, first)
    assert ask(tmp_path, second, full=True)[0] == as_found(BARE)
    assert ask(tmp_path, first)[0] == as_found(BARE)
    assert (first.reads, second.reads) == (1, 1)


def test_an_entry_of_many_parts_comes_back_in_order(tmp_path: Path) -> None:
    long = replace(PARAGRAPH, text="渠" * (module.PART_CHARS // 2))
    rows = [
        replace(READ, path=f"t:{row}", report=replace(READ.report, paragraphs=(long,))) for row in range(8)
    ]
    source = Source(*rows)
    assert ask(tmp_path, source)[0] == ask(tmp_path, source)[0] == as_found(*rows)
    assert source.reads == 1
    assert sqlite3.connect(tmp_path / FILE_NAME).execute("SELECT max(part) FROM parts").fetchone()[0] > 1


def test_a_key_changes_with_whatever_a_reading_follows_from(tmp_path: Path) -> None:
    rules = rules_fingerprint(RULES)
    file = file_in(tmp_path)
    other_name = tmp_path / "灌溉.txt"
    other_name.write_bytes(file.path.read_bytes())
    files = [
        file,
        replace(file, id="two/灌溉.csv"),
        replace(file, path=other_name),
        replace(file, beside=Metadata(region="慈溪市")),
        replace(file, beside=Metadata(date=date(2020, 1, 1))),
    ]
    other_rules = [
        ReadingRules(without=frozenset({"captions"})),
        ReadingRules(columns=(("标题", "title"),)),
        ReadingRules(themes=(Theme(name="水利", words=("渠",)),)),
    ]
    keys = [
        *(key_of(each, rules) for each in files),
        *(key_of(file, rules_fingerprint(each)) for each in other_rules),
        key_of(file_in(tmp_path, "列一,列二 "), rules),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of(file_in(tmp_path), rules_fingerprint(ReadingRules())) == keys[0]
    assert len(reading_fingerprint()) == 64


def test_a_file_that_is_written_to_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    def written_to() -> Iterator[ReadReport | SkippedFile]:
        yield READ
        file_in(tmp_path, "列三")

    with Readings(tmp_path, RULES, pytest.fail) as kept:
        assert len(list(kept.outcomes(file_in(tmp_path), written_to))) == 1
    source = Source(BARE)
    assert ask(tmp_path, source)[0] == as_found(BARE)
    assert source.reads == 1


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    source = Source(READ)
    ask(tmp_path, source)
    with Readings(tmp_path, RULES, pytest.fail) as kept:
        list(kept.outcomes(file_in(tmp_path, "列三"), Source(BARE)))
        kept.drop_unused()
    ask(tmp_path, source)
    assert source.reads == 2


def test_a_file_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> Iterator[ReadReport | SkippedFile]:
        yield READ
        raise UnreadableFileError("half a file")

    with Readings(tmp_path, RULES, pytest.fail) as kept, pytest.raises(UnreadableFileError):
        list(kept.outcomes(file_in(tmp_path), broken))
    source = Source(READ, BARE)
    assert ask(tmp_path, source)[0] == as_found(READ, BARE)
    assert source.reads == 1


def test_a_build_that_is_stopped_keeps_what_it_had_read(tmp_path: Path) -> None:
    source = Source(READ)
    with suppress(KeyboardInterrupt), Readings(tmp_path, RULES, pytest.fail) as kept:
        list(kept.outcomes(file_in(tmp_path), source))
        raise KeyboardInterrupt
    assert ask(tmp_path, source)[0] == as_found(READ)
    assert source.reads == 1


def test_damage_of_any_kind_costs_a_message_and_a_reading(tmp_path: Path) -> None:
    """A byte in each stretch of the file is turned: what comes back is right, said or not."""
    outcomes: list[ReadReport | SkippedFile] = [READ, BARE, SKIPPED] * 40
    source = Source(*outcomes)
    whole, _ = ask(tmp_path, source)
    path = tmp_path / FILE_NAME
    sound = path.read_bytes()
    said_often = 0
    for at in range(0, len(sound), max(1, len(sound) // 150)):
        broken = bytearray(sound)
        broken[at] ^= 0xFF
        path.write_bytes(broken)
        found, said = ask(tmp_path, source)
        assert found == whole, at
        said_often += bool(said)
        assert ask(tmp_path, source) == (whole, []), at
    assert said_often > 0


@pytest.mark.parametrize("content", [b"", b"no database at all " * 400])
def test_a_file_that_is_no_cache_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    source = Source(READ)
    found, said = ask(tmp_path, source)
    assert (found, bool(said)) == (as_found(READ), bool(content))
    assert ask(tmp_path, source) == (as_found(READ), [])
    assert source.reads == 1


def test_a_cache_of_another_shape_is_replaced(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("CREATE TABLE files (name TEXT)")
    source = Source(READ)
    assert ask(tmp_path, source)[1]
    assert ask(tmp_path, source) == (as_found(READ), [])
    assert source.reads == 1


@pytest.mark.parametrize("lock", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"])
def test_a_cache_that_another_program_holds_is_left_alone(tmp_path: Path, lock: str) -> None:
    source = Source(READ)
    ask(tmp_path, source)
    holder = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    holder.execute(lock)
    found, said = ask(tmp_path, source, full=True)
    assert (found, len(said)) == (as_found(READ), 1)
    holder.execute("COMMIT")
    holder.close()
    assert ask(tmp_path, source) == (as_found(READ), [])
    assert source.reads == 2


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    found, said = ask(tmp_path, Source(READ))
    assert (found, len(said)) == (as_found(READ), 1)


def damage_reports(index: Path) -> None:
    with sqlite3.connect(index / FILE_NAME) as db:
        db.execute("UPDATE parts SET reports = zeroblob(40)")


def test_a_report_that_is_not_asked_for_is_not_looked_at(tmp_path: Path) -> None:
    source = Source(READ, SKIPPED)
    ask(tmp_path, source)
    damage_reports(tmp_path)
    assert ask(tmp_path, source, unpacking=False) == (as_found(READ, SKIPPED), [])
    assert source.reads == 1


def test_reports_that_are_damaged_are_read_from_the_file_once(tmp_path: Path) -> None:
    source = Source(READ, SKIPPED, BARE)
    ask(tmp_path, source)
    damage_reports(tmp_path)
    found, said = ask(tmp_path, source)
    assert (found, len(said), source.reads) == (as_found(READ, SKIPPED, BARE), 1, 2)


def test_a_report_that_is_another_by_then_is_not_given_for_the_one_that_was_told(tmp_path: Path) -> None:
    ask(tmp_path, Source(READ))
    damage_reports(tmp_path)
    with pytest.raises(UnreadableFileError, match="build again"):
        ask(tmp_path, Source(BARE))
