"""Credit lines: who wrote a report, which paper or office published it, and when."""

import datetime
import re
from dataclasses import dataclass

from indexer.structure.dates import arabic, find_date

_LONGEST_CHARS = 100
_AROUND = " \t:：|｜丨·\u3000\xa0"
_SPACES = "[ \xa0\u3000]{0,4}"
_LABELS = {
    "source": "(?:新[闻聞]|信息|文章|[资資]料|稿件|内容)?(?:来源|來源)|稿源|供稿|供稿单位"
    "|发布机构|发布单位|發佈機構"
    "|(?:报送|報送|印发|印發|发文|發文|制发|公开)(?:单位|單位|机关|機關|机构|主体)",
    "title": "标题|標題|(?:信息|文件|公文)?名称",
    "author": "作者|记者|記者|撰稿|撰文|文",
    "date": "时间|時間|日期|成文日期|(?:发布|發佈|發布)(?:时间|時間|日期)"
    "|(?:发表|發表|更新|发稿|發稿|上传|上傳)(?:时间|時間|日期)"
    "|(?:报送|報送|印发|印發|签发|簽發)(?:时间|時間|日期)",
    "other": "编辑|編輯|责任编辑|責任編輯|责编|字号|字號|字体|字體|(?:签发|簽發)人?"
    "|(?:信息)?索引号?|(?:发文)?[文字]号|(?:主题|信息)?分类|栏目|审核|校对|(?:文章)?关键[词字]|主题词|标签|体裁|有效性"
    "|公开(?:方式|范围|类别|形式|属性)|(?:生效|实施|废止|失效)(?:日期|时间)"
    "|(?:浏览|瀏覽|阅读|閱讀|点击|點擊|访问)(?:次数|次數|量|数)?",
}
# Pages space their labels out (来 源：), and some write a bar for the colon (来源 | 某报).
_WITHIN_LABEL = re.compile(r"(?<![|(:])(?<!^)(?=\[|[\u3400-\u9fff](?![^\[]*\]))")
_LABEL = re.compile(
    "|".join(
        rf"(?P<{field}>(?:{_WITHIN_LABEL.sub(_SPACES, names)}))"
        r"(?=\s{0,4}(?:[:：]|[|｜丨][^|｜丨]{1,30}$))"
        for field, names in _LABELS.items()
    )
)
_SAYS = re.compile("[，；？！?!]")
_PRESS = (
    "日[报報]|晚[报報]|[时時][报報]|晨[报報]|商[报報]|[报報]社?|[网網]|新[闻聞]|客[户戶]端|[电電][视視][台臺]"
    "|[简簡][报報]|[发發]布|[传傳]媒|通[讯訊]社|融媒(?:体中心)?"
)
_OFFICE = "政府|[办辦]公[厅廳室]|委[员員]?[会會]?|局|[厅廳]|政法委"
_PUBLISHER = re.compile(rf"[\u3400-\u9fffA-Za-z·]{{2,16}}(?:{_PRESS}|{_OFFICE})")
_REPORTER = re.compile(
    rf"[◎□■●○◇◆]?\s?(?P<paper>[\u3400-\u9fff·]{{2,12}}?(?:{_PRESS}))?"
    r"(?P<names>(?:全媒[体體]|融媒[体體]|首席|[见見][习習]|特[约約]|本[报報])?(?:[记記]者|通[讯訊][员員]|[评評][论論][员員]|特约撰稿)"
    r"[\s:：]{0,3}[\u3400-\u9fff·\s、]{2,60})"
)
_BULLETED = re.compile(
    r"[◎□■●○◇◆]\s?(?P<names>[\u3400-\u9fff·\s、]{2,40}?)\s?(?P<work>文\s?[/／]?\s?[图圖]?|[摄攝]影[报報]道)?"
)
_SPEAKER = re.compile(
    r"[\u3400-\u9fff]{0,20}(?:省[长長]|市[长長]|主席|州[长長]|[县縣][长長]|[区區][长長]|旗[长長]|盟[长長]|主任|[书書][记記]|局[长長]|[厅廳][长長]|院[长長]|[检檢]察[长長])"
    r"(?:[\s：:]{1,4}[\u3400-\u9fff·]{1,12}(?:\s[\u3400-\u9fff]{1,3})?|[\s：:]{0,4}[*＊×○]{1,4})"
)
# The number and the leave to publish that an office puts on a paper: they credit nobody.
_FILED = re.compile(
    r"[\u3400-\u9fff]{2,14}[〔\[（(]\d{4}[〕\]）)]第?\d{1,5}号|[（(](?:此件)?(?:主动|依申请|不予|不)?公开(?:发布)?[）)]"
)
_ISSUE = re.compile(
    r"[（(〔]?(?:(?P<year>(?:19|20)\d{2})年?[，,\s]?)?[总總]?第\s?[\d一二三四五六七八九十百〇]{1,4}\s?[期号號]"
    r"(?:\s?[（(]?[总總]第\s?\d{1,4}\s?期[）)]?)?[）)〕]?"
)
# 临江发布(文/王小明)
_WRITTEN_BY = re.compile(
    r"(.+?)\s?[（(]((?:文|[图圖]|[记記]者|通[讯訊][员員]|作者|[摄攝]影?)\s?[/／:：\s].{1,20})[）)]"
)
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鐘譚鄒陸顧龍萬錢湯賴龔龐蘭顏嚴溫蘆魯韋畢聶叢齊莊塗時關費紀歐項遊陽"
)
_ORIGINAL = ("原创 ", "原創 ")
_YEAR = re.compile(r"(?:(?P<digits>(?:19|20)\d{2})|(?P<han>[一二][〇○零一二三四五六七八九]{3}))\s?年")
_MONTH = re.compile(rf"{_YEAR.pattern}\s?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月(?:份)?(?!\d)")
_NAME = re.compile(r"[\u3400-\u9fff]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What a credit line says; None where it says nothing. `year` is given where no whole date is."""

    date: datetime.date | None = None
    year: int | None = None
    source: str | None = None
    author: str | None = None
    title: str | None = None

    @property
    def reason(self) -> str:
        """Why the line is no paragraph."""
        return "author line" if self.author and not (self.source or self.date) else "dateline"


def read_credit(line: str) -> Credit | None:
    """What the line credits, if it does nothing else; None for any other line.

    >>> read_credit("山城日報    2021年12月10日")
    Credit(date=datetime.date(2021, 12, 10), year=None, source='山城日報', author=None, title=None)
    >>> read_credit("来源：解放日报 作者：王明").author
    '王明'
    """
    if len(line) > _LONGEST_CHARS or "。" in line:
        return None
    if _FILED.fullmatch(line):
        return Credit()
    issue = _ISSUE.fullmatch(line)
    if issue is not None:
        return Credit(year=int(issue["year"]) if issue["year"] else None)
    bare = _unbracketed(line)
    labels = list(_LABEL.finditer(bare))
    if labels:
        return _labelled(bare, labels)
    return _reporter(bare) or _loose(bare)


def is_label_alone(line: str) -> bool:
    """Whether the line is a label whose value stands on the next line.

    >>> is_label_alone("来源："), is_label_alone("来源：新华社")
    (True, False)
    """
    found = _LABEL.match(line)
    return found is not None and not line[found.end() :].strip(" :：\u3000")


def is_publisher(text: str) -> bool:
    """Whether the text may be the name of a paper or office that publishes.

    >>> is_publisher("市防汛办公室简报"), is_publisher("工作回顾")
    (True, False)
    """
    return _PUBLISHER.fullmatch(text) is not None


def is_person(text: str) -> bool:
    """Whether the text may be a person's name: two or three characters, the first a common surname.

    >>> is_person("王小明"), is_person("未完")
    (True, False)
    """
    return _NAME.fullmatch(text) is not None and text[0] in SURNAMES


def _labelled(line: str, labels: list[re.Match[str]]) -> Credit | None:
    """The labelled values; what stands before the first label must be a date or a publisher."""
    loose = _loose(line[: labels[0].start()].strip(" |·"))
    if loose is None and line[: labels[0].start()].strip(" |·"):
        return None
    values: dict[str, str] = {}
    dated = loose.date if loose else None
    year = loose.year if loose else None
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = line[label.end() : following.start() if following else len(line)].strip(_AROUND)
        found = find_date(value)
        if found:
            dated = dated or found[0]
            value = (value[: found[1]] + value[found[2] :]).strip(_AROUND)
        elif label.lastgroup == "date" and (named := _MONTH.fullmatch(value) or _YEAR.fullmatch(value)):
            year = year or _year(named)
        values.setdefault(str(label.lastgroup), value)
    source = values.get("source") or (loose.source if loose else None) or ""
    written = _WRITTEN_BY.fullmatch(source)
    if any(_SAYS.search(values.get(field, "")) for field in ("author", "source", "date")):
        return None  # 记者：下一步有什么打算？
    return Credit(
        date=dated,
        year=None if dated else year,
        source=(written[1] if written else source) or None,
        author=values.get("author") or (written[2] if written else None) or None,
        title=values.get("title") or None,
    )


def _unbracketed(line: str) -> str:
    """The line without the brackets around the whole of it, and without spaces at its edges."""
    bare = line.strip()
    while len(bare) > 1 and bare[0] in "（([【" and bare[-1] in "）)]】":
        bare = bare[1:-1].strip()
    return bare.strip("[]【】 ")


def _reporter(line: str) -> Credit | None:
    found = _REPORTER.fullmatch(line)
    if found:
        paper = found["paper"]
        return Credit(source=None if paper in {"本报", "本報"} else paper, author=found["names"].strip())
    bulleted = _BULLETED.fullmatch(line)
    if bulleted and (bulleted["work"] or is_person(bulleted["names"].split()[0])):
        return Credit(author=bulleted["names"].strip())
    return Credit(author=line) if _SPEAKER.fullmatch(line) else None


def _loose(line: str) -> Credit | None:
    """A date, a publisher, or both, with nothing else on the line; a publisher alone is not enough.

    A year and month is a date that leaves its day open.
    """
    found = find_date(line)
    month = None if found else _MONTH.search(line)
    if found is None and month is None:
        return None
    start, end = found[1:] if found else month.span() if month else (0, 0)
    rest = " ".join(f"{line[:start]} {line[end:]}".split()).strip(" |·-—")
    if rest.startswith(_ORIGINAL):  # an article of one's own, by the writer and the account
        rest = rest.split(" ")[-1]
    elif rest and not _PUBLISHER.fullmatch(rest):
        return None
    return Credit(date=found[0] if found else None, year=_year(month) if month else None, source=rest or None)


def _year(found: re.Match[str]) -> int:
    """
    >>> _year(_MONTH.match("二〇二一年五月")), _year(_MONTH.match("2021年5月"))
    (2021, 2021)
    """
    return int(arabic(found["digits"] or found["han"]))
