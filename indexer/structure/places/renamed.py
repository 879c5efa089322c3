"""Names beside the official ones: former names, what people say, and the newspapers of a place.

The tables are written for this project. renamed.tsv: former name, code of the division that bears it on,
year of the change where known. spoken.tsv: a short form and its code; several codes where it names several
places at once (京津冀). papers.tsv: a paper or site whose name does not say where it belongs, and the code.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


@cache
def former_names() -> Mapping[str, str]:
    """The code of the heir, by the name it had.

    >>> former_names()["襄樊市"]
    '420600'
    """
    return {name: code for name, code, *_ in _rows("renamed.tsv")}


@cache
def spoken_names() -> Mapping[str, tuple[str, ...]]:
    """The codes by what people say.

    >>> spoken_names()["锡盟"], spoken_names()["京津冀"]
    (('152500',), ('110000', '120000', '130000'))
    """
    return {name: tuple(codes.split()) for name, codes in _rows("spoken.tsv")}


@cache
def papers() -> Mapping[str, str]:
    """The code of the place by the name of the paper.

    >>> papers()["新华日报"]
    '320000'
    """
    return {paper: code for paper, code, *_ in _rows("papers.tsv")}


def _rows(table: str) -> Iterator[list[str]]:
    text = files("indexer.structure.places").joinpath(table).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines())
