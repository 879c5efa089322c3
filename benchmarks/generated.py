"""More paragraphs than there are laws: sentences of the laws in new company, and names that keep coming.

Recombined sentences alone would bring no new word after a while, unlike real texts. So every paragraph has an
invented name, drawn by rank from a distribution without an end (Zipf's law): the number of different names
among n grows as n to the power of _GROWTH (Heaps' law).
"""

import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.corpora import SEED, Law

_SENTENCE = re.compile(r"[^。；]+[。；]?")
_GROWTH = 0.65
_ZIPF = 1 / _GROWTH - 1  # names above a rank are the rarer by the rank to this power
_HEAD = 20  # so many names are about as frequent as the first
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英华玉兰文博雪梅建国海波志明秀云晓东"


def generated_laws(laws: Sequence[Law], seed: int = SEED) -> Iterator[Law]:
    """Laws without end: title, province, kind, date and headings of one law, sentences of all."""
    rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    sentences = [
        sentence for law in laws for _, text in law.paragraphs for sentence in _SENTENCE.findall(text)
    ]
    while True:
        law = rng.choice(laws)
        yield Law(
            title=law.title,
            date=law.date,
            province=law.province,
            kind=law.kind,
            paragraphs=tuple(
                (section, _recombined(text, sentences, rng)) for section, text in law.paragraphs
            ),
        )


def _recombined(text: str, sentences: Sequence[str], rng: random.Random) -> str:
    """As many sentences as the text has, and a name."""
    some = "".join(rng.choice(sentences) for _ in _SENTENCE.findall(text))
    return f"{some}（{invented_name(int(_HEAD * rng.paretovariate(_ZIPF)))}）"


def invented_name(rank: int) -> str:
    """A person's name for a rank, each rank another; the higher the longer.

    >>> invented_name(1), invented_name(123_456)
    ('李伟', '马洋涛娜')
    """
    rank, surname = divmod(rank, len(_SURNAMES))
    given = ""
    while rank or not given:
        rank, at = divmod(rank, len(_GIVEN))
        given += _GIVEN[at]
    return _SURNAMES[surname] + given
