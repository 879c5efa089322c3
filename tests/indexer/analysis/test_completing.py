"""Collecting: what reports offer to complete a query to."""

from collections import Counter
from datetime import date

from indexer.analysis.completing import Listing, other_entries
from indexer.analysis.completion import Completer
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.documents import Paragraph, Report
from indexer.contract.vocabulary import NATIONAL, Region

CIXI = Region(
    code="330282", name="慈溪市", path=("浙江省", "宁波市", "慈溪市"), codes=("330000", "330200", "330282")
)
NANJING = Region(
    code="320106", name="鼓楼区", path=("江苏省", "南京市", "鼓楼区"), codes=("320000", "320100", "320106")
)
FUZHOU = Region(
    code="350102", name="鼓楼区", path=("福建省", "福州市", "鼓楼区"), codes=("350000", "350100", "350102")
)
GANZI = Region(
    code="513300", name="甘孜藏族自治州", path=("四川省", "甘孜藏族自治州"), codes=("510000", "513300")
)


def report(document: str, title: str, region: Region | None, *themes: str | None) -> Report:
    return Report(
        id=document,
        title=title,
        subtitle=None,
        date=date(2024, 5, 1),
        source=None,
        author=None,
        url=None,
        region=region,
        paragraphs=tuple(
            Paragraph(ordinal=at, section=(), theme=theme, text="海边的书屋开了。")
            for at, theme in enumerate(themes, start=1)
        ),
    )


def completer(*reports: Report) -> Completer:
    themes = Counter(
        theme for each in reports for theme in {paragraph.theme for paragraph in each.paragraphs} if theme
    )
    listing = Listing(
        titles=[each.title for each in reports],
        themes=list(themes.items()),
        regions=list(Counter(each.region for each in reports if each.region).items()),
    )
    return Completer(other_entries(listing))


def first(found: Completer, keys: str) -> Completion:
    return found.complete(keys, 8)[0]


def test_a_region_is_offered_by_full_and_short_name_with_all_its_reports() -> None:
    found = completer(
        report("a", "渔港纪事", CIXI, "安全"), report("b", "渔港纪事", CIXI), report("c", "", GANZI)
    )
    zhejiang = Completion(text="浙江省", kind=CompletionKind.REGION, documents=2, value="330000")
    assert [first(found, keys) for keys in ("浙江", "zhejiang", "zj", "浙江省")] == [zhejiang] * 4
    assert first(found, "cixi").value == "330282"
    assert {first(found, keys).value for keys in ("甘孜", "甘孜州", "ganzizang")} == {"513300"}


def test_regions_of_one_name_are_told_apart() -> None:
    found = completer(report("a", "", NANJING), report("b", "", FUZHOU), report("c", "", NATIONAL))
    drums = found.complete("gulou", 8)
    assert {(region.text, region.value) for region in drums} == {
        ("南京市鼓楼区", "320106"),
        ("福州市鼓楼区", "350102"),
    }
    assert first(found, "福州市gulou").value == "350102"
    assert first(found, "quanguo").value == "national"


def test_a_theme_counts_the_reports_that_have_it() -> None:
    found = completer(report("a", "", None, "安全", "安全", None), report("b", "", None, "安全", "民生"))
    assert first(found, "anquan") == Completion(
        text="安全", kind=CompletionKind.THEME, documents=2, value="安全"
    )
    assert first(found, "ms").documents == 1


def test_a_title_is_found_from_each_of_its_words() -> None:
    found = completer(report("a", "“海上”渔港 修缮纪事", None), report("b", "“海上”渔港 修缮纪事", None))
    for keys in ("海上", "渔港", "yugang", "xsjs", "纪事", "hsyg"):
        assert [(each.text, each.documents) for each in found.complete(keys, 8)] == [
            ("“海上”渔港 修缮纪事", 2)
        ]
    assert found.complete("港修", 8) == ()
    assert first(found, "hai").kind is CompletionKind.TITLE


def test_a_title_without_a_letter_is_never_offered() -> None:
    assert completer(report("a", "——", None), report("b", "", None)).complete("a", 8) == ()
