"""The measures of a run: nDCG@10, MRR@10 and R@100, by ir_measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures

from indexer.evaluation.judged import JudgedQuery

MEASURES = ("nDCG@10", "MRR@10", "R@100")
_OTHER_NAMES = {"MRR@10": "RR@10"}  # the mean of reciprocal ranks, of one query the reciprocal rank

Run = Mapping[str, Sequence[str]]
"""For each query, by id, the names found, best first, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One query measured; `values` run in parallel with MEASURES and lie between 0 and 1."""

    id: str
    values: tuple[float, ...]


def measured(queries: Sequence[JudgedQuery], run: Run) -> tuple[Measured, ...]:
    """Every query, in order; one that found nothing has 0 in all measures."""
    wanted = {ir_measures.parse_measure(_OTHER_NAMES.get(name, name)): name for name in MEASURES}
    found = {
        (metric.query_id, wanted[metric.measure]): metric.value
        for metric in ir_measures.iter_calc(list(wanted), list(_judgements(queries)), list(_scored(run)))
    }
    return tuple(
        Measured(id=query.id, values=tuple(found.get((query.id, name), 0.0) for name in MEASURES))
        for query in queries
    )


def means(queries: Sequence[Measured]) -> tuple[float, ...]:
    """The mean of each measure over one query or more.

    >>> means([Measured(id="1", values=(1.0, 0.5)), Measured(id="2", values=(0.0, 0.5))])
    (0.5, 0.5)
    """
    columns = zip(*(query.values for query in queries), strict=True)
    return tuple(sum(column) / len(queries) for column in columns)


def _judgements(queries: Iterable[JudgedQuery]) -> Iterable[ir_measures.Qrel]:
    for query in queries:
        for name, relevance in query.relevance:
            yield ir_measures.Qrel(query.id, name, relevance)


def _scored(run: Run) -> Iterable[ir_measures.ScoredDoc]:
    """ir_measures orders by score, equal ones by name; the ranks, which all differ, keep our order."""
    for query, names in run.items():
        for rank, name in enumerate(names):
            yield ir_measures.ScoredDoc(query, name, -float(rank))
