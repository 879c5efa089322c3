"""How plausible a character is in a Chinese report: the measure by which a repair is judged."""

from functools import lru_cache

# Characters that make up most of any modern text, and how traditional script writes them.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严督察纪检司整"
    "顿治违规纠忠诚警察案件执法院责任落实推进推动坚持加强深入全面贯彻精神群众服务乡村振兴环境创新企业项目投资改革监督培训宣传镇街道居"
    "汉藏族委员书记州长县长阳陽单位各级干部领导班子会议指出表示介绍讲述学习教育活动专项主题日上午下午近日"
    "這為個國時來們於會發動過說產種後學經進電裡現實加兩體當點從業應開還無關與間樣線內數問變條結總設長頭資邊級圖統較將組見計別論運農"
    "幾區強幹戰則據處隊給門規熱領東導壓爭濟階術極聯認權證單風帶場車務萬議報鬥類離華確張馬節話況傳許廣記觀織裝眾書復兒須際驗連斷難備辦"
    "習響約勞團歷構稱準號維劃選標寫親廠識適屬滿縣參紅細聽該鐵價嚴紀檢頓違糾誠執責實進動堅貫徹務鄉興環創業項監訓宣傳鎮漢單級幹導"
    "調員沈陽督導貢獻現場達區經驗總體優勢構建幫扶幸福安寧養護衛"
)
_MARKS = frozenset("，。、；：？！“”《》（）…—·%％0123456789〇")
_QUESTIONABLE = frozenset("?!\ufffd")
_UNUSED = "\ue000", "\uf8ff"  # private use: no character at all
_FREQUENT_POINTS, _MARK_POINTS, _COMMON_POINTS, _LETTER_POINTS = 2.0, 1.0, 0.5, -0.5
_RARE_POINTS, _FOREIGN_POINTS, _UNUSED_POINTS = -2.5, -3.0, -5.0


@lru_cache(maxsize=1 << 16)
def points(char: str) -> float:
    """High for a frequent character, low for one that hardly any report holds.

    >>> points("的") > points("瘪") > points("瘯") > points("\ue266")
    True
    """
    if "\u3400" <= char <= "\u9fff":
        return _FREQUENT_POINTS if char in _FREQUENT else _COMMON_POINTS if _is_common(char) else _RARE_POINTS
    if char in _MARKS:
        return _MARK_POINTS
    if char in _QUESTIONABLE:
        return 0.0
    if char.isascii():
        return _LETTER_POINTS
    return _UNUSED_POINTS if _UNUSED[0] <= char <= _UNUSED[1] else _FOREIGN_POINTS


def _is_common(char: str) -> bool:
    """Whether a standard's first level has it: GB 2312 for simplified, Big5 for traditional script."""
    for encoding, first, last in (("gb2312", b"\xb0\xa1", b"\xd7\xfe"), ("big5", b"\xa4\x40", b"\xc6\x7e")):
        try:
            if first <= char.encode(encoding) <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False
