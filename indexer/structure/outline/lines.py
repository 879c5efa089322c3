"""What a line of a report is by its looks: a sentence, a numbered item, a possible heading."""

import re

from indexer.contract.sentences import ends_sentence

LONGEST_HEADING_CHARS = 32

_WITHIN = re.compile(r"[。！？；]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LISTED = re.compile(r"[-*+>|•·]|.*\t")
_MARK = re.compile(r"(#{1,6})\s*(?=\S)")


def holds_sentence(text: str) -> bool:
    """Whether a sentence ends within the line, before its last character.

    >>> holds_sentence("加快建设。持续"), holds_sentence("加快建设。")
    (True, False)
    """
    return _WITHIN.search(text, 0, max(len(text) - 1, 0)) is not None


def is_short_phrase(text: str) -> bool:
    """Whether the line may be a heading: short, with Chinese in it, without the punctuation of a sentence.

    >>> is_short_phrase("先修路,后种树"), is_short_phrase("完成了任务。"), is_short_phrase("2.5")
    (True, False, False)
    """
    return (
        1 < len(text) <= LONGEST_HEADING_CHARS
        and _HAN.search(text) is not None
        and not (ends_sentence(text) or holds_sentence(text) or text.endswith(("，", ",", "、")))
        and not _LISTED.match(text)
    )


def heading_mark(text: str) -> str:
    """The "#" signs, with the space behind them, that mark a heading; "" for any other line.

    >>> heading_mark("## 回顾")
    '## '
    """
    found = _MARK.match(text) if text.startswith("#") else None
    return found[0] if found else ""
