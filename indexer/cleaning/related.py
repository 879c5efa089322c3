"""Related links: the list of other pages that a site hangs below a report."""

import re
from collections.abc import Iterator

from indexer.cleaning.cuts import Cut
from indexer.cleaning.draft import Draft
from indexer.cleaning.lines import Line

_OPENS = re.compile(
    r"[\[【]?(?:相[关關]|延伸|推[荐薦]|[热熱][门門])(?:[报報][道导導]|文[档檔件]|[链鏈]接|附件|新[闻聞]|[阅閱][读讀]|稿件|文章|[资資][讯訊料])[\]】]?[:：>＞》\s]{0,4}"
)
_LONGEST_LINK_CHARS = 60
_MOST_LINKS = 30


def related_links(draft: Draft) -> Iterator[Cut]:
    """From the heading of the list to the end, where nothing but a few short lines follows.

    A box of body text under such a heading stays: where a sentence comes first, there is no list.

    >>> from indexer.cleaning.draft import draft_of
    >>> page = "正文。\\n相关报道：\\n另一页"
    >>> [page[cut.start:cut.end] for cut in related_links(draft_of(page))]
    ['相关报道：\\n另一页']
    """
    tail: list[Line] = []
    for line in reversed(draft.lines):
        if len(line.text) > _LONGEST_LINK_CHARS or len(tail) > _MOST_LINKS:
            break
        tail.append(line)
    tail.reverse()
    at = next((at for at, line in enumerate(tail) if _OPENS.fullmatch(line.text)), None)
    if at is not None and not any("。" in line.text for line in tail[at + 1 : at + 2]):
        yield Cut(start=tail[at].start, end=tail[-1].end, reason="related links")
