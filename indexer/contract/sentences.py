"""Where a sentence ends: the one rule by which a line is joined to the next, or is a heading, or is body."""

import re

_FINAL = re.compile(r"[。！？!?；;：:…—]$|[。！？!?…；;][”’」』）)》】\"']{1,3}$|[^\d\s][.]$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence, or the lead to a list, does; a closing quote alone is no end.

    >>> [ends_sentence(text) for text in ("完成了。", "他说。”", "把“自查从宽”", "问题133条;")]
    [True, True, False, True]
    >>> ends_sentence("各位代表："), ends_sentence("工作回顾")
    (True, False)
    """
    return _FINAL.search(text[-6:]) is not None
