"""Stages: for which part of an answer the time of each function counts, by the module it stands in.

What many stages use (numpy, analysis, sets of rows) counts for those that called it, as it took them time.
"""

import sys
from collections.abc import Mapping

OTHER = "other"
ENGINE = "indexer.engines.whoosh."
# Names end where a module's does, or at a dot, and then mean the whole room. Each module of the engine that
# takes part in a search is here or in CALLERS; what is in neither is told as OTHER.
STAGES: Mapping[str, tuple[str, ...]] = {
    "understanding the query": (
        *("searchapp.understanding", "searchapp.expansion", "searchapp.synonyms", "searchapp.state"),
        *("indexer.contract.syntax", "indexer.contract.notation"),
    ),
    "reading postings": tuple(f"{ENGINE}{name}" for name in ("arrays", "postings", "segment", "terms")),
    "matching": tuple(f"{ENGINE}{name}" for name in ("searcher", "evaluate", "leaves", "masks")),
    "scoring and selecting": tuple(
        f"{ENGINE}{name}" for name in ("ranking", "paging", "selecting", "explaining")
    ),
    "lifting by sentences": (f"{ENGINE}lifting",),
    "facets": tuple(f"{ENGINE}{name}" for name in ("facets", "counting", "tallying", "places")),
    "hits and their texts": tuple(f"{ENGINE}{name}" for name in ("hits", "reprints")),
    "did you mean": ("searchapp.spelling.",),
    "marking": ("searchapp.marks", "searchapp.branches"),
    OTHER: ("searchapp.", ENGINE, "indexer.commands."),
}
CALLERS = tuple(
    f"{ENGINE}{name}" for name in ("caching", "columns", "generation", "lists", "rowsets", "schema", "texts")
)

# A function for the profiler: file, line, name; and of each its own and whole seconds, and by its callers.
Function = tuple[str, int, str]
Called = tuple[int, int, float, float]
Calls = Mapping[Function, tuple[int, int, float, float, Mapping[Function, Called]]]
Shares = dict[str, float]


def by_stage(calls: Calls) -> Shares:
    """The seconds that functions spent in themselves, by stage."""
    named = {
        module.__file__: name
        for name, module in list(sys.modules.items())
        if getattr(module, "__file__", None)
    }
    known: dict[Function, Shares] = {}
    total = dict.fromkeys(STAGES, 0.0)
    for function, (_, _, own, _, _) in calls.items():
        for stage, share in _shares(function, calls, named, known).items():
            total[stage] += own * share
    return total


def _shares(
    function: Function, calls: Calls, named: Mapping[str | None, str], known: dict[Function, Shares]
) -> Shares:
    """The stages that a function works for, 1 in all: its own, else those of its callers by the time it took
    them."""
    if function in known:
        return known[function]
    stage = stage_of(named.get(function[0], ""))
    known[function] = {stage or OTHER: 1.0}  # also for what calls itself, until its callers are known
    if stage is None:
        callers = [(caller, called[3]) for caller, called in calls[function][4].items() if caller != function]
        whole = sum(seconds for _, seconds in callers)
        shares: Shares = {}
        for caller, seconds in callers if whole else ():
            for name, share in _shares(caller, calls, named, known).items():
                shares[name] = shares.get(name, 0.0) + share * seconds / whole
        known[function] = shares or known[function]
    return known[function]


def stage_of(module: str) -> str | None:
    """The stage of a module; None where that is its callers'."""
    if module in CALLERS:
        return None
    stages = (stage for stage, names in STAGES.items() if any(_within(module, name) for name in names))
    return next(stages, None)


def _within(module: str, name: str) -> bool:
    return module.startswith(name) if name.endswith(".") else module == name
