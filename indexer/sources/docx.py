"""DOCX: its headings, bold, tables and automatic numbers as text; the only module that knows mammoth."""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import mammoth

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import RawReport, Removal
from indexer.sources.encodings import even_lines
from indexer.sources.files import SourceFile
from indexer.sources.html import flat_text
from indexer.sources.properties import borne_out
from indexer.sources.records import mend
from indexer.sources.word.markup import holds_foreign, write_plainly
from indexer.sources.word.numbering import write_numbers

_MOST_XML_BYTES = 64 << 20
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_DOCUMENT = "word/document.xml"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What mammoth writes for a note of the document: its mark in the text, and the way back from it.
_NOTE_MARK = re.compile(r'<sup><a href="#[a-z]{1,9}note-\d{1,9}"[^<>]{0,99}>\[\d{1,9}\]</a></sup>')
_CONTENTS = re.compile(r'<p class="contents">(.*?)</p>', re.DOTALL)
_WAY_BACK = re.compile(r'\s?<a href="#[a-z]{1,9}note-ref-\d{1,9}">↑</a>')
# What the heading styles are called in a Chinese Word or WPS, beside the names that mammoth knows.
_STYLES = "\n".join(
    ["p[style-name='Title'] => h1:fresh", "p[style-name='标题'] => h1:fresh"]
    + [f"p[style-name='标题 {level}'] => h{level}:fresh" for level in range(1, 7)]
    + [
        f"p[style-name='{name}'] => p.contents:fresh"
        for name in ("TOC Heading", *(f"toc {n}" for n in range(1, 10)))
    ]
)


def read_docx(file: SourceFile, data: bytes) -> RawReport:
    """The file as one report. Pictures, comments, headers and footers are left out; notes follow the text.

    Raises UnreadableFileError where it is broken, encrypted, too large inside, or holds no text.
    """
    parts = _parts(data)
    try:
        document, numbers = _numbered(parts)
        page = str(mammoth.convert_to_html(document, style_map=_STYLES, convert_image=lambda _: []).value)
        title, author = _properties(parts)
    # What a library makes of damaged XML is not for us to foresee; every way is the same refusal.
    except Exception as exc:
        raise UnreadableFileError(f"the document is broken: {type(exc).__name__} {str(exc)[:80]}") from exc
    contents = tuple(_plain(entry) for entry in _CONTENTS.findall(page))
    unmarked, marks = _NOTE_MARK.subn("", _WAY_BACK.sub("", _CONTENTS.sub("", page)))
    text = _plain(unmarked)
    if not text.strip():
        raise UnreadableFileError("the document holds no text")
    return RawReport(
        id=file.id,
        path=file.shown,
        encoding="docx",
        text=text,
        metadata=borne_out(text, title, author),
        removed=tuple(Removal(text=entry, reason="table of contents") for entry in contents if entry.strip()),
        notes=(
            *((f"automatic numbers written out: {numbers}",) if numbers else ()),
            *((f"footnotes stand at the end, without their marks: {marks}",) if marks else ()),
        ),
    )


def _plain(page: str) -> str:
    return even_lines(mend(flat_text(page)))


def _parts(data: bytes) -> dict[str, bytes]:
    """The XML parts of the document by name, without its pictures."""
    if data.startswith(_COMPOUND_FILE):
        raise UnreadableFileError(
            "the document is encrypted, or an old .doc; save it as .docx without password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = [info for info in package.infolist() if info.filename.endswith((".xml", ".rels"))]
            if sum(info.file_size for info in infos) > _MOST_XML_BYTES:
                raise UnreadableFileError("the document unpacks to over 64 MiB of text; split it")
            parts = {info.filename: package.read(info) for info in infos}
    except UnreadableFileError:
        raise
    # zipfile has no common error of its own: damage shows as anything from zlib.error to a bad offset.
    except Exception as exc:
        raise UnreadableFileError(f"not a .docx document, or a damaged one: {str(exc)[:80]}") from exc
    if any(_ENTITIES.search(part) for part in parts.values()):
        raise UnreadableFileError("the document declares XML entities, which no Word document does")
    if _DOCUMENT not in parts:
        raise UnreadableFileError("not a .docx document: it holds no text part")
    return parts


def _numbered(parts: Mapping[str, bytes]) -> tuple[io.BytesIO, int]:
    """The document with its automatic numbers written out, packed again, and how many they were."""
    body, numbers = parts[_DOCUMENT], 0
    foreign = holds_foreign(body)
    if foreign or "word/numbering.xml" in parts:
        tree = _parsed(body)
        if foreign:
            write_plainly(tree)
        if "word/numbering.xml" in parts:
            styles = _parsed(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
            numbers = write_numbers(tree, _parsed(parts["word/numbering.xml"]), styles)
        body = ET.tostring(tree, encoding="utf-8") if foreign or numbers else body
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in {**parts, _DOCUMENT: body}.items():
            package.writestr(name, part)
    packed.seek(0)
    return packed, numbers


def _properties(parts: Mapping[str, bytes]) -> tuple[str, str]:
    """The title and the creator among the document's properties; "" where it has none."""
    if "docProps/core.xml" not in parts:
        return "", ""
    core = _parsed(parts["docProps/core.xml"])
    return core.findtext(f"{_DUBLIN_CORE}title") or "", core.findtext(f"{_DUBLIN_CORE}creator") or ""


def _parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - without entities (see _parts), nothing in it can grow
