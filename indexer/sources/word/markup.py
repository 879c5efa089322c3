"""What mammoth would drop from a Word document, words and all, written as what it keeps."""

import re
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FOREIGN = re.compile(rb"[:<](?:fldSimple|bdo|dir|cr|ruby|oMath)\b")
# Each under the name of what is read through to the words within, or read as the same.
_KNOWN_AS = {f"{W}{name}": f"{W}smartTag" for name in ("fldSimple", "bdo", "dir", "ruby", "rubyBase")} | {
    f"{_MATH}oMathPara": f"{W}smartTag",
    f"{W}cr": f"{W}br",
}


def holds_foreign(part: bytes) -> bool:
    """Whether a part of a document may hold any of it; to parse one for nothing takes time.

    >>> holds_foreign(b"<w:p><w:bdo/></w:p>"), holds_foreign(b"<w:p><w:br/></w:p>")
    (True, False)
    """
    return _FOREIGN.search(part) is not None


def write_plainly(document: ET.Element) -> None:
    """Fields, words of another direction, line breaks and formulas as plain runs, in place; the reading above
    a word in brackets behind it."""
    for ruby in list(document.iter(f"{W}ruby")):
        for reading in ruby.findall(f"{W}rt"):
            ruby.remove(reading)
            ruby.append(_run(f"({_words(reading, W)})"))
    for formula in list(document.iter(f"{_MATH}oMath")):
        words = _words(formula, _MATH)
        formula.clear()
        formula.tag = f"{W}smartTag"
        formula.append(_run(words))
    for element in document.iter():
        element.tag = _KNOWN_AS.get(element.tag, element.tag)


def _words(element: ET.Element, namespace: str) -> str:
    return "".join(text.text or "" for text in element.iter(f"{namespace}t"))


def _run(words: str) -> ET.Element:
    run = ET.Element(f"{W}r")
    text = ET.SubElement(run, f"{W}t", {_SPACE: "preserve"})
    text.text = words
    return run
