"""Markdown: its headings are lines that begin with "#"; the underlined kind is brought to that form."""

import re

from indexer.contract.reading import RawReport, Removal
from indexer.sources.catalog import SourceFile
from indexer.sources.encodings import Decoded, even_lines
from indexer.sources.front_matter import split_front_matter

_LONGEST_HEADING_CHARS = 100
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_UNSPACED = re.compile(r"(#{1,6})(?=[^#\s])")


def read_markdown(file: SourceFile, decoded: Decoded) -> RawReport:
    """The file as one report; what its front matter says is its metadata."""
    front = split_front_matter(even_lines(decoded.text))
    return RawReport(
        id=file.id,
        path=str(file.path),
        encoding=decoded.encoding,
        text=mark_headings(front.body),
        metadata=front.metadata,
        removed=(Removal(text=front.block, reason="front matter"),) if front.block else (),
        notes=(*decoded.notes, *front.notes),
    )


def mark_headings(text: str) -> str:
    """The text with each heading as a "#" line.

    >>> mark_headings("年度报告\\n====\\n\\n正文。")
    '# 年度报告\\n\\n正文。'
    >>> mark_headings("##工作回顾")
    '## 工作回顾'
    """
    lines: list[str] = []
    for line in text.split("\n"):
        underline = _UNDERLINE.fullmatch(line)
        if underline and lines and _may_be_heading(lines[-1]):
            level = 1 if underline[1][0] == "=" else 2
            lines[-1] = f"{'#' * level} {lines[-1].strip()}"
        else:
            lines.append(_UNSPACED.sub(r"\1 ", line, count=1) if line.startswith("#") else line)
    return "\n".join(lines)


def _may_be_heading(line: str) -> bool:
    stripped = line.strip()
    return 0 < len(stripped) <= _LONGEST_HEADING_CHARS and stripped[0] not in "#|>-*"
