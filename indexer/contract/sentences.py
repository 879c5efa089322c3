"""Where a sentence ends: the one rule by which a line is joined to the next, or is a heading, or is body."""

import re

_FINAL = re.compile(
    r"[。！？!?；;：:…—]$|[。！？!?…；;][”’」』）)》】\"']{1,3}$|[^\d\s][.]$|[。！？!?…”]\s?[（(][^（()）。]{2,12}[）)]$"
)
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]{1,8}$")
_LOOKED_AT_CHARS = 18


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence, or the lead to a list, does; a closing quote alone is no end.

    >>> [ends_sentence(text) for text in ("完成了。", "他说。”", "把“自查从宽”", "问题133条;")]
    [True, True, False, True]
    >>> ends_sentence("各位代表："), ends_sentence("工作回顾")
    (True, False)

    A picture sign behind it changes nothing, nor a name in brackets.

    >>> ends_sentence("修好了。🔧"), ends_sentence("修好了。（王小明）")
    (True, True)
    """
    end = text[-_LOOKED_AT_CHARS:]
    if end[-1:] > "\u25ff":
        end = _PICTURES.sub("", end)
    return _FINAL.search(end) is not None
