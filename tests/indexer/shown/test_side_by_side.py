"""`fangzhi inspect` for a person: source and result in two columns, in a terminal and in a pipe."""

import io
import time
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from indexer.contract.documents import Paragraph, Report
from indexer.contract.reading import CleanText, ReadReport, RegionEvidence, Removal, Repair, SkippedFile
from indexer.contract.vocabulary import Region
from indexer.pipeline import read_reports
from indexer.shown.placing import JOINED, UNEXPLAINED, Fate, place
from indexer.shown.side_by_side import show
from indexer.sources.catalog import find_files
from tests.real import REAL_DATA, needs_real_data

NINGBO = Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200"))
SOURCE = (
    "打印 关闭\n"
    "山洪防御工作报告\n"
    "\n\n"
    "一、工作回顾\n"
    "　　2023年汛期，全县转(zhuǎn)移群众三百人，无一伤\n"
    "亡。\n"
    "（一）安全。河道清淤完成，水库加固开工。\n"
)


def read_report(source: str = SOURCE) -> ReadReport:
    """What is made of the source: furniture, indent, pinyin and one line break taken out of it."""
    cut = [("打印 关闭", "page button"), ("　　", "line edges"), ("(zhuǎn)", "pinyin note")]
    removed = [Removal(text=text, reason=why, start=source.index(text)) for text, why in cut]
    removed.append(Removal(text="\n", reason="page break", start=source.index("\n亡")))
    kept: list[tuple[int, int]] = []
    at = 0
    for removal in sorted(removed, key=lambda removal: removal.start or 0):
        start = removal.start or 0
        kept.append((at, start))
        at = start + len(removal.text)
    kept.append((at, len(source)))
    clean = CleanText(source=source, kept=tuple(span for span in kept if span[0] < span[1]))
    return ReadReport(
        path="报告/山洪.txt",
        encoding="gb18030",
        margin=0.25,
        report=report(
            Paragraph(
                ordinal=1,
                section=("一、工作回顾",),
                theme="工作回顾",
                text="2023年汛期，全县转移群众三百人，无一伤亡。",
                mentioned_regions=(NINGBO,),
                mentioned_years=(2023,),
            ),
            Paragraph(
                ordinal=2,
                section=("一、工作回顾", "（一）安全。"),
                theme=None,
                text="河道清淤完成，水库加固开工。",
            ),
        ),
        removed=(*removed, Removal(text="首页 导航", reason="around the text")),
        notes=("the file has no date",),
        clean=clean,
        region_score=0.8,
        evidence=(RegionEvidence(region=NINGBO, place="title", text="宁波", points=24.0),),
    )


def report(*paragraphs: Paragraph) -> Report:
    return Report(
        id="山洪.txt",
        title="山洪防御工作报告",
        subtitle=None,
        date=None,
        source=None,
        author=None,
        url=None,
        region=NINGBO,
        paragraphs=paragraphs,
        year_only=2023,
    )


def shown(read: ReadReport, width: int = 120, *, colour: bool = False) -> list[str]:
    file = io.StringIO()
    if colour:
        show(
            read,
            Console(file=file, width=width, highlight=False, color_system="truecolor", force_terminal=True),
        )
    else:
        show(read, Console(file=file, width=width, highlight=False, color_system=None))
    return file.getvalue().splitlines()


def row(lines: list[str], left: str) -> tuple[str, str]:
    """The two columns of the line whose left one holds this text."""
    pairs = [tuple(line.split(" │ ")) for line in lines if " │ " in line]
    (found,) = [(pair[0].rstrip(), pair[1].rstrip()) for pair in pairs if left in pair[0]]
    return found


def test_the_header_says_what_is_known_and_what_is_not() -> None:
    lines = shown(read_report())
    assert lines[0] == "报告/山洪.txt"
    head = "\n".join(lines[: lines.index("")])
    for fact in (
        "gb18030, margin 0.25",
        "山洪防御工作报告",
        "2023",
        "unknown",
        "浙江省 › 宁波市 (330200), 80% of the evidence",
        "+24.0 宁波市: title “宁波”",
        "2 paragraphs in 2 sections",
        "! the file has no date",
    ):
        assert fact in head


