"""The head of a report: the lines above its body that give title, subtitle, date, source and author."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.contract.reading import Metadata, Removal
from indexer.contract.sentences import ends_sentence
from indexer.structure.credits import Credit, is_label_alone, is_person, is_publisher, read_credit
from indexer.structure.dates import find_date
from indexer.structure.outline.lines import heading_mark
from indexer.structure.outline.numbering import is_lone_number, rank_of
from indexer.structure.titles import aside_of, is_title_again, kickers, squeezed

_LONGEST_TITLE_CHARS = 80
_MOST_LINES = 30
_LONGEST_LETTERHEAD_CHARS = 30
_OF_A_PAPER = re.compile(
    r".{0,40}[关關][于於].{2,60}(?:通知|通[报報]|意[见見]|[决決]定|[报報]告|批[复復複]|函|公告|方案|[请請]示|[办辦]法|[规規]定)"
)
_DASHES = re.compile(r"[—―–─━－-]{1,6}\s?")
_SUBTITLE = re.compile(
    r"[—―–─━－-]{1,6}.+|[（(].{4,60}[）)]|\d{4}年.{1,60}[会會][议議]上.{0,30}"
    r"|.{4,40}(?:综述|綜述|纪实|紀實|侧记|側記|纪要|紀要|观察|觀察|调查|調查|启示|啟示|述评|述評|扫描|掃描|巡礼|巡禮)"
)
_SPEECH = re.compile(r"(?P<session>\d{4}年.{1,60}[会會][议議]上)\s{1,4}(?P<speaker>.{2,30})")


@dataclass(slots=True, kw_only=True)
class Head:
    """What the head says. `length` counts the lines it takes. Not frozen: it is filled line by line as it is
    read, and only its reader writes to it."""

    title: str | None = None
    subtitle: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    author: str | None = None
    year: int | None = None
    length: int = 0
    removed: list[Removal] = field(default_factory=list)

    def take(self, credit: Credit) -> None:
        """Note what a credit says where nothing was said before."""
        self.date = self.date or credit.date
        self.year = self.year or credit.year
        self.source = self.source or credit.source
        self.author = self.author or credit.author
        self.title = self.title or credit.title

    def remove(self, text: str, reason: str) -> None:
        """Record characters that stand in no paragraph."""
        if text:
            self.removed.append(Removal(text=text, reason=reason))


def read_head(lines: Sequence[str], metadata: Metadata) -> Head:
    """The head of the lines, none of them blank; what the metadata says goes before what lines say.

    >>> head = read_head(["筑魂", "——某市工作纪实", "2021年3月1日", "正文。"], Metadata())
    >>> head.title, head.subtitle, str(head.date), head.length
    ('筑魂', '某市工作纪实', '2021-03-01', 3)
    """
    head = Head(title=metadata.title, date=metadata.date, source=metadata.source, author=metadata.author)
    head.length = _skip_to_marked_title(head, lines)
    while head.length < min(len(lines), _MOST_LINES):
        taken = _take(head, lines[head.length :], metadata)
        if not taken:
            break
        head.length += taken
    count = kickers(lines[head.length :]) if head.title and not head.subtitle else 0
    if count:
        head.subtitle = " ".join(lines[head.length : head.length + count])
        head.length += count
    if head.date is None and head.subtitle:
        found = find_date(head.subtitle)
        head.date = found[0] if found else None
    return head


def _skip_to_marked_title(head: Head, lines: Sequence[str]) -> int:
    """How many lines stand above a title that the format marks: the page's own, if none is a sentence."""
    marked = next((at for at, line in enumerate(lines[:_MOST_LINES]) if heading_mark(line) == "# "), 0)
    above = lines[:marked]
    if any(ends_sentence(line) or len(line) > _LONGEST_TITLE_CHARS for line in above):
        return 0
    for line in above:
        credit = read_credit(line)
        if credit is not None:
            head.take(credit)
        head.remove(line, credit.reason if credit else "line above the title")
    return marked


