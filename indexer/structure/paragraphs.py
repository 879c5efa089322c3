"""Blocks to numbered paragraphs with their themes; paragraphs that a file delimits itself among them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from indexer.contract.documents import Paragraph
from indexer.contract.reading import GivenParagraph, Removal
from indexer.contract.vocabulary import Region, Theme
from indexer.structure.outline.sections import Block, Sectioned
from indexer.structure.places.mentions import regions_in
from indexer.structure.themes import theme_of
from indexer.structure.years import years_in

_UNPRINTED = {"Cc", "Cf"}  # controls, and characters without a width
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def number(
    blocks: Iterable[Block],
    taxonomy: Sequence[Theme] = (),
    around: Region | None = None,
    published: int | None = None,
) -> Iterator[Paragraph]:
    """The blocks as paragraphs, counted from 1; the taxonomy as in ReadingRules.themes, `around` the region
    and `published` the year of the report, by which its paragraphs' mentions are understood."""
    themes: dict[tuple[str, ...], str | None] = {}
    for ordinal, block in enumerate(blocks, start=1):
        if block.section not in themes:
            themes[block.section] = theme_of(block.section, taxonomy)
        yield Paragraph(
            ordinal=ordinal,
            section=block.section,
            theme=themes[block.section],
            text=block.text,
            mentioned_regions=regions_in(block.text, around),
            mentioned_years=years_in(block.text, published),
        )


def given_blocks(given: Sequence[GivenParagraph]) -> Sectioned:
    """The paragraphs of a file that delimits them, as they are; one that holds line breaks is several.

    >>> divided = given_blocks([GivenParagraph(text="一\\n二\\x07", section=("甲",))])
    >>> [block.text for block in divided.blocks], divided.removed[0].reason
    (['一', '二'], 'control character')
    """
    blocks: list[Block] = []
    removed: list[Removal] = []
    for paragraph in given:
        for line in _LINE_ENDS.split(paragraph.text):
            unprinted = "".join(
                char for char in line if unicodedata.category(char) in _UNPRINTED and char != "\t"
            )
            if unprinted:
                removed.append(Removal(text=unprinted, reason="control character"))
            text = "".join(char for char in line if char not in unprinted).strip()
            if text:
                blocks.append(Block(section=paragraph.section, text=text))
    return Sectioned(blocks=tuple(blocks), removed=tuple(removed))
