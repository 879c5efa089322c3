"""Markdown: its headings are lines that begin with "#", its tables a line a row; comments are no text."""

import re
from collections.abc import Sequence

from indexer.contract.reading import RawReport, Removal
from indexer.sources.encodings import Decoded, even_lines
from indexer.sources.files import SourceFile
from indexer.sources.front_matter import split_front_matter
from indexer.sources.rows import table_lines

_LONGEST_HEADING_CHARS = 100
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_UNSPACED = re.compile(r"(#{1,6})(?=[^#\s])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*")
_TABLE_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?")
_LONGEST_RULE_CHARS = 2_000
_CELL_END = re.compile(r"(?<!\\)\|")
_CELL_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)


def read_markdown(file: SourceFile, decoded: Decoded) -> RawReport:
    """The file as one report; what its front matter says is its metadata."""
    front = split_front_matter(even_lines(decoded.text))
    block = (Removal(text=front.block, reason="front matter"),) if front.block else ()
    body, comments = drop_comments(front.body)
    text, marks = mark_headings(body)
    return RawReport(
        id=file.id,
        path=file.shown,
        encoding=decoded.encoding,
        margin=decoded.margin,
        text=text,
        metadata=front.metadata,
        removed=(*block, *comments, *marks),
        notes=(*decoded.notes, *front.notes),
    )


def drop_comments(text: str) -> tuple[str, tuple[Removal, ...]]:
    """The text without its HTML comments; one without an end is text.

    >>> drop_comments("正文。<!-- 待核 -->第二句。<!-- 没完")
    ('正文。第二句。<!-- 没完', (Removal(text='<!-- 待核 -->', reason='comment', start=None),))
    """
    kept: list[str] = []
    removed: list[Removal] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        removed.append(Removal(text=text[start : end + 3], reason="comment"))
        at = end + 3
    return "".join((*kept, text[at:])), tuple(removed)


def mark_headings(text: str) -> tuple[str, tuple[Removal, ...]]:
    """The text with each heading as a "#" line and each table row as a line; the marks of code are taken out,
    among them a "#" that would make a heading of a line of code.

    >>> mark_headings("年度报告\\n====\\n\\n##工作回顾\\n\\n正文。")[0]
    '# 年度报告\\n\\n## 工作回顾\\n\\n正文。'
    >>> mark_headings("|地区|产值|\\n|--|--:|\\n|安溪|10亿元|\\n\\n正文。")[0]
    '地区：安溪\\t产值：10亿元\\n\\n正文。'
    """
    lines: list[str] = []
    marks: list[Removal] = []
    source = text.split("\n")
    at = 0
    fences = _fences(source)
    while at < len(source):
        if at in fences:
            code = source[at + 1 : fences[at]]
            marks += [Removal(text=source[end], reason="code mark") for end in (at, fences[at])]
            marks += [Removal(text=_hashes(line), reason="code mark") for line in code if _hashes(line)]
            lines += [line[len(_hashes(line)) :] for line in code]
            at = fences[at] + 1
        elif (end := _table_end(source, at)) > at:
            lines += table_lines([_cells(source[at]), *map(_cells, source[at + 2 : end])])
            at = end
        else:
            _add_line(lines, source[at])
            at += 1
    return "\n".join(lines), tuple(marks)


def _add_line(lines: list[str], line: str) -> None:
    """The line behind the others; a rule makes a heading of the line above it."""
    underline = _UNDERLINE.fullmatch(line)
    if underline and lines and _may_be_heading(lines[-1]):
        level = 1 if underline[1][0] == "=" else 2
        lines[-1] = f"{'#' * level} {lines[-1].strip()}"
    else:
        lines.append(_UNSPACED.sub(r"\1 ", line, count=1) if line.startswith("#") else line)


def _may_be_heading(line: str) -> bool:
    stripped = line.strip()
    return 0 < len(stripped) <= _LONGEST_HEADING_CHARS and stripped[0] not in "#|>-*"


def _fences(lines: Sequence[str]) -> dict[int, int]:
    """Where blocks of code open and close; one that does not close is no block."""
    fences: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for at, line in enumerate(lines):
        fence = _FENCE.fullmatch(line)
        if fence is None:
            continue
        if opened is None:
            opened = (at, fence[1])
        elif fence[1].startswith(opened[1]) and line.strip() == fence[1]:
            fences[opened[0]] = at
            opened = None
    return fences


def _hashes(line: str) -> str:
    return line[: len(line) - len(line.lstrip("# \t"))] if line.lstrip().startswith("#") else ""


def _table_end(lines: Sequence[str], at: int) -> int:
    """The end of the table that begins here, half-open; `at` where none does."""
    rule_at = at + 1
    if "|" not in lines[at] or rule_at >= len(lines) or not _is_rule(lines[rule_at]):
        return at
    end = rule_at + 1
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _is_rule(line: str) -> bool:
    return len(line) <= _LONGEST_RULE_CHARS and _TABLE_RULE.fullmatch(line.strip()) is not None


def _cells(line: str) -> list[str]:
    """The cells of a row.

    >>> _cells("| 甲 | 乙\\\\|丙<br>丁 |")
    ['甲', '乙|丙 丁']
    """
    inner = line.strip().removeprefix("|")
    cells = _CELL_END.split(inner)
    if cells and not cells[-1].strip():
        cells.pop()
    return [_CELL_BREAK.sub(" ", cell.replace("\\|", "|")).strip() for cell in cells]
