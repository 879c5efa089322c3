"""Ordinary words that look like names of places, and what shows that a name is not used as one."""

import re


def _words(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split())


# Words that hold a name without meaning it; longer ones win over the names in them.
WORDS = _words(
    "新增 奥运城 亚运城 全运城 航运 海运 客运 营运 货运 适应 顺应 响应 供应 相应 新晋 罗浮山 南部县城",
    "中南部 东南部 西南部 吕梁山 太行山 巴丹吉林 大凉山 小凉山 碑林博物馆 新罗马",
    "长治久安 长治长效 大同小异 世界大同 社会大同 天下大同 大同社会 平安建设 通州湾 新华社 新华网",
    "新华书店 新华通讯社 入海口 出海口 出海口岸 美丽 秀丽 壮丽 推广 造福 建成 建成区 重大 双重 扩大",
    "国庆 盛大 平安 创新 更新 革新 南通道 西南通道 成都市圈 长白山 哈密瓜 哈密瓜果 黄浦江 苏州河 钱塘江",
    "嘉陵江 松花江 金沙江 雅鲁藏布江 澜沧江 鸭绿江 黄河 黄河南岸 黄河北岸 运河 淮河 渭河 汉江 长江 珠江",
    "太湖 洞庭湖 鄱阳湖 中山陵 孙中山 中山装 中山先生 延安精神 延安时期 延安整风 遵义会议 井冈山精神",
    "井冈山斗争 西柏坡 阿里巴巴 阿里云 宁德时代 三明治 三明确 大理石 大庆典 大庆精神 大庆祝 玉树临风",
    "河源头 江河源 三江源 日照时数 日照时间 日照强度 江门户 内江河 新乡村 新乡贤 新乡土 新余额 大连接",
    "大连片 大连心 公安县级 稳固原有 黄山松 丝绸之路 海南岛 南海 南海诸岛 东海 渤海 黄海 上海合作组织",
    "上海精神 北京时间 北京冬奥 北京奥运 云台 安全生产 东南山区 西南山区 中南山区 贵阳光 新安全 全南方",
    "向阳光 朝阳产业 朝阳行业 夕阳 安定团结 和平统一 和平共处 和平发展 保定期 成就业 常德行 开封存",
    "海西岸 南京大屠杀 广州起义 南昌起义 重庆谈判 西安事变 台州湾 杭州湾 福建舰 山东舰 辽宁舰 海东青",
    "河北省委党校 金华火腿 普洱茶 武夷岩茶 信阳毛尖 西湖龙井 南丰蜜橘 涪陵榨菜 郫县豆瓣 绍兴黄酒",
    "上海证券交易所 深圳证券交易所 北京证券交易所 郑州商品交易所 大连商品交易所 上海期货交易所 清华北大",
    "北大荒",
)
# Short names that are first of all words: they mean the place only where it is named in full as well.
DOUBTFUL = _words(
    "朝阳 大同 长治 安康 日照 白银 白山 来宾 阿里 山南 海北 海西 黄南 海东 黄山 北海 中山 和田 吴忠",
    "四平 通化 新乡 清远 河源 新余 三明 丽水 玉树 普洱 百色 开封 安顺 中卫 巴中 黑河 牡丹江 文山 红河",
    "怒江 德宏 海口 大庆 大连 江门 内江 保定 固原 平凉 常德 宜春 金华 南平 河池 定西 天水 武威 东营",
    "黄石 中西 甘南 双河 新星 白杨 北屯 万宁 东方 文昌 定安",
)
# Short names of counties that are words and never count by themselves.
ORDINARY = _words(
    "平安 和平 新华 朝阳 长安 新城 东方 向阳 解放 建设 振兴 复兴 友好 富裕 宏伟 红旗 安定 永安 文明",
    "前进 东风 胜利 河口 城关 公安 新兴 明光 集贤 太平 永定 西安 东安 爱民 阳明 卫东 建华 红岗 工农",
    "东山 南山 兴安 兴山 元宝 振安 站前 立山 千山 明山 清河 海港 古冶 路南 路北 桥东 桥西 双桥 运河",
    "开平 裕华 大城 永清 兴隆 河间 东光 海兴 新河 成安 广平 大名 高阳 新建 市中 城中 城北 城东 城西",
    "江北 江南 江东 江西 河东 河西 河北 河南 湖里 海南 山海关 白云 青山 宝山 普陀 鼓楼 西湖 南湖 东湖",
    "龙华 金山 长宁 静安 嘉定 黄埔 天河 海珠 荔湾 福山 高新 经开 开发 新区 东区 西区 南区 北区 中区",
    "郊区 城区 矿区 市区 县区 大渡口 南岸 通道 石柱 城口 丰都 中方 永兴 资源 平乐 上林 天等 大新 兴业",
    "大化 乐业 合山 安化 会同 石门 兴国 大余 崇义 安远 信丰 会昌 石城 万年 万载 上高 铜鼓 安义 进贤",
    "武功 太白 三原 黄龙 黄陵 山阳 镇安 平利 白河 紫阳 石泉 金塔 民乐 高台 会宁 康乐 广河 和政 合水",
    "正宁 共和 兴海 同德 称多 合作 大武 久治 互助 民和 三门 天台 开化 常山 江山 临海 长兴 平阳 文成",
    "云和 松阳 汉阴 崇信 信都 任泽 定南 永年 万全 新县 沙县",
)
# Full names that are words: they count only right behind the city they lie in.
GENERIC = _words("城区 郊区 矿区 新城区 老城区 东区 西区 城中区 港口区 解放区")

# What behind a short name shows a street, a school, a company, a product, a bank of a river.
NOT_A_PLACE = re.compile(
    r"[东西南北中]?(?:[一二三四]?路(?![线径桥况网政面边灯域局段])|大?街|大道|胡同|弄|巷)"
    r"|[东西南北]?站(?!在|位|点|稳)|大学|师范|理工|村(?![庄民里])"
    r"|[工农林医科财经政法交通邮电外语体育民族海洋]{2,4}(?:大学|学院)"
    r"|银行|集团|公司|股份|证券|保险|啤酒|航空|大厦|饭店|酒店|宾馆|烤鸭|牌|号[舰轮]|舰"
    r"|同仁堂|现代汽车|电气|岸|麓|银证|方言|话|菜|味|戏曲学院|话剧"
)
# What behind an official name shows that its last character belongs to the next word: 西安区域, 东方市场.
NEXT_WORD = {
    "区": re.compile("[域位间划块隔分县]"),
    "县": re.compile("[级域市区直城处乡镇]"),
    "市": re.compile("[场值价面容]"),
    "州": re.compile("[际]"),
    "省": re.compile("(?!)"),
    "盟": re.compile("[友约国军员主]"),
    "旗": re.compile("[帜下舰号]"),
}
# What may stand before an official name of two characters (新县, 和县), so often part of other words.
LEADS_IN = frozenset('在赴到从由向往来 \n\t　,，、。；;：:（()）“”"《》—-·！？!?|【】[]')
# Words before or behind a name that show a place visited, helped or learnt from.
VISITED_BEFORE = re.compile(
    "(?:赴|前往|去|到|走进|支援|援建|援|帮扶|对口|学习|借鉴|考察|来自|毗邻|对接|协作|援助|奔赴|参观|邻近|比邻)$"
)
VISITED_BEHIND = re.compile("(?:省|市|县|区)?(?:的?(?:先进)?(?:经验|做法|考察|学习|模式)|等地|等省|方面)")
