"""What shows that a report is about the whole country: who speaks, where, and for whom."""

import re

from indexer.contract.reading import RegionEvidence
from indexer.contract.vocabulary import NATIONAL

TITLE_POINTS = 60.0
_SUBJECT_POINTS = 30.0
_OFFICE_POINTS = 16.0
_COUNTRY_POINTS = 12.0
_MOST_SPOKEN = 12
_PRESS_POINTS = 4.0  # a national paper writes of places too: it tells only beside what the body says
_FEWEST_EVENLY = 5
_EVENLY_POINTS = 8.0
_OPENING_CHARS = 600

_MINISTRY = (
    "国务院|最高人民法院|最高人民检察院|最高法|最高检|中共中央|党中央|中央(?:纪委|政法委|办公厅|组织部|宣传部)"
    "|(?<![\u4e00-\u9fff])国家[\u4e00-\u9fff]{2,12}?(?:总局|局|委员会|委|部|署)|审计署|海关总署|中国人民银行(?!.{0,8}[分支]行)"
    "|(?<![\u4e00-\u9fff])(?:教育|公安|民政|司法|财政|人力资源(?:和)?社会保障|自然资源|生态环境|住房(?:和)?城乡建设|交通运输|水利"
    "|农业(?:农村)?|商务|文化(?:和旅游)?|退役军人事务|应急管理|科学?技术?|工业和信息化|外交|国防|铁道|卫生|环境保护|国家安全)部"
    "|全国(?:人民代表大会|人大(?!代表)|政协(?!委员(?!会))|总工会|妇联)"
)
_OFFICE = re.compile(_MINISTRY)
# An honour that one place strives for, and what is only handed on, do not speak for the country.
_COUNTRY = re.compile(
    "全国(?!文明|卫生|百强|百佳|双拥|先进|优秀|示范|模范|劳动|五一|三八|重点|首个|首批|第|前列|两会|领先|一流|闻名|知名|统一)"
    "|我国|中华人民共和国|中国(?!梦|特色|式|共产党|银行|联通|移动|电信|石[油化]|农业银行|建设银行|工商银行|传统|好人|历史)"
)
_HANDED_ON = re.compile(
    "贯彻|学习|传达|落实|迎接|创建|争创|荣获|入选|获评|荣膺|喜获|领跑|走在|面向|服务|冲刺|亮相|辐射"
)
_QUOTED = re.compile("《[^》]{0,80}》")
_CONGRESS = re.compile(
    "届全国(?:人民代表大会|人大|政协)|全国(?:人民代表大会|人大|政协)(?:常[务委]|会议|第)|届全国委员会"
)
_PRESS = re.compile(
    "人民日报|人民网|新华社|新华网|求是|光明日报|经济日报|央视|中央广播电视|中国新闻社|中新社"
)
_SPEAKS = re.compile("代表(?:国务院|最高人民法院|最高人民检察院|全国人大)")
_SPOKEN = re.compile("我国|全国|各省|各地区、各部门|各省、自治区、直辖市")
_HERE = re.compile("[我全][省市州县区旗盟](?![域长内])|本[省市州县区旗盟]|自治区人民政府|代表省")


def national_in_title(title: str, first_region: int) -> list[RegionEvidence]:
    """The nation's names in a title before any region's: after one they only say whom the region follows.

    >>> [said.text for said in national_in_title("国务院关于支持浙江的意见", 7)]
    ['国务院']
    """
    before = _QUOTED.sub(lambda found: " " * len(found[0]), title)[:first_region]
    office = _OFFICE.search(before)
    country = office or _COUNTRY.search(before)
    branch = country is not None and country.end() == first_region < len(title)  # 国家税务总局温州市税务局
    if country is None or branch or _HANDED_ON.search(before):
        return []
    return [_said("title", country[0], TITLE_POINTS if office else _COUNTRY_POINTS)]


def national_in_subtitle(subtitle: str) -> list[RegionEvidence]:
    """The national congress before which a report was given."""
    found = _CONGRESS.search(subtitle)
    return [_said("subtitle", found[0], _SUBJECT_POINTS)] if found else []


def national_in_source(source: str, names_region: bool) -> list[RegionEvidence]:
    """A national office; its branch in a region (国家统计局河南调查总队) is that region's."""
    found = None if names_region else _OFFICE.search(source)
    return [_said("source", found[0], _OFFICE_POINTS)] if found else []


def national_in_body(body: str, provinces: dict[str, int], source: str = "") -> list[RegionEvidence]:
    """Who speaks in the body, and the whole country rather than one place in it: `provinces` counts how often
    each is named; a national paper as the source bears it out."""
    said: list[RegionEvidence] = []
    speaks = _SPEAKS.search(body, 0, _OPENING_CHARS)
    if speaks:
        said.append(_said("self-reference", speaks[0], _SUBJECT_POINTS))
    spoken = _SPOKEN.findall(body)
    if spoken and not _HERE.search(body):
        said.append(_said("body", spoken[0], float(min(len(spoken), _MOST_SPOKEN))))
        paper = _PRESS.search(source)
        if paper:
            said.append(_said("source", paper[0], _PRESS_POINTS))
        most, total = max(provinces.values(), default=0), sum(provinces.values())
        if len(provinces) >= _FEWEST_EVENLY and 2 * most <= total:
            said.append(_said("body", "named evenly: " + "、".join(provinces), _EVENLY_POINTS))
    return said


def _said(place: str, text: str, points: float) -> RegionEvidence:
    return RegionEvidence(region=NATIONAL, place=place, text=text, points=points)
