"""Reprints in a result: which one of a cluster is shown."""

import numpy as np

from indexer.engines.whoosh.columns import NONE
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.rowsets import Rows


def first_of_each(rows: Rows, held: Generation) -> Rows:
    """Which of the rows (places in them, ascending) are left where of each cluster only the first is."""
    cluster = held.columns["cluster"].take(rows)
    _, first = np.unique(cluster, return_index=True)
    kept = cluster == NONE
    kept[first] = True
    return np.flatnonzero(kept)
