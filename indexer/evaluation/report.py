"""What `fangzhi eval` says: measures and their comparison, as tables and as JSON."""

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from indexer.evaluation.comparison import Compared, Differing, compared, most_differing
from indexer.evaluation.measures import MEASURES, Measured, means

DIFFERING_MAX = 10
TEXT_CHARS = 40

Json = dict[str, object]


def measures_json(queries: Sequence[Measured]) -> Json:
    """One run."""
    return {
        "measures": _named(means(queries)),
        "queries": len(queries),
        "per_query": [{"id": query.id, **_named(query.values)} for query in queries],
    }


def comparison_json(first: Sequence[Measured], second: Sequence[Measured]) -> Json:
    """Two runs; a difference is the first minus the second."""
    return {
        "comparison": {
            measure.measure: {
                "difference": measure.difference,
                "wins": measure.wins,
                "losses": measure.losses,
                "ties": measure.ties,
                "p": measure.p,
            }
            for measure in compared(first, second)
        },
        "differ_most": [
            {"id": pair.id, "first": _named(pair.first), "second": _named(pair.second)}
            for pair in most_differing(first, second, DIFFERING_MAX)
        ],
    }


def measures_table(queries: Sequence[Measured]) -> Table:
    """A row a measure."""
    table = _table("measure", f"{len(queries):,} queries")
    for name, value in zip(MEASURES, means(queries), strict=True):
        table.add_row(name, f"{value:.4f}")
    return table


def comparison_tables(
    first: Sequence[Measured], second: Sequence[Measured], other: str, texts: Mapping[str, str]
) -> Iterator[Table]:
    """Both runs, the second under the name `other`; then, where any differ, the queries that differ most."""
    both = _table("measure", "these settings", other, "difference", "better", "worse", "same", "p")
    rows = zip(means(first), means(second), compared(first, second), strict=True)
    for value, other_value, measure in rows:
        both.add_row(measure.measure, f"{value:.4f}", f"{other_value:.4f}", *_compared_cells(measure))
    yield both
    differing = most_differing(first, second, DIFFERING_MAX)
    if differing:
        table = _table("differ most", *MEASURES)
        for pair in differing:
            table.add_row(Text(_shortened(f"{pair.id}  {texts[pair.id]}")), *_pair_cells(pair))
        yield table


def _compared_cells(measure: Compared) -> tuple[str, ...]:
    counts = (f"{count:,}" for count in (measure.wins, measure.losses, measure.ties))
    return (f"{measure.difference:+.4f}", *counts, f"{measure.p:.4f}")


def _pair_cells(pair: Differing) -> Iterator[str]:
    return (f"{a:.2f} / {b:.2f}" for a, b in zip(pair.first, pair.second, strict=True))


def _named(values: Sequence[float]) -> Json:
    return dict(zip(MEASURES, values, strict=True))


def _shortened(text: str) -> str:
    return text if len(text) <= TEXT_CHARS else text[: TEXT_CHARS - 1] + "…"


def _table(first: str, *others: str) -> Table:
    """The first column to the left, figures to the right."""
    table = Table(box=None)
    table.add_column(first)
    for name in others:
        table.add_column(Text(name), justify="right")
    return table
