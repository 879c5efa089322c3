"""What belongs to the page goes, named; what belongs to the report stays."""

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.reading import CleanText, RawReport


def cleaned(text: str) -> CleanText:
    return clean(RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("下载 打印 全屏 收藏", "page button"),
        ("打印本页】【关闭窗口】", "page button"),
        ("分享到：", "page button"),
        ("【字体：大 中 小】", "type size control"),
        ("上一篇：种树的人", "neighbouring page"),
        ("• 下一篇:沒有了", "neighbouring page"),
        ("[ 打印 ] [ 关闭 ] [ 收藏 ]", "page button"),
        ("附件下载：", "attachment"),
        ("附件：某县2024年政府工作报告.docx", "attachment"),
        ("微信里点“发现”，扫一下", "scan prompt"),
        ("二维码便可将本文分享至朋友圈。", "scan prompt"),
        ("点击蓝字 关注我们", "page prompt"),
        ("—END—", "page prompt"),
        ("投稿邮箱：tougao@example.org", "page prompt"),
        ("阅读 1234  在看 20", "page counter"),
        ("编辑 | 小林", "editor line"),
        ("地址：某县城江边大道1号 邮编：100000 电话：000-1234567", "page footer"),
        ("本文地址：http://www.example.org/1.html", "page address"),
        ("扫一扫在手机上看这一页", "scan prompt"),
        ("责任编辑：王小明", "editor line"),
        ("（编辑：王小明）", "editor line"),
        ("浏览次数：318次", "page counter"),
        ("》》点击进入专栏《《", "page prompt"),
        ("— 12 —", "page number"),
        ("第3页 共9页", "page number"),
        ("0123456789abcdef0123456789abcdef:", "page code"),
        ("版权所有：某市图书馆", "page footer"),
        ("Copyright © 2023 某县人民政府 某ICP备12345678号", "page footer"),
        ("某县人民政府办公室维护 备案号：某ICP备12345678号", "page footer"),
        ("版权：某县人民政府", "page footer"),
        ("版權所有：某縣圖書館", "page footer"),
        ("网站标识码：1234567890", "page footer"),
        ("首页 | 新闻 | 政务公开 | 互动交流 | 数据", "navigation"),
        ("网站首页　要闻动态　信息公开　办事服务　走进某县", "navigation"),
        ("登录 | 注册", "navigation"),
        ("微信扫一扫：分享", "page button"),
        ("打印本页 关闭窗口", "page button"),
        ("【打印】【关闭】", "page button"),
        ("无障碍阅读 | 长者模式 | 手机版 | 繁體", "page button"),
        ("语音播报 暂停 停止", "page button"),
        ("字体：A+ A-", "page button"),
        ("微信里点“发现”，扫一下二维码便可将本文分享至朋友圈。", "scan prompt"),
        ("您访问的链接即将离开“某县人民政府”门户网站 是否继续？", "page prompt"),
        ("请输入关键字 搜索", "page prompt"),
        ("您是第1234567位访问者", "page counter"),
        ("··", "mark without text"),
        ("当前位置：首页 > 新闻 > 正文", "breadcrumb"),
        ("您所在的位置:某市新闻网 >> 要闻 >> 正文", "breadcrumb"),
        ("首页 > 政务公开 > 政府工作报告", "breadcrumb"),
        ("图为夜校的木工课。", "caption"),
        ("图片来源：某镇政府", "caption"),
        ("图1 为茶园示意图", "caption"),
        ("▲市民在夜校上课", "caption"),
        ("夜校开班现场。本报记者 王小明 摄", "caption"),
    ],
)
def test_a_line_of_the_page_goes_whole_with_its_reason(line: str, reason: str) -> None:
    found = cleaned(f"标题\n{line}\n正文写在这里。")
    assert found.text == "标题\n\n正文写在这里。"
    assert [(removal.text, removal.reason) for removal in found.removed] == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "收藏家协会举办年度展览。",
        "下载量超过一百万次，打印店也多了起来。",
        "分享经济发展迅速。",
        "首页设计获奖。",
        "这个位置：河湾以东，是最容易积水的地方。",
        "图书馆新增座位三百个。",
        "图为主、文为辅的宣传册发放了三千份，受到欢迎。",
        "相关部门高度重视。",
        "首页改版后，新闻、政务公开、互动交流都更好找了。",
        "新闻 | 服务 | 数据",
        "您访问的县城有三百年历史。",
        "无障碍环境建设",
        "打印店和手机店都搬进了新街",
        "扫一扫门前雪",
        "登录火星的模型在科技馆展出",
        "政务公开",
        "图片展在县城开幕，吸引五千人。",
        "第3页的表格列出了全部数字。",
        "编辑部设在县城，共有七人。",
        "2.5",
        "上一年度结转资金三亿元。",
        "他们把现场拍摄的照片寄给了每一户。",
    ],
)
def test_a_line_of_the_report_stays(line: str) -> None:
    text = f"标题\n{line}\n正文写在这里。"
    assert cleaned(text).text == text


