"""The page of hits is the cut of the whole order that was asked for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.ranking import page


@given(
    keys=st.lists(st.sampled_from([0.0, 1.0, 1.5, 2.0]), max_size=12),
    chance=st.randoms(use_true_random=False),
    offset=st.integers(0, 14),
    limit=st.integers(0, 14),
)
def test_a_page_is_a_cut_of_the_whole_order(
    keys: list[float], chance: object, offset: int, limit: int
) -> None:
    place = list(range(len(keys)))
    assert hasattr(chance, "shuffle")
    chance.shuffle(place)
    whole = sorted(range(len(keys)), key=lambda at: (-keys[at], place[at]))
    found = page(np.array(keys), np.array(place, dtype=np.int32), offset, limit)
    assert found.tolist() == whole[offset : offset + limit]
