"""Word's automatic numbering written out: the "一、" that a list style makes is no part of a DOCX's text.

Follows the numbering definitions of ECMA-376 part 1, 17.9: abstract lists, their levels, restarts.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

from indexer.sources.word.markup import W
from indexer.sources.word.numerals import in_form

_MOST_LEVELS = 9
_MOST_DIGITS = 6
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """A level of a list: how its number is written, and the text around it ("第%1章"); `in_digits` says that
    every number in it is, whatever the forms of the levels above."""

    start: int
    form: str
    text: str
    in_digits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list that paragraphs refer to: the abstract one it counts with, its levels, and where it restarts."""

    abstract: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int]


@dataclass(slots=True, kw_only=True)
class _Counts:
    """How far each abstract list has counted, by level, and which lists have restarted."""

    by_list: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)


def write_numbers(document: ET.Element, numbering: ET.Element, styles: ET.Element | None) -> int:
    """Put its number before each numbered paragraph of the document, in place; how many there were.

    A bullet is no number. The paragraph is no item of a list any more.
    """
    lists = _linked(_lists(numbering), numbering, styles)
    by_style = _by_style(styles, numbering, lists)
    counts = _Counts()
    written = 0
    for paragraph in document.iter(f"{W}p"):
        list_id, depth = _place(paragraph, by_style)
        label = _next_label(lists, counts, list_id, depth)
        if label:
            _put(paragraph, label)
            written += 1
    return written


def _lists(numbering: ET.Element) -> dict[str, _List]:
    abstract = {
        _attribute(element, "abstractNumId"): dict(_levels(element))
        for element in numbering.iter(f"{W}abstractNum")
    }
    lists: dict[str, _List] = {}
    for element in numbering.iter(f"{W}num"):
        abstract_id = _value(element, "abstractNumId")
        overrides = list(element.iter(f"{W}lvlOverride"))
        restarts = {
            _integer(_attribute(override, "ilvl")): _integer(start)
            for override in overrides
            if (start := _value(override, "startOverride"))
        }
        own = {depth: level for override in overrides for depth, level in _levels(override)}
        levels = {**abstract.get(abstract_id, {}), **own}
        lists[_attribute(element, "numId")] = _List(abstract=abstract_id, levels=levels, restarts=restarts)
    return lists


def _linked(lists: Mapping[str, _List], numbering: ET.Element, styles: ET.Element | None) -> dict[str, _List]:
    """The lists, those with the levels of a list style that leave their own to it."""
    defined = () if styles is None else styles.iter(f"{W}style")
    list_of_style = {_attribute(style, "styleId"): _numbered(style)[0] for style in defined}
    style_of_abstract = {
        _attribute(element, "abstractNumId"): _value(element, "numStyleLink")
        for element in numbering.iter(f"{W}abstractNum")
    }
    linked = dict(lists)
    for list_id, own in lists.items():
        target = lists.get(list_of_style.get(style_of_abstract.get(own.abstract, ""), ""))
        if target is not None and not own.levels:
            linked[list_id] = replace(own, abstract=target.abstract, levels=target.levels)
    return linked


def _levels(element: ET.Element) -> Iterator[tuple[int, _Level]]:
    for level in element.findall(f"{W}lvl"):
        start = _value(level, "start")
        yield (
            _integer(_attribute(level, "ilvl")),
            _Level(
                start=_integer(start) if start else 1,
                form=_value(level, "numFmt") or "decimal",
                text=_value(level, "lvlText"),
                in_digits=level.find(f"{W}isLgl") is not None,
            ),
        )


def _by_style(
    styles: ET.Element | None, numbering: ET.Element, lists: Mapping[str, _List]
) -> dict[str, tuple[str, int]]:
    """The list and level of each paragraph style that numbers, its own or its base's."""
    linked = {
        (abstract.get(f"{W}abstractNumId", ""), style): _integer(_attribute(level, "ilvl"))
        for abstract in numbering.iter(f"{W}abstractNum")
        for level in abstract.findall(f"{W}lvl")
        if (style := _value(level, "pStyle"))
    }
    defined = () if styles is None else styles.iter(f"{W}style")
    elements = {_attribute(style, "styleId"): style for style in defined}
    found: dict[str, tuple[str, int]] = {}
    for style_id in elements:
        at, chain = style_id, 0
        while at in elements and chain < len(elements):
            list_id, depth = _numbered(elements[at])
            if list_id:
                abstract_id = lists[list_id].abstract if list_id in lists else ""
                found[style_id] = (list_id, linked.get((abstract_id, at), depth))
                break
            at, chain = _value(elements[at], "basedOn"), chain + 1
    return found


def _place(paragraph: ET.Element, by_style: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """The list and level of a paragraph: its own, else its style's; "" and 0 for none."""
    list_id, depth = _numbered(paragraph)
    if list_id:
        return list_id, depth
    properties = paragraph.find(f"{W}pPr")
    return by_style.get(_value(properties, "pStyle"), ("", 0)) if properties is not None else ("", 0)


def _numbered(element: ET.Element) -> tuple[str, int]:
    numbered = element.find(f"{W}pPr/{W}numPr")
    if numbered is None:
        return "", 0
    return _value(numbered, "numId"), _integer(_value(numbered, "ilvl"))


def _next_label(lists: Mapping[str, _List], counts: _Counts, list_id: str, depth: int) -> str:
    """The label of the list's next paragraph at this level; "" where it has none."""
    numbered = lists.get(list_id)
    if numbered is None or depth not in numbered.levels:
        return ""
    counted = counts.by_list.setdefault(numbered.abstract, {})
    if list_id not in counts.begun:
        counts.begun.add(list_id)
        counted.update({level: start - 1 for level, start in numbered.restarts.items()})
    level = numbered.levels[depth]
    counted[depth] = counted.get(depth, level.start - 1) + 1
    for deeper in range(depth + 1, _MOST_LEVELS):
        counted.pop(deeper, None)
    if level.form == "bullet":
        return ""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        of = numbered.levels.get(at, level)
        return in_form(counted.get(at, of.start), "decimal" if level.in_digits else of.form)

    return _PLACE.sub(number, level.text)


def _put(paragraph: ET.Element, label: str) -> None:
    """The label as the paragraph's first words, in their bold; its list is taken away."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = ET.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for numbered in properties.findall(f"{W}numPr"):
        properties.remove(numbered)
    none = ET.SubElement(properties, f"{W}numPr")
    ET.SubElement(none, f"{W}ilvl", {f"{W}val": "0"})
    ET.SubElement(none, f"{W}numId", {f"{W}val": "0"})
    run = ET.Element(f"{W}r")
    first = paragraph.find(f"{W}r/{W}rPr")
    if first is not None:
        run.append(copy.deepcopy(first))
    text = ET.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = f"{label} " if label[-1:].isascii() and label[-1:].isalnum() else label
    paragraph.insert(list(paragraph).index(properties) + 1, run)


def _value(element: ET.Element, name: str) -> str:
    """The value of a child: all that most elements of WordprocessingML are."""
    child = element.find(f"{W}{name}")
    return "" if child is None else _attribute(child, "val")


def _attribute(element: ET.Element, name: str) -> str:
    return element.get(f"{W}{name}", "")


def _integer(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS else 0
