"""The 31 provincial reports, each another site's page: what must hold for every one of them."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest

from indexer.contract.documents import Paragraph
from indexer.contract.reading import ReadReport
from tests.golden.test_golden import headings, read
from tests.real import REAL_DATA, needs_real_data

pytestmark = [pytest.mark.real, needs_real_data]

PROVINCES = 31
LONGEST_FURNITURE_CHARS = 60
FURNITURE = re.compile(
    r"字[号体]\s?[：:]|打印本页|关闭窗口|扫一扫|分享到|分享[:：]|相关(?:报道|文档|链接|附件)|责任编辑|责编|当前位置|您的位置|记者.{0,8}摄$"
    r"|上一[篇条]|下一[篇条]|浏览次数|阅读量|点击(?:量|数|率|图片)|ICP备|公网安备|版权所有|第\s?\d+\s?页|^[-—]\s?\d+\s?[-—]$"
    r"|^(?:下载|打印|全屏|收藏|加大|还原|减小|大|中|小|首页|返回顶部)$|^来源[：:]|^编辑[：:]|^时间[：:]|^[|>＞【】×]+$"
)
# What a reader of the source finds as whole short lines that are said, not heading anything.
SAID = re.compile(
    r"各位(?:代表|政协委员|委员|同志)[：！，]|.{0,12}(?:以下|如下)[^。]{0,8}[：。]|.{0,9}(?:工作|目标|任务|总体要求是|主要预期目标是)[：。]"
)
SHORT_CHARS = 12


@pytest.fixture(scope="module")
def provincial() -> list[ReadReport]:
    return [report for _, report in read(REAL_DATA / "provincial-2026")]


def test_each_is_about_its_own_province(provincial: list[ReadReport]) -> None:
    regions = [found.report.region for found in provincial]
    assert len({region.code for region in regions if region}) == PROVINCES
    for found, region in zip(provincial, regions, strict=True):
        assert region is not None
        assert region.name in found.report.id
        assert len(region.path) == 1


def test_each_has_title_date_url_and_the_meeting_as_its_subtitle(provincial: list[ReadReport]) -> None:
    for report in (found.report for found in provincial):
        assert report.title.endswith("政府工作报告")
        assert report.date is not None
        assert report.url is not None
        assert report.subtitle is not None
        assert "人民代表大会" in report.subtitle
        assert report.author is not None


def test_no_paragraph_is_page_furniture_or_a_heading(provincial: list[ReadReport]) -> None:
    for report in (found.report for found in provincial):
        for paragraph in report.paragraphs:
            short = len(paragraph.text) < LONGEST_FURNITURE_CHARS
            assert not (short and FURNITURE.search(paragraph.text)), f"{report.id} {paragraph.ordinal}"
            assert not re.fullmatch(r"[一二三四五六七八九十]、[^。！？：；]+", paragraph.text), (
                paragraph.text[:20]
            )


def test_no_heading_is_page_furniture(provincial: list[ReadReport]) -> None:
    for report in (found.report for found in provincial):
        for heading in headings([paragraph.section for paragraph in report.paragraphs]):
            assert not FURNITURE.search(heading), f"{report.id} {heading[:20]}"


def test_a_paragraph_of_few_characters_is_an_address_or_a_lead_and_nothing_else(
    provincial: list[ReadReport],
) -> None:
    for report in (found.report for found in provincial):
        for paragraph in report.paragraphs:
            if len(paragraph.text) <= SHORT_CHARS:
                assert SAID.fullmatch(paragraph.text) or is_note(paragraph), f"{report.id} {paragraph.text}"


def is_note(paragraph: Paragraph) -> bool:
    return bool(paragraph.section) and paragraph.section[0].endswith(("注释", "名词解释"))


def test_each_has_at_least_three_sections_and_no_stray_opening(provincial: list[ReadReport]) -> None:
    for report in (found.report for found in provincial):
        sections = {paragraph.section[0] for paragraph in report.paragraphs if paragraph.section}
        assert len(sections) >= 3, report.id
        unsectioned = [paragraph for paragraph in report.paragraphs if not paragraph.section]
        assert len(unsectioned) <= 4, report.id


def test_every_character_of_all_36_reports_is_kept_repaired_or_listed_as_removed() -> None:
    for folder in ("reports", "provincial-2026"):
        for source, found in read(REAL_DATA / folder):
            report = found.report
            kept = [paragraph.text for paragraph in report.paragraphs]
            kept += own_headings(report.paragraphs)
            kept += [removal.text for removal in found.removed]
            kept += [report.subtitle or "", "" if folder == "provincial-2026" else report.title]
            kept += [fix.was for fix in found.clean.repaired]
            repaired = [fix.text for fix in found.clean.repaired]
            assert Counter(squeezed(kept)) == Counter(squeezed([source, *repaired])), report.id


def own_headings(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The headings that stand on lines of their own: run-in ones stand in their paragraph's text."""
    own: list[str] = []
    before: tuple[str, ...] = ()
    for paragraph in paragraphs:
        opened = headings([before, paragraph.section])[len(before) :]
        own += [heading for heading in opened if not paragraph.text.startswith(heading)]
        before = paragraph.section
    return own


def squeezed(texts: Sequence[str]) -> str:
    return "".join("".join(texts).split())
