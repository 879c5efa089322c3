"""Just enough of a page's structure to ask what it shows: elements with their attributes and their text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(("meta", "link", "input", "hr", "br", "img"))


@dataclass(slots=True, kw_only=True)
class Element:
    """An element with all text inside it; `inside` names the elements around it, outermost first."""

    tag: str
    attributes: dict[str, str]
    inside: tuple["Element", ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def is_in(self, name: str) -> bool:
        """Whether it stands in an element of this class."""
        return any(name in around.classes for around in self.inside)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag=tag, attributes=attributes, inside=tuple(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def close(self) -> None:
        super().close()
        assert not self._open, f"<{self._open[-1].tag}> is never closed"


def elements(page: str, tag: str, inside: str = "") -> list[Element]:
    """The elements of a page with this tag, in an element of that class; the page must be well formed."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    found = (element for element in reader.elements if element.tag == tag)
    return [element for element in found if not inside or element.is_in(inside)]


def texts(page: str, tag: str, inside: str = "") -> list[str]:
    return [element.text for element in elements(page, tag, inside)]


def links(page: str, inside: str = "") -> dict[str, str]:
    """Text (or label) to address of the links of a page."""
    return {
        element.attributes.get("aria-label", element.text): element.attributes["href"]
        for element in elements(page, "a", inside)
    }