def test_a_control_spread_over_lines_goes_as_one() -> None:
    found = cleaned("下载\n【字号：\n加大\n还原\n减小\n】\n标题\n正文。")
    assert found.text.strip() == "标题\n正文。"
    assert [removal.reason for removal in found.removed] == ["page button", "type size control"]


def test_a_breadcrumb_spread_over_lines_goes_with_its_repeated_rubric() -> None:
    found = cleaned("您的位置:\n首页\n>\n要闻\n要闻\n标题\n正文。")
    assert found.text.strip() == "标题\n正文。"


def test_a_control_within_a_line_goes_alone() -> None:
    assert cleaned("标题\n来源：某报 【字号：大 中 小】\n正文。").text == "标题\n来源：某报 \n正文。"


def test_related_links_go_to_the_end_unless_body_follows() -> None:
    assert cleaned("正文。\n相关报道：\n另一篇\n再一篇").text.strip() == "正文。"
    body = "正文。\n相关新闻：\n" + "后面还有很长的一段正文，说明事情的经过，" * 5 + "。"
    assert cleaned(body).text == body


def test_short_lines_where_pictures_stood_above_the_first_section_are_captions() -> None:
    page = "# 标题\n\n记者 王明\n\n正文。\n\n\n\n召开座谈会\n\n\n \n看望老人\n\n## 回顾\n\n正文。"
    assert [removal.text for removal in cleaned(page).removed if removal.reason == "caption"] == [
        "召开座谈会",
        "看望老人",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "# 标题\n\n正文。\n\n## 一、名单\n\n\n\n江边图书馆\n\n\n\n江边博物馆\n\n## 二、数据\n\n正文。",
        "# 标题\n\n正文。\n\n江边图书馆\n\n江边博物馆\n\n## 数据\n\n正文。",
        "# 标题\n正文。\n## 一、成效\n产业发展\n产值增长。\n指标\t数值\n产值\t八亿",
        "# 标题\n\n正文。\n\n\n\n产业发展\n\n## 成效\n\n正文。",
    ],
)
def test_items_of_a_list_subheadings_and_rows_are_no_captions(page: str) -> None:
    assert cleaned(page).text == page


@pytest.mark.parametrize(
    "line",
    [
        "主办：第九届读书节由市政府主持，为期两天，参与读者三万人。",
        "技术支持：茶科所派出专家五名进驻各村开展指导。",
        "主办单位：县教育局认真组织了合唱比赛，取得成功。",
        "版权所有权登记工作有序推进",
        "编辑：文史办组织编写年鉴。",
    ],
)
def test_a_sentence_that_opens_like_a_footer_stays(line: str) -> None:
    text = f"标题\n{line}\n正文写在这里。"
    assert cleaned(text).text == text


def test_a_sentence_below_further_reading_is_no_link() -> None:
    text = "正文。\n延伸阅读\n本县历史悠久，茶园遍布山岭。"
    assert cleaned(text).text == text


def test_short_lines_of_a_text_without_marks_are_no_captions() -> None:
    text = "标题\n\n正文。\n\n凝神聚力\n\n正文。"
    assert cleaned(text).text == text
