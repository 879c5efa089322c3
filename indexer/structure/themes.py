"""Themes: what a section is about, told from the words of its heading."""

from collections.abc import Sequence

from indexer.contract.vocabulary import Theme
from indexer.structure.script import simplified

# Each theme with the words that tell it. The longest word found in a heading decides.
THEMES: dict[str, tuple[str, ...]] = {
    "学习教育": (
        "学习教育",
        "思想引领",
        "政治引领",
        "政治忠诚",
        "学深悟透",
        "信仰",
        "入脑入心",
        "凝神聚魂",
        "政治建设",
        "理论武装",
        "铸魂",
    ),
    "查纠整改": ("查纠整改", "查纠", "顽瘴痼疾", "整治", "整改", "刀刃向内", "真查真改", "问题落实"),
    "为民办事": (
        "为民办事",
        "为民服务",
        "为民实践",
        "人民至上",
        "惠民",
        "便民",
        "群众难题",
        "创新服务",
        "为民办实事",
        "为群众办实事",
    ),
    "建章立制": ("建章立制", "长效机制", "制度建设", "常态长效"),
    "组织领导": ("组织领导", "统筹谋划", "稳步开局", "党的全面领导", "凝聚队伍力量", "党的领导"),
    "工作回顾": (
        "工作回顾",
        "工作总结",
        "发展成就",
        "主要成绩",
        "发展回顾",
        "工作开展情况",
        "新进展新成效",
        "工作成效",
        "工作情况",
    ),
    "目标任务": (
        "目标任务",
        "主要目标",
        "重点任务",
        "主要任务",
        "重点工作",
        "工作安排",
        "工作打算",
        "总体要求",
        "工作任务",
        "规划纲要",
        "主要考虑",
        "下一步",
        "主要工作",
        "十五五",
    ),
    "产业": (
        "产业体系",
        "产业",
        "实体经济",
        "制造业",
        "工业",
        "园区",
        "数字经济",
        "新质生产力",
        "服务业",
        "海洋经济",
        "文旅",
    ),
    "创新": ("科技创新", "创新驱动", "教育科技人才", "科技强", "科创", "创新体系", "创新策源", "科技"),
    "内需": ("扩大内需", "内需", "消费", "投资", "扩内需稳增长", "有效需求", "统一大市场", "稳增长"),
    "改革": ("深化改革", "改革攻坚", "改革", "营商环境"),
    "开放": ("对外开放", "高水平开放", "自由贸易", "开放", "招商"),
    "民生": (
        "民生",
        "公共服务",
        "社会保障",
        "就业",
        "医疗",
        "人民生活",
        "群众身边",
        "百姓福祉",
        "养老",
        "民生福祉",
        "获得感",
    ),
    "教育": ("教育事业", "教育强", "学校", "办学"),
    "文化": ("文化强", "文化", "文物", "文明建设"),
    "生态": ("生态文明建设", "生态文明", "生态", "绿色", "双碳", "污染", "环境保护", "美丽", "植树", "河湖"),
    "安全": (
        "安全发展",
        "安全底线",
        "平安",
        "风险",
        "安全",
        "防汛",
        "消防",
        "应急",
        "社会治理",
        "安全稳定",
        "稳定大局",
    ),
    "乡村振兴": ("乡村全面振兴", "乡村振兴", "农业农村", "三农", "农业", "粮食"),
    "城乡区域": (
        "城乡融合",
        "区域协调",
        "新型城镇化",
        "协同发展",
        "城市治理",
        "城市更新",
        "城乡",
        "区域",
        "交通",
        "人民城市",
    ),
    "政府自身建设": (
        "政府自身建设",
        "自身建设",
        "法治政府",
        "服务型政府",
        "政府治理",
        "廉政",
        "转作风",
        "依法行政",
    ),
}
_WORDS = tuple(
    sorted(
        ((word, theme) for theme, words in THEMES.items() for word in words), key=lambda pair: -len(pair[0])
    )
)


def theme_of(section: Sequence[str], taxonomy: Sequence[Theme] = ()) -> str | None:
    """The theme of the nearest heading that tells one, from the innermost outwards.

    >>> theme_of(("二、重点工作", "（一）擦亮底色")), theme_of(("動真格 整治頑瘴痼疾",))
    ('目标任务', '查纠整改')
    """
    told = (_of_heading(heading) for heading in reversed(section))
    return next((theme for theme in told if theme is not None), None)


def _of_heading(heading: str) -> str | None:
    folded = simplified(heading)
    return next((theme for word, theme in _WORDS if word in folded), None)
