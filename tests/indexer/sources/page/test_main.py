"""Where the text of a page begins and ends: no title, credit, sentence or signature is left outside."""

import pytest

from indexer.sources.page.judge import Judgement
from indexer.sources.page.lines import Line
from indexer.sources.page.main import main_of
from tests.indexer.sources.pages import PARAGRAPHS, read_page, site_page

BODY = [Line(text=paragraph.strip()) for paragraph in PARAGRAPHS]
TOLD = Judgement(text="\n".join(line.text for line in BODY), title="城西夜校开班情况报告")
MENU = [Line(text=f"栏目{at}", linked=3) for at in range(9)]


def kept(*lines: Line, judgement: Judgement | None = TOLD) -> list[str]:
    return [line.text for line in main_of(lines, judgement).lines]


@pytest.mark.parametrize(
    "above",
    [
        "<h1>城西夜校开班情况报告</h1>",
        "<div>城西夜校开班情况报告</div>",
        "<div>城西夜校开班情况报告</div><div>发布时间：2024-03-05 来源：城西日报 <a href='#'>打印</a></div>",
        "<h1>报告</h1><p>（2024年3月5日）</p><p>各位街坊：</p>",
        "<div>来源：城西日报</div>" + "<div><a href='/s'>分享</a></div>" * 5,
    ],
)
def test_the_title_the_credits_and_the_salutation_stay(above: str) -> None:
    text = read_page(site_page(above=above)).text
    expected = [
        words for words in ("城西夜校开班情况报告", "来源：城西日报", "2024", "各位街坊") if words in above
    ]
    assert [words for words in expected if words not in text] == []
    assert "栏目" not in text


@pytest.mark.parametrize(
    "below",
    [
        "<p>城西区文化馆</p><p>2024年3月5日</p>",
        "<p>（责任编辑：文化馆）</p>",
        "<p>谢谢！</p>",
        "<p>附件：<a href='/f.doc'>开班名单.doc</a></p>",
        "<table><tr><td>班级<td>人数<tr><td>剪纸<td>30<tr><td>木工<td>20</table>",
    ],
)
def test_the_signature_the_attachments_and_the_tables_stay(below: str) -> None:
    text = read_page(site_page(below=below)).text
    for words in ("文化馆", "2024年3月5日", "谢谢！", "开班名单.doc", "木工\t人数：20"):
        assert words not in below.replace("<td>20", "\t人数：20") or words in text
    assert "栏目" not in text


def test_a_sentence_far_from_the_text_is_kept_in_its_place() -> None:
    far = Line(text="夜校另有通知，请留意。")
    assert kept(far, *MENU, *BODY, *MENU, far) == [far.text, *(line.text for line in BODY), far.text]


def test_the_menu_of_a_page_in_cells_goes_though_the_judge_took_it_for_text() -> None:
    menu = [Line(text="栏目导航"), *MENU]
    judgement = Judgement(text="\n".join(line.text for line in (*menu, *BODY)))
    assert kept(*menu, *BODY, judgement=judgement) == [line.text for line in BODY]


@pytest.mark.parametrize("below", ["<p>附件：</p><p><a href='/f.doc'>开班名单.doc</a></p>", "<p>:::</p>"])
def test_what_says_nothing_by_itself_goes_with_the_links_below_it(below: str) -> None:
    assert read_page(site_page(below=below)).text.endswith("有艺可学。")


def test_the_only_h1_is_kept_however_far_up_it_stands() -> None:
    assert kept(Line(text="报告", level=1), *MENU, *MENU, *BODY)[0] == "报告"


def test_all_is_kept_where_the_judge_saw_too_little() -> None:
    lines = [*MENU, *BODY]
    little = Judgement(text=BODY[0].text)
    assert len(kept(*lines, judgement=little)) == len(lines)
    assert "not certain" in main_of(lines, little).notes[0]
    assert main_of(BODY, Judgement()).notes == ()


def test_what_is_removed_stands_in_the_order_of_the_page() -> None:
    aside = Line(text="旁注", apart="aside")
    main = main_of([*MENU[:2], aside, aside, *BODY, MENU[2]], TOLD)
    assert [removal.text for removal in main.removed] == ["栏目0", "栏目1", "旁注 旁注", "栏目2"]
