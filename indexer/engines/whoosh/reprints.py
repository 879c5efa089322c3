"""Reprints in a result: how many paragraphs are left without them, and which one of a cluster is shown."""

import numpy as np

from indexer.engines.whoosh.columns import NONE
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.postings import Rows
from indexer.engines.whoosh.ranking import Scores


def distinct(rows: Rows, held: Generation) -> int:
    """How many of the rows are left where each cluster counts once."""
    if not held.columns.has_reprints:
        return len(rows)
    cluster = held.columns["cluster"][rows]
    clustered = cluster[cluster != NONE]
    seen = np.zeros(held.columns.paragraphs, dtype=bool)  # a cluster is called by one of its rows
    seen[clustered] = True
    return len(rows) - len(clustered) + int(np.count_nonzero(seen))


def folded(rows: Rows, keys: Scores, held: Generation) -> Rows:
    """Which of the rows (places in them) are left where only the first of each cluster is: the one with the
    largest key, of equals the one with the smallest place."""
    cluster = held.columns["cluster"][rows]
    clustered = np.flatnonzero(cluster != NONE)
    order = clustered[np.lexsort((held.columns["place"][rows[clustered]], -keys[clustered]))]
    _, first = np.unique(cluster[order], return_index=True)
    kept = cluster == NONE
    kept[order[first]] = True
    return np.flatnonzero(kept)
