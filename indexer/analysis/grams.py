"""Grams: the character bigrams and single characters by which exact text is looked up, then verified."""

GRAM_CHARS_MAX = 2


def grams(folded: str) -> set[str]:
    """What a text is indexed under for exact search.

    >>> sorted(grams("水库水"))
    ['库', '库水', '水', '水库']
    """
    return set(folded) | bigrams(folded)


def bigrams(folded: str) -> set[str]:
    """All pairs of neighbouring characters, spaces and punctuation included."""
    return {folded[start : start + 2] for start in range(len(folded) - 1)}


def lookup_grams(folded: str) -> set[str]:
    """The grams that any text containing `folded` (not empty) is indexed under: a necessary condition.

    >>> sorted(lookup_grams("水库")), sorted(lookup_grams("水"))
    (['水库'], ['水'])
    """
    return bigrams(folded) or {folded}
