"""The figures of the speed benchmark as pictures: `python -m benchmarks.plots file.json` draws plots/*.svg.

Cost against size on logarithmic axes. The legend gives the slope: 1 where the cost grows as the size does.
"""

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import linear_regression
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.engines import ENGINES
from benchmarks.queries import INSIDE

PLOTS = Path(__file__).parent / "plots"
_COLUMNS = 4
_INCHES = 3.2  # the side of a panel
_COLOURS = dict(zip(ENGINES, ("#b2182b", "#777777", "#4393c3", "#1b7837", "#9970ab"), strict=True))
Points = list[tuple[float, float]]
Sizes = Mapping[str, Mapping[str, Mapping[str, Any]]]


def draw(sizes: Sizes, folder: Path = PLOTS) -> None:
    """Write build.svg and search.svg."""
    folder.mkdir(exist_ok=True)
    matplotlib.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "fangzhi", "font.size": 8}
    build = {"build, s": costs(sizes, "build_s"), "index, MB": costs(sizes, "index_mb")}
    _draw(build, folder / "build.svg")
    names = dict.fromkeys(
        name
        for figures in sizes.values()
        for known in figures.values()
        for name in known["classes"]
        if not name.endswith(INSIDE)
    )
    _draw({f"{name}, p50 ms": costs(sizes, "p50_ms", name) for name in names}, folder / "search.svg")


def costs(sizes: Sizes, key: str, of_class: str | None = None) -> dict[str, Points]:
    """A figure of each engine, as (paragraphs, cost) in order of size."""
    found: dict[str, Points] = {}
    for figures in sizes.values():
        for engine, known in figures.items():
            costs = known if of_class is None else known["classes"].get(of_class, {})
            if key in costs:
                found.setdefault(engine, []).append((known["paragraphs"], costs[key]))
    return {engine: sorted(points) for engine, points in found.items()}


def slope(points: Sequence[tuple[float, float]]) -> float | None:
    """The exponent with which the cost grows; None for a single size.

    >>> slope([(10, 3), (1000, 300)])
    1.0
    """
    if len(points) < 2:  # noqa: PLR2004 -- a line has two ends
        return None
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    return linear_regression(*zip(*logs, strict=True)).slope


def _draw(panels: Mapping[str, Mapping[str, Points]], file: Path) -> None:
    columns = min(_COLUMNS, len(panels))
    rows = math.ceil(len(panels) / columns)
    figure = Figure(figsize=(columns * _INCHES, rows * _INCHES), layout="constrained")
    for at, (title, lines) in enumerate(panels.items(), start=1):
        _panel(figure.add_subplot(rows, columns, at), title, lines)
    figure.savefig(file, metadata={"Date": None})


def _panel(axes: Axes, title: str, lines: Mapping[str, Points]) -> None:
    for engine, points in lines.items():
        grows = slope(points)
        label = engine if grows is None else f"{engine} {grows:.2f}"
        axes.loglog(*zip(*points, strict=True), marker="o", ms=3, color=_COLOURS[engine], label=label)
    axes.set_title(title)
    axes.set_xlabel("paragraphs")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize=7)


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
