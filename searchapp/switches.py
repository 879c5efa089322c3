"""Switches: what is sought beside what was typed, and the searches with that on or off."""

from dataclasses import dataclass, replace

from searchapp.addresses import SEARCH
from searchapp.expansion import Expanding, expanded
from searchapp.service import Answer
from searchapp.understanding import Understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """The same search with synonyms, or other writings of numbers, switched on or off."""

    text: str
    url: str


def switches(answered: Answer) -> tuple[Switch, ...]:
    """The switches that would change what is sought."""
    state, meant = answered.state, answered.meant
    by = Expanding(lexicon=meant.lexicon, synonyms=state.synonyms, numerals=state.numerals)
    found = []
    if by.lexicon.groups and _changes(meant, replace(by, synonyms=not by.synonyms)):
        text = "不查同义词" if state.synonyms else "也查同义词"
        found.append(Switch(text=text, url=state.with_synonyms(not state.synonyms).to_url(SEARCH)))
    if _changes(meant, replace(by, numerals=not by.numerals)):
        text = "数字只按所写查" if state.numerals else "数字不分写法"
        found.append(Switch(text=text, url=state.reading_numerals(not state.numerals).to_url(SEARCH)))
    return tuple(found)


def _changes(meant: Understood, by: Expanding) -> bool:
    return expanded(meant.parsed.query, by).query != meant.query
