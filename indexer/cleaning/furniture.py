"""Page furniture: the buttons, share bars, neighbours, editors and footers around a report."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line

_LONGEST_CHARS = 90
_LONGEST_NAME_CHARS = 12
_BUTTON = (
    r"(?:下[载載](?:本文|附件)?|[打列]印(?:本文|[本此][页頁])?|全屏|收藏(?:本[页頁])?|[关關][闭閉](?:窗口|[本此]?[页頁]面?)?"
    r"|返回(?:[顶頂]部|首[页頁]|列表|上一?[页頁級级])?|保存|[转轉][发發]|[举舉][报報]|[点點][赞讚]|推[荐薦](?:[给給]朋友)?|我要[纠糾][错錯]|[纠糾][错錯]"
    r"|分享(?:到|至)?[:：]?|(?:微信)?[扫掃]一[扫掃][:：]?(?:分享)?|微信|微博|新浪微博|[腾騰][讯訊]微博|人人[网網]|豆瓣|QQ(?:空[间間]|好友)?|朋友圈"
    r"|分享[让讓]更多人看到|分享到微信(?:朋友圈)?|更多|加大|[还還]原|[减減]小|[×✕]|大|中|小|[字][号號体體](?:大小)?[:：]?|A[+＋\-－]?|[复複][制製][链鏈]接"
    r"|(?:[语語]音|全文)?(?:播[报報放]|朗[读讀]|[阅閱][读讀])|收?[听聽](?:全文|新[闻聞])|[暂暫]停|停止|倍速"
    r"|[无無]障[碍礙](?:[阅閱][读讀]|[浏瀏][览覽]|模式|版)?|[长長]者(?:模式|版|[专專][区區])|[关關][怀懷](?:版|模式)|[适適]老化?(?:版|模式)"
    r"|(?:手[机機]|移[动動]|[电電][脑腦]|[触觸]屏|老年|大字)版|[繁简簡][体體](?:中文|版)?|English|RSS(?:[订訂][阅閱])?)"
)
_EDGE = r"[\s|｜/、·•\[\]【】（）()]{0,6}"
_PATTERNS = (
    ("type size control", r"[【\[（(]?字[体體号號](?:大小)?[:：][\s|大中小加还還原减減]{0,20}[】\]）)]?"),
    ("page button", rf"(?!推[荐薦][阅閱][读讀])(?:{_EDGE}{_BUTTON}){{1,12}}{_EDGE}"),
    ("neighbouring page", r"[•·\-*]?\s?[上下]一[篇條条][:：].{0,80}"),
    ("page address", r"[•·\-*]?\s?(?:本文|本[页頁]|原文)(?:地址|[链鏈]接|[网網]址)[:：]?\s?\S{0,200}"),
    (
        "scan prompt",
        r"(?:打[开開])?(?:微信|手[机機])?[，,]?(?:里|裡|中)?(?:使用|[点點][击擊]?[“「]?.{2,4}[”」]?[，,])?[“\"「]?[扫掃][一码碼描]?[扫掃]?.{0,12}(?:手[机機]|二[维維][码碼]|[关關]注|打[开開]|分享).{0,24}"
        r"|微信[里裡中][点點].{1,8}[扫掃]一?下?|[“\"「]?[扫掃]一?[扫掃下]|二[维維][码碼]便可.{0,12}分享.{0,8}",
    ),
    (
        "editor line",
        r"[（(【\[]?(?:[责責]任[编編][辑輯]|[责責][编編]|[编編][辑輯]|校[对對]|[审審]核|[初复復复终終][审審]|[监監][审審制製]|值班[编編]委)"
        r"(?:[:：]\s?\S{0,10}(?:[\s|/]{1,4}\S{1,12}){0,8}|\s?[|｜丨]\s?\S{1,10})[）)】\]]?",
    ),
    (
        "page counter",
        r"[阅閱][读讀]\s?[\d.]{1,8}万?\+?(?:\s{1,4}(?:在看|[点點]?[赞讚]|分享|收藏)\s?\d{0,7}){0,4}|(?:[阅閱][读讀][量数數]?|[浏瀏][览覽](?:量|[次人][数數])?|[点點][击擊](?:量|[数數]|率|次[数數])?|[访訪][问問](?:量|次[数數]))[:：]\s?[\d,]*[次人]?"
        r"|(?:[欢歡]迎)?[您你]是(?:本[站页頁網网]的?)?第\s?[\d,]{0,12}\s?[位个個](?:[访訪][问問客]者?|[浏瀏][览覽]者|[读讀]者|[游遊]客)?[。！!]?",
    ),
    (
        "page prompt",
        r"(?:[点點][击擊])?(?:[上下]方|[这這][里裡])?[“「]?[蓝藍]色?字[体體]?[”」]?.{0,4}[，,\s]?.{0,4}[关關]注.{0,12}"
        r"|[-—·\s]{0,6}(?i:the end|end)[-—·\s]{0,6}"
        r"|(?:投稿|爆料|新[闻聞])(?:[邮郵]箱|[热熱][线線]|[电電][话話])[:：].{2,50}"
        r"|[》>«»《<]{0,3}(?:[点點][击擊]).{0,12}(?:[进進]入|查看|[下观觀][载載看]).{0,12}[《<>«»》]{0,3}"
        r"|[您你](?:[访訪][问問]|[点點][击擊]|打[开開])的[链鏈]接即[将將][离離][开開].{0,50}|(?:[请請]|建[议議])使用.{0,30}(?:[浏瀏][览覽]器|分辨率).{0,30}"
        r"|[请請][输輸]入.{0,6}(?:[关關][键鍵][字词詞]|[内內]容|[检檢]索[词詞]).{0,8}|(?:站[内內]|全文|高[级級])[搜检檢]索|[热熱][门門搜][搜词詞]?索?[:：].{0,60}",
    ),
    (
        "page number",
        r"[-—–－]{1,2}\s?\d{1,4}\s?[-—–－]{1,2}|第\s?\d{1,4}\s?[页頁](?:[，,/\s]{0,3}共\s?\d{1,4}\s?[页頁])?"
        r"|共\s?\d{1,4}\s?[页頁][，,/\s]{0,3}第\s?\d{1,4}\s?[页頁]"
        r"|Page \d{1,4}(?: of \d{1,4})?|[·•]\s?\d{1,4}\s?[·•]",
    ),
    (
        "attachment",
        r"(?:附件(?:下[载載])?\s?\d{0,2}\s?[:：]?\s?)?[^，；]{1,70}\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|rar|7z|jpe?g|png|mp[34])"
        r"|附件下[载載][:：]?",
    ),
    ("page code", r"[0-9a-f]{32}:?"),
    (
        "page of a paper",
        r"通版[阅閱][读讀].{0,8}|(?:展[开開]|收[缩縮起])通版|(?:[当當]前|本)版[:：].{0,12}|第?[A-Z]?\d{1,3}版[:：].{0,12}|第[A-Z]?\d{1,3}版"
        r"|[上下]一版|返回(?:目[录錄]|版面)|(?:[标標][题題]|版面)[导導]航|版面目[录錄]|往期(?:回[顾顧]|[检檢]索)",
    ),
    (
        "disclaimer",
        r".{0,60}(?:不代表本[站网網]|(?:[转轉][载載]|版[权權]|侵[权權]).{0,40}(?:[联聯][系繫絡](?:我[们們]|本[站网網]|[删刪]除)|告知.{0,6}[删刪]除)).{0,60}",
    ),
    (
        "page footer",
        r"(?:(?:版[权權]|著作[权權])(?:所有(?![权權])|[:：])|(?i:copyright\b|©|all rights reserved)"
        r"|[网網]站(?:地[图圖]|[标標][识識][码碼]|[声聲]明|主[办辦])|[隐隱]私(?:[权權]|政策|[声聲]明)|[主承协協][办辦](?:[单單]位)?[:：]|技[术術]支持[:：]).{0,70}"
        r"|(?:[联聯]系|[办辦]公|单位|通[信讯訊])?地址[:：].{2,40}(?:[邮郵][编編]|[电電][话話]|传真)[:：].{0,60}",
    ),
    ("mark without text", r"[|>＞»›·•●◆■□▪…*=_~\-—–\s【】\[\]]+"),
)
# A line that ends a sentence is of the report, whatever it opens with; titles and counters may end as one.
_SENTENCE = re.compile(r"[。！？]")
_MAY_END = frozenset(
    {"neighbouring page", "page counter", "page address", "scan prompt", "page prompt", "disclaimer"}
)
_LINES = tuple((reason, re.compile(pattern)) for reason, pattern in _PATTERNS)
_NEVER_ENDS = re.compile("|".join(pattern for reason, pattern in _PATTERNS if reason not in _MAY_END))
_ENDS = re.compile("|".join(pattern for reason, pattern in _PATTERNS if reason in _MAY_END))
_LICENCE = re.compile(r".{0,50}(?:ICP[备備]|公[网網]安[备備]).{0,70}")
_SIZE_OPENS = re.compile(r"[【\[]?字[体體号號][:：]?")
_EDITOR_OPENS = re.compile(r"(?:[责責]任[编編][辑輯]|[责責][编編])[:：]")
_INLINE = (
    (
        "type size control",
        ("字体", "字號", "字号", "字體"),
        re.compile(
            r"[【\[]字[体體号號](?:大小)?[:：][ \xa0\u3000|大中小加还還原减減]{1,20}(?:[】\]]|(?=\n|\Z))"
        ),
    ),
    (
        "editor line",
        ("编辑", "編輯"),
        re.compile(r"[（(【\[](?:[责責]任)?[编編][辑輯][:：][^）)】\]\n]{1,20}[）)】\]]"),
    ),
)


def page_furniture(draft: Draft) -> Iterator[Cut]:
    """Lines that belong to the page, whole; and controls that stand within other lines.

    >>> from indexer.cleaning.draft import draft_of
    >>> page = "【字号：\\n加大\\n还原\\n减小\\n】\\n报告\\n下载 打印"
    >>> [(cut.reason, page[cut.start:cut.end].replace("\\n", "")) for cut in page_furniture(draft_of(page))]
    [('type size control', '【字号：加大还原减小】'), ('page button', '下载 打印')]
    """
    lines, reached = draft.lines, 0
    for at, line in enumerate(lines):
        reason, length = (
            _furniture(lines, at) if at >= reached and len(line.text) <= _LONGEST_CHARS else ("", 0)
        )
        if length:
            reached = at + length
            yield Cut(start=line.start, end=lines[reached - 1].end, reason=reason)
    for reason, words, pattern in _INLINE:
        if any(word in draft.text for word in words):
            for found in pattern.finditer(draft.text):
                yield Cut(start=found.start(), end=found.end(), reason=reason)


def _furniture(lines: list[Line], at: int) -> tuple[str, int]:
    """Why the line is furniture and how many lines go together; ("", 0) where it is none."""
    line = lines[at].text
    reason = _reason(line)
    if _SIZE_OPENS.fullmatch(line):
        return "type size control", _size_control(lines, at)
    if (
        reason == "editor line"
        and _EDITOR_OPENS.fullmatch(line)
        and at + 1 < len(lines)
        and len(lines[at + 1].text) <= _LONGEST_NAME_CHARS
    ):
        return reason, 2
    return reason, int(bool(reason))


def _reason(line: str) -> str:
    ends = _SENTENCE.search(line) is not None
    if not ends and ("ICP" in line or "网安" in line or "網安" in line) and _LICENCE.fullmatch(line):
        return "page footer"
    if not _ENDS.fullmatch(line) and (ends or not _NEVER_ENDS.fullmatch(line)):
        return ""
    found = (reason for reason, pattern in _LINES if pattern.fullmatch(line))
    return next((reason for reason in found if not ends or reason in _MAY_END), "")


def _size_control(lines: list[Line], at: int) -> int:
    """How many lines a control takes that is spread over one line a choice."""
    length = 1
    while at + length < len(lines) and re.fullmatch(
        r"加?大|中|[减減]?小|[还還]原|】", lines[at + length].text
    ):
        length += 1
    return length
