"""Pages of news sites and electronic papers as people save them: head, tail, what stands around the text."""

import datetime
from dataclasses import replace

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.documents import Report
from indexer.contract.reading import RawReport, ReadReport
from indexer.structure.read import structure

BODY = (
    "5月18日，临江县召开防汛工作会议，部署今年的防汛任务，全县各乡镇负责人参加。\n"
    "会议要求，各乡镇要加固堤防，备足物资，做好群众转移的准备。"
)
PARAGRAPHS = BODY.split("\n")


def read(text: str) -> ReadReport:
    raw = RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text)
    return structure(raw, clean(raw))


def texts(report: Report) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs]


@pytest.mark.parametrize(
    "around",
    [
        "浙江|江苏|安徽|山东|广东|广西|湖南|湖北\n{}",
        "通版阅读请点击:\n展开通版\n收缩通版\n当前版:A04版\n{}",
        "第03版：要闻\n上一版\n下一版\n{}",
        "当前位置:首页>>媒体播报\n媒体播报\n{}",
        "首页 理论教育 全县召开防汛会议\n{}",
        "临江文库\n官方公众号\n临江客户端\n您现在的位置: 首页 > 资料 > 全县召开防汛会议\n{}",
        "当前版:07版\n发布日期:\n{}",
        "{}\n編輯: 羅小秀\n以上文章僅代表作者個人觀點,本網只是轉載,如有版權問題請聯系我們。電話:000-0000000",
        "{}\n免责声明：本文来源于网络，版权归原作者所有，如有侵权请联系删除。",
        "{}\n（责任编辑：王小明）",
    ],
)
def test_what_stands_around_the_text_goes(around: str) -> None:
    report = read(around.format(f"全县召开防汛会议\n2024年5月19日\n{BODY}")).report
    assert report.title == "全县召开防汛会议"
    assert texts(report) == PARAGRAPHS
    assert report.date == datetime.date(2024, 5, 19)


@pytest.mark.parametrize(
    ("line", "date", "source", "author"),
    [
        ("時間:2024/5/9 21:27:22", "2024-05-09", None, None),
        ("發表時間：2024-05-19", "2024-05-19", None, None),
        ("发布日期:2024年05月19日", "2024-05-19", None, None),
        ("时间:2024-05-19  作者:  新闻来源: 【字号: | |", "2024-05-19", None, None),
        ("时间:2024-05-19  作者:王小明  新闻来源:临江日报 【字号: | |", "2024-05-19", "临江日报", "王小明"),
        ("來源：人民網-临江日報 2024年5月19日09:06", "2024-05-19", "人民網-临江日報", None),
    ],
)
def test_credit_lines_of_news_sites(line: str, date: str, source: str | None, author: str | None) -> None:
    report = read(f"全县召开防汛会议\n{line}\n{BODY}").report
    assert (str(report.date), report.source, report.author) == (date, source, author)
    assert texts(report) == PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("(通讯员 王小明)", None, "通讯员 王小明"),
        ("（本报记者 王小明）", None, "本报记者 王小明"),
        ("来源:临江发布(文/王小明)", "临江发布", "文/王小明"),
        ("（来源：临江发布）", "临江发布", None),
    ],
)
def test_credits_at_the_end(line: str, source: str | None, author: str | None) -> None:
    report = read(f"全县召开防汛会议\n{BODY}\n{line}").report
    assert (report.source, report.author) == (source, author)
    assert texts(report) == PARAGRAPHS


def test_the_title_again_is_no_heading() -> None:
    again = "全县防汛工作总结\n2024年5月19日\n导语：本文介绍防汛工作。\n全县防汛工作总结\n一、回顾\n" + BODY
    report = read(again).report
    assert {paragraph.section for paragraph in report.paragraphs[1:]} == {("一、回顾",)}


def test_the_short_form_of_the_title_above_the_session_is_no_heading() -> None:
    report = read(
        "临江县2024年政府工作报告\n时间:2024.5.2\n政 府 工 作 报 告\n"
        "── 2024年1月5日在临江县第十届人民代表大会第四次会议上\n(征求意见稿)\n各位代表：\n一、回顾\n" + BODY
    ).report
    assert report.title == "临江县2024年政府工作报告"
    assert report.subtitle == "2024年1月5日在临江县第十届人民代表大会第四次会议上"
    assert texts(report) == ["各位代表：", *PARAGRAPHS]


def test_the_title_a_site_gave_before_is_a_credit() -> None:
    found = read(f"防汛工作抓得紧\n原标题：全县召开防汛会议\n{BODY}")
    assert texts(found.report) == PARAGRAPHS
    assert found.report.paragraphs[0].section == ()
    assert ("原标题：全县召开防汛会议", "original title") in [(r.text, r.reason) for r in found.removed]


def test_lines_between_title_and_text_are_no_heading_of_the_whole_text() -> None:
    report = read(f"防汛工作抓得紧\n全县防汛会议透露\n今年加固堤防十二公里\n{BODY}").report
    assert report.subtitle == "全县防汛会议透露 今年加固堤防十二公里"
    assert [paragraph.section for paragraph in report.paragraphs] == [(), ()]


def test_a_picture_sign_ends_no_sentence_and_begins_no_heading() -> None:
    report = read(
        "2024临江县工作报告📜\n🌟一、回顾\n堤防加固了。📈\n物资备足了。🏠\n🌟二、打算\n继续巡查堤防。🔧\n谢谢大家！🙏"
    ).report
    assert [(p.section, p.text) for p in report.paragraphs] == [
        (("🌟一、回顾",), "堤防加固了。📈"),
        (("🌟一、回顾",), "物资备足了。🏠"),
        (("🌟二、打算",), "继续巡查堤防。🔧"),
        (("🌟二、打算",), "谢谢大家！🙏"),
    ]


def test_damage_at_the_head_of_a_line_is_put_right() -> None:
    bytes_ = "（征求意见稿）".encode("gb18030")
    broken = (b"\xa1" + bytes_)[:-1].decode("gb18030", errors="ignore")
    assert broken.startswith("。ㄕ")
    found = read(f"全县防汛工作总结\n{broken}\n各位代表：\n{BODY}")
    assert "征求意见稿" in " ".join(r.text for r in found.clean.repaired) or found.clean.marked


def test_a_lost_full_stop_before_a_county() -> None:
    raw = replace(
        RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=""),
        text="防汛會議\n視察組對全縣防汛工作進行視察??h政府副縣長王小明參加。\n會議要求加固堤防。",
    )
    assert "進行視察。縣政府副縣長王小明參加。" in structure(raw, clean(raw)).report.paragraphs[0].text