def test_an_encoding_without_a_rival_is_certain() -> None:
    assert "  encoding utf-8, certain" in shown(replace(read_report(), encoding="utf-8", margin=1.0))


def test_a_paragraph_stands_beside_the_lines_it_came_from() -> None:
    lines = shown(read_report())
    assert row(lines, "汛期") == (
        "6 [-··-]2023年汛期，全县转[-(zhuǎn)-](pinyin note)移群众三",
        "1 2023年汛期，全县转移群众三百人，无一伤亡。",
    )
    assert row(lines, "7 亡。") == ("7 亡。", "")
    assert row(lines, "↵")[0].endswith("人，无一伤[-↵-](page break)")
    assert row(lines, "↵")[1].strip() == "工作回顾 · 宁波市 · 2023"


def test_headings_stand_where_they_open_indented_by_their_depth() -> None:
    lines = shown(read_report())
    assert row(lines, "5 一、工作回顾")[1] == "# 一、工作回顾"
    assert row(lines, "8 （一）安全")[1] == "  # （一）安全。"


def test_a_paragraph_under_no_heading_may_follow_a_section() -> None:
    paragraphs = read_report().report.paragraphs
    last = Paragraph(ordinal=3, section=(), theme=None, text="河道清淤完成，水库加固开工。")
    read = replace(read_report(), report=report(paragraphs[0], last))
    assert row(shown(read), "8 （一）安全")[1] == "3 河道清淤完成，水库加固开工。"


def test_a_paragraph_without_a_theme_says_none() -> None:
    assert [line for line in shown(read_report()) if line.endswith("│   none")] != []


def test_what_was_taken_out_of_a_line_stands_with_its_reason() -> None:
    assert row(shown(read_report()), "打印") == ("1 [-打印 关闭-](page button)", "")


def test_of_several_blank_lines_the_first_is_shown() -> None:
    numbers = [line.split()[0] for line in shown(read_report()) if " │ " in line and line[0].isdigit()]
    assert numbers == ["1", "2", "3", "5", "6", "7", "8", "9"]


def test_the_title_is_named_beside_its_line() -> None:
    assert row(shown(read_report()), "2 山洪") == ("2 山洪防御工作报告", "(title)")


def test_removals_are_counted_by_reason_and_those_outside_the_text_are_listed() -> None:
    lines = shown(read_report())
    end = lines[lines.index("taken out") :]
    assert "       1 × page button, 5 characters" in end
    assert end[end.index("outside the text") + 1] == "  首页 导航 (around the text)"


def test_repairs_and_damage_are_marked_as_such() -> None:
    read = read_report()
    start = SOURCE.index("水库")
    clean = CleanText(
        source=SOURCE,
        kept=((0, start), (start + 2, len(SOURCE))),
        repaired=(Repair(start=start, end=start + 2, text="堤坝", was="水库", reason="misaligned bytes"),),
        marked=((SOURCE.index("开工"), SOURCE.index("开工") + 2),),
    )
    runs = place(replace(read, clean=clean, removed=())).lines[7]
    assert [(run.text, run.fate, run.reason) for run in runs if run.fate is not Fate.KEPT] == [
        ("水库", Fate.REPAIRED, "misaligned bytes"),
        ("开工", Fate.MARKED, "looks damaged"),
    ]


def test_a_removal_within_another_keeps_its_own_reason() -> None:
    source = "图为演(yǎn)练"
    removed = (
        Removal(text="图为演练", reason="caption", start=0),
        Removal(text="(yǎn)", reason="pinyin note", start=3),
    )
    read = replace(read_report(), clean=CleanText(source=source, kept=()), removed=removed)
    assert [(run.text, run.reason) for run in place(read).lines[0]] == [
        ("图为演", "caption"),
        ("(yǎn)", "pinyin note"),
        ("练", "caption"),
    ]


@pytest.mark.parametrize("width", [80, 120, 200])
def test_no_line_of_the_columns_is_wider_than_the_terminal(width: int) -> None:
    read = read_report(SOURCE.replace("亡。", "亡。" + "防御山洪，转移群众abc；" * 100))
    assert max(cell_len(line) for line in shown(read, width) if " │ " in line) <= width


