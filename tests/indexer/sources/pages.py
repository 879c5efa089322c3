"""Pages for the tests: an invented site with all that stands around a text, and a way to read a page."""

from pathlib import Path

from indexer.contract.reading import RawReport
from indexer.sources.catalog import SourceFile
from indexer.sources.encodings import decode
from indexer.sources.html import read_html

PARAGRAPHS = (
    "　　今年春天，城西夜校新开了七个班，学员比去年多了三成，教室天天坐满，街坊都说方便。",
    "　　剪纸班和木工班最受欢迎。剪纸班每周三晚上开课，由老街的手艺人轮流讲授，材料由夜校准备。",
    "　　短句。",
    "　　木工班设在旧仓库里，夜校为它换了电线、装了排风，开班以来没有出过一次事故，学员做出长凳四十条。",
    "　　下一步，夜校将把教室开到城东，并请学员自己当老师，让更多的人晚上有处可去、有艺可学。",
)
MENU = "".join(f'<li><a href="/{at}">栏目{at}</a></li>' for at in range(20))
HEAD = (
    "<head><meta charset=utf-8><title>城西夜校开班情况报告_城西区门户网站</title>"
    '<meta name="SiteName" content="城西区门户网站"><link rel="canonical" href="https://site.example/a.html">'
    "</head>"
)


def site_page(above: str = "<h1>城西夜校开班情况报告</h1>", below: str = "<p>城西区文化馆</p>") -> str:
    """A page of the site: menu, breadcrumbs, the report with what is given above and below, links, footer."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html>{HEAD}<body><div class="top"><ul>{MENU}</ul></div>'
        '<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/news">动态</a></div>'
        f'<div class="article">{above}<div id="zoom">{body}{below}</div></div>'
        f'<div class="more"><h3>相关阅读</h3><ul>{MENU}</ul></div>'
        '<div class="foot"><a href="/about">关于我们</a> 版权所有：城西区</div></body></html>'
    )


def read_page(page: str | bytes) -> RawReport:
    """The page as the report that it is."""
    data = page if isinstance(page, bytes) else page.encode()
    return read_html(SourceFile(path=Path("a.html"), id="a.html"), decode(data))
