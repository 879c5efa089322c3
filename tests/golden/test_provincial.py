"""The 31 provincial reports, each another site's page: what must hold for every one of them."""

import re
from collections import Counter

import pytest

from indexer.contract.reading import ReadReport
from tests.golden.test_golden import headings, read
from tests.real import REAL_DATA, needs_real_data

pytestmark = [pytest.mark.real, needs_real_data]

PROVINCES = 31
LONGEST_FURNITURE_CHARS = 60
FURNITURE = re.compile(
    r"字[号体]：|打印本页|关闭窗口|扫一扫|分享到|相关(?:报道|文档|链接)|责任编辑|当前位置|记者.{0,8}摄$"
)


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


def test_each_has_at_least_three_sections_and_no_stray_opening(provincial: list[ReadReport]) -> None:
    for report in (found.report for found in provincial):
        sections = {paragraph.section[0] for paragraph in report.paragraphs if paragraph.section}
        assert len(sections) >= 3, report.id
        unsectioned = [paragraph for paragraph in report.paragraphs if not paragraph.section]
        assert len(unsectioned) <= 4, report.id


def test_every_character_of_all_36_reports_is_kept_or_listed_as_removed() -> None:
    for folder in ("reports", "provincial-2026"):
        for source, found in read(REAL_DATA / folder):
            report = found.report
            kept = [paragraph.text for paragraph in report.paragraphs]
            kept += headings([paragraph.section for paragraph in report.paragraphs])
            kept += [removal.text for removal in found.removed]
            kept += [report.subtitle or "", "" if folder == "provincial-2026" else report.title]
            assert Counter("".join("".join(kept).split())) == Counter("".join(source.split())), report.id
