"""Variants: written forms of a character that OpenCC leaves alone, with the form each folds to."""

# The circles that stand for a nought in dates and numbers.
_NOUGHTS = "○〇 ◯〇 ⭘〇"

# 异体字 of the official 第一批异体字整理表 (1955, as adjusted to 1997): those still coded for print where it
# does not hold (Big5, JIS X 0208), and a few frequent in older prints. Left out are all that GB 2312 codes,
# those the 通用规范汉字表 (2013) made standard again (喆, 昇), and what is chiefly part of names (瑠, 珎).
_OFFICIAL = """
菓果 畧略 徧遍 痺痹 粺稗 幇帮 揹背 桮杯 偪逼 獘毙 粃秕 臕膘 鼈鳖 氷冰 竝并 愽博 駮驳 慙惭 甞尝 膓肠 塲场
讐仇 鉏锄 耡锄 舩船 剏创 窓窗 箠棰 怱匆 麤粗 簒篡 剉锉 啗啖 噉啖 攩挡 悳德 隄堤 觝抵 蔕蒂 蜨蝶 疉叠 鬪斗
鬭斗 荳豆 覩睹 妬妒 遯遁 朶朵 搤扼 蕚萼 峩峨 鵞鹅 阨厄 譌讹 罸罚 飜翻 倣仿 疿痱 癈废 雰氛 戞戛 灨赣 摃扛
皐皋 稾稿 肐胳 謌歌 畊耕 骾鲠 搆构 皷鼓 恠怪 鑵罐 銲焊 閧哄 怳恍 蚘蛔 廻回 覊羁 朞期 裌夹 牋笺 劒剑 椷缄
堿碱 勦剿 刧劫 穽阱 烱炯 韮韭 揫揪 擧举 睠眷 栞刊 矙瞰 埳坎 欬咳 尅克 阬坑 袴裤 欵款 鑛矿 餽馈 媿愧 闚窥
濶阔 臈腊 頼赖 嬾懒 惏婪 蜋螂 犂犁 隷隶 蔾藜 茘荔 匳奁 歛敛 隣邻 燐磷 畱留 艪橹 崘仑 蟇蟆 冐冒 夘卯 瞇眯
覔觅 緜绵 幙幕 畆亩 嬭奶 妳你 閙闹 蜺霓 暱昵 秊年 囓啮 煖暖 砲炮 掽碰 踫碰 毘毗 飃飘 凴凭 缾瓶 廹迫 碁棋
憇憩 繦襁 艢樯 鎗枪 荍荞 寑寝 懃勤 坵丘 毬球 駈驱 敺驱 劵券 搉榷 靱韧 靭韧 袵衽 姙妊 羢绒 毧绒 蝡蠕 輭软
蕋蕊 橤蕊 蘂蕊 篛箬 顋腮 桒桑 澁涩 濇涩 葠参 賸剩 疎疏 竢俟 愬诉 蘓苏 搨拓 牠它 搯掏 縚绦 籐藤 覜眺 筩筒
媮偷 兎兔 穨颓 韈袜 澣浣 徃往 汚污 熈熙 啣衔 僊仙 尠鲜 傚效 脇胁 蠏蟹 絏绁 敍叙 勗勖 諠喧 萲萱 鴈雁 臙胭
鷰燕 簷檐 燄焰 殽淆 燿耀 窰窑 殀夭 迻移 慇殷 婬淫 瘖喑 暎映 慂恿 欝郁 寃冤 襍杂 偺咱 蹧糟 剳札 搾榨 琖盏
醆盏 櫂棹 輙辄 慴慑 碪砧 遉侦 巵卮 阯址 寘置 帋纸 穉稚 姪侄 呪咒 箒帚 甎砖 塼砖 譔撰 粧妆 斲斫 姉姊 騣鬃
椶棕 鑚钻
"""

# Old glyphs with a code point of their own: 旧字形 of the 印刷通用汉字字形表 (1965).
_OLD_GLYPHS = "靑青 淸清 値值 兪俞 緖绪 愼慎 戸户 郞郎 槪概 硏研 倂并 甁瓶 襃褒 鄕乡 晄晃 頴颖"

# Radicals as PDF files spell characters with them; the others of the block are taken by NFKC.
_RADICALS = """
⺠民 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻑长 ⻒长 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼
⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙
"""

# Variant to folded character, both as code points are compared: one for one.
VARIANTS: dict[str, str] = {
    pair[0]: pair[1] for table in (_NOUGHTS, _OFFICIAL, _OLD_GLYPHS, _RADICALS) for pair in table.split()
}
