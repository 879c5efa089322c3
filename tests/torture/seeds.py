"""The sound files that mutants are made from: one or more of each format and encoding, all written here."""

import json

from tests.indexer.sources.office import docx_bytes, pdf_bytes, xlsx_bytes, zip_bytes

TEXT = """临江县防汛工作总结

临江县人民政府办公室　2023年9月8日

各位代表：
一、工作回顾
（一）堤防加固。全县投入资金三千二百万元，加固堤防十二公里，改造泵站六座。去年以来，共巡查堤段四百余次。
（二）群众转移。汛期转移群众五千六百人，
— 2 —
没有一人伤亡。
二、存在的问题
部分乡镇的排涝设备老化，值守力量不足，预警信息还没有送到每一户。
三、下一步打算
1.加快设备更新。年底前更换水泵四十台。
2.完善预案。每个村组织一次演练。
临江县水利局
"""
TRADITIONAL = TEXT.translate(str.maketrans("县总结办级资万务险预变设备", "縣總結辦級資萬務險預變設備"))
MARKDOWN = (
    "---\ntitle: 临江县年报\ndate: 2023-09-08\nregion: 浙江省\n---\n"
    "# 年报\n\n## 一、回顾\n\n**修路。**全县修路十公里。\n\n"
    "| 乡镇 | 公里 |\n| --- | --- |\n| 东桥镇 | 4 |\n| 西桥镇 | 6 |\n\n- 继续修路。\n"
)
HTML = (
    '<!DOCTYPE html><html><head><meta charset="{charset}"><title>年报</title></head><body>'
    "<nav>首页 新闻</nav><h1>临江县年报</h1><p>来源：某某日报 2023-09-08</p><h2>一、回顾</h2>"
    "<p><b>修路。</b>全县修路十公里，方便群众出行。</p><table><tr><th>乡镇</th><th>公里</th></tr>"
    "<tr><td>东桥镇</td><td>4</td></tr><tr><td>西桥镇</td><td>6</td></tr></table>"
    "<div>分享到微信</div><footer>版权所有</footer></body></html>"
)
ROWS = [
    ["标题", "日期", "地区", "正文"],
    ["年报", "2023-09-08", "浙江省", TEXT],
    ["简报", "2022", "", "一、回顾\n修路。"],
]


def _csv() -> str:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS) + "\n"


def _jsonl() -> str:
    lines = [
        {"id": "a", "title": "年报", "date": "2023-09-08", "region": "330000", "text": TEXT},
        {"id": "b", "title": "简报", "paragraphs": [{"text": "修路。", "section": ["一、回顾"]}, "种树。"]},
    ]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n"


def seeds() -> dict[str, bytes]:
    """File names with their bytes."""
    inner = zip_bytes({"里/甲.txt": TEXT.encode(), "乙.md": MARKDOWN.encode()})
    return {
        "utf8.txt": TEXT.encode(),
        "bom.txt": TEXT.encode("utf-8-sig"),
        "gb.txt": TEXT.encode("gb18030"),
        "big5.txt": TRADITIONAL.encode("big5hkscs", errors="replace"),
        "utf16.txt": TEXT.encode("utf-16"),
        "plain16.txt": TEXT.encode("utf-16-be"),
        "report.md": MARKDOWN.encode(),
        "page.html": HTML.format(charset="utf-8").encode(),
        "declared.htm": HTML.format(charset="big5").encode("gb18030"),
        "table.csv": _csv().encode("gb18030"),
        "tabs.tsv": _csv().replace('","', '"\t"').encode(),
        "lines.jsonl": _jsonl().encode(),
        "word.docx": docx_bytes(["临江县年报", "一、回顾", "全县修路十公里。"]),
        "sheet.xlsx": xlsx_bytes(ROWS),
        "print.pdf": pdf_bytes([["临江县年报", "一、回顾", "全县修路十公里。"], ["二、打算", "继续修路。"]]),
        "pack.zip": zip_bytes(
            {"甲.txt": TEXT.encode("gb18030"), "metadata.csv": "path,title\n甲.txt,年报\n".encode()}
        ),
        "office.zip": zip_bytes(
            {
                "甲.docx": docx_bytes(["年报", "全县修路十公里。"]),
                "乙.html": HTML.encode(),
                "丙.xlsx": xlsx_bytes(ROWS),
            }
        ),
        "nested.zip": zip_bytes({"内.zip": inner, "丙.txt": TEXT.encode()}),
    }
