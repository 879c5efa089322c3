"""Reports in the many styles of those who write them: invented texts, each with the outline a reader sees."""

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.reading import RawReport
from indexer.structure.read import structure

LONG = "全年新建道路三十公里，改造村道五十公里，修复桥梁十二座，群众出行更加方便，产业发展有了新的条件。"
MORE = "新增学校三所，扩建医院一座，建成文化站十八个，城乡居民人均可支配收入继续增长，保障更加有力。"


def outline(text: str) -> list[str]:
    """Each paragraph as its path and its first characters."""
    raw = RawReport(id="a.txt", path="a.txt", encoding="utf-8", text=text)
    report = structure(raw, clean(raw)).report
    return [" > ".join((*p.section, p.text[:6])) for p in report.paragraphs]


STYLES = {
    "a county report with three levels": (
        f"东山县政府工作报告\n一、工作回顾\n（一）产业\n{LONG}\n1．工业\n{MORE}\n二、打算\n{LONG}",
        [
            "一、工作回顾 > （一）产业 > 全年新建道路",
            "一、工作回顾 > （一）产业 > 1．工业 > 新增学校三所",
            "二、打算 > 全年新建道路",
        ],
    ),
    "levels that are skipped": (
        f"茶叶局工作总结\n一、工作回顾\n1、产业发展\n{LONG}\n二、打算\n（1）道路\n{LONG}\n（2）学校\n{MORE}",
        [
            "一、工作回顾 > 1、产业发展 > 全年新建道路",
            "二、打算 > （1）道路 > 全年新建道路",
            "二、打算 > （2）学校 > 新增学校三所",
        ],
    ),
    "bracketed numbers without any above": (
        f"茶叶局工作总结\n{LONG}\n（一）抓产业\n{LONG}\n（二）抓民生\n{MORE}",
        ["全年新建道路", "（一）抓产业 > 全年新建道路", "（二）抓民生 > 新增学校三所"],
    ),
    "Arabic numbers alone": (
        f"关于防汛工作的简报\n1.组织领导\n{LONG}\n2.物资储备\n{MORE}",
        ["1.组织领导 > 全年新建道路", "2.物资储备 > 新增学校三所"],
    ),
    "full-width digits": (
        f"茶叶局工作总结\n１．组织领导\n{LONG}\n２．物资储备\n{MORE}",
        ["１．组织领导 > 全年新建道路", "２．物资储备 > 新增学校三所"],
    ),
    "decimals below digits": (
        f"东山县茶业规划\n1 总体要求\n1.1 指导思想\n{LONG}\n1.2 基本原则\n{MORE}\n2 主要任务\n{LONG}",
        [
            "1 总体要求 > 1.1 指导思想 > 全年新建道路",
            "1 总体要求 > 1.2 基本原则 > 新增学校三所",
            "2 主要任务 > 全年新建道路",
        ],
    ),
    "Roman numbers": (
        f"茶叶局工作总结\nⅠ．组织领导\n{LONG}\nⅡ．物资储备\n{MORE}",
        ["Ⅰ．组织领导 > 全年新建道路", "Ⅱ．物资储备 > 新增学校三所"],
    ),
    "banker's numbers above the usual ones": (
        f"东山县志稿\n壹、建置\n一、沿革\n{LONG}\n二、区划\n{MORE}\n贰、物产\n{LONG}",
        [
            "壹、建置 > 一、沿革 > 全年新建道路",
            "壹、建置 > 二、区划 > 新增学校三所",
            "贰、物产 > 全年新建道路",
        ],
    ),
    "parts": (
        f"东山县政府工作报告\n第一部分 工作回顾\n一、产业\n{LONG}\n第二部分 工作安排\n一、民生\n{MORE}",
        ["第一部分 工作回顾 > 一、产业 > 全年新建道路", "第二部分 工作安排 > 一、民生 > 新增学校三所"],
    ),
    "traditional chapters": (
        f"東山縣志\n第一編 建置\n第一章 沿革\n第一節 古代\n{LONG}\n第二節 近代\n{MORE}",
        [
            "第一編 建置 > 第一章 沿革 > 第一節 古代 > 全年新建道路",
            "第一編 建置 > 第一章 沿革 > 第二節 近代 > 新增学校三所",
        ],
    ),
    "a chapter's number and name on two lines": (
        "东山县茶业条例\n第一章\n总则\n第一条　为了规范茶业。\n第二章\n扶持\n第二条　县政府扶持茶业。",
        ["第一章 总则 > 第一条　为了", "第二章 扶持 > 第二条　县政"],
    ),
    "articles of a law": (
        "东山县茶业条例\n第一章　总则\n第一条　为了规范茶业，制定本条例。\n"
        "第二条　坚持绿色发展。县政府应当加强领导。\n第三条　坚持质量第一。经营者应当诚信。\n第二章　扶持\n"
        "第四条　县政府采取下列措施：\n（一）建设道路；\n（二）培训人员。",
        [
            "第一章　总则 > 第一条　为了",
            "第一章　总则 > 第二条　坚持",
            "第一章　总则 > 第三条　坚持",
            "第二章　扶持 > 第四条　县政",
            "第二章　扶持 > （一）建设道",
            "第二章　扶持 > （二）培训人",
        ],
    ),
    "articles with titles in brackets": (
        "东山县茶业条例\n第一条【目的】为了规范茶业，制定本条例。\n第二条【原则】坚持绿色发展，坚持质量第一。",
        ["第一条【目的】 > 第一条【目的", "第二条【原则】 > 第二条【原则"],
    ),
    "articles on lines of their own": (
        f"茶业合同\n第一条\n{LONG}\n第二条\n{MORE}",
        ["第一条 > 全年新建道路", "第二条 > 新增学校三所"],
    ),
    "run-in headings with numbers": (
        f"东山县政府工作报告\n一、重点工作\n（一）着力扩大需求。{LONG}\n{MORE}\n（二）着力改善民生。{MORE}\n"
        f"二、自身建设\n{LONG}",
        [
            "一、重点工作 > （一）着力扩大需求 > （一）着力扩",
            "一、重点工作 > （一）着力扩大需求 > 新增学校三所",
            "一、重点工作 > （二）着力改善民生 > （二）着力改",
            "二、自身建设 > 全年新建道路",
        ],
    ),
    "numbered items that are whole sentences": (
        "东山县十件实事\n一、办好十件实事\n1.新建道路三十公里。\n2.改造村道五十公里。\n3.修复桥梁十二座。",
        ["一、办好十件实事 > 1.新建道路", "一、办好十件实事 > 2.改造村道", "一、办好十件实事 > 3.修复桥梁"],
    ),
    "一是 inside a sentence": (
        "茶叶局工作总结\n一、主要做法\n一是建设道路，二是培训人员；三是打开销路。全年如期完成。\n坚持质量第一，服务群众。",
        ["一、主要做法 > 一是建设道路", "一、主要做法 > 坚持质量第一"],
    ),
    "一是 before paragraphs with headings of their own": (
        f"茶叶局工作总结\n一、主要做法\n一是建设道路。{LONG}\n二是培训人员。{MORE}\n三是打开销路。{LONG}\n二、打算\n{MORE}",
        [
            "一、主要做法 > 一是建设道路 > 一是建设道路",
            "一、主要做法 > 二是培训人员 > 二是培训人员",
            "一、主要做法 > 三是打开销路 > 三是打开销路",
            "二、打算 > 新增学校三所",
        ],
    ),
    "paragraphs that open with their headings, without numbers": (
        f"东山县政府工作报告\n一、重点工作\n坚持质量第一，服务群众。\n大力提振消费。{LONG}\n扩大有效投资。{MORE}\n"
        f"办好民生实事。{LONG}\n二、自身建设\n{MORE}",
        [
            "一、重点工作 > 坚持质量第一",
            "一、重点工作 > 大力提振消费 > 大力提振消费",
            "一、重点工作 > 扩大有效投资 > 扩大有效投资",
            "一、重点工作 > 办好民生实事 > 办好民生实事",
            "二、自身建设 > 新增学校三所",
        ],
    ),
    "lead sentences above their paragraphs": (
        f"东山县政府工作报告\n一、工作回顾\n道路更加畅通。\n{LONG}{MORE}\n校园焕然一新。\n{MORE}{LONG}\n乡村更加美丽。\n{LONG}{MORE}\n"
        f"各位代表，成绩来之不易。\n二、打算\n{LONG}",
        [
            "一、工作回顾 > 道路更加畅通。 > 全年新建道路",
            "一、工作回顾 > 校园焕然一新。 > 新增学校三所",
            "一、工作回顾 > 乡村更加美丽。 > 全年新建道路",
            "一、工作回顾 > 各位代表，成",
            "二、打算 > 全年新建道路",
        ],
    ),
    "dashes before items": (
        f"东山县政府工作报告\n一、工作回顾\n——道路更加畅通。{LONG}\n——校园焕然一新。{MORE}\n二、打算\n{LONG}",
        [
            "一、工作回顾 > ——道路更加畅通 > ——道路更加",
            "一、工作回顾 > ——校园焕然一新 > ——校园焕然",
            "二、打算 > 全年新建道路",
        ],
    ),
    "bold run-in headings": (
        f"# 茶叶局工作总结\n\n**建设道路。**{LONG}\n\n**培训人员：**{MORE}\n\n坚持质量第一，服务群众。",
        ["建设道路 > 建设道路。全", "培训人员 > 培训人员：新", "培训人员 > 坚持质量第一"],
    ),
    "headings that are bold lines": (
        f"茶叶局工作总结\n{MORE}\n**建设道路。**\n{LONG}\n**培训人员：**\n{MORE}",
        ["新增学校三所", "建设道路。 > 全年新建道路", "培训人员： > 新增学校三所"],
    ),
    "labels in lenticular brackets": (
        f"东山年鉴·茶业\n【基本情况】{LONG}\n【道路建设】{MORE}",
        ["【基本情况】 > 【基本情况】", "【道路建设】 > 【道路建设】"],
    ),
    "labels in lenticular brackets on lines of their own": (
        f"东山年鉴·茶业\n{LONG}\n【道路建设】\n{MORE}",
        ["全年新建道路", "【道路建设】 > 新增学校三所"],
    ),
    "diamonds before headings": (
        f"党建工作简报\n{LONG}\n◆ 建设道路\n{LONG}\n◆ 培训人员\n{MORE}",
        ["全年新建道路", "◆ 建设道路 > 全年新建道路", "◆ 培训人员 > 新增学校三所"],
    ),
    "stars before headings": (
        f"党建工作简报\n{LONG}\n★建设道路\n{LONG}\n★培训人员\n{MORE}",
        ["全年新建道路", "★建设道路 > 全年新建道路", "★培训人员 > 新增学校三所"],
    ),
    "dots before headings": (
        f"党建工作简报\n{LONG}\n●建设道路\n{LONG}\n●培训人员\n{MORE}",
        ["全年新建道路", "●建设道路 > 全年新建道路", "●培训人员 > 新增学校三所"],
    ),
    "numbered headings with a colon": (
        f"茶叶局工作总结\n一、基本情况：\n{LONG}\n二、存在问题：\n{MORE}",
        ["一、基本情况： > 全年新建道路", "二、存在问题： > 新增学校三所"],
    ),
    "bare headings with a colon": (
        f"茶叶局工作总结\n基本情况：\n{LONG}\n存在问题：\n{MORE}",
        ["基本情况： > 全年新建道路", "存在问题： > 新增学校三所"],
    ),
    "a heading on two lines": (
        f"茶叶局工作总结\n一、坚持质量第一，服务群众，\n加快建设茶业强县\n{LONG}\n二、打算\n{MORE}",
        ["一、坚持质量第一，服务群众，加快建设茶业强县 > 全年新建道路", "二、打算 > 新增学校三所"],
    ),
    "bare headings above numbers": (
        f"东山县政府工作报告\n{LONG}\n去年工作回顾\n{LONG}\n今年工作安排\n一、产业\n{LONG}\n（一）道路\n{MORE}\n二、民生\n{MORE}",
        [
            "全年新建道路",
            "去年工作回顾 > 全年新建道路",
            "今年工作安排 > 一、产业 > 全年新建道路",
            "今年工作安排 > 一、产业 > （一）道路 > 新增学校三所",
            "今年工作安排 > 二、民生 > 新增学校三所",
        ],
    ),
    "bare headings between numbers": (
        f"东山县政府工作报告\n一、今年工作\n产业发展\n（一）道路\n{LONG}\n（二）学校\n{MORE}\n社会事业\n（一）医院\n{LONG}\n二、打算\n{MORE}",
        [
            "一、今年工作 > 产业发展 > （一）道路 > 全年新建道路",
            "一、今年工作 > 产业发展 > （二）学校 > 新增学校三所",
            "一、今年工作 > 社会事业 > （一）医院 > 全年新建道路",
            "二、打算 > 新增学校三所",
        ],
    ),
    "an appendix that counts anew": (
        f"东山县政府工作报告\n一、回顾\n{LONG}\n二、打算\n{MORE}\n附件\n今年民生事项\n一、道路\n{LONG}\n二、学校\n{MORE}",
        [
            "一、回顾 > 全年新建道路",
            "二、打算 > 新增学校三所",
            "今年民生事项 > 一、道路 > 全年新建道路",
            "今年民生事项 > 二、学校 > 新增学校三所",
        ],
    ),
    "an appendix with its name behind its number": (
        f"东山县政府工作报告\n一、回顾\n（一）产业\n{LONG}\n附件2：名词解释\n1.茶园：种茶的园子。",
        ["一、回顾 > （一）产业 > 全年新建道路", "附件2：名词解释 > 1.茶园：种"],
    ),
    "a table of contents with pages": (
        f"茶业规划\n目 录\n一、回顾……………1\n二、打算……………5\n一、回顾\n{LONG}\n二、打算\n{MORE}",
        ["一、回顾 > 全年新建道路", "二、打算 > 新增学校三所"],
    ),
    "a table of contents without pages": (
        f"茶业规划\n目录\n一、回顾\n二、打算\n一、回顾\n{LONG}\n二、打算\n{MORE}",
        ["一、回顾 > 全年新建道路", "二、打算 > 新增学校三所"],
    ),
    "a speech with stage directions": (
        f"在茶业大会上的讲话\n同志们：\n{LONG}\n（热烈鼓掌）\n一、回顾\n{LONG}\n二、打算\n（一）道路\n{MORE}\n（二）学校\n{LONG}\n"
        "同志们！让我们一起努力。\n（全场起立，长时间热烈鼓掌）",
        [
            "同志们：",
            "全年新建道路",
            "一、回顾 > 全年新建道路",
            "二、打算 > （一）道路 > 新增学校三所",
            "二、打算 > （二）学校 > 全年新建道路",
            "二、打算 > 同志们！让我",
        ],
    ),
    "an address within a series that goes on": (
        f"东山县政府工作报告\n一、安排\n（一）道路\n{LONG}\n各位代表！道路就是民生。\n（二）学校\n{MORE}",
        [
            "一、安排 > （一）道路 > 全年新建道路",
            "一、安排 > （一）道路 > 各位代表！道",
            "一、安排 > （二）学校 > 新增学校三所",
        ],
    ),
    "what follows the last of single paragraphs": (
        f"东山县政府工作报告\n一、回顾\n（一）修好道路。{LONG}\n（二）建好学校。{MORE}\n（三）办好医院。{LONG}\n"
        f"成绩来之不易，要倍加珍惜。\n二、打算\n{MORE}",
        [
            "一、回顾 > （一）修好道路 > （一）修好道",
            "一、回顾 > （二）建好学校 > （二）建好学",
            "一、回顾 > （三）办好医院 > （三）办好医",
            "一、回顾 > 成绩来之不易",
            "二、打算 > 新增学校三所",
        ],
    ),
    "a numbered sentence above a series of its own": (
        f"东山县政府工作报告\n一、安排\n（一）发展产业，建设茶业强县。\n一要修好道路。{LONG}\n二要建好学校。{MORE}\n（二）改善民生。{LONG}\n（三）守住底线。{MORE}",
        [
            "一、安排 > （一）发展产业，建设茶业强县。 > 一要修好道路 > 一要修好道路",
            "一、安排 > （一）发展产业，建设茶业强县。 > 二要建好学校 > 二要建好学校",
            "一、安排 > （二）改善民生 > （二）改善民",
            "一、安排 > （三）守住底线 > （三）守住底",
        ],
    ),
    "the issue number of a bulletin": (
        f"茶业工作简报\n第12期\n东山县茶叶局\n2024年5月6日\n{LONG}\n一、产业\n{MORE}",
        ["全年新建道路", "一、产业 > 新增学校三所"],
    ),
    "prose whose paragraphs open with short sentences here and there": (
        f"茶山一日\n山里的早晨\n“茶树发芽了。”老王说，{LONG}\n路修好了。{LONG}\n去年，村里来了新人。{MORE}\n{LONG}\n学校也建好了。{MORE}",
        [
            "山里的早晨 > “茶树发芽了",
            "山里的早晨 > 路修好了。全",
            "山里的早晨 > 去年，村里来",
            "山里的早晨 > 全年新建道路",
            "山里的早晨 > 学校也建好了",
        ],
    ),
    "short items of a list in Markdown": (
        f"# 茶业规划\n## 已开工\n- 城东水厂\n- 城西学校\n\n{LONG}\n## 未开工\n- 南环路\n\n{MORE}",
        [
            "已开工 > 城东水厂",
            "已开工 > 城西学校",
            "已开工 > 全年新建道路",
            "未开工 > 南环路",
            "未开工 > 新增学校三所",
        ],
    ),
    "the papers that are enclosed": (
        f"茶叶局工作总结\n一、回顾\n{LONG}\n附件：1.茶园一览表\n2.茶路一览表",
        ["一、回顾 > 全年新建道路", "一、回顾 > 附件：1.茶", "一、回顾 > 2.茶路一览"],
    ),
    "explanations under a heading with a colon": (
        f"东山县政府工作报告\n一、回顾\n{LONG}\n名词解释：\n1．茶园：指种植茶树的园地。\n2．茶路：指通往茶园的道路。",
        ["一、回顾 > 全年新建道路", "名词解释： > 1．茶园：指", "名词解释： > 2．茶路：指"],
    ),
    "questions and answers": (
        f"茶园修好以后\n本报记者 王小明\n记者：茶园修好以后，路好走了吗？\n张三：{LONG}",
        ["记者：茶园修", "张三：全年新"],
    ),
    "bold openings that end with a comma": (
        f"茶业纪实\n{LONG}\n**抓道路，**{LONG}\n**抓学校，**{MORE}",
        ["全年新建道路", "抓道路 > 抓道路，全年", "抓学校 > 抓学校，新增"],
    ),
    "numbers in circles below Arabic ones": (
        f"茶业规划\n1.道路\n①主干道\n{LONG}\n②村道\n{MORE}\n2.学校\n{LONG}",
        ["1.道路 > ①主干道 > 全年新建道路", "1.道路 > ②村道 > 新增学校三所", "2.学校 > 全年新建道路"],
    ),
    "notes with numbers in brackets": (
        f"东山县政府工作报告\n一、回顾\n{LONG}\n注释\n［1］茶园：\n种植茶树的园地，包括新茶园。\n［2］茶路：\n通往茶园的道路，包括步道。",
        ["一、回顾 > 全年新建道路", "注释 > ［1］茶园： > 种植茶树的园", "注释 > ［2］茶路： > 通往茶园的道"],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_the_outline_is_the_one_a_reader_sees(style: str) -> None:
    text, expected = STYLES[style]
    assert outline(text) == expected
