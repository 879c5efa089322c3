"""Wildcards: what "?" and "*" in a reader's text stand for, and how text without any is written."""

from indexer.contract.query import Exact, Pattern, Prefix, Words

ANY_CHAR = "?"
_LITERAL = "？"  # folds to "?", so it finds either; and it is no wildcard
_STARS = "*＊"  # either width


def literal(text: str) -> str:
    """The text with nothing in it that reads as a wildcard; it folds to the same."""
    return text.replace(ANY_CHAR, _LITERAL)


def quoted_text(text: str) -> Exact | Pattern:
    """What a quotation asks for: a "?" with text on either side is any one character; all else is itself.

    >>> quoted_text("扫?除恶"), quoted_text("怎么办?")
    (Pattern(text='扫?除恶'), Exact(text='怎么办？'))
    """
    inside = text.strip(ANY_CHAR)
    if not inside or ANY_CHAR not in inside:
        return Exact(text=literal(text))
    before, _, after = text.partition(inside)
    return Pattern(text=literal(before) + inside + literal(after))


def bare_text(text: str) -> Words | Prefix:
    """What a bare run asks for: a star at its end makes it the start of a word; any other is punctuation.

    >>> bare_text("政法*")
    Prefix(text='政法')
    """
    start = without_stars(text)
    if start == text or misplaced_star(text):
        return Words(text=text)
    return Prefix(text=start)


def without_stars(text: str) -> str:
    """The text without the stars at its end."""
    return text.rstrip(_STARS)


def misplaced_star(text: str) -> bool:
    """Whether a star stands anywhere but at the end."""
    return any(star in without_stars(text) for star in _STARS)
