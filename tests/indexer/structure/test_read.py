"""A clean text to its report: title block, sections, paragraphs, and what is said where they are missing."""

import time
from datetime import date

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import GivenParagraph, Metadata, RawReport, ReadReport
from indexer.structure.read import structure


def read(text: str, metadata: Metadata | None = None, given: tuple[GivenParagraph, ...] = ()) -> ReadReport:
    raw = RawReport(
        id="2024/a.txt",
        path="a.txt",
        encoding="utf-8",
        text=text,
        given=given,
        metadata=metadata or Metadata(),
    )
    return structure(raw, clean(raw))


def outline(read_report: ReadReport) -> list[tuple[tuple[str, ...], str]]:
    return [(paragraph.section, paragraph.text) for paragraph in read_report.report.paragraphs]


def test_a_report_of_the_usual_form_gives_all_its_parts() -> None:
    report = read(
        "宁波市政府工作报告\n——2024年1月5日在宁波市人民代表大会一次会议上\n来源：宁波日报\n时间：2024-01-12\n"
        "市长 王明\n各位代表：\n现在报告工作。\n一、工作回顾\n成绩很大。\n（一）民生\n新增学校。\n"
        "二、目标任务\n继续努力。"
    ).report
    assert (report.title, report.subtitle) == (
        "宁波市政府工作报告",
        "2024年1月5日在宁波市人民代表大会一次会议上",
    )
    assert (report.source, report.author, report.date) == ("宁波日报", "市长 王明", date(2024, 1, 12))
    assert report.region is not None
    assert report.region.code == "330200"
    assert [(p.ordinal, p.section, p.theme, p.text) for p in report.paragraphs] == [
        (1, (), None, "各位代表："),
        (2, (), None, "现在报告工作。"),
        (3, ("一、工作回顾",), "工作回顾", "成绩很大。"),
        (4, ("一、工作回顾", "（一）民生"), "民生", "新增学校。"),
        (5, ("二、目标任务",), "目标任务", "继续努力。"),
    ]


def test_marked_headings_nest_and_title_and_subtitle_are_no_sections() -> None:
    found = read(
        "# 标题\n\n## ——某县工作综述\n\n开头。\n\n## 回顾\n\n成绩。\n\n"
        "### 产业\n\n增长。\n\n## 打算\n\n继续。"
    )
    assert (found.report.title, found.report.subtitle) == ("标题", "某县工作综述")
    assert outline(found) == [
        ((), "开头。"),
        (("回顾",), "成绩。"),
        (("回顾", "产业"), "增长。"),
        (("打算",), "继续。"),
    ]


def test_a_number_alone_on_a_line_is_removed_and_the_heading_stays() -> None:
    found = read("标题\n\n开头。\n\n1\n\n听意见 改缺点\n\n正文。\n\n2\n\n为民服务\n\n末段。(王小明)")
    assert outline(found) == [((), "开头。"), (("听意见 改缺点",), "正文。"), (("为民服务",), "末段。")]
    assert found.report.author == "王小明"
    assert [r.text for r in found.removed if r.reason == "heading number"] == ["1", "2"]


def test_a_heading_that_heads_nothing_is_body_or_listed_as_removed() -> None:
    assert outline(read("标题\n\n开头。\n\n小标题\n\n另一标题\n\n正文。"))[1] == ((), "小标题")
    marked = read("# 标题\n\n开头。\n\n## 空节\n\n## 有节\n\n正文。")
    assert outline(marked) == [((), "开头。"), (("有节",), "正文。")]
    assert ("空节", "heading without text") in [(r.text, r.reason) for r in marked.removed]


def test_a_numbered_sentence_with_text_below_is_a_heading_and_a_numbered_paragraph_is_none() -> None:
    found = read(
        "标题\n开头。\n（一）经济稳中有进。\n全年增长百分之五，投资增长百分之七，消费增长百分之六。\n（二）民生改善。新增学校三所。"
    )
    assert outline(found)[1:] == [
        (("（一）经济稳中有进。",), "全年增长百分之五，投资增长百分之七，消费增长百分之六。"),
        ((), "（二）民生改善。新增学校三所。"),
    ]


def test_the_page_address_becomes_the_url() -> None:
    assert (
        read("标题\n正文。\n• 本文地址: http://www.example.org/a.html").report.url
        == "http://www.example.org/a.html"
    )


def test_what_the_file_states_goes_before_what_its_lines_say() -> None:
    stated = Metadata(title="2026年某省政府工作报告", date=date(2026, 2, 1), source="甲报", region="浙江省")
    found = read("政府工作报告\n来源：乙报\n2026-01-01\n各位代表：\n正文写在这里。", stated)
    assert (found.report.title, found.report.source, found.report.date) == (stated.title, "甲报", stated.date)
    assert ("政府工作报告", "title repeated") in [(r.text, r.reason) for r in found.removed]


def test_paragraphs_that_the_file_delimits_are_taken_as_they_are() -> None:
    given = (
        GivenParagraph(text="一、不是标题", section=("回顾",)),
        GivenParagraph(text="下载\n打印", section=()),
    )
    found = read("", Metadata(title="标题"), given)
    assert outline(found) == [(("回顾",), "一、不是标题"), ((), "下载"), ((), "打印")]


def test_a_report_without_title_is_named_after_its_file_with_a_note() -> None:
    found = read("这是一段很长的正文，没有标题。" * 4)
    assert found.report.title == "a"
    assert "no title" in found.notes[0]


@pytest.mark.parametrize("text", ["", "# 只有标题", "# 标题\n\n## 空节", "下载\n打印\n收藏", "来源：某报"])
def test_a_report_without_a_paragraph_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFileError, match="no paragraph"):
        read(text)


