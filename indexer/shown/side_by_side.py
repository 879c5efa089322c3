"""`fangzhi inspect` for a person: a report's source and what was made of it, side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text

from indexer.contract.documents import Paragraph
from indexer.contract.reading import ReadReport, RegionEvidence, Removal
from indexer.shown.columns import Piece, beside, indented, wrapped
from indexer.shown.placing import Fate, Heading, Item, Placement, Row, Run, place

PLAIN, DIM = Style(), Style(dim=True)
REMOVED = Style(color="red", strike=True)
REASON = Style(color="yellow", dim=True)
HEADING = Style(color="cyan", bold=True)
NOTE = Style(color="yellow")
_STYLES = {
    Fate.KEPT: PLAIN,
    Fate.REMOVED: REMOVED,
    Fate.REPAIRED: Style(color="magenta", strike=True),
    Fate.MARKED: Style(color="magenta"),
}
_BRACKETS = {
    Fate.KEPT: ("", ""),
    Fate.REMOVED: ("[-", "-]"),
    Fate.REPAIRED: ("[~", "~]"),
    Fate.MARKED: ("[?", "?]"),
}
SHOWN_EVIDENCE = 3
SHOWN_OUTSIDE = 20
SHOWN_CHARS = 60
_LEAST_WIDTH = 24
_RULE_CELLS = 3
_DEEPEST_INDENT = 6


def show(read: ReadReport, console: Console) -> None:
    """Print the report: what is known of it, source beside result, and what stands outside its text.

    Where there is no colour (a pipe, a file), what was taken out stands in [-…-] with the reason behind it.
    """
    for line in _facts(read):
        console.print(line)
    console.print()
    placement = place(read)
    body = _body(read, placement, console.width, colour=console.color_system is not None)
    console.print(Segments(body), end="", soft_wrap=True)
    for line in _removals(read.removed, placement.outside):
        console.print(line)
    console.print()


def _facts(read: ReadReport) -> Iterator[Text]:
    """Name and value, a line each; what is not known is said to be so."""
    report = read.report
    yield Text(read.path, style="bold")
    certain = "certain" if read.margin >= 1 else f"margin {read.margin:.2f}"
    region = f"{' › '.join(report.region.path)} ({report.region.code})" if report.region else "unknown"
    facts = {
        "encoding": f"{read.encoding}, {certain}",
        "title": report.title,
        "subtitle": report.subtitle,
        "date": str(report.date or report.year or "unknown"),
        "source": report.source or "unknown",
        "author": report.author or "unknown",
        "url": report.url,
        "region": f"{region}, {read.region_score:.0%} of the evidence" if read.evidence else region,
    }
    yield from (_fact(name, value) for name, value in facts.items() if value is not None)
    yield from (_fact("", _evidence(reason)) for reason in read.evidence[:SHOWN_EVIDENCE])
    yield from (_fact("caption", caption) for caption in report.captions)
    yield _fact("counts", _counts(read))
    yield from (Text(f"  ! {note}", style=NOTE) for note in read.notes)


def _fact(name: str, value: str) -> Text:
    return Text.assemble((f"  {name:9}", DIM), value)


def _evidence(reason: RegionEvidence) -> str:
    return f"{reason.points:+.1f} {reason.region.name}: {reason.place} “{_shortened(reason.text)}”"


def _counts(read: ReadReport) -> str:
    paragraphs = read.report.paragraphs
    sections = len({paragraph.section for paragraph in paragraphs} - {()})
    taken = sum(len(removal.text) for removal in read.removed)
    chars = sum(len(paragraph.text) for paragraph in paragraphs)
    return (
        f"{len(paragraphs):,} paragraphs in {sections:,} sections, {chars:,} characters; "
        f"{taken:,} characters taken out in {len(read.removed):,} places"
    )


def _body(read: ReadReport, placement: Placement, width: int, *, colour: bool) -> Iterator[Segment]:
    """Row by row; a report without a source, its paragraphs given, in one column."""
    lines = placement.lines
    digits = len(str(len(read.report.paragraphs)))
    column = max((width - _RULE_CELLS) // 2, _LEAST_WIDTH) if lines else width
    titles = {read.report.title: "title", read.report.subtitle: "subtitle"}
    for row in _without_repeated_blanks(placement.rows, lines):
        right = list(_result(row, column, digits))
        if not lines:
            yield from _lines(right)
            continue
        numbers = range(row.start, row.end)
        left = [line for at in numbers for line in _source_line(lines, at, column, colour)]
        if not row.items:
            kept = "".join(run.text for run in lines[row.start] if run.fate is Fate.KEPT).strip()
            right = [[(f"({titles[kept]})", DIM)]] if kept in titles else []
        yield from beside(left, right, column)


def _without_repeated_blanks(found: Iterable[Row], sources: Sequence[Sequence[Run]]) -> Iterator[Row]:
    """Of several blank lines of the source the first only."""
    blank = False
    for row in found:
        before, blank = blank, not row.items and not any(run.text.strip() for run in sources[row.start])
        if not (before and blank):
            yield row


def _lines(lines: Iterable[list[Piece]]) -> Iterator[Segment]:
    for line in lines:
        yield from (Segment(text, style) for text, style in line)
        yield Segment.line()


def _source_line(
    sources: Sequence[Sequence[Run]], at: int, width: int, colour: bool
) -> Iterator[list[Piece]]:
    number = f"{at + 1:>{len(str(len(sources)))}} "
    pieces = _marked(sources[at], colour)
    return indented(wrapped(pieces, width - len(number)) or [[]], number, DIM)


def _marked(runs: Iterable[Run], colour: bool) -> Iterator[Piece]:
    """A line of the source; behind what was not kept its reason, once a line, but not behind mere spaces."""
    told: set[str] = {""}
    for run in runs:
        text = run.text if run.text.strip() or run.fate is Fate.KEPT else "·" * len(run.text)
        before, behind = ("", "") if colour else _BRACKETS[run.fate]
        yield before + text + behind, _STYLES[run.fate]
        if run.text.strip() and run.reason not in told:
            told.add(run.reason)
            yield f"({run.reason})", REASON


def _result(row: Row, width: int, digits: int) -> Iterator[list[Piece]]:
    for item in row.items:
        yield from _item(item, width, digits)


def _item(item: Item, width: int, digits: int) -> Iterator[list[Piece]]:
    match item:
        case Heading():
            mark = "  " * min(item.depth, _DEEPEST_INDENT) + "# "
            yield from indented(wrapped([(item.text, HEADING)], width - len(mark)), mark, HEADING)
        case Paragraph():
            number = f"{item.ordinal:>{digits}} "
            room = width - len(number)
            yield from indented(wrapped([(item.text, PLAIN)], room), number, DIM)
            yield from indented(wrapped([(_about(item), DIM)], room), " " * len(number))


def _about(paragraph: Paragraph) -> str:
    """Theme, and the regions and years that are named."""
    regions = "、".join(region.name for region in paragraph.mentioned_regions)
    years = "、".join(map(str, paragraph.mentioned_years))
    return " · ".join(part for part in (paragraph.theme or "none", regions, years) if part)


def _removals(removed: Sequence[Removal], outside: Sequence[Removal]) -> Iterator[Text]:
    """How much was taken out for each reason, and what of it stands nowhere in the text above."""
    places = Counter(removal.reason for removal in removed)
    chars: Counter[str] = Counter()
    for removal in removed:
        chars[removal.reason] += len(removal.text)
    if places:
        yield Text("\ntaken out", style="bold")
    for reason, count in places.most_common():
        yield Text(f"  {count:6,} × {reason}, {chars[reason]:,} characters")
    if outside:
        yield Text("\noutside the text", style="bold")
    for removal in outside[:SHOWN_OUTSIDE]:
        yield Text.assemble("  ", (_shortened(removal.text), REMOVED), (f" ({removal.reason})", REASON))
    if len(outside) > SHOWN_OUTSIDE:
        yield Text(f"  … and {len(outside) - SHOWN_OUTSIDE:,} more", style=DIM)


def _shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    plain = " ".join(text[: SHOWN_CHARS + 1].split())
    return plain if len(text) <= SHOWN_CHARS else f"{plain[:SHOWN_CHARS]}… ({len(text):,} characters)"
