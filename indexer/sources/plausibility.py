"""How much a decoding reads like Chinese: each character and pair weighed by how often print has them.

Bytes in the wrong encoding decode all the same, but to characters that nobody writes side by side.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

REPLACEMENT = "\ufffd"

# The thousand commonest characters of modern Chinese, in three bands; those of the thousand that
# traditional script writes otherwise, each behind its simplified form; and the commonest pairs.
_FREQUENT = (
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天"
    "作分方用多你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机"
    "体表力好外与文当两实重新三么只山水关明从化平建又制南内西没此将员名手最东"
)
_USUAL = (
    "头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入原问把路"
    "被并利石老教万知级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己"
    "儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反"
    "再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神选记斯真却职号界件花类何眼兵传带空干"
    "农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线皇言土团收考求德叫近备研争非具李众连调感转笑"
    "革该持始英克士尔让拉思根格造较际亲单朝红型价校约器字段周亚深候则功属积快图火千准究往极育装许参半令吃观鱼"
    "精办像帝八复影告远群包整构料随划算象容示投势热值夫网望源息语股铁断派速怎需片爱律纪支早况病境证编"
)
_COMMON = (
    "越局推满且列觉服双未居除乐企引标确织初青志率项飞球节察龙响药站施均消客失轻存低甚般击曾防请离落显罗营足素"
    "视护副食创余照兴占巴虽洲村费易试星木黑左宝置跟央识维采六底宫房音环案批切斗富乡另倒若按查故突责严桥模仅胜"
    "杀围席态破承招杨负层须父供续状域似依银范修找九致密终血旅钱赛独细效玉冲获习医演毛尽脸弹楼艺航陆右协七攻镇"
    "检写苏宗章注阿抗弟坐验封紧劳户优财养适陈喜卫排射哥油刻留急降念云微伤例景拿绝阶座刘刚害印亿沙母酒助闻超审"
    "待压升送监策略限竟香配藏敌呢差仍兰温园树征善波哪词岛止预怕继皮执味份角草男普答益谁船惊核街夏宣掌田久著画"
    "辑奇尼剑吧谈背免孩礼材愿洋春架筑括晚乱乎讲尚良友临激刀夜室既敢邦挥昌板胡欧福港叶简苦担句岁荆贵娘守辖威宜"
    "衣帮块堂额错剧充欢够孙班呼阵销坚练脚退读测吴希宁换版异某顾曲楚典朱毒菜判救宋茶洪含顺啊鲜败货矿端兄归冷忙"
    "买险康评肉吗厂永哈沉散遗停笔假输牛洞松渐顶训录否述毕督控丰献姑忽爷互亮纳襄登咱钟伯臣雄季脑介鄂召饭暗扩祖"
    "齐短烈赶牌恩诉移诗础露届蒙静喝卖盘植授伊湾博痛减穿逐秘庭陵固禁票灵杂姓泽吸侧庆妈遇追甲馆补唐炮沿殿刺怪彩"
    "俄旧警索岸轮妇载靠附毫怀软骨探雷旁罪枪牙迎序慢盛雨墙恶谷顿危稳熟"
)
_TRADITIONAL = (
    "国國为爲这這个個来來会會时時学學说說们們于於后後发發对對长長过過业業里裏经經门門动動进進区區开開产產军軍"
    "还還种種现現机機体體与與当當两兩实實么麼关關从從内內没沒将將员員东東头頭间間无無见見战戰点點场場数數样樣"
    "问問并並万萬级級应應资資务務气氣汉漢总總电電声聲设設义義统統处處马馬儿兒领領队隊计計别別权權话話报報给給"
    "变變书書几幾华華议議称稱决決张張导導术術结結师師达達题題条條规規县縣风風运運组組听聽济濟党黨论論强強黄黃"
    "选選记記却卻职職号號类類传傳带帶干幹农農边邊据據联聯广廣质質阳陽难難历歷专專认認车車台臺游遊举舉线線团團"
    "备備争爭众衆连連调調转轉该該尔爾让讓较較际際亲親单單红紅价價约約亚亞则則属屬积積图圖准準极極装裝许許参參"
    "吃喫观觀鱼魚办辦复復远遠群羣构構随隨划劃势勢热熱网網语語铁鐵断斷爱愛纪紀况況证證编編满滿觉覺双雙乐樂标標"
    "确確织織项項飞飛节節龙龍响響药藥轻輕击擊请請离離显顯罗羅营營视視护護创創余餘兴興占佔虽雖费費试試宝寶识識"
    "维維采採宫宮环環斗鬥乡鄉责責严嚴桥橋仅僅胜勝杀殺围圍态態杨楊负負层層须須续續状狀银銀范範终終钱錢赛賽独獨"
    "细細冲衝获獲习習医醫尽盡脸臉弹彈楼樓艺藝陆陸协協镇鎮检檢写寫苏蘇验驗紧緊劳勞户戶优優财財养養适適陈陳卫衛"
    "云雲伤傷绝絕阶階刘劉刚剛亿億闻聞审審压壓监監敌敵兰蘭温溫园園树樹征徵词詞岛島预預继繼执執谁誰惊驚画畫辑輯"
    "剑劍谈談礼禮愿願筑築乱亂讲講临臨挥揮欧歐叶葉简簡担擔岁歲荆荊贵貴辖轄帮幫块塊额額错錯剧劇欢歡够夠孙孫阵陣"
    "销銷坚堅练練脚腳读讀测測吴吳宁寧换換异異顾顧顺順鲜鮮败敗货貨矿礦归歸买買险險评評吗嗎厂廠遗遺笔筆输輸渐漸"
    "顶頂训訓录錄毕畢丰豐献獻爷爺纳納钟鍾脑腦饭飯扩擴齐齊赶趕诉訴诗詩础礎届屆静靜卖賣盘盤湾灣减減秘祕灵靈杂雜"
    "泽澤侧側庆慶妈媽馆館补補旧舊轮輪妇婦载載怀懷软軟枪槍墙牆恶惡顿頓稳穩"
)
_PAIRS = (
    "人民中国一个我们代表他们国家自己没有全国什么工作发展可以经济社会委员大会这个公司政府主要地方问题进行不是"
    "已经这样员会主义第一这些技术大学世界北京地区生产研究文化知道学院部分起来这种美国如果重要领导企业开始行政"
    "中央历史不能学生因为方面成为时候人大通过时间政治关系自治工业其中现在一些可能决定生活民族情况所以同时管理"
    "不同革命组织一种教育出来会议一般市场以及怎么认为由于国际两个自然这里作为机关人口第二活动长江但是一次建设"
    "需要根据产品城市日本许多运动系统其他中心之间科学形成面积资本一定出现记者计划委会具有以上发现影响规定人们"
    "使用发生法律基本民政世纪中华作用虽然包括要求主席工程因此人员一样编辑建立参加制度组成各种战争职业而且军事"
    "国民提出我国旅游必须之一增长所有以后你们如何实际应该为了上海建筑之后共和有关劳动农业时期资源常委价值国务"
    "不过孩子东西不会公里如此部门能力政体特别各级学校最后改革基础产生机构负责表示当时这么保护那么下来最高环境"
    "群众常务检察选举得到一直方法还有和国进入过程条件目前平方增加科技思想对于过去举行单位务院方式不知理论一下"
    "报告或者专业一步一点百科开发提供提高解放十分艺术投资一切完成信息统治分别准备最大先生现代获得那些英国经过"
    "然后表现民主非常比较亿元结构任何服务有人一起治区觉得今天存在不断集团主任完全形式统一不可规模内容有些华人"
    "二十联合达到新闻任务不要合作甚至实行事情原来变化务委实现执行不得政策突然年代共产精神心中直接民共可是荆州"
    "阶级继续期间推进加强落实坚持深化全面整改责任安全保障完善提升推动积极加快创新生态民生党委党组干部纪检监督"
    "治理专项行动条例办法应当本市本省乡村振兴图书消费就业医疗养老住房年度总体通知意见印发关于实施方案细则公告"
    "公报统计质量高质"
)
_PUNCTUATION = "，。、；：？！“”《》（）「」『』\u3000"
_SAMPLE_CHARS = 50_000
_SAMPLE_PAIRS = 2_000

# Natural logarithms of how often a character of each kind comes up in Chinese print. The bands are those
# above; a character of the first level of GB 2312 or Big5 is in use, any other is not in reports.
_OFTEN, _USUALLY, _COMMONLY, _IN_USE, _RARELY, _NEVER = -5.8, -7.1, -8.1, -10.2, -15.0, -18.0
_ASCII, _LATIN, _SYMBOL, _LETTER, _BROKEN = -3.5, -7.0, -9.0, -12.0, -20.0
_PAIR_BONUS = 3.0
_PLAIN_ASCII = frozenset(map(chr, (9, 10, 13, *range(32, 127))))
_KINDS = (
    (re.compile(r"[\u4e00-\u9fff]"), _RARELY),
    (re.compile(r"[\u00a0-\u017f]"), _LATIN),
    (re.compile(r"[\u2010-\u2027\u2030-\u205e\u2100-\u25ff\u3001-\u301f\uff01-\uff5e]"), _SYMBOL),
    (re.compile(r"[\u0370-\u052f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf]"), _LETTER),
    (re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]"), _BROKEN),
)
_GB_LEVEL_ONE = range(0xB0, 0xD8)
_BIG5_LEVEL_ONE = range(0xA4, 0xC7)
_TRAILS = range(0x40, 0xFF)


def likelihood(text: str) -> float:
    """The logarithm of how likely Chinese print is to run like this: what is nearer to 0 is likelier.

    Only decodings of the same bytes can be compared.

    >>> likelihood("我们的工作报告") > likelihood("扂蠅腔馱釬惆豢")
    True
    """
    weights, pairs = _weights(), _pairs()
    single = sum(_weight(char, weights) * count for char, count in Counter(text).items())
    together = sum(first + second in pairs for first, second in pairwise(text[:_SAMPLE_PAIRS]))
    return single + _PAIR_BONUS * together


def plausibility(text: str) -> float:
    """The share of common characters among those beyond ASCII; what is broken takes from it.

    >>> plausibility("我们的工作报告") > 0.9 > 0.2 > plausibility("扂蠅腔馱釬惆豢")
    True
    """
    beyond = [char for char in text[:_SAMPLE_CHARS] if char > "\x7f"]
    if not beyond:
        return 0.0
    weights = _weights()
    common = sum(weights.get(char, _NEVER) >= _COMMONLY for char in beyond)
    return (common - 2 * beyond.count(REPLACEMENT)) / len(beyond)


def _weight(char: str, weights: dict[str, float]) -> float:
    known = weights.get(char)
    if known is not None:
        return known
    return next((weight for kind, weight in _KINDS if kind.match(char)), _NEVER)


@cache
def _weights() -> dict[str, float]:
    traditional = {after: before for before, after in _forms()}
    weights = dict.fromkeys(_first_levels(), _IN_USE)
    for chars, weight in ((_COMMON, _COMMONLY), (_USUAL, _USUALLY), (_FREQUENT, _OFTEN)):
        weights |= dict.fromkeys(chars, weight)
    weights |= {after: weights[before] for after, before in traditional.items() if after not in weights}
    weights |= {after: max(weights[after], weights[before]) for after, before in traditional.items()}
    return weights | dict.fromkeys(_PUNCTUATION, _OFTEN) | dict.fromkeys(_PLAIN_ASCII, _ASCII)


@cache
def _pairs() -> frozenset[str]:
    """The commonest pairs in either script."""
    traditional = str.maketrans(dict(_forms()))
    simplified = [_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2)]
    return frozenset((*simplified, *(pair.translate(traditional) for pair in simplified)))


def _forms() -> list[tuple[str, str]]:
    return [(_TRADITIONAL[at], _TRADITIONAL[at + 1]) for at in range(0, len(_TRADITIONAL), 2)]


def _first_levels() -> Iterator[str]:
    """The characters that the standards themselves put first, as the ones in use."""
    for leads, encoding in ((_GB_LEVEL_ONE, "gb2312"), (_BIG5_LEVEL_ONE, "big5")):
        for lead in leads:
            row = b"".join(bytes((lead, trail)) for trail in _TRAILS if not 0x7E < trail < 0xA1)  # noqa: PLR2004
            yield from (char for char in row.decode(encoding, errors="ignore") if char > "\u3400")
