"""Addresses: a report's id as a URL that every browser and server hands back unchanged."""

from searchapp.encoding import encoded, encoded_path
from searchapp.state import Args

SEARCH = "/search"
_DOTS = frozenset((".", ".."))


def report_url(document: str, args: Args, ordinal: int | None = None) -> str:
    """The page of a report, with arguments and at a paragraph.

    Browsers resolve "." and ".." in a path, percent-encoded or not, so an id with such a step in it
    travels as an argument instead.

    >>> report_url("2021/宁波#1.txt", [], 3)
    '/d/2021/%E5%AE%81%E6%B3%A2%231.txt#p3'
    >>> report_url("../a b", [("q", "水")])
    '/d/?document=..%2Fa+b&q=%E6%B0%B4'
    """
    return _address("/d/", document, args) + (f"#p{ordinal}" if ordinal is not None else "")


def similar_url(document: str, ordinal: int) -> str:
    """The page of what is similar to a paragraph.

    >>> similar_url("2021/宁波.txt", 3)
    '/similar/2021/%E5%AE%81%E6%B3%A2.txt?p=3'
    """
    return _address("/similar/", document, [("p", str(ordinal))])


def _address(folder: str, document: str, args: Args) -> str:
    if _DOTS.isdisjoint(document.split("/")):
        path = f"{folder}{encoded_path(document)}"
    else:
        path, args = folder, [("document", document), *args]
    return f"{path}?{encoded(args)}" if args else path
