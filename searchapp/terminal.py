"""The answer on a terminal: what `fangzhi search` prints without --json, in the words of the page."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from indexer.analysis.nearness import Span
from indexer.contract.results import Hit
from searchapp.explaining import score_view
from searchapp.offers import Offer
from searchapp.service import Answer, Found
from searchapp.snippets import passages, snippet


def show(answered: Answer, offered: Sequence[Offer]) -> None:
    """Hits on stdout, marks in bold red where it is a terminal; hints and offers on stderr."""
    out = Console(highlight=False, soft_wrap=True)
    messages = Console(stderr=True, highlight=False, soft_wrap=True)
    for hint in answered.hints:
        messages.print(Text(hint, style="yellow"))
    result = answered.result
    distinct = f"，去除转载后 {result.distinct:,} 段" if result.distinct < result.paragraphs else ""
    totals = f"共 {result.paragraphs:,} 段{distinct}，见于 {result.documents:,} 篇报告"
    out.print(f"{totals}（用时 {answered.took_ms:.1f} 毫秒）")
    if answered.meant.read_as != answered.meant.parsed.raw.strip():
        out.print(Text(f"检索式：{answered.meant.read_as}", style="dim"))
    for proposal in answered.did_you_mean:
        out.print(Text(f"您要找的是不是：{proposal.text}（{proposal.paragraphs:,} 段）"))
    for expansion in answered.meant.expansions:
        out.print(Text(f"也查：{expansion.text} → {'、'.join(expansion.others)}", style="dim"))
    for offer in offered:
        messages.print(f"可以试试：{offer.text}（{offer.paragraphs:,} 段）", markup=False)
    for place, found in enumerate(answered.found, start=answered.state.offset + 1):
        _show_hit(out, place, found)


def _show_hit(out: Console, place: int, found: Found) -> None:
    hit, paragraph = found.hit, found.hit.paragraph
    out.print()
    out.print(Text(f"{place}. ") + _marked(hit.title, found.title))
    where = [
        " › ".join(hit.region.path) if hit.region else "地区不详",
        _published(hit),
        " › ".join(paragraph.section),
        f"另有 {hit.copies:,} 处转载" if hit.copies else "",
    ]
    out.print(Text("   " + "  ".join(part for part in where if part), style="dim"))
    cut = snippet(paragraph.text, found.text)
    pieces = ((passage.text, passage.marked) for passage in cut.passages)
    before, after = ("…" if cut.cut_before else ""), ("…" if cut.cut_after else "")
    out.print(Text(f"   {before}") + _styled(pieces) + Text(after))
    out.print(Text(f"   {hit.document}#p{paragraph.ordinal}", style="dim"))
    _show_score(out, hit)


def _show_score(out: Console, hit: Hit) -> None:
    """Where the score comes from, where that was asked."""
    view = score_view(hit)
    if view is None:
        return
    out.print(Text(f"   评分 {view.total}" + (f"  {view.note}" if view.note else "")))
    for row in view.rows:
        spread = f"（见于 {row.paragraphs:,} 段）" if row.paragraphs is not None else ""
        out.print(Text(f"   {row.points:>8}  {row.name}：{row.text}{spread}", style="dim"))


def _published(hit: Hit) -> str:
    """The day, or as much of it as is known."""
    if hit.date:
        return hit.date.isoformat()
    return f"{hit.year} 年" if hit.year else "日期不详"


def _marked(text: str, spans: Sequence[Span]) -> Text:
    return _styled((passage.text, passage.marked) for passage in passages(text, spans))


def _styled(pieces: Iterable[tuple[str, bool]]) -> Text:
    text = Text()
    for piece, marked in pieces:
        text.append(piece, style="bold red" if marked else None)
    return text
