"""`fangzhi profile` for a person and for a program: where the milliseconds of an answer went."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from indexer.shown.wire import Json

_LEAF_CELLS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Milliseconds, by the clock: what a server does once, the first answer of all, the first after others
    (`new`), and the same answer again and again."""

    starting: float
    loading: float
    opening: float
    first: float
    new: float
    median: float
    fastest: float
    repeats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Milliseconds of an answer by stage, which add up to it; `proposing` is what did you mean took with all
    that it asked of the index, and is part of several stages."""

    stages: Mapping[str, float]
    proposing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """What an answer is made of: the query as read and as searched, each leaf with how many paragraphs it
    finds, how many values of each facet are listed."""

    read_as: str
    searched: str
    leaves: tuple[tuple[str, int], ...]
    paragraphs: int
    facets: Mapping[str, int]
    generation: str
    indexed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """A search, taken apart; `splits` are of the answers that are first, new and again."""

    looked_up: LookedUp
    steps: Steps
    splits: Mapping[str, Split]


def profile_json(profiled: Profiled) -> Json:
    """What `fangzhi profile --json` prints; times in milliseconds."""
    found, steps = asdict(profiled.looked_up), asdict(profiled.steps)
    leaves = [{"query": text, "paragraphs": count} for text, count in profiled.looked_up.leaves]
    return {
        "ok": True,
        **found,
        "leaves": leaves,
        "ms": {name: round(value, 3) for name, value in steps.items() if name != "repeats"},
        "repeats": profiled.steps.repeats,
        **{name: _split_json(split) for name, split in profiled.splits.items()},
    }


def _split_json(split: Split) -> Json:
    stages = {stage: round(value, 3) for stage, value in split.stages.items()}
    return {"stages": stages, "did_you_mean_in_all": round(split.proposing, 3)}


def show(profiled: Profiled, console: Console) -> None:
    """What was looked up, what each step took, and what the answers spent it on."""
    console.print(Group(_looked_up(profiled.looked_up), "", _steps(profiled.steps), "", _stages(profiled)))
    console.print("Stages are shares by Python's profiler of the time measured without it.", style="dim")


def _looked_up(found: LookedUp) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(max_width=_LEAF_CELLS, no_wrap=True, overflow="ellipsis")
    table.add_column(justify="right")
    for name, text, count in _facts(found):
        table.add_row(name, Text(text), count)
    return table


def _facts(found: LookedUp) -> Iterator[tuple[str, str, str]]:
    yield "index", found.generation, f"{found.indexed:,} paragraphs"
    yield "read as", found.read_as, ""
    for text, count in found.leaves:
        yield "  leaf", text, f"{count:,} paragraphs"
    yield (
        "found",
        "" if found.searched == found.read_as else found.searched,
        f"{found.paragraphs:,} paragraphs",
    )
    yield from (("  facet", name, f"{count:,} values") for name, count in found.facets.items())


def _steps(steps: Steps) -> Table:
    table = _table("step", "ms")
    table.add_row("starting Python, imports (processor time)", _ms(steps.starting))
    table.add_row("loading dictionary, tables and templates", _ms(steps.loading))
    table.add_row("opening the index", _ms(steps.opening))
    table.add_row("first: the first answer of all", _ms(steps.first))
    table.add_row("new: the first time after another search", _ms(steps.new))
    table.add_row(f"again: the same, median of {steps.repeats}", _ms(steps.median))
    table.add_row("the same, fastest", _ms(steps.fastest))
    return table


def _stages(profiled: Profiled) -> Table:
    splits = profiled.splits.values()
    heads = (head for name in profiled.splits for head in (f"{name} ms", "%"))
    table = _table("stage", *heads)
    for stage in profiled.splits["first"].stages:
        if any(split.stages[stage] for split in splits):
            table.add_row(stage, *(cell for split in splits for cell in _shared(split.stages[stage], split)))
    table.add_section()
    table.add_row(
        "did you mean, all of it", *(cell for split in splits for cell in _shared(split.proposing, split))
    )
    return table


def _shared(took: float, split: Split) -> tuple[str, str]:
    return _ms(took), f"{took / sum(split.stages.values()):.0%}"


def _ms(took: float) -> str:
    return f"{took:,.2f}"


def _table(name: str, *figures: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(name)
    for figure in figures:
        table.add_column(figure, justify="right")
    return table
