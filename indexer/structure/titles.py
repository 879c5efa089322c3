"""What stands about a title: the title once more, what is said of the text, lines between it and the text."""

import re
from collections.abc import Sequence

from indexer.structure.outline.lines import heading_mark, is_short_phrase
from indexer.structure.outline.numbering import rank_of

_SHORTEST_PART_CHARS = 6
_AGAIN_LINES = 4
_FEWEST_KICKERS, _MOST_KICKERS = 2, 3
_STATE = (
    "征求意[见見]稿|徵求意見稿|[讨討][论論]稿|草案|送[审審]稿|[审審][议議]稿"
    "|摘[要录錄]|[节節][选選]|全文|[实實][录錄]"
)
_ASIDES = (
    ("original title", re.compile(r"原(?:文)?[标標][题題][:：].{2,90}")),
    ("state of the text", re.compile(rf"[（(【](?:{_STATE})[）)】]")),
)


def aside_of(line: str) -> str | None:
    """The name of what a site or an office says of the text; None for any other line.

    >>> aside_of("原标题：全县召开防汛会议"), aside_of("（征求意见稿）"), aside_of("（一）回顾")
    ('original title', 'state of the text', None)
    """
    return next((name for name, pattern in _ASIDES if pattern.fullmatch(line)), None)


def is_title_again(text: str, title: str) -> bool:
    """Whether a line is the title, or the end of it.

    >>> is_title_again("政 府 工 作 报 告", "临江县2024年政府工作报告"), is_title_again("报告", "工作报告")
    (True, False)
    """
    again, whole = squeezed(text), squeezed(title)
    return again == whole or (len(again) >= _SHORTEST_PART_CHARS and whole.endswith(again))


def title_again_at(lines: Sequence[str], title: str | None) -> int | None:
    """Which of the first lines below the head is the title once more, as below an introduction."""
    wanted = squeezed(title or "")
    near = enumerate(lines[:_AGAIN_LINES])
    return next(
        (at for at, line in near if wanted and squeezed(line[len(heading_mark(line)) :]) == wanted), None
    )


def kickers(lines: Sequence[str]) -> int:
    """How many bare lines stand between the title and the text, where nothing below is a heading: as headings
    they would head the whole. One alone may be just that.

    >>> kickers(["全县会议透露", "今年加固堤防十二公里", "会议要求加固堤防。"])
    2
    """
    count = next((at for at, line in enumerate(lines) if not is_short_phrase(line)), 0)
    if not _FEWEST_KICKERS <= count <= _MOST_KICKERS:
        return 0
    headed = any(rank_of(line) is not None or heading_mark(line) for line in lines)
    return 0 if headed or any(map(is_short_phrase, lines[count:])) else count


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())
