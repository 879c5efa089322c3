"""Reprints in a result: how many paragraphs are left without them, and which one of a cluster is shown."""

import numpy as np

from indexer.engines.whoosh.columns import NONE
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.rowsets import Rows


def distinct(rows: Rows, held: Generation) -> int:
    """How many of the rows are left where each cluster counts once."""
    if not held.columns.has_reprints:
        return len(rows)
    cluster = held.columns["cluster"].take(rows)
    clustered = np.sort(cluster[cluster >= 0])
    return len(rows) - int(np.count_nonzero(clustered[1:] == clustered[:-1]))


def first_of_each(rows: Rows, held: Generation) -> Rows:
    """Which of the rows (places in them, ascending) are left where of each cluster only the first is."""
    cluster = held.columns["cluster"].take(rows)
    _, first = np.unique(cluster, return_index=True)
    kept = cluster == NONE
    kept[first] = True
    return np.flatnonzero(kept)
