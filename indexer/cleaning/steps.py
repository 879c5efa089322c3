"""The steps of cleaning, in their order, and the record of what each one did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indexer.cleaning.breadcrumbs import breadcrumbs
from indexer.cleaning.captions import captions
from indexer.cleaning.characters import control_characters, line_edges
from indexer.cleaning.cuts import Cut, Mark
from indexer.cleaning.draft import Draft, draft_of
from indexer.cleaning.emphasis import emphasis_marks
from indexer.cleaning.furniture import page_furniture
from indexer.cleaning.list_marks import list_marks
from indexer.cleaning.misaligned import misaligned_bytes
from indexer.cleaning.navigation import navigation_bars
from indexer.cleaning.page_breaks import page_breaks
from indexer.cleaning.pinyin import pinyin_notes
from indexer.cleaning.related import related_links
from indexer.cleaning.repeated import repeated_lines
from indexer.cleaning.running_heads import running_heads
from indexer.cleaning.spaces import inner_spaces
from indexer.cleaning.wrapped import hard_wraps
from indexer.contract.reading import CleanText, RawReport, Removal


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A pure function from the text as it stands to the spans to cut out of it, write anew or mark."""

    name: str
    find: Callable[[Draft], Iterable[Cut | Mark]]


# The order matters: line patterns need bare lines; furniture and running heads must be gone before a line's
# neighbours say anything about it; wrapped lines are joined before marks and spaces are sought in paragraphs;
# page breaks are judged last, among body lines alone.
STEPS = (
    Step(name="control characters", find=control_characters),
    Step(name="misaligned bytes", find=misaligned_bytes),
    Step(name="line edges", find=line_edges),
    Step(name="pinyin notes", find=pinyin_notes),
    Step(name="breadcrumbs", find=breadcrumbs),
    Step(name="navigation bars", find=navigation_bars),
    Step(name="page furniture", find=page_furniture),
    Step(name="running heads", find=running_heads),
    Step(name="repeated lines", find=repeated_lines),
    Step(name="related links", find=related_links),
    Step(name="captions", find=captions),
    Step(name="list marks", find=list_marks),
    Step(name="hard wraps", find=hard_wraps),
    Step(name="emphasis marks", find=emphasis_marks),
    Step(name="inner spaces", find=inner_spaces),
    Step(name="page breaks", find=page_breaks),
)
STEP_NAMES = tuple(step.name for step in STEPS)


def clean(raw: RawReport, without_steps: frozenset[str] = frozenset()) -> CleanText:
    """The body without page furniture and damage; removals stand in the order of the source. The steps that
    are named (see STEP_NAMES) are left out.

    The text of a removal leaves out what an earlier step had cut from within it.
    """
    draft = draft_of(raw.text)
    removed: list[Removal] = []
    for step in (step for step in STEPS if step.name not in without_steps):
        found = list(step.find(draft))
        marks = [mark for mark in found if isinstance(mark, Mark)]
        draft, gone = draft.mark(marks).cut(cut for cut in found if isinstance(cut, Cut))
        removed += gone
    return draft.finished(removed)
