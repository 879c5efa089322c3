"""The figures of the speed benchmark as Markdown: `python -m benchmarks.tables file.json`."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Figures = Mapping[str, Mapping[str, Any]]
# Heading, key, decimals: a row an engine.
_COSTS = (
    ("build s", "build_s", 1),
    ("CPU s", "build_cpu_s", 1),
    ("of it cutting s", "cut_s", 1),
    ("MB/s", "build_mb_s", 1),
    ("peak MB", "build_rss_mb", 0),
    ("index MB", "index_mb", 0),
    ("open ms", "open_ms", 1),
    ("first query ms", "first_ms", 1),
    ("RSS MB", "rss_mb", 0),
    ("USS MB", "uss_mb", 0),
)
_OURS = "fangzhi"


def tables(sizes: Mapping[str, Figures]) -> str:
    """Three tables a size."""
    return "\n\n".join("\n".join(_of_size(size, figures)) for size, figures in sizes.items())


def _of_size(size: str, figures: Figures) -> Iterator[str]:
    known = next(iter(figures.values()))
    yield f"### {size}"
    yield ""
    yield f"{known['paragraphs']:,} paragraphs, {known['raw_mb']:.1f} MB of UTF-8, {known['words']:,} words;"
    yield f"{known['machine']}."
    yield ""
    yield from _table(("engine", *(heading for heading, _, _ in _COSTS)), _cost_rows(figures))
    yield ""
    yield "Warm, p50 / p95 in ms; times ours:"
    yield ""
    yield from _table(("class", "found", *figures), _class_rows(figures, "p50_ms", "p95_ms"))
    yield ""
    yield "Asked for the first time, p50 / p95 in ms; times ours:"
    yield ""
    yield from _table(("class", "found", *figures), _class_rows(figures, "first_p50_ms", "first_p95_ms"))


def _cost_rows(figures: Figures) -> Iterator[Sequence[str]]:
    for engine, known in figures.items():
        costs = (f"{known[key]:,.{decimals}f}" if known[key] else "" for _, key, decimals in _COSTS)
        yield (f"{engine} ({known['engine']})", *costs)


def _class_rows(figures: Figures, middle: str, high: str) -> Iterator[Sequence[str]]:
    names = dict.fromkeys(name for known in figures.values() for name in known["classes"])
    for name in names:
        measured = {engine: known["classes"].get(name) for engine, known in figures.items()}
        first = next(figure for figure in measured.values() if figure)
        ours = measured.get(_OURS)
        cells = (_cell(figure, ours, (middle, high)) for figure in measured.values())
        yield (name, f"{first['found_p50']:,.0f}", *cells)


def _cell(figure: Mapping[str, float] | None, ours: Mapping[str, float] | None, keys: tuple[str, str]) -> str:
    """`p50 / p95 (x ratio of the p50)`; what does not agree with the others is said to."""
    if figure is None:
        return ""
    middle, high = (figure[key] for key in keys)
    ratio = f" (×{middle / ours[keys[0]]:.2g})" if ours and figure is not ours else ""
    wrong = "" if figure["agree"] == 1 else f"; {figure['agree']:.0%} right"
    return f"{middle:.3g} / {high:.3g}{ratio}{wrong}"


def _table(headings: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield "|" + "---|" * len(headings)
    for row in rows:
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    print(tables(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
