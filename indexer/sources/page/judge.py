"""What trafilatura says of a page: which of its text is the main content, and its metadata."""

import logging
import re
from dataclasses import dataclass

import trafilatura
from lxml import etree

_LARGEST_PAGE_CHARS = 1_000_000
_MOST_ELEMENTS = 30_000
_DEEPEST = 200
# Not read by the judge: data in scripts may be nested deeper than its parser can stand.
_SCRIPTS = re.compile(r"<(script|style)(?=[\s>/])[\s\S]*?(?:</\1\s{0,9}>|\Z)", re.IGNORECASE)
# A page published later than this is a slip; a fixed day, so that a page reads the same on any day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
# What a parser of broken pages stumbles over; the page is then read without its judgement.
_STUMBLES = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    etree.LxmlError,
)

# Without a handler of its own, Python prints the library's warnings about pages without an article.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The text that is the main content, None where there is none, and what the page's head and its
    markup say of it, as written."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None


def judge(page: str, *, depth: int, elements: int) -> Judgement | None:
    """The judgement; None for a page that is too large, too deep or too broken to be judged in time."""
    if len(page) > _LARGEST_PAGE_CHARS or elements > _MOST_ELEMENTS or depth > _DEEPEST:
        return None
    page = _SCRIPTS.sub("", page)
    try:
        main = trafilatura.bare_extraction(page, fast=True, include_comments=False, include_tables=True)
        said = trafilatura.extract_metadata(page, date_config=_DATES)
    except _STUMBLES:
        return None
    return Judgement(
        text=getattr(main, "text", None) or None,
        title=said.title or None,
        date=said.date or None,
        author=said.author or None,
        site=said.sitename or None,
        url=said.url or None,
    )