def _take(head: Head, lines: Sequence[str], metadata: Metadata) -> int:
    """How many lines from the first on belong to the head, having noted them; 0 where the body begins."""
    line = lines[0]
    if len(lines) > 1 and is_label_alone(line):
        credit = read_credit(line + lines[1])
        if credit is not None and credit != Credit():
            head.take(credit)
            head.remove(f"{line}\n{lines[1]}", "dateline")
            return 2
    credit = read_credit(line)
    if credit is not None:
        head.take(credit)
        head.remove(line, credit.reason)
        return 1
    mark = heading_mark(line)
    text = line[len(mark) :]
    reason = _needless(head, line, text, metadata.title or "")
    if reason:
        head.remove(line, reason)
        return 1
    if _is_letterhead(head.title) and _OF_A_PAPER.fullmatch(text):
        head.source = head.source or str(head.title).removesuffix("文件")
        head.remove(str(head.title), "letterhead")
        head.title = None
    if head.title is None and _may_be_title(text, mark):
        head.title = text
        head.remove(mark, "heading mark")
        return 1
    return _take_below_title(head, text, mark, lines)


def _is_letterhead(title: str | None) -> bool:
    """Whether what was taken for the title is the head of an office's papers: 某县人民政府文件."""
    return title is not None and len(title) <= _LONGEST_LETTERHEAD_CHARS and title.endswith("文件")


def _needless(head: Head, line: str, text: str, given: str) -> str | None:
    """Why the line says nothing new of the report, None where it does; `given` is the metadata's title."""
    if head.title is None:
        return None
    aside = aside_of(line)
    again = is_title_again(text, head.title) or (bool(squeezed(text)) and squeezed(text) in squeezed(given))
    return aside or ("title repeated" if again else None)


def _take_below_title(head: Head, text: str, mark: str, lines: Sequence[str]) -> int:
    """A subtitle, a second subtitle, or a person's name alone."""
    if (
        head.title is None
        or is_lone_number(text)
        or (rank_of(text) is not None and not _SUBTITLE.fullmatch(text))
    ):
        return 0
    if head.subtitle is not None and text.startswith(head.subtitle):
        head.remove(mark + text, "subtitle repeated")
        return 1
    if not mark and is_person(text) and not head.author:
        head.author = text
        head.remove(text, "author line")
        return 1
    if not mark and not head.source and is_publisher(text) and _is_date_alone(lines[1:]):
        head.take(Credit(source=text))
        head.remove(text, "dateline")
        return 1
    if head.subtitle is not None or not _is_subtitle(text, mark, lines[1:]):
        return 0
    dashes = _DASHES.match(text)
    head.subtitle = text[dashes.end() :] if dashes else text
    speech = _SPEECH.fullmatch(head.subtitle)
    speaker = read_credit(speech["speaker"]) if speech else None
    if speech and speaker:
        head.subtitle = speech["session"]
        head.take(speaker)
        head.remove(speech["speaker"], "author line")
    head.remove(mark, "heading mark")
    head.remove(dashes[0] if dashes else "", "subtitle dash")
    return 1


def _is_subtitle(text: str, mark: str, following: Sequence[str]) -> bool:
    """Whether the line has the form of a subtitle, or stands between title and credits."""
    if ends_sentence(text) or len(text) > _LONGEST_TITLE_CHARS or not following:
        return False
    if _SUBTITLE.fullmatch(text):
        return True
    return not mark and (read_credit(following[0]) is not None or is_label_alone(following[0]))


def _is_date_alone(following: Sequence[str]) -> bool:
    credit = read_credit(following[0]) if following else None
    return credit is not None and (credit.date or credit.year) is not None and credit.source is None


def _may_be_title(text: str, mark: str) -> bool:
    """Whether the first line that is no credit can be the title."""
    if len(text) > _LONGEST_TITLE_CHARS or is_lone_number(text):
        return False
    bare = text.rstrip(" —―–─━－-")  # a dash that leads to the subtitle
    return bool(mark) or not ends_sentence(bare) or (bare[-1] in "！？!?" and "。" not in text)