def test_damage_that_stays_is_noted() -> None:
    assert any("damaged" in note for note in read("标题\n“路修好了?!备村民這樣說。").notes)


def test_a_report_without_a_title_is_called_as_its_file_not_as_its_id() -> None:
    raw = RawReport(
        id="123", path="folder/reports.jsonl", encoding="utf-8", row=5, text="正文写在这里，很长。"
    )
    found = structure(raw, clean(raw))
    assert found.report.title == "reports"
    assert any("named after its file" in note for note in found.notes)


def test_a_date_that_does_not_exist_is_noted() -> None:
    found = read("茶园小结\n发布时间：2021年2月30日\n新修了道路。")
    assert found.report.date is None
    assert any("2021年2月30日" in note for note in found.notes)


@pytest.mark.parametrize("metadata", [None, Metadata(title="茶园小结")])
def test_a_title_repeated_above_the_body_is_no_section(metadata: Metadata | None) -> None:
    found = read("茶园小结\n\n茶园 小结\n\n新修了道路。", metadata)
    assert found.report.title == "茶园小结"
    assert outline(found) == [((), "新修了道路。")]


def test_who_reported_and_when_below_the_body_are_source_and_date() -> None:
    found = read("茶园小结\n新修了道路。\n报送单位：某县茶叶局\n印发日期：二〇二一年八月三日\n签发：王明")
    assert outline(found) == [((), "新修了道路。")]
    assert (found.report.source, found.report.date) == ("某县茶叶局", date(2021, 8, 3))


def test_characters_without_a_width_go_from_given_paragraphs() -> None:
    assert outline(read("", given=(GivenParagraph(text="茶\u200b园。", section=()),))) == [((), "茶园。")]


def test_a_theme_that_the_file_states_is_that_of_every_paragraph() -> None:
    found = read("标题\n开头写在这里。\n一、民生改善\n新增学校三所。", Metadata(theme="教育整顿"))
    assert {paragraph.theme for paragraph in found.report.paragraphs} == {"教育整顿"}


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("茶园小结\n2021年5月", 2021),
        ("茶园小结\n某县茶叶局 二〇二一年五月", 2021),
        ("茶园小结\n来源：某县茶叶局 时间：2021年", 2021),
        ("茶业简报\n2021年第12期", 2021),
        ("2026年政府工作报告", None),
        ("茶园小结\n2021年5月6日", None),
    ],
)
def test_a_dateline_without_a_day_gives_the_year_alone(head: str, year: int | None) -> None:
    report = read(f"{head}\n新修了道路，改造了茶园。").report
    assert report.year_only == year
    assert [paragraph.text for paragraph in report.paragraphs] == ["新修了道路，改造了茶园。"]


def test_a_year_that_the_file_states_goes_before_the_dateline() -> None:
    assert read("茶园小结\n2021年5月\n新修了道路。", Metadata(year=2022)).report.year_only == 2022


def test_captions_are_kept_beside_the_paragraphs() -> None:
    found = read("茶园小结\n新修了道路。\n图为新修的道路。\n改造了茶园。")
    assert found.report.captions == ("图为新修的道路。",)
    assert [paragraph.text for paragraph in found.report.paragraphs] == ["新修了道路。", "改造了茶园。"]


def test_what_the_hall_does_and_tables_of_contents_are_removed_and_listed() -> None:
    found = read(
        "在茶业大会上的讲话\n目录\n一、回顾……1\n二、打算……3\n一、回顾\n修了路。\n（热烈鼓掌）\n二、打算\n再修路。"
    )
    assert outline(found) == [(("一、回顾",), "修了路。"), (("二、打算",), "再修路。")]
    assert [(r.text, r.reason) for r in found.removed] == [
        ("目录", "table of contents"),
        ("一、回顾……1", "table of contents"),
        ("二、打算……3", "table of contents"),
        ("（热烈鼓掌）", "stage direction"),
    ]


def test_the_text_of_a_paragraph_with_a_run_in_heading_stays_whole() -> None:
    lines = ("（一）扩大需求。消费稳步增长，投资加快。", "（二）做强产业。改造工厂十家，新建三家。")
    found = read("工作总结\n" + "\n".join(lines))
    assert outline(found) == [(("（一）扩大需求",), lines[0]), (("（二）做强产业",), lines[1])]
    assert found.removed == ()


def test_bold_openings_are_headings_only_where_there_are_several() -> None:
    once = read("# 小结\n\n**茶园**的道路今年全部修好了。\n\n新修了学校，改造了医院。")
    assert outline(once)[0][0] == ()
    wholly = read("# 小结\n\n**新修了道路。**\n\n**改造了茶园。**\n\n**建成了学校。**")
    assert [section for section, _ in outline(wholly)] == [(), (), ()]


def test_a_date_between_paragraphs_is_no_heading() -> None:
    found = read(
        "通知\n请执行。\n2023年5月\n某县茶叶局今年新修了道路，改造了茶园，建成了学校和医院。\n特此通知。"
    )
    assert {section for section, _ in outline(found)} == {()}


@pytest.mark.parametrize(
    "many", ["茶园改造", "（一）茶园", "各位代表！", "道路更加畅通。", "目录", "——甲。乙丙丁戊己庚辛。"]
)
def test_twenty_thousand_lines_of_a_kind_take_seconds(many: str) -> None:
    started = time.process_time()
    read("标题\n开头。\n" + f"{many}\n新修了道路，改造了茶园。\n" * 10_000)
    assert time.process_time() - started < 20
