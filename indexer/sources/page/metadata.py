"""What a page says of itself outside its text: its meta tags first, then what trafilatura makes of them."""

import html
import re
from collections.abc import Sequence

from indexer.contract.reading import Metadata
from indexer.sources.dates import parse_date
from indexer.sources.page.judge import Judgement
from indexer.sources.page.lines import Line

_TITLE = re.compile(r"<title[^<>]*>([^<]{0,500})", re.IGNORECASE)
_META = re.compile(r"<meta\s([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,20})\s{0,5}=\s{0,5}(?:\"([^\"]{0,500})\"|'([^']{0,500})')", re.IGNORECASE)
_DATES = ("date", "pubdate", "publishdate", "article:published_time", "publishtime", "firstpublishedtime")
_SOURCES = ("source", "contentsource")
_SITES = ("sitename", "og:site_name")
_URLS = ("url", "og:url")
_NAMED_SOURCE = re.compile("[来來]源[:：]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_NAME = re.compile(r"[\d:：|/@]")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|[（(]|\d{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[部章节節]"
)
_LEAST_TITLE_CHARS = 6
_LONGEST_NAME_CHARS = 20


def page_metadata(page: str, lines: Sequence[Line], judgement: Judgement) -> Metadata:
    """The metadata of a page whose text is these lines.

    A title is given where the text has no h1, and a site as the source where the text names none: what
    a page prints is nearer to the report than what its site says in every head.
    """
    values = _meta_values(page)
    printed_source = any(_NAMED_SOURCE.search(line.text) for line in lines)
    site = None if printed_source else _first(values, _SITES) or _site(judgement)
    url = judgement.url or _first(values, _URLS)
    return Metadata(
        title=None if any(line.level == 1 for line in lines) else _title(page, values, judgement, lines),
        date=parse_date(_first(values, _DATES) or judgement.date or ""),
        source=_first(values, _SOURCES) or site,
        author=values.get("author") or _author(judgement),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _title(page: str, values: dict[str, str], judgement: Judgement, lines: Sequence[Line]) -> str | None:
    """The article's own title, or the one heading of the page, where it opens the text, or <title>, without
    the name of the site behind it."""
    found = _TITLE.search(page)
    whole = _plain(found[1]) if found else None
    own = values.get("articletitle") or values.get("og:title") or _only_heading(lines)
    if own or not whole:
        return own or judgement.title
    shorter = judgement.title or ""
    return shorter if shorter and whole.startswith(shorter) else whole


def _only_heading(lines: Sequence[Line]) -> str | None:
    """The heading that the text opens with, if there is no other; one with a number is that of a section."""
    headings = [line for line in lines if line.level]
    if len(headings) != 1 or headings[0] is not lines[0] or _NUMBERED.match(headings[0].text):
        return None
    return headings[0].text if len(headings[0].text) >= _LEAST_TITLE_CHARS else None


def _site(judgement: Judgement) -> str | None:
    """The site, if it has more of a name than its address."""
    return judgement.site if judgement.site and _HAN.search(judgement.site) else None


def _author(judgement: Judgement) -> str | None:
    """The author, if it is a name and not the whole line of credits."""
    name = judgement.author or ""
    return name if 0 < len(name) <= _LONGEST_NAME_CHARS and not _NO_NAME.search(name) else None


def _first(values: dict[str, str], names: Sequence[str]) -> str | None:
    return next((values[name] for name in names if name in values), None)


def _meta_values(page: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for tag in _META.findall(page):
        attributes = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(tag)}
        name = attributes.get("name", attributes.get("property", "")).lower()
        content = _plain(attributes.get("content", ""))
        if name and content:
            values.setdefault(name, content)
    return values


def _plain(text: str) -> str | None:
    return " ".join(html.unescape(text).split()) or None