def test_headings_of_any_depth_fit_a_narrow_terminal() -> None:
    section = tuple(f"第{depth}层标题" for depth in range(30))
    paragraph = Paragraph(ordinal=1, section=section, theme=None, text="亡。")
    lines = shown(replace(read_report(), report=report(paragraph)), 20)
    right = "".join(line.split(" │ ")[1].strip() for line in lines if " │ " in line)
    assert all(heading in right for heading in section)


def test_in_a_terminal_colours_stand_for_the_brackets() -> None:
    text = "\n".join(shown(read_report(), colour=True))
    assert "\x1b[9;31m打印 关闭\x1b[0m" in text
    assert "[-打印" not in text


def test_what_would_steer_the_terminal_is_shown_instead() -> None:
    source = SOURCE.replace("河道", "河\x1b[2J道\u202e")
    text = "\n".join(shown(read_report(source)))
    assert "河␛[2J道�" in text


def test_given_paragraphs_are_shown_without_a_source() -> None:
    read = replace(read_report(), clean=CleanText(source="", kept=()))
    lines = shown(read)
    assert "# 一、工作回顾" in lines
    assert "1 2023年汛期，全县转移群众三百人，无一伤亡。" in lines
    assert not [line for line in lines if " │ " in line]


def test_a_paragraph_that_is_not_word_for_word_in_the_source_is_shown_all_the_same() -> None:
    read = read_report()
    paragraphs = (replace(read.report.paragraphs[0], text="表头：三百人"), read.report.paragraphs[1])
    lines = shown(replace(read, report=report(*paragraphs)))
    assert any("1 表头：三百人" in line for line in lines)
    assert row(lines, "8 （一）安全")[1] == "  # （一）安全。"


def test_what_the_structure_took_out_is_found_in_the_text() -> None:
    """A dateline, the mark of a heading: their removals do not say where they stood."""
    source = "本报讯 县气象局 2023年9月1日\n## 降雨\n今年多雨。\n县气象局\n"
    paragraph = Paragraph(ordinal=1, section=("降雨",), theme=None, text="今年多雨。")
    removed = (
        Removal(text="本报讯 县气象局 2023年9月1日", reason="dateline"),
        Removal(text="## ", reason="heading mark"),
        Removal(text="县气象局", reason="signature"),
        Removal(text="导航", reason="around the text"),
    )
    clean = CleanText(source=source, kept=((0, len(source)),))
    placement = place(replace(read_report(), clean=clean, removed=removed, report=report(paragraph)))
    assert [[run.reason for run in line] for line in placement.lines] == [
        ["dateline"],
        ["heading mark", ""],
        [""],
        ["signature"],
        [],
    ]
    assert [removal.text for removal in placement.outside] == ["导航"]


def test_a_report_of_a_megabyte_is_shown_in_seconds() -> None:
    line = "河道清淤完成，水库加固开工，转移群众三百人。" * 10
    count = 1_600
    source = "\n".join([line] * count)
    paragraphs = [Paragraph(ordinal=n + 1, section=(), theme=None, text=line) for n in range(count)]
    clean = CleanText(source=source, kept=((0, len(source)),))
    started = time.perf_counter()
    shown(replace(read_report(), clean=clean, removed=(), report=report(*paragraphs)))
    assert len(source.encode()) > 1_000_000
    assert time.perf_counter() - started < 6  # 0.6 s on two quiet cores


@pytest.mark.real
@needs_real_data
def test_every_character_and_paragraph_of_the_real_reports_has_its_place() -> None:
    folders = (REAL_DATA / "reports", REAL_DATA / "provincial-2026")
    for read in read_reports(list(find_files(folders))):
        assert not isinstance(read, SkippedFile)
        placement = place(read)
        lines = ["".join(run.text for run in line if run.text != JOINED) for line in placement.lines]
        assert "\n".join(lines) == read.clean.source
        covered = [number for row in placement.rows for number in range(row.start, row.end)]
        assert covered == list(range(len(lines)))
        found = [item for row in placement.rows for item in row.items if isinstance(item, Paragraph)]
        assert tuple(found) == read.report.paragraphs
        unexplained = [run for line in placement.lines for run in line if run.reason == UNEXPLAINED]
        assert [run.text for run in unexplained if run.text.strip()] == []
