"""The steps of cleaning, in their order, and the record of what each one cut."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from indexer.cleaning.breadcrumbs import breadcrumbs
from indexer.cleaning.captions import captions
from indexer.cleaning.characters import control_characters, line_edges
from indexer.cleaning.cuts import Cut, without
from indexer.cleaning.emphasis import emphasis_marks
from indexer.cleaning.furniture import page_furniture
from indexer.cleaning.page_breaks import page_breaks
from indexer.cleaning.pinyin import pinyin_notes
from indexer.cleaning.related import related_links
from indexer.cleaning.spaces import inner_spaces
from indexer.contract.reading import CleanText, RawReport, Removal


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A pure function from the text as it stands to the spans to cut out of it."""

    name: str
    find: Callable[[str], Iterable[Cut]]


# The order matters: line patterns need bare lines, furniture must be gone before a line's neighbours say
# anything about it, and page breaks are judged last, among body lines alone.
STEPS = (
    Step(name="control characters", find=control_characters),
    Step(name="line edges", find=line_edges),
    Step(name="pinyin notes", find=pinyin_notes),
    Step(name="breadcrumbs", find=breadcrumbs),
    Step(name="page furniture", find=page_furniture),
    Step(name="related links", find=related_links),
    Step(name="captions", find=captions),
    Step(name="emphasis marks", find=emphasis_marks),
    Step(name="inner spaces", find=inner_spaces),
    Step(name="page breaks", find=page_breaks),
)


def clean(raw: RawReport, without_steps: frozenset[str] = frozenset()) -> CleanText:
    """The body without page furniture and damage; removals stand in the order of the source. The steps that
    are named are left out.

    The text of a removal leaves out what an earlier step had cut from within it.
    """
    draft = CleanText(source=raw.text, kept=((0, len(raw.text)),) if raw.text else ())
    removed: list[tuple[int, Removal]] = []
    current = raw.text
    for step in (step for step in STEPS if step.name not in without_steps):
        draft, gone = without(draft, step.find(current))
        current = draft.text if gone else current
        removed += [(place, Removal(text=text, reason=cut.reason, start=place)) for place, cut, text in gone]
    removed.sort(key=lambda item: item[0])
    return replace(draft, removed=tuple(removal for _, removal in removed))
