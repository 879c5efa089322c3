"""The lines of a body as they are judged: text, heading, or text that opens with its own heading."""

import re
from dataclasses import dataclass

OUTER_RANK = -10  # outside all numbers
INNER_RANK = 500  # below all numbers
LEAD_RANK, INNER_LEAD_RANK = 510, 511
RUN_IN_RANK = 520
MARKED_RANK = -100  # "#" to "######" outrank every number

_FIRST_SENTENCE = re.compile(r"[^。！？!?；;：:…]{2,60}(?=。.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line as judged.

    `rank` is None for body, else that of a heading (the lower, the further out); `number` is the rank of the
    line's number, None without one. `opened` is the heading that stands in the line's own text, with `rank`
    its rank: the line is body all the same. `bold` counts the characters of a bold opening.
    """

    text: str
    rank: int | None = None
    number: int | None = None
    marked: bool = False
    opened: str | None = None
    bold: int = 0

    @property
    def is_body(self) -> bool:
        """Whether the line is a paragraph."""
        return self.rank is None or self.opened is not None


def first_sentence(text: str) -> str | None:
    """The first sentence without its full stop, where it is short and holds no colon, and more follows.

    >>> first_sentence("（一）扩大需求。深入实施提振消费行动。"), first_sentence("扩大需求。")
    ('（一）扩大需求', None)
    """
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found else None
